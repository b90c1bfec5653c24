"""Statements of customers' accounts: read, printed, saved, e-mailed, one or all of a month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from billdesk.basics.words import sorting_key
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.delivery import recipients, unusable
from billdesk.domain.document import PrintedStatement
from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.history import Delivery
from billdesk.domain.money import is_currency
from billdesk.domain.statement import (
    Standing,
    Statement,
    Wanted,
    require_period,
    with_balances,
    without_turns,
)
from billdesk.services.deliveries import mark
from billdesk.services.filenames import safe_name
from billdesk.services.issuing import mail_domain, new_message_id
from billdesk.services.office import Office
from billdesk.services.pace import Progress, Stop, ignore, never
from billdesk.services.papers import make_folder, written
from billdesk.services.settings import read_letterhead, read_settings
from billdesk.services.statement_papers import letter_facts, name_of, printed
from billdesk.storage.statements import Account
from billdesk.storage.traces import SentStatement
from billdesk.storage.work import Work

GROUP = 20
"""Statements that are drawn at once, and queued in one transaction."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account that moved in a month or stands at something; `reachable` is whether it can be e-mailed."""

    customer_id: int
    customer: str
    currency: str
    balance: int  # minor units, at the end of the period
    reachable: bool


class Statements:
    """What customers are told of their accounts."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def currencies(self, customer_id: int) -> tuple[str, ...]:
        """The currencies of a customer's accounts: its own first where it has one, then what is used."""
        with self._office.reading() as work:
            return _currencies(work, work.customers.by_id(customer_id))

    def read(self, wanted: Wanted, today: date) -> Statement:
        """A statement; Missing without the customer, Refused for a period that ends before it begins."""
        with self._office.reading() as work:
            return read_statement(work, wanted, today)

    def pdf(self, wanted: Wanted, today: date) -> bytes:
        """The statement as PDF, in the customer's language."""
        return self.pdfs([wanted], today)[0]

    def pdfs(self, wanted: Sequence[Wanted], today: date) -> tuple[bytes, ...]:
        """The same of many, in this order."""
        return tuple(self._office.press.render_all(self._printed(wanted, today)))

    def month(self, start: date, end: date) -> tuple[AccountRow, ...]:
        """The accounts that moved within these days, or didn't stand at 0 after them, by name."""
        require_period(start, end)
        with self._office.reading() as work:
            found = work.accounts.moved(start, end)
            customers = work.customers.by_ids({one.customer_id for one in found})
            to = _recipients(work, customers.values())
        rows = (
            AccountRow(
                one.customer_id,
                customers[one.customer_id].name,
                one.currency,
                balance,
                bool(to[one.customer_id][0]) and not to[one.customer_id][1],
            )
            for one, balance in found.items()
        )
        return tuple(sorted(rows, key=lambda one: (sorting_key(one.customer), one.customer_id, one.currency)))

    def save(
        self,
        wanted: Sequence[Wanted],
        folder: Path,
        today: date,
        stop: Stop = never,
        progress: Progress = ignore,
    ) -> list[Path]:
        """Write statements into a folder; no file is ever overwritten. Stopped, it ends after a file."""
        make_folder(folder)
        saved: list[Path] = []
        for some in _groups(wanted):
            documents = self._printed(some, today)
            pdfs = self._office.press.render_all(documents)
            for document, pdf in zip(documents, pdfs, strict=True):
                if stop():
                    pdfs.close()
                    return saved
                saved.append(written(folder, safe_name(name_of(document)), pdf))
                progress(len(saved), len(wanted))
        return saved

    def can_queue(self, wanted: Sequence[Wanted]) -> tuple[Problem, ...]:
        """What keeps statements from being e-mailed: no_address, bad_address, by the customer's name."""
        with self._office.reading() as work:
            customers = work.customers.by_ids({one.customer_id for one in wanted})
            to = _recipients(work, customers.values())
        problems = (_problem(one, *to[one.id]) for one in customers.values())
        return tuple(one for one in problems if one is not None)

    def queue(
        self, wanted: Sequence[Wanted], today: date, stop: Stop = never, progress: Progress = ignore
    ) -> tuple[int, ...]:
        """Put statements into the outbox as they stand now; the ids of the new deliveries.

        What is e-mailed is kept. Rejected with all problems of `can_queue` before anything is written.
        """
        problems = self.can_queue(wanted)
        if problems:
            raise Rejected(problems)
        made: list[int] = []
        for some in _groups(wanted):
            if stop():
                break
            documents = self._printed(some, today)
            made += self._queue(some, documents, tuple(self._office.press.render_all(documents)))
            progress(len(made), len(wanted))
        self._office.tell("delivery", "customer", ids=tuple(one.customer_id for one in wanted))
        return tuple(made)

    def _printed(self, wanted: Sequence[Wanted], today: date) -> list[PrintedStatement]:
        with self._office.reading() as work:
            settings, head = read_settings(work), read_letterhead(work)
            customers = work.customers.by_ids({one.customer_id for one in wanted})
            found = []
            for one in wanted:
                statement = read_statement(work, one, today)
                customer = customers[one.customer_id]
                language = customer.language or settings.language
                found.append(printed(statement, customer, head, language, today))
            return found

    def _queue(
        self, wanted: Sequence[Wanted], documents: Sequence[PrintedStatement], pdfs: Sequence[bytes]
    ) -> list[int]:
        """Keep some statements and queue their e-mails, in one transaction."""
        now = self._office.now()
        with self._office.work() as work:
            work.queue_up()
            domain = mail_domain(read_settings(work))
            customers = work.customers.by_ids({one.customer_id for one in wanted})
            to = _recipients(work, customers.values())
            sent = [
                SentStatement(one.customer_id, dict(letter_facts(document)), pdf)
                for one, document, pdf in zip(wanted, documents, pdfs, strict=True)
            ]
            new = [
                Delivery(
                    to[one.customer_id][0], "statement", message_id=new_message_id(domain), statement_id=key
                )
                for one, key in zip(wanted, work.traces.keep_statements(sent, now), strict=True)
            ]
            keys = work.outbox.add(new, now)
            for key, one in zip(keys, new, strict=True):
                mark(work, self._office, replace(one, id=key), "queued", "")
            work.commit()
        return keys


