"""The columns of the catalog: name, kind, price, tax, and in how many schedules a product stands."""

from dataclasses import dataclass

from billdesk.basics import words
from billdesk.domain.products import KINDS, ProductLine
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.words import number, tr


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def name(self, row: ProductLine) -> Cell:
        note = row.description.partition("\n")[0]
        name = row.name if row.active else tr("{name} (archived)", name=row.name)
        return Cell(name, note, strong=row.active, tone="ink" if row.active else "ink3")

    def kind(self, row: ProductLine) -> Cell:
        return Cell(kind_words(row.kind), tone="ink2")

    def price(self, row: ProductLine) -> Cell:
        said = price_words(self.bench, row.unit_price, row.currency, row.deposit_percent)
        return Cell(said, figure=True, tone="ink3" if said == DASH else "ink")

    def unit(self, row: ProductLine) -> Cell:
        return Cell(row.unit, tone="ink2")

    def tax(self, row: ProductLine) -> Cell:
        if not row.tax.named:
            return Cell(tr("as the customer's"), tone="ink3")
        if row.tax.tax_id is None:
            return Cell(tr("No tax"), tone="ink2")
        name = tr("{name} (archived)", name=row.tax_name) if row.tax_archived else row.tax_name
        return Cell(name, tone="ink2")

    def schedules(self, row: ProductLine) -> Cell:
        if not row.schedules:
            return Cell(DASH, tone="ink3")
        return Cell(number(row.schedules), figure=True, tone="ink2")


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns of the list; the unit and the tax leave first."""
    writer = _Writer(bench)
    return (
        tick_column(),
        Column("name", tr("Name"), writer.name, "name", width=200, stretch=True),
        Column("kind", tr("Kind"), writer.kind, "kind", width=84),
        Column("price", tr("Price"), writer.price, "price", RIGHT, 100),
        Column("unit", tr("Unit"), writer.unit, width=84, rank=1),
        Column("tax", tr("Tax"), writer.tax, width=140, rank=2),
        Column("schedules", tr("Schedules"), writer.schedules, align=RIGHT, width=84, rank=3),
        Column("edge", "", lambda _row: Cell(""), width=8),
    )


def kind_words(kind: str) -> str:
    """What a kind of product is called."""
    known = dict(zip(KINDS, (tr("Product"), tr("Labor"), tr("Deposit")), strict=True))
    return known[kind]


def price_words(bench: Bench, unit_price: int | None, currency: str, percent: int | None) -> str:
    """A price as tables show it: the home currency bare, a deposit's percentage, or a dash."""
    if percent is not None:
        return words.percent(percent, bench.language)
    if unit_price is None:
        return DASH
    bare = words.price(unit_price, currency, bench.language)
    return bare if currency == bench.figures.home else f"{currency} {bare}"
