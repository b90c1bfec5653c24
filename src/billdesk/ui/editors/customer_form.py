"""The fields of a customer: who it is, how it is billed, notes for the shop."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from billdesk.domain.customer import Customer
from billdesk.services.customers import CustomerForm
from billdesk.ui import choosing
from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import CheckField, ChoiceField, Form, LongText, TextField
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.painted import Label
from billdesk.ui.words import tr

COLUMNS = 3
Rows = tuple[tuple[tuple[str, int], ...], ...]
_TEXTS = (
    "name",
    "ref",
    "email",
    "phone",
    "address",
    "ship_to",
    "country",
    "tax_exempt",
    "tax_number",
    "notes",
)


class CustomerFields(QWidget):
    """The form; its places are those of the problems of a customer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        made = {place: self._made(place) for place in _CAPTIONS}
        self.form = Form(made, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        for title, rows in _ROWS:
            column.addWidget(Label(look, tr(title), "heading"))
            column.addLayout(self._grid(rows))
            column.addSpacing(look.px(8))

    def _grid(self, rows: Rows) -> QGridLayout:
        """Fields in three columns of one width, so that all edges are on the same lines."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(8))
        for line, row in enumerate(rows):
            at = 0
            for place, share in row:
                wide = share if len(row) > 1 else COLUMNS
                grid.addWidget(self.form.fields[place], line, at, 1, wide)
                at += wide
        for number in range(COLUMNS):
            grid.setColumnStretch(number, 1)
            grid.setColumnMinimumWidth(number, self._look.px(180))
        return grid

    def offer(self, form: CustomerForm, language: str) -> None:
        """Offer what can be chosen."""
        offers = {
            "country": choosing.countries(language),
            "currency": choosing.currencies(form.shop, language),
            "language": choosing.languages(form.shop, language),
            "tax": choosing.taxes(form.taxes, form.shop),
            "terms_id": choosing.terms(form.terms, form.shop),
        }
        for place, choices in offers.items():
            field = self.form.fields[place]
            if isinstance(field, ChoiceField):
                field.offer(choices)

    def show_customer(self, customer: Customer) -> None:
        """Show a customer; from now on it counts as unchanged."""
        values: dict[str, Any] = {place: getattr(customer, place) for place in _TEXTS}
        self.form.show_values(
            values
            | {
                "cc": ", ".join(customer.cc),
                "currency": customer.currency or "",
                "language": customer.language or "",
                "tax": choosing.tax_key(customer.tax),
                "terms_id": str(customer.terms_id or ""),
            }
        )

    def customer(self, before: Customer) -> Customer:
        """The customer that the fields make of the one before."""
        values: Mapping[str, Any] = self.form.values()
        texts = {place: _same_lines(values[place], getattr(before, place)) for place in _TEXTS}
        return replace(
            before,
            **texts,
            cc=tuple(one for one in re.split(r"[\s,;]+", values["cc"]) if one),
            currency=values["currency"] or None,
            language=values["language"] or None,
            tax=choosing.tax_of(values["tax"]),
            terms_id=int(values["terms_id"]) if values["terms_id"] else None,
        )

    def _made(self, place: str) -> FormField | CheckField:
        label, hint = _CAPTIONS[place]
        caption = Caption(f"customer.{place}", tr(label), tr(hint) if hint else "")
        if place in _LONG:
            return LongText(self._look, caption, _LONG[place])
        if place in ("country", "currency", "language", "tax", "terms_id"):
            return ChoiceField(self._look, caption, ())
        if place == "tax_exempt":
            return CheckField(self._look, caption)
        return TextField(self._look, caption)


def _same_lines(new: Any, old: Any) -> Any:
    """What stood there before where only the blanks around it and the kind of line ends differ."""
    return old if isinstance(old, str) and "\n".join(old.splitlines()).strip() == new else new


_LONG = {"address": 4, "ship_to": 4, "notes": 3}
_CAPTIONS: Mapping[str, tuple[str, str]] = {
    "name": ("Name", ""),
    "ref": ("Short name", "For files and the command line; made from the name"),
    "email": ("E-mail", "Gets the invoices"),
    "cc": ("Copies to", "More addresses, parted by commas"),
    "phone": ("Phone", ""),
    "address": ("Address", "As on the envelope, without the name"),
    "ship_to": ("Ship to", "Name and address, if things go elsewhere"),
    "country": ("Country", ""),
    "currency": ("Currency", ""),
    "language": ("Language", "Of invoices and e-mails"),
    "tax": ("Tax", "Lines and products may name their own"),
    "tax_exempt": ("Tax exempt", "Nothing is taxed, whatever lines say"),
    "tax_number": ("Tax number", ""),
    "terms_id": ("Payment terms", ""),
    "notes": ("Notes", "For the shop only, never on documents"),
}
_ROWS: tuple[tuple[str, Rows], ...] = (
    (
        "Customer",
        (
            (("name", 2), ("ref", 1)),
            (("email", 1), ("cc", 1), ("phone", 1)),
            (("address", 1), ("ship_to", 1), ("country", 1)),
        ),
    ),
    (
        "Billing",
        (
            (("currency", 1), ("language", 1), ("terms_id", 1)),
            (("tax", 1), ("tax_number", 1), ("tax_exempt", 1)),
            (("notes", 1),),
        ),
    ),
)