def read_statement(work: Work, wanted: Wanted, today: date) -> Statement:
    """A statement as it stands now.

    What was owed at its beginning is reckoned back from today, so that it costs the same however much
    happened before.
    """
    work.customers.by_id(wanted.customer_id)
    if not is_currency(wanted.currency):
        raise Refused("currency_unknown", currency=wanted.currency)
    account = Account(wanted.customer_id, wanted.currency)
    standing = work.accounts.standing(wanted.customer_id).get(wanted.currency, Standing())
    ageing = work.accounts.ageing(account, today)
    if wanted.start is None:
        unpaid = work.payments.unpaid(wanted.customer_id)
        items = tuple(one for one in unpaid if one.currency == wanted.currency)
        return Statement(wanted, 0, (), items, ageing, standing)
    require_period(wanted.start, wanted.end)
    moves = work.accounts.moves(account, wanted.start)
    opening = standing.balance - sum(one.amount for one in moves)
    shown = without_turns(one for one in moves if one.day <= wanted.end)
    return Statement(wanted, opening, with_balances(opening, shown), (), ageing, standing)


def _currencies(work: Work, customer: Customer) -> tuple[str, ...]:
    usual = customer.currency or read_settings(work).currency
    standing = work.accounts.standing(customer.id)
    used = {*standing, *work.accounts.currencies(customer.id)}
    first = usual if usual in used or not used else min(used, key=lambda one: (one not in standing, one))
    return (first, *sorted(used - {first}))


def _recipients(
    work: Work, customers: Iterable[Customer]
) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Whom statements of customers go to, and the addresses among them that can't be used."""
    found = list(customers)
    contacts: dict[int, list[Contact]] = {one.id: [] for one in found}
    for contact in work.customers.contacts_of([one.id for one in found]):
        contacts[contact.customer_id].append(contact)
    return {one.id: (recipients(one, contacts[one.id]), unusable(one, contacts[one.id])) for one in found}


def _problem(customer: Customer, to: tuple[str, ...], bad: tuple[str, ...]) -> Problem | None:
    if bad:
        return Problem(customer.name, "bad_address", {"customer": customer.name, "address": bad[0]})
    return None if to else Problem(customer.name, "no_address", {"customer": customer.name})


def _groups(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    for start in range(0, len(wanted), GROUP):
        yield wanted[start : start + GROUP]
