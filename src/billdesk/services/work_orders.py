"""Work orders: a ticket on paper as it stands, saved, printed, and put into the outbox."""

from collections.abc import Collection, Sequence
from pathlib import Path

from billdesk.basics import words
from billdesk.domain.customer import Asset, Contact, Customer
from billdesk.domain.delivery import recipients, unusable
from billdesk.domain.document import PrintedPart, PrintedWork, PrintedWorkOrder
from billdesk.domain.errors import Problem, Rejected
from billdesk.domain.factory import STATUSES
from billdesk.domain.history import Delivery
from billdesk.domain.ticket_problems import PRIORITIES
from billdesk.services.deliveries import mark
from billdesk.services.filenames import safe_name
from billdesk.services.issuing import mail_domain, new_message_id
from billdesk.services.office import Office
from billdesk.services.papers import make_folder, written
from billdesk.services.settings import read_letterhead, read_settings
from billdesk.services.ticket_sheet import Logged, TicketSheet, read_ticket_sheet
from billdesk.storage.work import Work


class WorkOrders:
    """A work order is never frozen: it says what its ticket says when it is asked for."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def pdf(self, ticket_id: int) -> bytes:
        """The PDF in the customer's language; Missing without the ticket."""
        with self._office.reading() as work:
            order = read_work_order(work, ticket_id)
        from billdesk.documents.work_order import render

        return render(order)

    def pdfs(self, ticket_ids: Sequence[int]) -> tuple[bytes, ...]:
        """The same of many, in this order."""
        return tuple(map(self.pdf, ticket_ids))

    def save(self, ticket_ids: Sequence[int], folder: Path) -> list[Path]:
        """Write work orders into a folder, called by their tickets; no file is ever overwritten."""
        made = [(self._name(key), self.pdf(key)) for key in ticket_ids]
        make_folder(folder)
        return [written(folder, name, pdf) for name, pdf in made]

    def can_send(self, ticket_id: int) -> Problem | None:
        """What keeps a work order from being mailed: no_address or bad_address of its customer."""
        with self._office.reading() as work:
            return addressed(work, ticket_id)[1]

    def send(self, ticket_id: int) -> Delivery:
        """Put a work order into the outbox; it says what the ticket says when it goes out.

        Rejected without a usable address. One that waits already isn't put in again.
        """
        with self._office.work() as work:
            work.queue_up()
            to, problem = addressed(work, ticket_id)
            if problem is not None:
                raise Rejected((problem,))
            waiting = work.outbox.of_ticket(ticket_id, "queued")
            delivery = waiting[0] if waiting else self._queue(work, ticket_id, to)
            work.commit()
        self._office.tell("delivery", "ticket", ids=(ticket_id,))
        return delivery

    def _queue(self, work: Work, ticket_id: int, to: tuple[str, ...]) -> Delivery:
        name = new_message_id(mail_domain(read_settings(work)))
        new = Delivery(to, "work_order", message_id=name, ticket_id=ticket_id)
        key = work.outbox.add([new], self._office.now())[0]
        delivery = work.outbox.by_id(key)
        mark(work, self._office, delivery, "queued", "")
        return delivery

    def _name(self, ticket_id: int) -> str:
        with self._office.reading() as work:
            ticket = work.tickets.by_id(ticket_id)
        return safe_name(ticket.number or ticket.ref)


def addressed(work: Work, ticket_id: int) -> tuple[tuple[str, ...], Problem | None]:
    """Whom a ticket's papers go to, and what is wrong with that: its contact, else the customer."""
    ticket = work.tickets.by_id(ticket_id)
    customer = work.customers.by_id(ticket.customer_id)
    contacts = work.customers.contacts_of([customer.id])
    to, bad = (
        recipients(customer, contacts, ticket.contact_id),
        unusable(customer, contacts, ticket.contact_id),
    )
    place = ticket.number or ticket.ref
    if bad:
        return to, Problem(place, "bad_address", {"customer": customer.name, "address": bad[0]})
    return to, None if to else Problem(place, "no_address", {"customer": customer.name})


def read_work_order(work: Work, ticket_id: int) -> PrintedWorkOrder:
    """What the work order of a ticket says today, in the customer's language."""
    sheet = read_ticket_sheet(work, work.tickets.by_id(ticket_id))
    ticket = sheet.ticket
    language = sheet.customer.language or read_settings(work).language
    return PrintedWorkOrder(
        language=language,
        letterhead=read_letterhead(work),
        number=ticket.number or ticket.ref,
        subject=ticket.subject,
        customer=_address(sheet.customer, sheet.contact),
        opened=ticket.opened,
        due=ticket.due,
        technician=ticket.technician,
        status=_said(ticket.status, STATUSES, language),
        priority=_said(ticket.priority, PRIORITIES, language),
        devices=tuple(map(_device, sheet.assets)),
        description=ticket.description,
        work=tuple(map(_work, sheet.log)),
        parts=_parts(sheet),
    )


def _address(customer: Customer, contact: Contact | None) -> tuple[str, ...]:
    lines = (line.strip() for line in customer.address.splitlines())
    person = (contact.name, contact.phone) if contact else (customer.phone,)
    return (customer.name, *(one for one in person if one), *(line for line in lines if line))


def _said(text: str, ours: Collection[str], language: str) -> str:
    """One of our own words in another language; what the shop typed stays as it is."""
    return words.translate(text, language) if text in ours else text


def _device(asset: Asset) -> str:
    more = ", ".join(part for part in (asset.type, asset.serial) if part)
    return f"{asset.name} ({more})" if more else asset.name


def _work(row: Logged) -> PrintedWork:
    entry = row.entry
    day = entry.day or (entry.started.astimezone().date() if entry.started else None)
    return PrintedWork(day, entry.technician, entry.notes or row.labor.name, entry.minutes)


def _parts(sheet: TicketSheet) -> tuple[PrintedPart, ...]:
    """What was used and done beside the labor log."""
    found = []
    for one in sheet.charges:
        if one.charge.time_entry_id is None:
            said = one.line.description if one.line else one.charge.description
            unit = one.line.unit if one.line else one.charge.unit
            found.append(PrintedPart(said or one.charge.description, one.charge.quantity, unit))
    return tuple(found)
