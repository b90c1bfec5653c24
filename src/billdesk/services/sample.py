"""The sample shop: two years of an IT service shop, lived day by day by the real run; the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from billdesk.domain.customer import Customer
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice
from billdesk.domain.schedule import Schedule, cancelled, generate_on, paused, upcoming
from billdesk.domain.swift import altered
from billdesk.services.drafting import read_catalog
from billdesk.services.office import Office
from billdesk.services.pace import Progress, ignore
from billdesk.services.run import Ears, Outcome, Request, Run
from billdesk.services.running import no_search_for_circles
from billdesk.services.sample_books import Books, MessageNames
from billdesk.services.sample_catalog import Shelf, stock
from billdesk.services.sample_money import Till
from billdesk.services.sample_people import MONTHS, Client, clients, month
from billdesk.services.sample_schedules import Contracts
from billdesk.services.sample_stories import (
    Stories,
    fates,
    new_stories,
    paid_by_deposit,
    todays_drafts,
    todays_sale,
    todays_tickets,
)
from billdesk.services.sample_tickets import Job, Sale, job_draft, jobs, sale_draft, sales
from billdesk.services.settings import read_letterhead, read_settings
from billdesk.storage.work import Work

_MORNING = time(6, tzinfo=UTC)
_REVIEW = timedelta(days=6)
"""How long a draft waits until it is looked through."""
_GROUP = 1_000
"""Nobody else waits for this new file, and larger transactions are faster."""


class Sample:
    """Makes the sample shop in a new file."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def make(self, size: int = 60, today: date | None = None, progress: Progress = ignore) -> dict[str, int]:
        """Make a shop of so many customers whose history ends today; how many there are of what.

        `progress` hears how many of how many days are lived.

        Refused("shop_is_not_empty") where there are customers already, Refused("size_too_small") below 1.
        """
        if size < 1:
            raise Refused("size_too_small", least=1)
        day = today or self._office.now().date()
        with self._office.reading() as work:
            if work.customers.all():
                raise Refused("shop_is_not_empty")
        with self._office.store.hurried(), no_search_for_circles():  # a sample that is lost is made again
            counts = _Life(self._office, day, size).live(progress)
        self._office.tell(
            "settings", "customer", "schedule", "ticket", "invoice", "payment", "delivery", "run"
        )
        return counts


