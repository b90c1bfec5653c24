"""What lists must show, by reading, sorting and filtering every row in Python; and the plans behind lists."""

import itertools
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from billdesk.domain import lists
from billdesk.domain.lists import STATUSES, CurrencySum
from billdesk.domain.payment import Allocation
from billdesk.storage.engine import open_store
from billdesk.storage.search import folded, words_of
from billdesk.storage.work import Work
from support.ledger import AT, TODAY, a_schedule, add_customers, an_invoice, an_issue, pay
from support.shops import laid_out

NAMES = ("Ärzte am Markt", "acme Dental", "Zoë & Co", "Bolt", "acme dental")
WORDS = ("Toner", "Backup-Größe", "INV", "Łódź", "seat", "seats")
LOOSE = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Made:
    """What one invoice of a test is made of."""

    customer: int
    day: int  # from today
    due: int
    amount: int
    fate: str
    currency: str
    title: str
    recurring: bool
    sent: str
    settled: int  # the day of payment, from today


FATES = ("draft", "open", "partly", "paid", "void", "credit", "credit used", "given up")
DAYS = st.integers(-40, 20)
MADE = st.builds(
    Made,
    customer=st.integers(1, len(NAMES)),
    day=DAYS,
    due=DAYS,
    amount=st.integers(0, 6).map(lambda it: it * 50),
    fate=st.sampled_from(FATES),
    currency=st.sampled_from(["EUR", "USD"]),
    title=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    recurring=st.booleans(),
    sent=st.sampled_from(["", "sent", "queued"]),
    settled=DAYS,
)


def write(store, made):
    """Put invoices on file through the repositories; returns what the oracle knows of each."""
    with Work(store) as work:
        add_customers(work, *NAMES)
        work.schedules.add([a_schedule()])
        for key, one in enumerate(made, 1):
            _write_one(work, key, one)
        work.commit()


