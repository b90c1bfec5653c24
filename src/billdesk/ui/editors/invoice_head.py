"""The upper part of the invoice editor: whom it is for, its dates and terms, reference, language, subject."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from billdesk.basics import words
from billdesk.domain.invoice import Invoice
from billdesk.services.drafts import DraftSheet
from billdesk.ui.bench import Bench
from billdesk.ui.editors.customer_box import CustomerBox
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, DayField, Form, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.words import tr

LANGUAGES = {"en": "English", "de": "Deutsch"}
LOOKS = {"modern": "Modern", "classic": "Classic", "compact": "Compact"}


class InvoiceHead(QWidget):
    """`changed` tells which field a person changed, and to what; `left` that a field was left."""

    changed = Signal(str, object)
    left = Signal()

    def __init__(self, bench: Bench, page: QWidget) -> None:
        super().__init__()
        look = bench.look
        self._sheet: DraftSheet | None = None
        self.customer = CustomerBox(bench, page)
        self.date = DayField(
            look, Caption("invoice.date", tr("Invoice date")), lambda: bench.today, bench.language
        )
        self.terms = ChoiceField(look, Caption("invoice.terms", tr("Terms")), (Choice("", tr("At once")),))
        self.due = DayField(look, Caption("invoice.due", tr("Due")), lambda: bench.today, bench.language)
        self.reference = TextField(look, Caption("invoice.po", tr("Reference / PO")))
        self.language = ChoiceField(
            look,
            Caption("invoice.language", tr("Language")),
            [Choice(key, LANGUAGES[key]) for key in words.LANGUAGES],
        )
        looks = [Choice("", tr("The shop's")), *(Choice(key, tr(LOOKS[key])) for key in LOOKS)]
        self.look_of = ChoiceField(look, Caption("invoice.look", tr("Look")), looks)
        self.contact = ChoiceField(look, Caption("invoice.contact", tr("Contact")), ())
        self.title = TextField(look, Caption("invoice.subject", tr("Subject")))
        self.form = Form(
            {
                "contact_id": self.contact,
                "title": self.title,
                "date": self.date,
                "terms_id": self.terms,
                "due_date": self.due,
                "reference": self.reference,
                "template": self.look_of,
                "language": self.language,
            },
            self,
        )
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(lambda _place: self.left.emit())
        self._lay_out(bench)

    def _lay_out(self, bench: Bench) -> None:
        px = bench.look.px
        grid = QGridLayout(self)
        grid.setContentsMargins(px(16), px(14), px(16), 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(0)
        grid.addWidget(self.customer, 0, 0, 2, 1)
        places = ((self.date, 0, 1), (self.terms, 0, 2), (self.due, 0, 3), (self.reference, 1, 1))
        for widget, *place in (
            *places,
            (self.look_of, 1, 2),
            (self.language, 1, 3),
            (self.contact, 2, 0),
            (self.title, 2, 1, 1, 3),
        ):
            grid.addWidget(widget, *place)
        for column, share in enumerate((5, 3, 3, 3)):
            grid.setColumnStretch(column, share)

    def show_sheet(self, sheet: DraftSheet) -> None:
        """Show another customer and what there is to choose from."""
        self._sheet = sheet
        self.customer.show_sheet(sheet)
        known = [one for one in sheet.contacts if one.active or one.id == sheet.invoice.contact_id]
        nobody = Choice("", tr("Nobody in particular"))
        self.contact.offer([nobody, *(Choice(str(one.id), one.name) for one in known)])
        self.terms.offer(
            [
                Choice("", tr("At once")),
                *(Choice(str(one.id), one.name) for one in sheet.catalog.terms.values()),
            ]
        )

    def show_draft(self, draft: Invoice, all_of_it: bool = False) -> None:
        """Show a draft's values; a field with the focus is left alone unless all of it is another."""
        values: dict[str, Any] = {
            "contact_id": "" if draft.contact_id is None else str(draft.contact_id),
            "title": draft.title,
            "date": draft.date,
            "terms_id": "" if draft.terms_id is None else str(draft.terms_id),
            "due_date": draft.due_date,
            "reference": draft.reference,
            "template": draft.template,
            "language": draft.language,
        }
        if self._sheet is not None:
            self.customer.card.show_draft(self._sheet.mails(draft), draft.ship_to)
        for place, value in values.items():
            field = self.form.fields[place]
            if all_of_it or (not field.edit.hasFocus() and field.value() != value):
                field.show_value(value)

    def _on_changed(self, place: str) -> None:
        value: str | date | int | None = self.form.fields[place].value()
        if place in ("terms_id", "contact_id"):
            value = int(str(value)) if value else None
        self.changed.emit(place, value)
