"""The columns of vendor usage: on file, in a file that is looked at, its names, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from billdesk.basics import words
from billdesk.domain.errors import Problem
from billdesk.domain.usage import Alias, Entry, Likely, UsageLine
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import number, tr

FATES = {
    "new": ("new", "plus", "ink2"),
    "changed": ("changes what is on file", "pencil-line", "ink2"),
    "same": ("on file already", "check", "ink3"),
    "unmapped": ("kept, billed to nobody", "triangle-alert", "partly_fg"),
    "ignored": ("left out: ignored", "ban", "ink3"),
    "refused": ("stays: an invoice counted it", "circle-alert", "overdue_fg"),
}
_EDGE = Column("left", "", lambda _row: Cell(""), width=8)


class NameRow(NamedTuple):
    """A name of the vendor in the file: on how many rows, who may be meant, and what was decided."""

    id: int
    name: str
    rows: int
    likely: tuple[Likely, ...] = ()
    alias: Alias | None = None
    customer: str = ""


class WrongRow(NamedTuple):
    """Something that is wrong in the file."""

    id: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class UsageWriter:
    """Makes cells from rows alone, off the GUI thread; `names` are those of customers by their ids."""

    bench: Bench
    names: Mapping[int, str] = field(default_factory=dict)

    def columns(self) -> tuple[Column, ...]:
        """The columns of the list."""
        return (
            _EDGE,
            Column("customer", tr("Customer"), self._customer, "customer", width=200, stretch=True),
            Column("vendor", tr("Vendor"), lambda row: Cell(row.vendor, tone="ink2"), "vendor", width=120),
            Column("item", tr("Item"), lambda row: Cell(row.item), "item", width=150),
            Column("units", tr("Units"), self._line_units, "units", RIGHT, 80),
            Column("change", tr("Change"), self._line_change, align=RIGHT, width=80),
            Column("as_of", tr("As of"), lambda row: self._day(row.as_of), "as_of", width=96),
            Column("by", tr("Counted by"), self._by, width=230, rank=1, roomy=320),
            _EDGE._replace(name="edge"),
        )

    def entries(self) -> tuple[Column, ...]:
        """The columns of what a file would bring."""
        return (
            _EDGE,
            Column("row", tr("Row"), self._row, "row", RIGHT, 56, rank=1),
            Column("customer", tr("Customer"), self._owner, "customer", width=150, stretch=True),
            Column("item", tr("Item"), lambda one: Cell(one.item), "item", width=130),
            Column("units", tr("Units"), self._units, "units", RIGHT, 72),
            Column("change", tr("Change"), self._change, "change", RIGHT, 72),
            Column("as_of", tr("As of"), lambda one: self._day(one.as_of), "as_of", width=80, rank=2),
            Column("fate", tr("What happens"), self._fate, "fate", width=190),
        )

    def strangers(self) -> tuple[Column, ...]:
        """The columns of names that the vendor uses."""
        return (
            _EDGE,
            Column("name", tr("Name at the vendor"), self._name, "name", width=200, stretch=True),
            Column("rows", tr("Rows"), self._rows, "rows", RIGHT, 64),
            Column("customer", tr("Customer"), self._meant, width=280),
        )

    def wrongs(self) -> tuple[Column, ...]:
        """The columns of what is wrong."""
        return (
            _EDGE,
            Column("row", tr("Row"), self._wrong_row, "row", RIGHT, 64),
            Column("column", tr("Column"), self._wrong_column, width=140),
            Column("what", tr("What is wrong"), self._wrong, width=200, stretch=True),
        )

    # On file

    def _customer(self, row: UsageLine) -> Cell:
        return Cell(row.customer, strong=row.customer_id is not None)

    def _line_units(self, row: UsageLine) -> Cell:
        return self._figure(row.quantity)

    def _line_change(self, row: UsageLine) -> Cell:
        return self._signed(None if row.before is None else row.quantity - row.before)

    def _by(self, row: UsageLine) -> Cell:
        if row.by:
            return Cell(", ".join(plain(one) for one in row.by), tone="ink2")
        if row.customer_id is None:
            return Cell(word("unmapped"), badge="unmapped")
        if not row.quantity:
            return Cell(DASH, tone="ink3")
        warns = "triangle-alert"
        return Cell(tr("no line counts it"), tone="partly_fg", icon=warns, icon_tone="partly_fg")

    # In a file

    def _row(self, one: Entry) -> Cell:
        return Cell(number(one.id), tone="ink3", figure=True)

    def _owner(self, one: Entry) -> Cell:
        mapped = self.names.get(one.customer_id or 0, "")
        if not mapped:
            return Cell(one.name, tone="ink2")
        same = mapped.casefold() == one.name.casefold()
        return Cell(mapped, "" if same else one.name, strong=True)

    def _units(self, one: Entry) -> Cell:
        return self._figure(one.quantity)

    def _change(self, one: Entry) -> Cell:
        return self._signed(one.change)

    def _fate(self, one: Entry) -> Cell:
        said, icon, tone = FATES[one.fate]
        return Cell(tr(said), tone=tone, icon=icon, icon_tone=tone)

    # Names

    def _name(self, row: NameRow) -> Cell:
        return Cell(row.name, strong=True)

    def _rows(self, row: NameRow) -> Cell:
        return Cell(number(row.rows), figure=True, tone="ink2")

    def _meant(self, row: NameRow) -> Cell:
        if row.alias is not None and row.alias.customer_id is None:
            return Cell(tr("ignored"), tone="ink3", icon="ban")
        if row.customer:
            return Cell(row.customer, strong=True, icon="check", icon_tone="paid_fg")
        if row.likely:
            return Cell(tr("{name}?", name=row.likely[0].name), tone="accent_ink")
        return Cell(tr("unmapped"), tone="partly_fg", icon="triangle-alert", icon_tone="partly_fg")

    # What is wrong

    def _wrong_row(self, row: WrongRow) -> Cell:
        return Cell(str(row.problem.facts.get("row", "")), figure=True, tone="ink2")

    def _wrong_column(self, row: WrongRow) -> Cell:
        return Cell(str(row.problem.facts.get("column", DASH)), tone="ink2")

    def _wrong(self, row: WrongRow) -> Cell:
        return Cell(self.bench.said(row.problem))

    # Figures

    def _figure(self, scaled: int) -> Cell:
        return Cell(words.quantity(scaled, self.bench.language), figure=True)

    def _signed(self, change: int | None) -> Cell:
        if not change:
            return Cell(DASH, tone="ink3", figure=True)
        sign = "+" if change > 0 else "\N{MINUS SIGN}"
        said = sign + words.quantity(abs(change), self.bench.language)
        return Cell(said, figure=True, strong=True, tone="paid_fg" if change > 0 else "overdue_fg")

    def _day(self, day: object) -> Cell:
        return Cell(self.bench.figures.day(day, self.bench.today), tone="ink2", figure=True)  # type: ignore[arg-type]
