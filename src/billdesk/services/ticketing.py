"""Tickets as they are opened and worked on: created, edited, given a status, noted upon."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain.bounds import line_problems, text_problems
from billdesk.domain.customer import Asset, Contact, Customer
from billdesk.domain.errors import Conflict, Problem, Rejected
from billdesk.domain.ticket import Note, Ticket
from billdesk.domain.ticket_problems import LONGEST_NAME, status_problems, ticket_problems
from billdesk.services.changing import changes_of
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class TicketForm:
    """What is needed to edit a ticket: it, and what can be chosen for it."""

    ticket: Ticket
    assets: tuple[int, ...]
    customer: Customer | None
    statuses: tuple[str, ...]
    technicians: tuple[str, ...]  # named on any ticket


@dataclass(frozen=True, slots=True)
class People:
    """What a customer has that a ticket may be about."""

    contacts: tuple[Contact, ...]
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """Tickets that were given a status, with those that they had; `restore` gives them back."""

    before: tuple[tuple[int, str], ...]
    status: str


class Ticketing:
    """What is done with tickets themselves."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def form(self, ticket_id: int | None = None, customer_id: int | None = None) -> TicketForm:
        """What an editor shows, for a ticket or (None) for a new one, of a customer where that is known."""
        with self._office.reading() as work:
            statuses = read_settings(work).ticket_statuses
            new = Ticket(0, "", customer_id or 0, "", statuses[0], priority="Normal")
            ticket = work.tickets.by_id(ticket_id) if ticket_id else new
            known = statuses if ticket.status in statuses else (*statuses, ticket.status)
            return TicketForm(
                ticket,
                work.tickets.assets_of(ticket.id) if ticket.id else (),
                work.customers.by_id(ticket.customer_id) if ticket.customer_id else None,
                known,
                work.tickets.technicians(),
            )

    def people(self, customer_id: int) -> People:
        """The contacts and assets of a customer that can be chosen for a ticket."""
        with self._office.reading() as work:
            contacts = work.customers.contacts_of([customer_id])
            assets = work.customers.assets_of([customer_id])
            return People(
                tuple(one for one in contacts if one.active), tuple(one for one in assets if one.active)
            )

    def technicians(self) -> tuple[str, ...]:
        """Everybody who is named as a technician of a ticket, in order."""
        with self._office.reading() as work:
            return work.tickets.technicians()

    def save(self, ticket: Ticket, asset_ids: Sequence[int], today: date) -> Ticket:
        """Write a new ticket (id 0), which gets its number, or an edited one; as it is on file then.

        Rejected with its problems; Conflict where somebody else changed it in the meantime.
        """
        with self._office.work() as work:
            work.queue_up()
            before = work.tickets.by_id(ticket.id) if ticket.id else None
            problems = _problems(work, ticket, asset_ids, before)
            if problems:
                raise Rejected(problems)
            if before is None:
                after = self._create(work, ticket, today)
            else:
                after = self._change(work, ticket, before)
            work.tickets.set_assets(after.id, asset_ids)
            work.commit()
        self._office.tell("ticket", ids=(after.id,))
        return after

    def set_status(self, ticket_ids: Sequence[int], status: str) -> Restated:
        """Give tickets a status of the shop's list; those that have it already stay as they are."""
        with self._office.work() as work:
            problems = tuple(status_problems(status, read_settings(work).ticket_statuses))
            if problems:
                raise Rejected(problems)
            tickets = [work.tickets.by_id(key) for key in dict.fromkeys(ticket_ids)]
            found = tuple((one.id, one.status) for one in tickets if one.status != status)
            for key, before in found:
                self._restate(work, key, before, status)
            work.commit()
        self._office.tell("ticket", ids=tuple(key for key, _ in found))
        return Restated(found, status)

    def restore(self, restated: Restated) -> None:
        """Give tickets the status back that they had; those that were given another since keep it."""
        with self._office.work() as work:
            for key, before in restated.before:
                if work.tickets.by_id(key).status == restated.status:
                    self._restate(work, key, restated.status, before)
            work.commit()
        self._office.tell("ticket", ids=tuple(key for key, _ in restated.before))

    def note(self, ticket_id: int, text: str, author: str = "") -> Note:
        """Write a line into the notes of a ticket, which stays; Rejected without words."""
        said = text.strip()
        problems = [
            *text_problems("text", said),
            *line_problems("author", author, longest=LONGEST_NAME),
            *([] if said else [Problem("text", "nothing_typed")]),
        ]
        if problems:
            raise Rejected(tuple(problems))
        with self._office.work() as work:
            work.tickets.by_id(ticket_id)
            note = Note(work.take_ids("note", 1)[0], ticket_id, self._office.now(), author.strip(), said)
            work.tickets.add_notes([note])
            work.commit()
        self._office.tell("ticket", ids=(ticket_id,))
        return note

    # How

    def _create(self, work: Work, ticket: Ticket, today: date) -> Ticket:
        key = work.take_ids("ticket", 1)[0]
        ref = f"ticket-{key}"
        while work.tickets.is_taken(ref):  # a shop document may have named one like this
            ref += "-new"
        number = work.settings.next_number("ticket", today)
        while work.tickets.is_taken(number):
            number = work.settings.next_number("ticket", today)
        made = replace(ticket, id=key, ref=ref, number=number, opened=today, version=1)
        work.tickets.add([made])
        self._trace(work, made.id, "created", {"number": number, "subject": made.subject})
        return made

    def _change(self, work: Work, ticket: Ticket, before: Ticket) -> Ticket:
        kept = replace(ticket, ref=before.ref, number=before.number, opened=before.opened)
        if not work.tickets.change(kept):
            raise Conflict("ticket_changed", ticket=before.number or before.ref)
        changes = changes_of(before, kept).items()
        self._trace(work, ticket.id, "changed", {name: list(map(_plain, one)) for name, one in changes})
        return replace(kept, version=kept.version + 1)

    def _restate(self, work: Work, key: int, before: str, status: str) -> None:
        work.tickets.set_status(key, status)
        self._trace(work, key, "changed", {"status": [before, status]})

    def _trace(self, work: Work, key: int, act: str, change: dict[str, object]) -> None:
        work.traces.add([Trace("ticket", key, act, change)], self._office.now(), self._office.desk)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _problems(
    work: Work, ticket: Ticket, asset_ids: Sequence[int], before: Ticket | None
) -> tuple[Problem, ...]:
    statuses = [*read_settings(work).ticket_statuses, *([before.status] if before else [])]
    found = list(ticket_problems(ticket, statuses))
    if not ticket.customer_id:
        return tuple(found)
    customer = work.customers.by_id(ticket.customer_id)
    if before and before.customer_id != customer.id and _is_worked_on(work, before):
        found.append(Problem("customer_id", "ticket_has_charges"))
    contacts = {one.id for one in work.customers.contacts_of([customer.id])}
    if ticket.contact_id is not None and ticket.contact_id not in contacts:
        found.append(Problem("contact_id", "contact_of_another_customer", {"contact": ticket.contact_id}))
    assets = {one.id for one in work.customers.assets_of([customer.id])}
    strange = [key for key in asset_ids if key not in assets]
    if strange:
        found.append(Problem("assets", "asset_of_another_customer", {"asset": strange[0]}))
    return tuple(found)


def _is_worked_on(work: Work, ticket: Ticket) -> bool:
    """Whether charges or deposits are meant for the customer that the ticket has."""
    return bool(work.tickets.charges_of(ticket.id) or work.payments.held_for([ticket.id]))
