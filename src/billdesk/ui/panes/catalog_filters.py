"""The search and the filters above the catalog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.products import KINDS, ProductFilter
from billdesk.domain.tax import INHERIT, UNTAXED, Tax
from billdesk.domain.tax import Choice as TaxChoice
from billdesk.ui.bench import Bench
from billdesk.ui.panes.catalog_columns import kind_words
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class CatalogFilter(QWidget):
    """Turns what is typed and chosen into a ProductFilter."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look = bench.look
        self.search = SearchField(look, "catalog.search", tr("Name, description…"))
        kinds = tuple(Choice(kind, kind_words(kind)) for kind in KINDS)
        shown = (Choice("no", tr("In use")), Choice("yes", tr("Archived")), Choice("all", tr("All")))
        specs = (
            FilterSpec("kind", tr("Kind"), kinds, many=True),
            FilterSpec("tax", tr("Tax"), ()),
            FilterSpec("archived", tr("Shown"), shown),
        )
        self.chips = FilterChips(look, "catalog.chips", specs)
        self.show_preview = Button(look, tr("Preview"), "tool", "panel-right", "catalog.show_preview")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        row.addWidget(self.show_preview)
        self.search.asked.connect(lambda _text: self.changed.emit())
        self.chips.changed.connect(lambda _name, _keys: self.changed.emit())

    def offer_taxes(self, taxes: Sequence[Tax]) -> None:
        """Offer the taxes that products can name."""
        fixed = (Choice("inherit", tr("As the customer's")), Choice("none", tr("No tax")))
        found = tuple(
            Choice(str(tax.id), tr("{name} (archived)", name=tax.name) if tax.archived else tax.name)
            for tax in taxes
        )
        self.chips.chip("tax").offer(fixed + found)

    def wanted(self) -> ProductFilter:
        """What is asked for."""
        shown = self.chips.keys("archived")
        active = {"yes": False, "all": None}.get(shown[0], True) if shown else True
        kinds, tax = frozenset(self.chips.keys("kind")), self.chips.keys("tax")
        return ProductFilter(kinds, _tax(tax[0]) if tax else None, active, self.search.text().strip())

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something."""
        return self.wanted() not in (ProductFilter(), ProductFilter(active=None))

    def clear(self) -> None:
        """Show what is in use again."""
        for name in ("kind", "tax", "archived"):
            self.chips.show_keys(name, ())
        self.search.blockSignals(True)
        self.search.setText("")
        self.search.blockSignals(False)
        self.changed.emit()


def _tax(key: str) -> TaxChoice:
    if key == "inherit":
        return INHERIT
    return UNTAXED if key == "none" else TaxChoice(True, int(key))