@dataclass(slots=True)
class _Life:
    """The shop while its two years go by."""

    office: Office
    today: date
    size: int
    now: datetime = field(init=False)
    clients: list[Client] = field(default_factory=list)
    customers: dict[int, Customer] = field(default_factory=dict)  # by the client's index
    payers: dict[int, Client] = field(default_factory=dict)  # by the customer's id
    things: dict[str, list[tuple[date, int, Any]]] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    fates: dict[int, str] = field(default_factory=dict)
    waiting: list[Invoice] = field(default_factory=list)
    failing: dict[int, bool] = field(default_factory=dict)
    acts: list[tuple[date, str, Callable[[Schedule], Schedule]]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    till: Till = field(init=False)
    stories: Stories = field(init=False)
    names: MessageNames = field(default_factory=MessageNames)
    shelf: Shelf = field(init=False)
    sold: int = 0

    def live(self, progress: Progress) -> dict[str, int]:
        """Found the shop, and go through the days on which something is due."""
        self.till = Till(self.office.desk)
        self.stories = new_stories(self.till)
        self.office = replace(self.office, now=lambda: self.now, announce=lambda _: None)
        days = self._found()
        run = Run(self.office, _GROUP, self.names)
        for at, day in enumerate(days, 1):
            self.now = datetime.combine(day, _MORNING)
            self._work_through(day)
            run.go(Request(day, confirmed=True), Ears(self._generated))
            progress(at, len(days))
        self._today()
        return dict(self.counts) | {"customers": self.size, "payments": self.till.taken}

    def _found(self) -> list[date]:
        """Write what the shop begins with; the days on which it will run."""
        self.now = datetime.combine(month(self.today, -MONTHS), _MORNING)
        with self.office.work() as work:
            self.shelf = stock(work)
            self.clients = list(clients(self.size, self.today, self.shelf))
            keys = work.take_ids("customer", self.size)
            for client, key in zip(self.clients, keys, strict=True):
                self.customers[client.index] = replace(client.customer, id=key)
                self.payers[key] = client
            work.customers.add(list(self.customers.values()))
            self._plan_things()
            schedules = self._schedules(work)
            work.commit()
        self.counts["schedules"] = len(schedules)
        return sorted({self.today, *self._days(schedules)})

    def _plan_things(self) -> None:
        """Everything that will come to the customers, by its day."""
        for kind in ("contacts", "assets", "usage"):
            found = [(day, at.index, one) for at in self.clients for day, one in getattr(at, kind)]
            self.things[kind] = sorted(found, key=lambda one: one[:2], reverse=True)
        done = [job for client in self.clients for job in jobs(client, self.today)]
        self.jobs = sorted(done, key=lambda job: (job.day, job.client.index), reverse=True)
        sold = [sale for client in self.clients for sale in sales(client, self.today)]
        sold.sort(key=lambda sale: (sale.day, sale.client.index))
        self.fates = fates(sold, self.today)
        self.sales = sold[::-1]

    def _schedules(self, work: Work) -> list[Schedule]:
        drawn = [
            replace(one, customer_id=self.customers[client.index].id)
            for client in self.clients
            for one in Contracts(client, self.shelf, self.today).all()
        ]
        keys = work.take_ids("schedule", len(drawn))
        lines = iter(work.take_ids("schedule_line", sum(len(one.lines) for one in drawn)))
        found = [
            replace(one, id=key, lines=tuple(replace(line, id=next(lines)) for line in one.lines))
            for one, key in zip(drawn, keys, strict=True)
        ]
        work.schedules.add(found)
        ends = {"Menu screens": paused, "Website care": cancelled}
        for one in found:
            if one.title in ends:
                act = ends[one.title]
                self.acts.append((month(self.today, -5), one.ref, act))
        return found

    def _days(self, schedules: Iterable[Schedule]) -> Iterator[date]:
        for schedule in schedules:
            days = (generate_on(schedule, day) for _, day in upcoming(schedule))
            yield from takewhile(lambda day: day <= self.today, days)

    def _books(self, work: Work) -> Books:
        settings = read_settings(work)
        head = work.settings.keep_letterhead(read_letterhead(work, settings))
        catalog = read_catalog(work, settings)
        mailless = frozenset(one.id for one in self.customers.values() if not one.email)
        return Books(work, self.now, self.office.desk, head, self.names, self.shelf, catalog, mailless)

    def _work_through(self, day: date) -> None:
        """What has come in and was done by hand since the last run, up to this morning."""
        with self.office.work() as work:
            work.queue_up()
            books = self._books(work)
            books.deliver(self.failing)
            self.failing.clear()
            self._things(work, day)
            self._act(work, day)
            self._jobs(books, _until(self.jobs, day))
            self._sales(books, _until(self.sales, day))
            self._approve(books, day)
            self.till.receive(work, day, self.now)
            self.stories.go_on(books)
            work.commit()

    def _things(self, work: Work, day: date) -> None:
        kinds = {"contacts": "contact", "assets": "asset", "usage": "usage"}
        write: dict[str, Callable[[list[Any]], None]] = {
            "contacts": work.customers.add_contacts,
            "assets": work.customers.add_assets,
            "usage": work.customers.add_usage,
        }
        for kind, coming in self.things.items():
            new = []
            while coming and coming[-1][0] <= day:
                new.append(coming.pop())
            keys = work.take_ids(kinds[kind], len(new))
            rows = []
            for (_, index, one), key in zip(new, keys, strict=True):
                ref = {} if kind == "usage" else {"ref": f"{kinds[kind]}-{key}"}
                rows.append(altered(one, id=key, customer_id=self.customers[index].id, **ref))
            write[kind](rows)
            self.counts[kind] += len(rows)

    def _act(self, work: Work, day: date) -> None:
        """Pause and cancel what is to be paused and cancelled."""
        for _, ref, act in [one for one in self.acts if one[0] <= day]:
            work.schedules.keep_progress([act(work.schedules.by_ref(ref))])
        self.acts = [one for one in self.acts if one[0] > day]

    def _jobs(self, books: Books, done: Sequence[Job]) -> None:
        written = books.tickets(done, self.customers)
        self.counts["tickets"] += len(written)
        drafts = []
        for job, (ticket, charges) in zip(done, written, strict=True):
            if job.alone:
                customer = self.customers[job.client.index]
                drafts.append(job_draft(customer, ticket, charges, job.day, books.catalog))
        if drafts and not self.counts["deposits"] and self.now.date() > month(self.today, -4):
            customer = next(one for one in self.customers.values() if one.id == drafts[0].customer_id)
            self._expect([paid_by_deposit(books, drafts.pop(0), customer)])
            self.counts["deposits"] += 1
        self._expect(books.issue(drafts))

    def _sales(self, books: Books, done: Sequence[Sale]) -> None:
        drafts = [
            sale_draft(self.customers[sale.client.index], sale, books.shelf, books.catalog) for sale in done
        ]
        for invoice in books.issue(drafts):
            fate = self.fates.get(self.sold)
            self.sold += 1
            if fate is None:
                self._expect([invoice])
            else:
                self.counts["invoices"] += 1
                self.stories.begin(books, invoice, fate)

    def _approve(self, books: Books, day: date) -> None:
        """Look through the drafts that have waited long enough, and send or print them."""
        for draft in [one for one in self.waiting if one.date + _REVIEW <= day]:
            mark = "printed" if draft.waiting == "no_address" else "sent"
            self._expect([books.approve(draft, mark)])
        self.waiting = [one for one in self.waiting if one.date + _REVIEW > day]

    def _expect(self, invoices: Iterable[Invoice]) -> None:
        """Issued invoices will be paid as their customers pay."""
        for invoice in invoices:
            self.counts["invoices"] += 1
            self.till.expect(invoice, self.payers[invoice.customer_id].payer)

    def _generated(self, outcomes: Sequence[Outcome]) -> None:
        """What a run made: issued invoices will be paid, drafts will be looked through."""
        for outcome in outcomes:
            invoice = outcome.invoice
            if invoice is None:
                self.counts["failures" if outcome.failure else "skipped"] += 1
            elif invoice.state == "issued":
                self._expect([invoice])
                recent = invoice.date > self.today - timedelta(days=20)
                if recent and self.payers[invoice.customer_id].plan == "retainer":
                    self.failing[invoice.id] = True
            else:
                self.waiting.append(invoice)

    def _today(self) -> None:
        """What lies on the desk today: e-mails just sent, parts of payments, drafts, open tickets."""
        self.now += timedelta(hours=2)
        with self.office.work() as work:
            work.queue_up()
            books = self._books(work)
            books.deliver(self.failing)
            books.close_tickets(self.payers)
            for invoice_id in self.till.recent(max(2, self.size // 30), self.today):
                self.till.plan(invoice_id, self.today, self.till.balance(invoice_id) // 200 * 100)
            self.till.receive(work, self.today, self.now)
            self.counts["tickets"] += todays_tickets(books, self.clients, self.customers)
            self._expect(todays_sale(books, self.clients, self.customers))
            drafts = todays_drafts(books, self.clients, self.customers)
            books.remember("created", drafts)
            work.commit()
        self.counts["drafts"] = len(drafts) + len(self.waiting)


def _until(coming: list[Any], day: date) -> list[Any]:
    """Take those off whose day has come; the latest are first in the list."""
    found = []
    while coming and coming[-1].day <= day:
        found.append(coming.pop())
    return found
