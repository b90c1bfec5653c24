"""The fields of a ticket, but for the customer that it is for."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.domain.ticket import Ticket
from billdesk.domain.ticket_problems import PRIORITIES
from billdesk.services.ticketing import People, TicketForm
from billdesk.ui.bench import Bench
from billdesk.ui.ticket_words import priority_words, status_words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import CheckField, ChoiceField, Form, LongText, TextField, beside
from billdesk.ui.widgets.labelled import Caption, Labelled
from billdesk.ui.widgets.open_date import OpenDateField
from billdesk.ui.widgets.painted import Label
from billdesk.ui.words import tr

ASSETS_SHOWN = 30


class TicketFields(QWidget):
    """The form; its places are those of the problems of a ticket."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look, self._look = bench.look, bench.look
        self.subject = TextField(look, Caption("ticket.subject", tr("Subject")))
        hint = tr("What is wrong, and what was agreed.")
        self.description = LongText(look, Caption("ticket.description", tr("Description"), hint), 5)
        self.status = ChoiceField(look, Caption("ticket.status", tr("Status")), ())
        self.priority = ChoiceField(look, Caption("ticket.priority", tr("Priority")), _priorities())
        self.technician = TextField(look, Caption("ticket.technician", tr("Technician")), 60)
        self.contact = ChoiceField(
            look, Caption("ticket.contact_id", tr("Contact")), _contacts(People((), ()))
        )
        self.due = OpenDateField(look, "ticket.due", tr("Due"), lambda: bench.today, bench.language)
        self._due = Labelled(look, Caption("ticket.due", tr("Due")), self.due)
        self.form = Form(
            {
                "subject": self.subject,
                "description": self.description,
                "status": self.status,
                "priority": self.priority,
                "technician": self.technician,
                "contact_id": self.contact,
            },
            self,
        )
        self._boxes: dict[int, CheckField] = {}
        self._unseen: tuple[int, ...] = ()  # assets that are linked but not offered: archived, or too many
        self._contact_kept: int | None = None  # who is archived
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.subject)
        column.addWidget(self.description)
        column.addLayout(beside(look, self.status, self.priority, self.technician))
        column.addLayout(beside(look, self.contact, self._due, QWidget()))
        self._assets_title = Label(look, tr("Assets"), "label", "ink2")
        column.addWidget(self._assets_title)
        self._assets = QVBoxLayout()
        self._assets.setSpacing(look.px(4))
        column.addLayout(self._assets)
        self.offer_people(People((), ()))

    def offer(self, form: TicketForm, people: People) -> None:
        """Offer what can be chosen."""
        self.status.offer(tuple(Choice(one, status_words(one)) for one in form.statuses))
        self.offer_people(people)

    def offer_people(self, people: People) -> None:
        """Offer the contacts and assets of a customer; nothing of another one stays chosen."""
        self._known = {one.id for one in people.contacts}
        self._contact_kept = None
        self.contact.offer(_contacts(people))
        for box in self._boxes.values():
            self._assets.removeWidget(box)
            box.deleteLater()
        self._boxes, self._unseen = {}, ()
        for asset in people.assets[:ASSETS_SHOWN]:
            box = CheckField(self._look, Caption(f"ticket.asset.{asset.id}", asset.name))
            self._boxes[asset.id] = box
            self._assets.addWidget(box)
        self._assets_title.setVisible(bool(self._boxes))

    def show_ticket(self, ticket: Ticket, asset_ids: tuple[int, ...]) -> None:
        """Show a ticket."""
        names = ("subject", "description", "status", "priority", "technician")
        values = {name: getattr(ticket, name) for name in names}
        self.form.show_values(values | {"contact_id": str(ticket.contact_id or "")})
        self.due.show_choice(ticket.due)
        for key, box in self._boxes.items():
            box.show_value(key in asset_ids)
        self._unseen = tuple(key for key in asset_ids if key not in self._boxes)
        self._contact_kept = None if ticket.contact_id in self._known else ticket.contact_id

    def ticket(self, before: Ticket) -> Ticket:
        """The ticket that the fields make of the one before."""
        values = self.form.values()
        contact = int(values.pop("contact_id") or 0) or self._contact_kept
        return replace(before, **values, contact_id=contact, due=self.due.choice())

    def asset_ids(self) -> tuple[int, ...]:
        """The ids of the ticked assets, and of those linked before that aren't offered."""
        ticked = (key for key, box in self._boxes.items() if box.value())
        return tuple(sorted((*ticked, *self._unseen)))


def _priorities() -> tuple[Choice, ...]:
    return tuple(Choice(key, priority_words(key)) for key in PRIORITIES)


def _contacts(people: People) -> tuple[Choice, ...]:
    return (Choice("", tr("Nobody")), *(Choice(str(one.id), one.name) for one in people.contacts))
