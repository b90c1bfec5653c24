"""A new product in place: what a line needs of it; the rest can follow in the catalog."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Rejected
from billdesk.domain.products import product_problems
from billdesk.domain.tax import Tax
from billdesk.ui import choosing
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, SegmentField, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, prices
from billdesk.ui.words import tr

_ROWS = (("name",), ("kind",), ("unit_price", "unit", "tax"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the new product is called so far, the currency of its price, and the taxes there are."""

    name: str
    currency: str
    taxes: tuple[Tax, ...] = ()


class NewProduct(FormDialog):
    """`made` tells the new product, which is in the catalog then."""

    made = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget, wanted: Wanted) -> None:
        look, language, place = bench.look, bench.language, "new_product"
        kinds = (Choice("product", tr("Product")), Choice("labor", tr("Labor")))
        price = Caption(f"{place}.unit_price", tr("Price"), tr("In {currency}", currency=wanted.currency))
        unit = Caption(f"{place}.unit", tr("Unit"), tr("Such as hour, piece or month."))
        name = Caption(f"{place}.name", tr("Name"), tr("As it stands on invoices."))
        fields = {
            "name": TextField(look, name),
            "kind": SegmentField(look, Caption(f"{place}.kind", tr("Kind")), kinds),
            "unit_price": NumberField(look, price, prices(wanted.currency, language, None), language, True),
            "unit": TextField(look, unit, 60),
            "tax": ChoiceField(look, Caption(f"{place}.tax", tr("Tax")), _taxes(wanted.taxes)),
        }
        super().__init__(look, Question(place, tr("New product"), tr("Add product")), fields, parent, _ROWS)
        self._bench, self._currency = bench, wanted.currency
        self.form.show_values({"name": wanted.name, "kind": "product"})
        self.submitted.connect(self._on_submitted)

    def product(self, values: dict[str, Any]) -> Product:
        """What the fields say."""
        currency = None if self._currency == self._bench.figures.home else self._currency
        return Product(
            0,
            "",
            values["name"],
            values["kind"],
            unit=values["unit"],
            unit_price=values["unit_price"],
            currency=currency,
            tax=choosing.tax_of(values["tax"]),
        )

    def _on_submitted(self, values: dict[str, Any]) -> None:
        product, catalog = self.product(values), self._bench.desk.catalog
        problems = product_problems(product)
        if problems:
            self.refuse(problems, self._bench.said)
            return
        self.show_busy(True)
        self._bench.run(lambda: catalog.create(product), self._on_made, self._on_failed)

    def _on_made(self, product: Product) -> None:
        self.made.emit(product)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self.refuse(error.problems, self._bench.said)
        else:
            self.say(self._bench.sentence(error))


def _taxes(known: Iterable[Tax]) -> tuple[Choice, ...]:
    usual = (Choice("", tr("As usual")), Choice(choosing.NONE, tr("No tax")))
    return (*usual, *(Choice(str(one.id), one.name) for one in known))


def ask_new_product(
    bench: Bench,
    parent: QWidget,
    wanted: Wanted,
    made: Callable[[Product], object],
    left: Callable[[], object],
) -> None:
    """Open the small form; `made` is told the new product, `left` is called where none was made."""
    dialog = NewProduct(bench, parent, wanted)
    dialog.made.connect(made)
    dialog.rejected.connect(left)
    dialog.open()
