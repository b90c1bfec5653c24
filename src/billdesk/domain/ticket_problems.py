"""What is wrong with a ticket, a row of its labor log, or a charge that somebody typed."""

from collections.abc import Collection, Iterator

from billdesk.domain.bounds import line_problems, range_problems, text_problems
from billdesk.domain.duration import LONGEST
from billdesk.domain.errors import Problem
from billdesk.domain.money import LIMIT, SCALE
from billdesk.domain.ticket import Charge, Ticket, TimeEntry

PRIORITIES = ("Low", "Normal", "High", "Urgent")
LONGEST_NAME = 60
_PERCENT = 100 * SCALE


def ticket_problems(ticket: Ticket, statuses: Collection[str]) -> tuple[Problem, ...]:
    """What is wrong with a ticket, by field; `statuses` are those that it may have."""
    return tuple(_ticket_problems(ticket, statuses))


def _ticket_problems(ticket: Ticket, statuses: Collection[str]) -> Iterator[Problem]:
    if not ticket.customer_id:
        yield Problem("customer_id", "nothing_typed")
    yield from line_problems("subject", ticket.subject, filled=True)
    yield from text_problems("description", ticket.description)
    yield from line_problems("technician", ticket.technician, longest=LONGEST_NAME)
    yield from line_problems("priority", ticket.priority, longest=LONGEST_NAME)
    yield from status_problems(ticket.status, statuses)


def status_problems(status: str, statuses: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the status of a ticket."""
    if status not in statuses:
        yield Problem("status", "unknown_word", {"value": status[:60], "allowed": ", ".join(statuses)})


def time_problems(entry: TimeEntry) -> tuple[Problem, ...]:
    """What is wrong with a row of the labor log, by field."""
    return tuple(_time_problems(entry))


def _time_problems(entry: TimeEntry) -> Iterator[Problem]:
    yield from range_problems("minutes", entry.minutes, 0, LONGEST)
    if entry.billed_minutes is not None:
        yield from range_problems("billed_minutes", entry.billed_minutes, 0, LONGEST)
    yield from line_problems("technician", entry.technician, longest=LONGEST_NAME)
    yield from text_problems("notes", entry.notes)


def charge_problems(charge: Charge) -> tuple[Problem, ...]:
    """What is wrong with a charge, by field."""
    return tuple(_charge_problems(charge))


def _charge_problems(charge: Charge) -> Iterator[Problem]:
    if charge.product_id is None:
        yield from line_problems("description", charge.description, filled=True)
        if charge.unit_price is None:
            yield Problem("unit_price", "nothing_typed")
    else:
        yield from line_problems("description", charge.description)
    yield from text_problems("note", charge.note)
    yield from line_problems("unit", charge.unit, longest=LONGEST_NAME)
    if abs((charge.unit_price or 0) * charge.quantity) >= LIMIT * SCALE * SCALE:
        yield Problem("unit_price", "amount_too_large")
    discount = charge.discount
    if discount is not None and discount.percent is not None:
        yield from range_problems("discount", discount.percent, 0, _PERCENT, SCALE)
    elif discount is not None and (discount.amount or 0) < 0:
        yield Problem("discount", "below_zero")
