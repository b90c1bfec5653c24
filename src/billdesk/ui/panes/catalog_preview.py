"""The preview beside the catalog: a product's price, which schedules name it, what it has cost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.products import Price, ProductUse
from billdesk.services.catalog import ProductSheet
from billdesk.ui.bench import Bench
from billdesk.ui.panes.catalog_columns import kind_words, price_words
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.entries import Entries, Entry
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import counted, number, tr


class CatalogPreview(Wash):
    """Shows a ProductSheet; the pane does what its buttons ask for."""

    edit_asked = Signal()
    archive_asked = Signal()
    restore_asked = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self._bench = bench
        self.sheet: ProductSheet | None = None
        look = bench.look
        self.setObjectName("catalog.preview")
        self.setAccessibleName(tr("Preview"))
        self.name = Label(look, "", "heading")
        self.name.setWordWrap(True)
        self.price = Label(look, "", "figure", tabular=True)
        self.about = Label(look, "", "body", "ink2")
        self.about.setWordWrap(True)
        self.edit = Button(look, tr("Edit"), "primary", "pencil-line", "catalog.edit")
        self.archive = Button(look, tr("Archive"), "plain", "", "catalog.archive")
        self.restore = Button(look, tr("Restore"), "plain", "undo-2", "catalog.restore")
        tabs = (
            Choice("uses", tr("Where used")),
            Choice("prices", tr("Prices")),
            Choice("facts", tr("Details")),
        )
        self.tabs = Segments(look, "catalog.preview.tabs", tabs, tabs=True)
        self.uses = Entries(look, "catalog.preview.uses")
        self.prices = Entries(look, "catalog.preview.prices")
        self.facts = Entries(look, "catalog.preview.facts")
        self._lay_out()
        self.tabs.picked.connect(self._on_tab)
        self.edit.clicked.connect(self.edit_asked)
        self.archive.clicked.connect(self.archive_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.show_sheet(None)

    def _lay_out(self) -> None:
        px = self._bench.look.px
        self._tabbed = QStackedWidget()
        for entries in (self.uses, self.prices, self.facts):
            self._tabbed.addWidget(entries)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        for button in (self.edit, self.archive, self.restore):
            acts.addWidget(button)
        acts.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(16), px(16), px(12))
        head.setSpacing(px(4))
        head.addWidget(self.name)
        head.addWidget(self.price)
        head.addWidget(self.about)
        head.addSpacing(px(8))
        head.addLayout(acts)
        self._something = QWidget()
        column = QVBoxLayout(self._something)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self._tabbed, 1)
        nothing = Label(self._bench.look, tr("Choose a product to see where it is used."), "body", "ink2")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        nothing.setMargin(px(24))
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._something)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_sheet(self, sheet: ProductSheet | None) -> None:
        """Show a product, or that none is chosen."""
        self.sheet = sheet
        self._stack.setCurrentIndex(0 if sheet is None else 1)
        if sheet is None:
            return
        product = sheet.product
        self.name.setText(product.name)
        self.price.setText(self._headline(sheet))
        parts = [
            kind_words(product.kind),
            tr("per {unit}", unit=product.unit) if product.unit else "",
            self._tax(sheet),
        ]
        self.about.setText(" · ".join(part for part in parts if part))
        self.archive.setVisible(product.active)
        self.restore.setVisible(not product.active)
        self.setAccessibleName(f"{product.name}, {self.price.text()}")
        none = tr("No schedule names it.")
        self.uses.show_entries(self._uses(sheet), tr("Where used"), none)
        prices = [self._price(one, sheet) for one in sheet.prices]
        self.prices.show_entries(prices, tr("Prices"), tr("The price hasn't changed since it came in."))
        self.facts.show_entries(self._facts(sheet), tr("Details"), "")
        self.tabs.set_words("uses", tr("Where used {count}", count=number(sheet.schedules)))

    def _on_tab(self, key: str) -> None:
        self._tabbed.setCurrentIndex(("uses", "prices", "facts").index(key))

    def _headline(self, sheet: ProductSheet) -> str:
        product, language = sheet.product, self._bench.language
        if product.deposit_percent is not None:
            return words.percent(product.deposit_percent, language)
        if product.unit_price is None:
            return tr("Open price")
        return words.price(product.unit_price, sheet.currency, language, symbol=True)

    def _tax(self, sheet: ProductSheet) -> str:
        if not sheet.product.tax.named:
            return tr("taxed as the customer")
        if sheet.tax is None:
            return tr("No tax")
        return tr("{name} (archived)", name=sheet.tax.name) if sheet.tax.archived else sheet.tax.name

    def _uses(self, sheet: ProductSheet) -> Sequence[Entry]:
        found = [self._use(one) for one in sheet.uses]
        more = sheet.schedules - len(sheet.uses)
        if more > 0:
            found.append(Entry(counted(more, "and {count} more schedule", "and {count} more schedules")))
        return found

    def _use(self, use: ProductUse) -> Entry:
        price = tr("follows the catalog") if use.follows else tr("price of its own")
        state = "" if use.state == "active" else f"{word(use.state)} · "
        return Entry(
            use.customer, price, f"{state}{use.title}", tone="ink" if use.state == "active" else "ink3"
        )

    def _price(self, price: Price, sheet: ProductSheet) -> Entry:
        currency = price.currency or sheet.currency
        figure = price_words(self._bench, price.unit_price, currency, price.deposit_percent)
        if price.day is None:
            return Entry(tr("before"), figure)
        day = words.date_medium(price.day, self._bench.language)
        return Entry(tr("since {day}", day=day), figure, price.desk)

    def _facts(self, sheet: ProductSheet) -> Sequence[Entry]:
        product = sheet.product
        found = [Entry(tr("Reference"), product.ref)]
        if product.kind == "labor":
            minutes = counted(product.minimum_minutes, "{count} minute", "{count} minutes")
            found.append(Entry(tr("At least"), minutes))
            minutes = counted(product.increment_minutes, "{count} minute", "{count} minutes")
            found.append(Entry(tr("In steps of"), minutes))
        if product.description:
            found.append(Entry(tr("Description"), below=product.description))
        return found
