"""The lower part of the schedule editor: whom and how the invoice addresses, currency, tax, look, notes."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from billdesk.domain.schedule import Schedule
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui import choosing
from billdesk.ui.bench import Bench
from billdesk.ui.editors.invoice_head import LOOKS
from billdesk.ui.editors.schedule_part import Part
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, LongText, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.words import tr


class ScheduleMore(Part):
    """What most schedules leave as it is."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look, px = bench.look, bench.look.px
        self._bench = bench
        self.contact = ChoiceField(look, Caption("schedule.contact", tr("Contact")), ())
        self.reference = TextField(look, Caption("schedule.reference", tr("Reference / PO")))
        self.currency = ChoiceField(look, Caption("schedule.currency", tr("Currency")), ())
        self.tax = ChoiceField(look, Caption("schedule.tax", tr("Tax")), ())
        looks = [Choice("", tr("The shop's")), *(Choice(key, tr(LOOKS[key])) for key in LOOKS)]
        self.look_of = ChoiceField(look, Caption("schedule.template", tr("Look")), looks)
        hint = tr("On every invoice.")
        self.notes = LongText(look, Caption("schedule.notes", tr("Notes"), hint), 3)
        hint = tr("They never leave the shop.")
        self.internal = LongText(look, Caption("schedule.internal_notes", tr("Internal notes"), hint), 3)
        self.begin(
            {
                "contact_id": self.contact,
                "reference": self.reference,
                "currency": self.currency,
                "tax": self.tax,
                "template": self.look_of,
                "notes": self.notes,
                "internal_notes": self.internal,
            }
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        places = ((self.contact, self.reference, self.tax), (self.currency, self.look_of))
        for line, fields in enumerate(places):
            for at, field in enumerate(fields):
                grid.addWidget(field, line, at)
                grid.setColumnStretch(at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(grid)
        column.addLayout(beside(look, self.notes, self.internal))

    def offer(self, form: ScheduleForm) -> None:
        nobody = Choice("", tr("Nobody in particular"))
        self.contact.offer([nobody, *(Choice(str(one.id), one.name) for one in form.contacts)])
        home = form.customer.currency or form.shop.currency
        usual = Choice("", tr("The customer's ({currency})", currency=home))
        self.currency.offer([usual, *choosing.currencies(form.shop, self._bench.language)[1:]])
        taxes = choosing.taxes(form.catalog.taxes.values(), form.shop)
        self.tax.offer([Choice("", tr("As the customer's")), *taxes[1:]])

    def values(self, draft: Schedule) -> dict[str, Any]:
        return {
            "contact_id": "" if draft.contact_id is None else str(draft.contact_id),
            "reference": draft.reference,
            "currency": draft.currency or "",
            "tax": choosing.tax_key(draft.tax),
            "template": draft.template,
            "notes": draft.notes,
            "internal_notes": draft.internal_notes,
        }

    def read(self, place: str, value: Any) -> Any:
        if place == "contact_id":
            return int(value) if value else None
        if place == "currency":
            return value or None
        return choosing.tax_of(value) if place == "tax" else value
