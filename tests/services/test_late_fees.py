"""Late fees in the run: each billed exactly once, whoever runs, whatever fails; and the preview shows it."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from sqlalchemy import event, text

from billdesk.domain.terms import LateFee
from billdesk.services.check import Check
from billdesk.services.invoicing import Invoicing
from billdesk.services.late_fees import LateFees
from billdesk.services.loading import Loading, Source
from billdesk.services.office import Office
from billdesk.services.payments import Payments, Received
from billdesk.services.run import Ears, Request, Run, Summary
from billdesk.services.running import FeeOutcome
from billdesk.services.terms import PaymentTerms
from support.oracle import statements
from support.recurring import ACME, Book, load, schedule

FEE = {"after_days": 10, "flat": "15.00"}
MONTHLY = FEE | {"monthly": True}
LINES = [{"description": "Work", "quantity": "1", "unit_price": "200.00"}]
BOLT = {"ref": "bolt", "name": "Bolt"}


def terms(fee: dict | None, ref: str = "net") -> dict:
    return {"ref": ref, "name": ref, "days": 14, "late_fee": fee}


def invoice(at: int = 1, /, **fields) -> dict:
    """An issued invoice of the first of January, due on the 15th: the first fee comes due on the 25th."""
    usual = {"customer": "acme", "date": "2026-01-01", "terms": "net", "state": "issued", "lines": LINES}
    name = f"INV-2026-{at:05}"
    return usual | {"ref": name, "number": name, "due_date": "2026-01-15"} | fields


@dataclass(frozen=True)
class Fees(Book):
    """A shop whose runs tell of their late fees."""

    fees: list[FeeOutcome] = field(default_factory=list)

    def go(self, day: str, group: int = 200, **request) -> Summary:
        found = Ears(self.outcomes.extend, fees=self.fees.extend)
        return Run(self.office, group).go(Request(date.fromisoformat(day), confirmed=True, **request), found)

    def foresee(self, day: str, **request) -> list[FeeOutcome]:
        found: list[FeeOutcome] = []
        Run(self.office).preview(Request(date.fromisoformat(day), **request), Ears(fees=found.extend))
        return found

    def billed(self) -> list[tuple[int, int, str]]:
        """Which fee of which invoice came due when."""
        return self.rows("SELECT invoice_id, number, CAST(day AS TEXT) FROM late_fees ORDER BY id")

    def acts(self, invoice_id: int) -> list[str]:
        with self.office.reading() as work:
            return [one.act for one in work.traces.of("invoice", invoice_id)]

    def sound(self) -> None:
        assert Check(self.office).all() == []


def before(office: Office) -> Office:
    """The office as it was before anybody was late."""
    return replace(office, now=lambda: datetime(2026, 1, 16, tzinfo=UTC))


def shop(office: Office, *invoices: dict, fee: dict | None = FEE, **parts) -> Fees:
    load(before(office), invoices=list(invoices or [invoice()]), terms=[terms(fee)], **parts)
    return Fees(office)


def test_a_late_fee_is_billed_once_on_an_invoice_of_its_own(each_office):
    book = shop(each_office)
    assert book.go("2026-01-24").late_fees == 0
    summary = book.go("2026-01-25")
    assert (summary.late_fees, summary.generated, summary.failed, summary.planned) == (1, 0, 0, 1)
    assert summary.done == 1
    last = Run(each_office).last()
    assert last is not None
    assert (last.generated, last.late_fees) == (0, 1)
    overdue, fee = book.invoices()
    assert (fee.number, fee.state, fee.title, fee.total) == (
        "INV-2026-00002",
        "issued",
        "Late fee for INV-2026-00001",
        15_00,
    )
    assert [line.description for line in fee.lines] == ["Late fee on invoice INV-2026-00001, 10 days overdue"]
    assert (overdue.total, overdue.balance) == (200_00, 200_00)
    assert book.billed() == [(overdue.id, 1, "2026-01-25")]
    assert (book.acts(overdue.id), book.acts(fee.id)) == (["late_fee_billed"], ["late_fee"])
    assert [book.go(day).late_fees for day in ("2026-01-25", "2026-06-30")] == [0, 0]
    book.sound()


def test_the_histories_name_each_other(office):
    book = shop(office)
    book.go("2026-01-25")
    overdue, fee = book.invoices()
    with office.reading() as work:
        (made,), (billed,) = (work.traces.of("invoice", one.id) for one in (fee, overdue))
    assert made.change | {"number": "INV-2026-00002", "for": "INV-2026-00001"} == made.change
    assert billed.change | {"by": "INV-2026-00002", "total": 15_00, "passed_over": 0} == billed.change


def test_monthly_ones_come_on_their_day_until_it_is_paid_and_then_no_more(each_office):
    book = shop(each_office, fee=MONTHLY)
    for day in ("2026-01-25", "2026-02-24", "2026-02-25", "2026-03-25"):
        book.go(day)
    key = book.invoices()[0].id
    assert book.billed() == [(key, 1, "2026-01-25"), (key, 2, "2026-02-25"), (key, 3, "2026-03-25")]
    Payments(each_office).quick([key], date(2026, 4, 24))
    assert book.go("2026-04-25").late_fees == 0
    book.sound()


def test_of_what_was_missed_only_the_newest_is_billed_and_the_rest_is_noted(office):
    book = shop(office, fee=MONTHLY)
    assert book.go("2026-05-01").late_fees == 1
    key = book.invoices()[0].id
    assert book.billed() == [(key, 4, "2026-04-25")]
    assert book.fees[0].due.passed_over == 3
    assert book.go("2026-05-01").late_fees == 0
    assert book.go("2026-05-25").late_fees == 1
    assert book.fees[1].due.passed_over == 0


def test_a_late_fee_bears_no_late_fee(office):
    book = shop(office, fee=MONTHLY, customers=[ACME | {"terms": "net"}])
    for day in ("2026-01-25", "2026-02-25", "2026-03-25"):
        book.go(day)
    assert {late for late, _, _ in book.billed()} == {book.invoices()[0].id}
    assert [one.terms_name for one in book.invoices()] == ["net"] * 4


def test_what_is_paid_on_the_last_day_before_the_run_owes_nothing(office):
    book = shop(office)
    Payments(office).quick([book.invoices()[0].id], date(2026, 1, 25))
    assert book.go("2026-01-25").late_fees == 0


def test_a_percentage_is_of_the_balance_as_it_stands(each_office):
    book = shop(each_office, fee={"after_days": 10, "percent": "10", "minimum": "12.00"})
    found = book.invoices()[0]
    half = Received(found.customer_id, 150_00, date(2026, 1, 20), invoices=[(found.id, 150_00)])
    Payments(each_office).take(half)
    (foreseen,) = book.foresee("2026-01-25")
    assert foreseen.invoice.total == 12_00
    book.go("2026-01-25")
    assert book.invoices()[1].total == 12_00


def test_drafts_credit_notes_void_ones_and_what_was_given_up_owe_nothing(office):
    draft = invoice(2, state="draft", number=None)
    book = shop(office, invoice(1, state="void"), draft, invoice(3))
    Invoicing(office).write_off(book.invoices()[2].id, date(2026, 1, 20), "gone")
    assert book.go("2026-02-25").late_fees == 0


@pytest.mark.parametrize(
    "fee",
    [
        {"after_days": 0},
        {"after_days": 10, "flat": "5.00", "maximum": "0"},
        {"after_days": 3650, "flat": "5.00"},
        {"after_days": 10, "percent": "0.0001"},
        None,
    ],
)
def test_terms_that_ask_for_nothing_bill_nothing(office, fee):
    book = shop(office, fee=fee)
    assert book.go("2026-02-25").late_fees == 0
    assert len(book.invoices()) == 1


def test_a_fee_too_large_to_keep_fails_alone_and_is_told(each_office):
    rubbish = {"after_days": 10, "flat": "999999999999.99", "percent": "100"}
    load(
        before(each_office),
        invoices=[invoice(1, terms="bad"), invoice(2)],
        terms=[terms(FEE), terms(rubbish, "bad")],
    )
    book = Fees(each_office)
    summary = book.go("2026-01-25")
    assert (summary.late_fees, summary.failed, summary.done) == (1, 1, 2)
    failed = next(one for one in book.fees if one.failure)
    assert (failed.failure, failed.due.late.number, failed.invoice) == (
        "amount_too_large",
        "INV-2026-00001",
        None,
    )
    assert book.numbers() == ["INV-2026-00001", "INV-2026-00002", "INV-2026-00003"]
    book.sound()


def test_what_fails_while_it_is_written_fails_alone_and_burns_no_number(office):
    book = shop(office, invoice(1), invoice(2), invoice(3))
    first, second, third = (one.id for one in book.invoices())
    with office.work() as work:
        work.connection.execute(
            text(
                f"CREATE TRIGGER stands_in_the_way BEFORE INSERT ON late_fees WHEN NEW.invoice_id = {second}"
                " BEGIN SELECT RAISE(ABORT, 'rule\\:late_fee_does_not_fit'); END"
            )
        )
        work.commit()
    summary = book.go("2026-01-25")
    assert (summary.late_fees, summary.failed) == (2, 1)
    assert [late for late, _, _ in book.billed()] == [first, third]
    assert book.numbers()[3:] == ["INV-2026-00004", "INV-2026-00005"]
    assert [one.failure for one in book.fees] == ["", "late_fee_does_not_fit", ""]
    book.sound()


def test_a_change_of_the_terms_counts_for_what_is_issued_under_them(office):
    book = shop(office, fee=None)
    services = PaymentTerms(office)
    old = next(one for one in services.list() if one.name == "net")
    with_fee = replace(old, late_fee=LateFee(1, 15_00))
    assert services.change(with_fee).id != old.id
    assert book.go("2026-03-01").late_fees == 0


def test_a_fee_taken_out_of_the_terms_still_counts_for_what_was_issued_under_them(office):
    book = shop(office)
    services = PaymentTerms(office)
    services.change(replace(services.list()[0], late_fee=None))
    assert book.go("2026-03-01").late_fees == 1


def test_a_draft_released_after_its_due_day_is_late_only_from_then_on(office):
    load(office, schedule(terms="net", end="2026-01-01"), terms=[terms(FEE)])
    book = Fees(office)
    assert book.go("2026-03-01").waiting == 1
    Invoicing(office).release([], date(2026, 3, 1))
    assert [book.go(day).late_fees for day in ("2026-03-01", "2026-03-10", "2026-03-11")] == [0, 0, 1]


def test_it_is_e_mailed_only_where_the_overdue_invoice_was(each_office):
    sent = {"invoice": "INV-2026-00001", "recipients": ["a@b.example"], "state": "sent"}
    book = shop(each_office, invoice(1), invoice(2), deliveries=[sent])
    book.go("2026-01-25")
    mailed, left = book.invoices()[2:]
    assert book.rows("SELECT invoice_id, state, recipients FROM deliveries WHERE state = 'queued'") == [
        (mailed.id, "queued", '["office@acme.example"]')
    ]
    assert book.rows("SELECT sent FROM invoices ORDER BY id")[2:] == [("queued",), ("",)]
    assert left.state == "issued"


def test_without_a_usable_address_it_is_issued_and_left_to_the_biller(office):
    sent = {"invoice": "INV-2026-00001", "recipients": ["old@bolt.example"], "state": "sent"}
    book = shop(office, invoice(customer="bolt"), customers=[BOLT], deliveries=[sent])
    assert book.go("2026-01-25").late_fees == 1
    assert book.rows("SELECT count(*) FROM deliveries WHERE state = 'queued'") == [(0,)]
    assert book.invoices()[1].state == "issued"


def test_the_preview_shows_what_the_run_then_bills_and_writes_nothing(each_office):
    book = shop(each_office, invoice(1), invoice(2, currency="JPY", lines=[LINES[0] | {"unit_price": "200"}]))
    foreseen = book.foresee("2026-01-26")
    assert (len(book.invoices()), book.billed()) == (2, [])
    book.go("2026-01-26")
    found = [(one.due, one.customer.ref, one.recipients, one.invoice) for one in foreseen]
    keyless = [replace(one.invoice, id=0, number=None) for one in book.fees]
    assert found == [
        (one.due, one.customer.ref, one.recipients, invoice)
        for one, invoice in zip(book.fees, keyless, strict=True)
    ]
    assert [(one.currency, one.total) for one in keyless] == [("USD", 15_00), ("JPY", 15)]


def test_nobody_is_late_in_advance_or_in_a_run_over_one_schedule(office):
    load(office, schedule(), invoices=[invoice()], terms=[terms(FEE)])
    book = Fees(office)
    assert book.foresee("2026-01-20", until=date(2026, 3, 1)) == []
    only = frozenset({book.schedule().id})
    assert book.foresee("2026-01-25", schedules=only) == []
    assert book.go("2026-01-25", schedules=only).late_fees == 0
    assert book.go("2026-01-20", until=date(2026, 3, 1)).late_fees == 0


def test_stop_ends_between_groups_and_the_next_run_bills_the_rest(office):
    book = shop(office, *(invoice(number) for number in range(1, 6)))
    ears = Ears(fees=book.fees.extend, stop=lambda: len(book.fees) >= 2)
    summary = Run(office, 2).go(Request(date(2026, 1, 25)), ears)
    assert (summary.late_fees, summary.stopped) == (2, True)
    assert Run(office, 2).preview(Request(date(2026, 1, 25)), ears).stopped
    assert book.go("2026-01-25", group=2).late_fees == 3
    assert len({late for late, _, _ in book.billed()}) == 5
    book.sound()


def test_two_desks_at_once_bill_it_once(each_office):
    book = shop(each_office, *(invoice(number) for number in range(1, 8)))
    start = Barrier(2)

    def run(_desk: int) -> int:
        start.wait()
        return Run(each_office, 2).go(Request(date(2026, 1, 25))).late_fees

    with ThreadPoolExecutor(2) as desks:
        assert sum(desks.map(run, range(2))) == 7
    assert len({late for late, _, _ in book.billed()}) == 7
    assert sorted(book.numbers()) == [f"INV-2026-{number:05}" for number in range(1, 15)]
    book.sound()


class _Killed(BaseException):
    """The process is gone."""


def test_a_run_that_ends_at_any_statement_leaves_nothing_half_done(office):
    book, left, alive = shop(office, invoice(1), invoice(2)), 1, False

    def count_down(*_call: object) -> None:
        nonlocal countdown
        countdown -= 1
        if countdown == 0:
            raise _Killed

    event.listen(office.store.engine, "before_cursor_execute", count_down)
    while not alive:
        countdown = left
        try:
            Run(office, 1).go(Request(date(2026, 1, 25), confirmed=True))
            alive = True
        except _Killed:
            countdown, left = 0, left + 1
            assert len(book.invoices()) == 2 + len(book.billed())
    event.remove(office.store.engine, "before_cursor_execute", count_down)
    assert left > 20
    assert sorted(book.numbers()) == [f"INV-2026-{number:05}" for number in range(1, 5)]
    book.sound()


def test_more_invoices_take_no_more_statements(office):
    book, counts = shop(office, invoice(1), invoice(2)), []
    more = {"billdesk": 1, "invoices": [invoice(number) for number in range(11, 41)]}
    for _ in range(2):
        with statements(office.store) as asked:
            LateFees(office, 200).bill(Request(date(2026, 1, 25)), Summary(), Ears())
        counts.append(len(asked))
        if len(counts) < 2:
            Loading(before(office)).load([Source("more.json", json.dumps(more).encode())])
    assert len(book.billed()) == 32
    assert counts[0] == counts[1] < 35


def test_a_shop_with_late_fees_moves_over_whole(each_office, office):
    book = shop(each_office, invoice(1), invoice(2), fee=MONTHLY)
    book.go("2026-01-25")
    document = Loading(each_office).dump()
    fees = [one.get("late_fees") for one in document["invoices"]]
    assert fees[0] == [{"number": 1, "date": "2026-01-25", "invoice": document["invoices"][2]["ref"]}]
    Loading(office).load([Source("moved.json", json.dumps(document).encode())])
    assert Loading(office).dump() == document
    assert Fees(office).go("2026-02-24").late_fees == 0
    assert Fees(office).go("2026-02-25").late_fees == 2
    Fees(office).sound()


def test_what_came_due_before_an_invoice_was_loaded_is_not_billed_and_what_comes_after_it_is(each_office):
    loaded = replace(each_office, now=lambda: datetime(2026, 2, 10, tzinfo=UTC))
    load(loaded, invoices=[invoice(1), invoice(2, terms="once")], terms=[terms(MONTHLY), terms(FEE, "once")])
    book = Fees(each_office)
    assert book.foresee("2026-02-10") == []
    assert book.go("2026-02-10").late_fees == 0
    assert book.go("2026-02-24").late_fees == 0
    assert book.go("2026-02-25").late_fees == 1
    assert book.billed() == [(1, 2, "2026-02-25")]
    book.sound()


def test_terms_without_a_fee_cost_a_run_one_statement(office):
    load(office, invoices=[invoice()], terms=[terms(None)])
    with statements(office.store) as asked:
        LateFees(office, 200).bill(Request(date(2026, 2, 25)), Summary(), Ears())
    assert ["FROM terms" in words for words, _ in asked if "SELECT" in words] == [True]
