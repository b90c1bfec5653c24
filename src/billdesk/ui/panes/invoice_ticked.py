"""Beside the list while several invoices are ticked: what they come to, and what would go wrong with them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from billdesk.domain.lists import STATUSES, CurrencySum, InvoiceRow, Ticked
from billdesk.ui.bench import Bench
from billdesk.ui.panes.invoice_acts import MAILABLE
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.caution import Caution
from billdesk.ui.widgets.entries import Entries, Entry
from billdesk.ui.widgets.facts import Fact, Facts
from billdesk.ui.widgets.painted import Button, Label, Painted
from billdesk.ui.words import counted, inside, number, tr

MOST = 300
"""So many ticked invoices are looked at one by one; beyond that their sums must do."""
NAMED = 5
WAIT_MS = 60


@dataclass(frozen=True, slots=True)
class _Found:
    rows: tuple[InvoiceRow, ...]
    sums: tuple[CurrencySum, ...]
    unreachable: frozenset[int]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.sums)

    @property
    def is_whole(self) -> bool:
        """Whether every ticked invoice is among the rows."""
        return len(self.rows) == self.count


class TickedInvoices(Painted):
    """The sum of what is ticked. `cleared` asks for no ticks, `read` tells the sums as words."""

    covers = True

    cleared = Signal()
    failed = Signal(object)
    read = Signal(str)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look)
        self.setObjectName("invoices.ticked")
        self.setAccessibleName(tr("Ticked invoices"))
        self._bench = bench
        self._ticked: Ticked | None = None
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._fetch)

    def _build(self) -> None:
        look, px = self.look, self.look.px
        self.title = Label(look, "", "heading")
        clear = Button(look, tr("Clear"), "link", "", "invoices.ticked.clear")
        clear.clicked.connect(self.cleared)
        self.facts = Facts(look, "invoices.ticked.facts")
        self.caution = Caution(look, "invoices.ticked.caution")
        self.entries = Entries(look, "invoices.ticked.rows")
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(12), px(8), 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(clear)
        around = QVBoxLayout()
        around.setContentsMargins(px(16), px(12), px(16), px(4))
        around.addWidget(self.caution)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addLayout(around)
        column.addWidget(self.entries, 1)

    def show_ticked(self, ticked: Ticked, count: int) -> None:
        """Show how many there are at once; their sums follow from the background."""
        self._ticked = ticked
        self.title.setText(counted(count, "{count} invoice ticked", "{count} invoices ticked"))
        self._timer.start()

    def _fetch(self) -> None:
        ticked, desk, today = self._ticked, self._bench.desk, self._bench.today
        if ticked is None:
            return

        def job() -> _Found:
            rows = desk.selection.rows(ticked, today, MOST)
            mailable = [row.id for row in rows if row.status in MAILABLE]
            sums = desk.selection.sums(ticked, today)
            return _Found(rows, sums, desk.selection.unreachable(mailable))

        self._bench.run(job, lambda found: self._on_found(ticked, found), self.failed.emit)

    def _on_found(self, asked: Ticked, found: _Found) -> None:
        if asked != self._ticked:
            return
        figures = self._bench.figures
        total = figures.several([(one.total, one.currency) for one in found.sums])
        balance = figures.several([(one.balance, one.currency) for one in found.sums])
        facts = [
            Fact(tr("Total"), ((total, "ink"),), _states(found) if found.is_whole else "", weight=3),
            Fact(tr("Balance"), ((balance, "ink"),), tr("still to be paid"), weight=3),
        ]
        if found.is_whole:
            customers = len({row.customer_id for row in found.rows})
            facts.append(Fact(tr("Customers"), ((number(customers), "ink"),), weight=2))
        self.facts.show_facts(facts)
        self.entries.show_entries(self._entries(found), tr("Ticked invoices"), "")
        self.caution.tell(*_warning(found))
        self.read.emit(total)

    def _entries(self, found: _Found) -> Sequence[Entry]:
        entries = [self._entry(row, row.id in found.unreachable) for row in found.rows]
        more = found.count - len(found.rows)
        if more > 0:
            entries.append(Entry(counted(more, "and {count} more", "and {count} more"), tone="ink2"))
        return entries

    def _entry(self, row: InvoiceRow, unreachable: bool) -> Entry:
        below = row.number or tr("Draft")
        if unreachable:
            below += " · " + tr("no e-mail address")
        return Entry(row.customer, self._bench.figures.amount(row.total, row.currency), below)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("sheet"))


def _states(found: _Found) -> str:
    """How many there are in each state: "2 draft, 1 open"."""
    counts = Counter(row.status for row in found.rows)
    return ", ".join(f"{counts[key]} {inside(word(key))}" for key in STATUSES if counts[key])


def _warning(found: _Found) -> tuple[str, str]:
    """What keeps some of them from being e-mailed, and the way to mend it; nothing where all can be."""
    if not found.unreachable or not found.is_whole:
        return "", ""
    names = list(dict.fromkeys(row.customer for row in found.rows if row.id in found.unreachable))
    said = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        said += ", " + counted(len(names) - NAMED, "{count} more", "{count} more")
    can = found.count - len(found.unreachable)
    title = tr("{can} of {count} can be e-mailed", can=number(can), count=number(found.count))
    more = counted(
        len(names),
        "{names} has no usable e-mail address. Add one, or print those invoices.",
        "{names} have no usable e-mail address. Add one, or print those invoices.",
        names=said,
    )
    return title, more