def _write_one(work, key, one):
    amount = one.amount or (0 if one.fate in ("draft", "open", "void", "credit") else 50)
    credit = one.fate.startswith("credit")
    invoice = an_invoice(
        key,
        amount,
        customer_id=one.customer,
        addressee=(NAMES[one.customer - 1],),
        date=TODAY + timedelta(one.day),
        due_date=TODAY + timedelta(one.due),
        currency=one.currency,
        title=one.title,
        kind="credit_note" if credit else "invoice",
        schedule_id=1 if one.recurring else None,
        billing_date=date(2000, 1, 1) + timedelta(key) if one.recurring else None,
    )
    if one.fate == "draft":
        work.invoices.add([(invoice, None)], AT)
        return
    work.invoices.add([(invoice, an_issue(work, f"INV-{key:05}", key, one.sent))], AT)
    day = TODAY + timedelta(one.settled)
    if one.fate == "void":
        work.invoices.void(key)
    elif one.fate == "partly" and amount > 1:
        pay(work, key, invoice, amount // 2, day)
    elif one.fate == "paid":
        pay(work, key, invoice, amount, day)
    elif one.fate == "given up":
        work.payments.write_off(key, amount, day, "bankrupt", AT)
    elif one.fate == "credit used":
        target = replace(invoice, id=1000 + key, kind="invoice", schedule_id=None, billing_date=None)
        work.invoices.add([(target, an_issue(work, f"INV-{target.id}", target.id))], AT)
        work.payments.allocate([Allocation(target.id, amount, day, credit_note_id=key)], AT)


class Oracle:
    """Reads everything, and answers by plain Python."""

    def __init__(self, store):
        query = "SELECT i.*, t.words FROM invoices i JOIN invoice_texts t ON t.id = i.id"
        with store.transaction(writes=False) as connection:
            self.rows = [dict(row) for row in connection.execute(text(query)).mappings()]
        for row in self.rows:
            for name in ("day", "due_day", "settled_on"):
                if isinstance(row[name], str):
                    row[name] = date.fromisoformat(row[name])
            row["status"] = status(row)

    def found(self, wanted, sort):
        rows = [row for row in self.rows if fits(row, wanted)]
        rows.sort(key=lambda row: (order(row, sort.key), row["id"]), reverse=sort.descending)
        return [row["id"] for row in rows]

    def sums(self, wanted):
        sums = {}
        for row in self.rows:
            if fits(row, wanted):
                sign = -1 if row["kind"] == "credit_note" else 1
                count, total, balance = sums.get(row["currency"], (0, 0, 0))
                sums[row["currency"]] = (
                    count + 1,
                    total + sign * row["total"],
                    balance + sign * row["balance"],
                )
        return tuple(CurrencySum(name, *sums[name]) for name in sorted(sums))


def status(row):
    if row["state"] != "issued":
        return row["state"]
    if row["kind"] == "credit_note":
        return "credit"
    if row["settled"] >= row["total"]:
        return "paid"
    if row["due_day"] < TODAY:
        return "overdue"
    return "partly_paid" if row["settled"] else "open"


def order(row, key):
    return {
        "number": row["number"] or "",
        "customer": folded(row["customer_name"]),
        "date": row["day"],
        "due_date": row["due_day"],
        "status": (STATUSES.index(row["status"]), row["due_day"]),
        "total": row["total"],
        "balance": row["balance"],
    }[key]


def fits(row, wanted):
    kept = row["words"].split()
    became_paid = (row["settled_on"] or row["day"]) if row["status"] == "paid" else None
    return all(
        (
            not wanted.statuses or row["status"] in wanted.statuses,
            wanted.customer_id in (None, row["customer_id"]),
            wanted.schedule_id in (None, row["schedule_id"]),
            wanted.ticket_id in (None, row["ticket_id"]),
            wanted.date_from is None or row["day"] >= wanted.date_from,
            wanted.date_to is None or row["day"] <= wanted.date_to,
            wanted.amount_from is None or row["total"] >= wanted.amount_from,
            wanted.amount_to is None or row["total"] <= wanted.amount_to,
            wanted.emailed in (None, row["sent"] == "sent"),
            wanted.recurring in (None, row["schedule_id"] is not None),
            wanted.has_payment in (None, row["settled"] > row["written_off"]),
            wanted.paid_from is None or (became_paid is not None and became_paid >= wanted.paid_from),
            not wanted.ids or row["id"] in wanted.ids,
            all(any(have.startswith(word) for have in kept) for word in words_of(wanted.text)),
        )
    )


_stores = itertools.count(1)


def empty_copy(folder):
    """The path of an empty shop."""
    return laid_out(folder / f"lists-{next(_stores)}.billdesk")


@contextmanager
def a_store(folder, made):
    store = open_store(empty_copy(folder))
    try:
        write(store, made)
        yield store
    finally:
        store.close()


def page(store, wanted, sort, part=lists.TOP):
    with Work(store, writes=False) as work:
        return work.lists.invoice_page(wanted, sort, TODAY, part)


def ids(found):
    return [row.id for row in found.rows]


@contextmanager
def statements(store):
    """The statements that the database is given, with their values."""
    seen = []

    def listen(_connection, _cursor, statement, parameters, *_rest):
        seen.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", listen)
    try:
        yield seen
    finally:
        event.remove(store.engine, "before_cursor_execute", listen)


def plan(store, statement, parameters):
    with store.transaction(writes=False) as connection:
        return [row[3] for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters)]


ONE_OF_EACH = [
    Made(
        at % 5 + 1, at % 7 - 9, at % 11 - 5, at % 4 * 50, fate, "EUR", WORDS[at % 6], at % 2 == 0, "sent", -at
    )
    for at, fate in enumerate(FATES * 3)
]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    """A store with invoices of every fate."""
    with a_store(tmp_path_factory.mktemp("stocked"), ONE_OF_EACH) as store:
        yield store
