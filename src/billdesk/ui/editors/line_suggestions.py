"""What the grid of lines offers while somebody types: products of the catalog, and taxes."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from billdesk.basics import words
from billdesk.domain.catalog import Product, matching
from billdesk.domain.errors import Refused
from billdesk.ui.bench import Bench
from billdesk.ui.editors.cells import Cells
from billdesk.ui.widgets.suggestions import Suggestion, Suggestions
from billdesk.ui.words import tr

MOST = 6
ICONS = {"labor": "user", "product": "package"}
MANUAL, NEW = "manual", "new"
Drawing = Callable[[Product, str], tuple[Any, Refused | None]]
"""The line of a product in a currency, and why its price must be typed where it must."""


class LineSuggestions(Suggestions):
    """`product_picked` tells the line of a product (and why it has no price), `tax_picked` a tax's words.

    Where `makes_new` is set, a new product can be made of what is typed: `new_picked` tells it.
    """

    product_picked = Signal(object, object)
    tax_picked = Signal(str)
    manual_picked = Signal()
    new_picked = Signal(str)

    def __init__(self, bench: Bench, page: QWidget, name: str = "invoice.catalog") -> None:
        super().__init__(bench.look, name, page)
        self._bench = bench
        self._currency, self._words = "", ""
        self.makes_new = False
        self.products: tuple[Product, ...] = ()
        self.draw: Drawing | None = None
        self.picked.connect(self._on_picked)

    def offer_products(self, field: QWidget, typed: str, currency: str) -> None:
        """Offer what has every word typed; the first is chosen where its name begins so, else none."""
        self._currency = currency
        found = matching(self.products, typed, MOST)
        begins = bool(found) and found[0].name.casefold().startswith(typed.strip().casefold())
        title = tr("Catalog") if found else tr("Not in the catalog")
        self.show_suggestions(
            title,
            [self._offer(one) for one in found],
            self._other_ways(typed, bool(found)),
            typed,
            0 if begins else -1,
        )
        self.open_at(field)

    def _other_ways(self, typed: str, found: bool) -> Sequence[Suggestion]:
        """What can be done with words that aren't meant for the catalog, or aren't in it yet."""
        self._words = typed.strip()
        text = self._words[:60]
        manual = Suggestion(MANUAL, tr("Manual item “{text}”", text=text), "pencil-line")
        new = Suggestion(NEW, tr("New product “{text}”…", text=text), "plus")
        shown = ((new, self.makes_new), (manual, found))
        return [one for one, is_shown in shown if is_shown and text]

    def offer_taxes(self, field: QWidget, cells: Cells, typed: str, now: int | None = None) -> None:
        """Offer the taxes that fit, and none at all; the one by that id is chosen, else the first."""
        fitting = cells.matching(typed)
        names = [cells.tax_words(one) for one in fitting]
        chosen = next((at for at, one in enumerate(fitting) if one.id == now), 0)
        found = [Suggestion(name, name, "hash") for name in names]
        self.show_suggestions(tr("Tax"), found, (Suggestion("", tr("No tax"), "ban"),), typed, chosen)
        self.open_at(field)

    def _offer(self, product: Product) -> Suggestion:
        icon = ICONS.get(product.kind, "package")
        second = " ".join(product.description.split())[:60]
        currency = product.currency or self._bench.figures.home
        figure = ""
        if product.unit_price is not None:
            figure = words.price(product.unit_price, currency, self._bench.language)
            figure = figure if currency == self._currency else f"{currency} {figure}"
        return Suggestion(product, product.name, icon, second, figure, product.unit)

    def _on_picked(self, key: object) -> None:
        if key == MANUAL:
            self.manual_picked.emit()
        elif key == NEW:
            self.new_picked.emit(self._words)
        elif isinstance(key, str):
            self.tax_picked.emit(key)
        elif isinstance(key, Product) and self.draw is not None:
            line, refusal = self.draw(key, self._currency)
            self.product_picked.emit(line, refusal)
