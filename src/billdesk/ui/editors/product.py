"""The product editor: what is sold, what it costs, how it is taxed; kept with Ctrl+S or on leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.catalog import Product
from billdesk.domain.errors import BillDeskError, Rejected
from billdesk.domain.money import CURRENCIES
from billdesk.domain.products import KINDS, MOST_MINUTES
from billdesk.domain.tax import INHERIT, UNTAXED, Tax
from billdesk.domain.tax import Choice as TaxChoice
from billdesk.services.catalog import ProductSheet
from billdesk.ui.bench import Bench
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, Form, LongText, SegmentField, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, percentages, prices, whole_numbers
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_most
from billdesk.ui.words import counted, tr

WIDE = 640


class ProductEditor(Pane):
    """Opened with the id of a product, or with None for a new one."""

    key = "product"
    title = "Product"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._product = Product(0, "", "")
        self._ready = self._saving = False
        self.save_button = Button(self.look, tr("Keep product"), "primary", "check", "product.save")
        self.save_button.setToolTip(with_keys(tr("Keep product"), "Ctrl+S"))
        self.save_button.clicked.connect(self.save)
        self._make_fields()
        self._make_numbers()
        self.form = Form(self._fields(), self)
        self._lay_out()
        self.kind.changed.connect(self._show_kind)
        self.currency.changed.connect(self._use_currency)
        self._show_kind()

    # Made of

    def _make_fields(self) -> None:
        look = self.look
        hint = tr("As it stands on invoices.")
        self.name = TextField(look, Caption("product.name", tr("Name"), hint))
        labels = (tr("Product"), tr("Labor"), tr("Deposit"))
        kinds = tuple(Choice(kind, label) for kind, label in zip(KINDS, labels, strict=True))
        self.kind = SegmentField(look, Caption("product.kind", tr("Kind")), kinds)
        hint = tr("More words for the invoice. May be empty.")
        self.description = LongText(look, Caption("product.description", tr("Description"), hint), 3)
        hint = tr("Such as hour, piece or month.")
        self.unit = TextField(look, Caption("product.unit", tr("Unit"), hint), 60)
        shop = tr("As the shop ({currency})", currency=self.bench.figures.home)
        currencies = (Choice("", shop), *(Choice(code, code) for code in sorted(CURRENCIES)))
        self.currency = ChoiceField(look, Caption("product.currency", tr("Currency")), currencies)
        self.tax = ChoiceField(look, Caption("product.tax", tr("Tax")), _tax_choices(()))

    def _make_numbers(self) -> None:
        look, language = self.look, self.bench.language
        numeral = prices(self.bench.figures.home, language, None)
        caption = Caption("product.unit_price", tr("Price"), tr("Empty: typed on the line."))
        self.price = NumberField(look, caption, numeral, language)
        minutes = whole_numbers(language, 0, MOST_MINUTES)
        hint = tr("Less time counts as so many minutes.")
        caption = Caption("product.minimum_minutes", tr("At least, minutes"), hint)
        self.minimum = NumberField(look, caption, minutes, language)
        hint = tr("Time is rounded up to them.")
        caption = Caption("product.increment_minutes", tr("Steps, minutes"), hint)
        self.increment = NumberField(look, caption, minutes, language)
        hint = tr("Of what the ticket has come to so far. Instead of a price.")
        caption = Caption("product.deposit_percent", tr("Percentage"), hint)
        self.percent = NumberField(look, caption, percentages(language), language)

    def _fields(self) -> dict[str, TextField | LongText | NumberField | ChoiceField | SegmentField]:
        return {
            "name": self.name,
            "kind": self.kind,
            "description": self.description,
            "unit_price": self.price,
            "currency": self.currency,
            "unit": self.unit,
            "tax": self.tax,
            "minimum_minutes": self.minimum,
            "increment_minutes": self.increment,
            "deposit_percent": self.percent,
        }

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        self.note = Label(look, "", "small", "ink2")
        self.note.setWordWrap(True)
        self.labor, self.deposit = QWidget(), QWidget()
        self.labor.setLayout(beside(look, self.minimum, self.increment))
        self.deposit.setLayout(beside(look, self.percent, QWidget()))
        body = QWidget()
        keep_most(look, body, WIDE)
        column = QVBoxLayout(body)
        column.setContentsMargins(px(20), px(16), px(20), px(24))
        column.setSpacing(px(12))
        column.addWidget(self.name)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.description)
        column.addLayout(beside(look, self.price, self.currency, self.unit))
        column.addWidget(self.deposit)
        column.addWidget(self.labor)
        column.addLayout(beside(look, self.tax, QWidget()))
        column.addWidget(self.note)
        column.addStretch(1)
        holder = Wash(look, "sheet")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll("product.scroll", holder))

    # What is shown

    def show_what(self, what: object) -> None:
        """Edit the product of that id, or make a new one."""
        desk, key = self.bench.desk, what if isinstance(what, int) else None
        self.title = "New product" if key is None else "Product"

        def job() -> tuple[ProductSheet | None, tuple[Tax, ...]]:
            return desk.catalog.sheet(key) if key is not None else None, desk.taxes.list()

        self.bench.run(job, self._on_read, self.troubled.emit)

    def _on_read(self, found: tuple[ProductSheet | None, tuple[Tax, ...]]) -> None:
        sheet, taxes = found
        if sheet is not None:
            self._product = sheet.product
        self.tax.offer(_tax_choices([one for one in taxes if not one.archived or self._names(one)]))
        self._show_product()
        if sheet is not None and sheet.schedules:
            follow = sum(use.follows for use in sheet.uses)
            self.note.setText(
                counted(
                    follow,
                    "{count} schedule follows this price: its next invoice has what you keep here.",
                    "{count} schedules follow this price: their next invoices have what you keep here.",
                )
            )
        self._ready = True
        self.name.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _names(self, tax: Tax) -> bool:
        return self._product.tax.tax_id == tax.id

    def _show_product(self) -> None:
        one = self._product
        self.currency.show_value(one.currency or "")
        self._use_currency()
        self.form.show_values(
            {
                "name": one.name,
                "kind": one.kind,
                "description": one.description,
                "unit_price": one.unit_price,
                "currency": one.currency or "",
                "unit": one.unit,
                "tax": _tax_key(one.tax),
                "minimum_minutes": one.minimum_minutes or None,
                "increment_minutes": one.increment_minutes or None,
                "deposit_percent": one.deposit_percent,
            }
        )
        self._show_kind()

    def _show_kind(self) -> None:
        self.labor.setVisible(self.kind.value() == "labor")
        self.deposit.setVisible(self.kind.value() == "deposit")

    def _use_currency(self) -> None:
        currency = self.currency.value() or self.bench.figures.home
        self.price.use(prices(currency, self.bench.language, None))

    # Keeping

    def product(self) -> Product:
        """The product as it is typed; what its kind doesn't have is left out."""
        kind = self.kind.value()
        return replace(
            self._product,
            name=self.name.value(),
            kind=kind,
            description=self.description.value(),
            unit=self.unit.value(),
            unit_price=self.price.value(),
            currency=self.currency.value() or None,
            tax=_tax_choice(self.tax.value()),
            minimum_minutes=(self.minimum.value() or 0) if kind == "labor" else 0,
            increment_minutes=(self.increment.value() or 0) if kind == "labor" else 0,
            deposit_percent=self.percent.value() if kind == "deposit" else None,
        )

    def is_unsaved(self) -> bool:
        """Whether something was typed that isn't kept."""
        return self._ready and self.form.is_changed()

    def save(self) -> None:
        """Keep it and go back to the catalog, or say at the fields what is wrong."""
        if self._saving or not self._ready or not self.form.check():
            return
        product = self.product()
        self._saving = True
        self.save_button.setEnabled(False)
        self.bench.run(lambda: self._kept(product), self._on_saved, self._on_failed)

    def leave(self, then: Callable[[], object]) -> None:
        """What was typed and can be kept is kept; what can't be says so."""
        if not self.is_unsaved() or self._saving:
            then()
            return

        def done(kept: Product) -> None:
            self.told.emit(tr("{name} is kept", name=kept.name), None)
            then()

        def failed(error: Exception) -> None:
            self.told.emit(tr("Not kept. {why}", why=self._why(error)), None)
            then()

        product = self.product()
        self.bench.run(lambda: self._kept(product), done, failed)

    def finish(self) -> None:
        """The program ends: keep what can be kept."""
        if self.is_unsaved() and not self._saving and not self.bench.desk.catalog.problems(self.product()):
            self._kept(self.product())

    def _kept(self, product: Product) -> Product:
        catalog = self.bench.desk.catalog
        return catalog.change(product) if product.id else catalog.create(product)

    def _on_saved(self, product: Product) -> None:
        self._ready = False
        self.told.emit(tr("{name} is kept", name=product.name), None)
        self.asked.emit("catalog", None)

    def _on_failed(self, error: Exception) -> None:
        self._saving = False
        self.save_button.setEnabled(True)
        if isinstance(error, Rejected):
            strays = self.form.tell(error.problems, lambda one: self._said(one.code, one.facts))
            self.note.setText(" ".join(self._said(one.code, one.facts) for one in strays))
        elif isinstance(error, BillDeskError):
            self.troubled.emit(error)

    def _why(self, error: Exception) -> str:
        if isinstance(error, Rejected):
            return self._said(error.problems[0].code, error.problems[0].facts)
        return self.bench.sentence(error)

    def _said(self, code: str, facts: object) -> str:
        known = dict(facts) if isinstance(facts, dict) else {}
        return self.bench.sentence(BillDeskError(code, **known))

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.save_button,)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S and Ctrl+Enter keep it."""
        keys = (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in keys:
            self.save()
        else:
            super().keyPressEvent(event)


def _tax_choices(taxes: Sequence[Tax]) -> tuple[Choice, ...]:
    fixed = (Choice("inherit", tr("As the customer's")), Choice("none", tr("No tax")))
    found = (
        Choice(str(tax.id), tr("{name} (archived)", name=tax.name) if tax.archived else tax.name)
        for tax in taxes
    )
    return (*fixed, *found)


def _tax_key(choice: TaxChoice) -> str:
    if not choice.named:
        return "inherit"
    return "none" if choice.tax_id is None else str(choice.tax_id)


def _tax_choice(key: str) -> TaxChoice:
    if key == "inherit":
        return INHERIT
    return UNTAXED if key == "none" else TaxChoice(True, int(key))
