"""The steps of the first-start wizard, each with its fields, what it keeps, and its live example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.domain.errors import Problem, Rejected
from billdesk.domain.money import CURRENCIES
from billdesk.domain.tax import Rate, Tax
from billdesk.domain.terms import Terms, due_date
from billdesk.services.desk import Desk
from billdesk.ui.bench import Bench
from billdesk.ui.panes.settings_mail import AccountForm, keep_account
from billdesk.ui.widgets.cards import CardField, Meant
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, Form, LongText, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, percentages, whole_numbers
from billdesk.ui.words import counted, tr


class Step(QWidget):
    """One step. `keep()` gives a job that writes it, or None where nothing is typed."""

    title = ""
    line = ""
    icon = ""  # beside its example
    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.look = bench, bench.look
        self.form = Form({}, self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.look.px(12))
        self.build()
        self.column.addStretch(1)
        self.form.changed.connect(lambda _place: self.changed.emit())

    def build(self) -> None:
        """Make the fields and the form of them."""

    def keep(self) -> Callable[[], str] | None:
        """What writes this step, away from the GUI thread; its answer is a warning, or ""."""
        return None

    def example(self) -> str:
        """What was chosen, by an example."""
        return ""


class ShopStep(Step):
    """Who the shop is."""

    title = "Your shop"
    icon = "store"
    line = "This stands at the head of every invoice."

    def build(self) -> None:
        look = self.look
        self.name = TextField(look, Caption("wizard.name", tr("Name"), tr("As customers know it.")), 200)
        self.address = LongText(look, Caption("wizard.address", tr("Address"), tr("As on an envelope.")), 3)
        self.email = TextField(look, Caption("wizard.email", tr("E-mail")), 254)
        self.phone = TextField(look, Caption("wizard.phone", tr("Phone")), 200)
        currencies = tuple(Choice(code, code) for code in sorted(CURRENCIES))
        self.currency = ChoiceField(look, Caption("wizard.currency", tr("Currency")), currencies)
        self.currency.show_value(self.bench.figures.home)
        languages = (Choice("en", "English"), Choice("de", "Deutsch"))
        self.language = ChoiceField(look, Caption("wizard.language", tr("Language")), languages)
        self.language.show_value(self.bench.language)
        self.column.addWidget(self.name)
        self.column.addWidget(self.address)
        self.column.addLayout(beside(look, self.email, self.phone))
        self.column.addLayout(beside(look, self.currency, self.language))
        names = ("name", "address", "email", "phone", "currency", "language")
        self.form = Form({name: getattr(self, name) for name in names}, self)

    def keep(self) -> Callable[[], str] | None:
        values, desk = self.form.values(), self.bench.desk
        if not any(values[name] for name in ("name", "address", "email", "phone")):
            return None

        def job() -> str:
            desk.settings.change(values)
            return ""

        return job

    def example(self) -> str:
        parts = [
            self.name.value(),
            *self.address.value().splitlines(),
            self.phone.value(),
            self.email.value(),
        ]
        return " · ".join(part for part in parts if part)


class TaxStep(Step):
    """What the shop adds to its prices, and how long customers have to pay."""

    title = "Taxes and terms"
    line = "What you add to your prices, and how long customers have to pay."
    icon = "receipt"

    def build(self) -> None:
        look, language = self.look, self.bench.language
        added = tr("Tax is added below the lines. Usual between businesses.")
        held = tr("Tax is contained in every price. Usual in retail.")
        meant = (Meant("without", tr("Without tax"), added), Meant("with", tr("With tax"), held))
        self.prices = CardField(look, Caption("wizard.prices", tr("Your prices are")), meant)
        hint = tr("Empty where you charge none. More of them in Settings.")
        self.tax = TextField(look, Caption("wizard.tax", tr("Tax"), hint), 200)
        self.percent = NumberField(
            look, Caption("wizard.percent", tr("Percent")), percentages(language), language
        )
        days = whole_numbers(language, 0, 3650)
        hint = tr("0 means at once.")
        self.days = NumberField(
            look, Caption("wizard.days", tr("Days to pay"), hint), days, language, needed=True
        )
        self.days.show_value(14)
        hint = tr("Holds {counter}, and {year} if you like.", counter="{counter}", year="{year}")
        self.number = TextField(look, Caption("wizard.number", tr("Invoice numbers"), hint), 60)
        self.number.show_value("INV-{year}-{counter:05}")
        self.column.addWidget(self.prices)
        self.column.addLayout(beside(look, (self.tax, 3), (self.percent, 1)))
        self.column.addLayout(beside(look, self.days, self.number))
        fields: Mapping[str, Any] = {
            "prices_include_tax": self.prices,
            "tax.name": self.tax,
            "tax.percent": self.percent,
            "days": self.days,
            "invoice_number": self.number,
        }
        self.form = Form(fields, self)

    def keep(self) -> Callable[[], str] | None:
        tax, days, desk = self._tax(), self.days.value() or 0, self.bench.desk
        settings = {
            "prices_include_tax": self.prices.value() == "with",
            "invoice_number": self.number.value(),
        }

        def job() -> str:
            desk.settings.change(settings)
            if tax is not None:
                _keep_tax(desk, tax)
            _keep_terms(desk, days)
            return ""

        return job

    def example(self) -> str:
        figures, today = self.bench.figures, self.bench.today
        hour = self.bench.desk.example.hour(figures.home, self._tax(), self.prices.value() == "with")
        due = due_date(Terms(0, "", "", self.days.value() or 0), today)
        price = figures.amount(hour.totals.total - hour.totals.tax, figures.home)
        taxes = "".join(f" + {figures.amount(row.amount, figures.home)}" for row in hour.totals.taxes)
        total = figures.headline(hour.totals.total, figures.home)
        said = tr("An hour of work, invoiced today: {sum} = {total}, due {day}")
        return said.format(sum=price + taxes, total=total, day=figures.day(due, today))

    def _tax(self) -> Tax | None:
        name, percent = self.tax.value(), self.percent.value()
        if not name and percent is None:
            return None
        return Tax(0, "", name, (Rate("", percent or 0),))


class MailStep(Step):
    """How invoices leave the house."""

    title = "E-mail"
    icon = "mail"
    line = "Invoices are e-mailed by this account. Your provider's help calls it outgoing mail or SMTP."

    def build(self) -> None:
        self.fields = AccountForm(self.bench, "wizard.mail")
        self.column.addLayout(self.fields.lay_out())
        for field in (self.fields.reply_to, self.fields.per_hour, self.fields.bcc_self):
            field.hide()
        self.form = self.fields.form

    def keep(self) -> Callable[[], str] | None:
        if not self.form.is_changed():
            return None
        account, password, bench = self.fields.account(), self.fields.typed_password(), self.bench
        return lambda: keep_account(bench, account, password)

    def example(self) -> str:
        account = self.fields.account()
        if not account.sender:
            return ""
        name = account.sender_name or self.bench.desk.settings.read().name
        return tr("Customers see: {sender}", sender=f"{name} <{account.sender}>".strip())


def _keep_tax(desk: Desk, tax: Tax) -> None:
    """Make the tax of the shop, or change the one that an earlier pass through the step made."""
    known = next((one for one in desk.taxes.list(archived=False) if one.name == tax.name.strip()), None)
    try:
        made = (
            desk.taxes.change(replace(tax, id=known.id, ref=known.ref)) if known else desk.taxes.create(tax)
        )
    except Rejected as rejected:
        places = {"name": "tax.name", "members[0].percent": "tax.percent"}
        found = (Problem(places.get(one.place, one.place), one.code, one.facts) for one in rejected.problems)
        raise Rejected(tuple(found)) from None
    desk.taxes.set_default(made.id)


def _keep_terms(desk: Desk, days: int) -> None:
    """Make the terms of the shop, or use those that are called so."""
    name = tr("Net {days}", days=days) if days else tr("Due at once")
    known = next((one for one in desk.terms.list(archived=False) if one.name == name), None)
    made = known or desk.terms.create(Terms(0, "", name, days))
    desk.terms.set_default(made.id)


def filled_words(counts: Mapping[str, int]) -> str:
    """What came into the shop, in a few words."""
    customers, invoices = counts.get("customers", 0), counts.get("invoices", 0)
    said = counted(customers, "{count} customer", "{count} customers")
    return f"{said}, {counted(invoices, '{count} invoice', '{count} invoices')}"
