"""The run: what is due comes once, in order, whatever happens to one of them; and the preview shows it."""

from datetime import date
from typing import Any

import pytest

from billdesk.domain.errors import Refused
from billdesk.services.office import Office
from billdesk.services.run import Ears, Outcome, Request, Run
from support.recurring import ACME, FLAT, Book, load, schedule
from support.running import FEW, assert_whole

NOBODY = {"ref": "nobody", "name": "Nobody"}
NO_PRICE = {"type": "standard", "description": "Care", "quantity": "1", "product": "priceless"}
PRICELESS = [{"ref": "priceless", "name": "Priceless", "unit_price": "1.00"}]


@pytest.fixture
def book(office: Office) -> Book:
    return Book(office)


def _broken(book: Book) -> None:
    """Take the price away that a schedule needs."""
    book.change("UPDATE products SET unit_price = NULL")


def test_what_is_due_is_billed_and_numbered_and_queued(each_office: Office) -> None:
    book = Book(each_office)
    load(each_office, schedule())
    summary = book.run("2026-01-01")
    assert (summary.planned, summary.generated, summary.issued, summary.waiting) == (1, 1, 1, 0)
    assert book.numbers() == ["INV-2026-00001"]
    assert book.rows("SELECT recipients, state FROM deliveries") == [('["office@acme.example"]', "queued")]
    assert book.rows("SELECT act FROM audit WHERE kind = 'invoice'") == [("generated",)]
    assert str(book.schedule().next_date) == "2026-02-01"
    assert_whole(each_office)


def test_nothing_comes_before_its_day_or_twice_on_it(book: Book) -> None:
    load(book.office, schedule())
    assert book.run("2025-12-31").done == 0
    assert book.run("2026-01-01").generated == 1
    assert book.run("2026-01-01").done == 0


def test_the_lead_brings_an_invoice_early_with_its_own_date(book: Book) -> None:
    load(book.office, schedule(lead_days=5))
    assert book.run("2025-12-26").done == 0
    assert book.run("2025-12-27").generated == 1
    assert [str(one.date) for one in book.invoices()] == ["2026-01-01"]


def test_numbers_follow_the_billing_date_and_then_the_schedules_age(book: Book) -> None:
    load(book.office, schedule("a", start="2026-01-03"), schedule("b"), schedule("c", start="2026-01-03"))
    book.run("2026-01-05", group=1)
    assert [one.schedule for one in book.outcomes] == ["b", "a", "c"]
    assert [one.invoice.number[-1] for one in book.outcomes if one.invoice and one.invoice.number] == list(
        "123"
    )


def test_without_auto_send_it_stays_a_draft_without_a_number(book: Book) -> None:
    load(book.office, schedule(auto_send=False))
    summary = book.run("2026-01-01")
    assert (summary.generated, summary.issued, summary.waiting) == (1, 0, 0)
    assert [(one.state, one.number, one.waiting) for one in book.invoices()] == [("draft", None, "")]
    assert book.rows("SELECT count(*) FROM deliveries") == [(0,)]


def test_what_is_more_than_seven_days_late_waits_as_a_draft(book: Book) -> None:
    load(book.office, schedule(end="2026-01-01"), schedule("b", start="2026-01-02", end="2026-01-02"))
    summary = book.run("2026-01-09")
    assert (summary.issued, summary.waiting) == (1, 1)
    assert [(one.state, one.waiting) for one in book.invoices()] == [("draft", "late"), ("issued", "")]


def test_late_ones_are_sent_where_the_run_releases_them(book: Book) -> None:
    load(book.office, schedule(end="2026-01-01"))
    assert book.run("2026-01-30", release_late=True).issued == 1


def test_a_customer_without_an_address_gets_a_draft_that_says_so(book: Book) -> None:
    load(book.office, schedule(customer="nobody"), customers=[NOBODY])
    summary = book.run("2026-01-01")
    assert (summary.issued, summary.waiting, summary.failed) == (0, 1, 0)
    assert [(one.state, one.waiting) for one in book.invoices()] == [("draft", "no_address")]


def test_one_failure_stays_with_its_schedule_and_is_counted_and_retried(each_office: Office) -> None:
    book = Book(each_office)
    load(each_office, schedule("bad", lines=[NO_PRICE]), schedule("good"), products=PRICELESS)
    _broken(book)
    for times in (1, 2, 3):
        summary = book.run(f"2026-01-0{times}")
        assert (summary.failed, book.schedule("bad").failures) == (1, times)
        assert (book.schedule("bad").failure, str(book.schedule("bad").next_date)) == (
            "price_is_missing",
            "2026-01-01",
        )
    assert book.days("good") == ["2026-01-01"]
    book.change("UPDATE products SET unit_price = 10000")
    assert book.run("2026-01-04").generated == 1
    assert (book.schedule("bad").failures, book.schedule("bad").failure) == (0, "")
    assert book.numbers() == ["INV-2026-00001", "INV-2026-00002"]


def test_a_failure_tells_its_reason_with_what_it_is_about(book: Book) -> None:
    load(book.office, schedule("bad", lines=[NO_PRICE]), products=PRICELESS)
    _broken(book)
    book.run("2026-01-01")
    (found,) = book.outcomes
    assert (found.schedule, found.customer, found.failure, found.invoice) == (
        "bad",
        "acme",
        "price_is_missing",
        None,
    )
    assert found.facts == {"line": "Care"}


def test_what_fails_while_it_is_written_fails_alone_and_burns_no_number(each_office: Office) -> None:
    book = Book(each_office)
    load(each_office, schedule("bad"), schedule("good"), schedule("also"))
    key = book.schedule("bad").id
    book.change(
        "INSERT INTO occurrences (id, schedule_id, billing_date, position, state, reason, note, made_at)"
        f" VALUES (999, {key}, '2026-01-01', 0, 'skipped', '', '', '2026-01-01 00:00:00')"
    )
    summary = book.run("2026-01-01")
    assert (summary.generated, summary.failed) == (2, 1)
    assert book.numbers() == ["INV-2026-00001", "INV-2026-00002"]
    assert (book.schedule("bad").failures, book.schedule("bad").failure) == (1, "already_there")


def test_a_schedule_that_failed_leaves_its_later_dates_for_the_next_run(book: Book) -> None:
    load(book.office, schedule("bad", lines=[NO_PRICE]), products=PRICELESS)
    _broken(book)
    summary = book.run("2026-03-01", group=1)
    assert (summary.generated, summary.failed, book.schedule("bad").failures) == (0, 1, 1)


@pytest.mark.parametrize(
    ("policy", "billed", "skipped"),
    [
        ("each", ["2026-01-01", "2026-02-01", "2026-03-01"], []),
        ("latest", ["2026-03-01"], ["2026-01-01", "2026-02-01"]),
        ("skip", [], ["2026-01-01", "2026-02-01", "2026-03-01"]),
    ],
)
def test_what_was_missed_is_caught_up_with_by_the_schedules_policy(
    book: Book, policy: str, billed: list[str], skipped: list[str]
) -> None:
    load(book.office, schedule(catch_up=policy))
    book.run("2026-03-02")
    assert (book.days(), book.days(state="skipped")) == (billed, skipped)
    assert str(book.schedule().next_date) == "2026-04-01"


def test_policy_skip_still_bills_on_the_day_itself_and_what_failed_before(book: Book) -> None:
    load(book.office, schedule(catch_up="skip", lines=[NO_PRICE]), products=PRICELESS)
    _broken(book)
    assert book.run("2026-01-01").failed == 1
    book.change("UPDATE products SET unit_price = 10000")
    assert book.run("2026-01-02").generated == 1


def test_a_clock_that_stands_before_the_last_run_is_asked_about(book: Book) -> None:
    load(book.office, schedule())
    book.run("2026-01-10")
    with pytest.raises(Refused) as refused:
        book.run("2026-01-09")
    assert (refused.value.code, refused.value.facts["why"]) == ("clock_guard", "earlier")
    assert book.run("2026-01-09", confirmed=True).done == 0


def test_more_than_45_days_since_the_last_run_are_asked_about(book: Book) -> None:
    load(book.office, schedule())
    book.run("2026-01-01")
    with pytest.raises(Refused) as refused:
        book.run("2026-02-16")
    assert refused.value.facts["why"] == "gap"
    assert book.run("2026-02-15").generated == 1


def test_more_than_24_invoices_of_one_schedule_are_asked_about(book: Book) -> None:
    load(book.office, schedule(frequency="weekly"))
    with pytest.raises(Refused) as refused:
        book.run("2026-06-18")
    assert (refused.value.facts["why"], refused.value.facts["schedule"], refused.value.facts["count"]) == (
        "many",
        "care",
        25,
    )
    assert (book.numbers(), Run(book.office).last()) == ([], None)
    assert book.run("2026-06-11").generated == 24


def test_24_are_counted_by_what_is_billed_not_by_what_is_passed_over(book: Book) -> None:
    load(book.office, schedule(frequency="weekly", catch_up="latest"))
    assert book.run("2026-12-31").generated == 1


def test_stop_ends_between_groups_and_the_next_run_does_the_rest(each_office: Office) -> None:
    book = Book(each_office)
    load(each_office, *(schedule(f"s{number}") for number in range(5)))
    summary = book.run("2026-01-01", group=2, stop=lambda: len(book.outcomes) >= 2)
    assert (summary.generated, summary.stopped) == (2, True)
    last = Run(each_office).last()
    assert last is not None
    assert (last.generated, last.stopped) == (2, True)
    assert_whole(each_office)
    assert book.run("2026-01-01", group=2).generated == 3
    assert_whole(each_office)


def test_an_occurrence_with_nothing_to_bill_is_skipped_unless_blank_invoices_are_wanted(book: Book) -> None:
    counter = {"type": "asset", "description": "PCs", "counter": {"asset_type": "PC"}, "unit_price": "1.00"}
    load(book.office, schedule(lines=[counter]), schedule("blank", lines=[counter], blank_invoices=True))
    summary = book.run("2026-01-01")
    assert (summary.generated, summary.skipped) == (1, 1)
    assert [(one.state, one.reason) for one in book.occurrences()] == [("skipped", "nothing_to_bill")]
    assert [(one.lines, one.total, one.state) for one in book.invoices()] == [((), 0, "issued")]


def test_a_one_time_line_is_on_the_next_invoice_only(each_office: Office) -> None:
    once = FLAT | {"description": "Setup", "one_time": True}
    book = Book(each_office)
    load(each_office, schedule(lines=[FLAT, once]))
    book.run("2026-02-01")
    assert [[line.description for line in one.lines] for one in book.invoices()] == [
        ["Care", "Setup"],
        ["Care"],
    ]


def test_a_one_time_line_that_is_not_in_effect_yet_waits_for_its_day(book: Book) -> None:
    once = FLAT | {"description": "Setup", "one_time": True, "effective_from": "2026-02-01"}
    load(book.office, schedule(lines=[FLAT, once]))
    book.run("2026-03-01")
    assert [len(one.lines) for one in book.invoices()] == [1, 2, 1]


def test_an_every_nth_line_comes_with_each_nth_invoice(book: Book) -> None:
    load(book.office, schedule(lines=[FLAT, FLAT | {"description": "Audit", "every": 3}]))
    book.run("2026-06-01")
    assert [len(one.lines) for one in book.invoices()] == [2, 1, 1, 2, 1, 1]


def test_a_line_counts_from_its_first_day_to_its_last(book: Book) -> None:
    line = FLAT | {"description": "Promotion", "effective_from": "2026-02-01", "effective_to": "2026-03-01"}
    load(book.office, schedule(lines=[FLAT, line]))
    book.run("2026-04-01")
    assert [len(one.lines) for one in book.invoices()] == [1, 2, 2, 1]


@pytest.mark.parametrize("bound", [{"max_occurrences": 3}, {"end": "2026-03-01"}, {"end": "2026-03-31"}])
def test_a_schedule_completes_by_itself_at_its_end_or_count(book: Book, bound: dict[str, Any]) -> None:
    load(book.office, schedule(**bound))
    book.run("2026-06-01")
    assert book.days() == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert (book.schedule().state, book.schedule().next_date) == ("completed", None)


def test_free_credit_settles_an_invoice_when_it_is_issued(each_office: Office) -> None:
    payment = {"ref": "p", "customer": "acme", "date": "2025-12-01", "amount": "150.00", "method": "cash"}
    book = Book(each_office)
    load(each_office, schedule(apply_credit=True), schedule("b", apply_credit=True), payments=[payment])
    book.run("2026-01-01")
    assert [(one.settled, one.credit_at_issue) for one in book.invoices()] == [(10000, 10000), (5000, 5000)]
    assert book.rows("SELECT used FROM payments") == [(15000,)]


def test_a_pending_charge_is_taken_once_by_two_schedules_of_a_customer(each_office: Office) -> None:
    ticket = {
        "ref": "t",
        "customer": "acme",
        "subject": "Printer",
        "status": "Resolved",
        "charges": [{"description": "Toner", "quantity": "1", "unit_price": "50.00"}],
    }
    book = Book(each_office)
    pending = {"statuses": [], "order": "oldest"}
    both = [schedule(name, pending_charges=pending) for name in ("a", "b")]
    load(each_office, *both, tickets=[ticket])
    book.run("2026-02-01", group=1)
    assert [one.total for one in book.invoices()] == [15000, 10000, 10000, 10000]
    first = book.invoices()[0].id
    assert book.rows("SELECT invoice_id FROM charges") == [(first,)]


def _content(outcome: Outcome) -> tuple[object, ...]:
    """All of an outcome but the keys and the number, which nobody knows before."""
    found = outcome.invoice
    if found is None:
        return (outcome.schedule, outcome.billing_date, outcome.skipped, outcome.failure)
    lines = [(line.description, line.quantity, line.net, line.evidence) for line in found.lines]
    amounts = (found.subtotal, found.discount_amount, found.tax, found.total)
    return (
        outcome.schedule,
        outcome.billing_date,
        found.state,
        found.waiting,
        found.due_date,
        lines,
        amounts,
    )


@pytest.mark.parametrize("day", ["2026-01-01", "2026-01-20", "2026-06-30"])
def test_the_preview_of_any_day_is_the_run_of_that_day(each_office: Office, day: str) -> None:
    book = Book(each_office)
    once = FLAT | {"description": "Setup", "one_time": True}
    load(
        each_office,
        schedule("a", lines=[FLAT, once], max_occurrences=4),
        schedule("b", catch_up="latest", discount={"percent": "10"}),
        schedule("c", customer="nobody", frequency="weekly", catch_up="skip"),
        schedule("bad", lines=[NO_PRICE]),
        customers=[ACME, NOBODY],
        products=PRICELESS,
    )
    _broken(book)
    foreseen = book.preview(day)
    assert (book.numbers(), book.rows("SELECT count(*) FROM runs")) == ([], [(0,)])
    book.run(day, confirmed=True)
    assert [_content(one) for one in foreseen] == [_content(one) for one in book.outcomes]


def test_a_preview_up_to_a_day_ahead_shows_what_the_runs_until_then_will_bill(book: Book) -> None:
    load(book.office, schedule(catch_up="skip"), schedule("b", catch_up="latest"))
    foreseen = book.preview("2026-01-01", until=date(2026, 3, 1))
    assert [str(one.billing_date) for one in foreseen if one.invoice] == [
        day for day in ("2026-01-01", "2026-02-01", "2026-03-01") for _ in "ab"
    ]


def test_a_run_bills_only_the_schedules_that_it_is_asked_for(book: Book) -> None:
    load(book.office, schedule("a"), schedule("b"))
    book.run("2026-01-01", schedules=frozenset({book.schedule("b").id}))
    assert (book.days("a"), book.days("b")) == ([], ["2026-01-01"])


def test_paused_and_cancelled_schedules_bill_nothing(book: Book) -> None:
    load(book.office, schedule("a", state="paused"), schedule("b", state="cancelled"))
    assert book.run("2026-05-01").planned == 0


def test_a_shop_without_settings_bills_with_the_usual_numbers(each_office: Office) -> None:
    book = Book(each_office)
    load(each_office, schedule())
    book.change("DELETE FROM series")
    assert book.run("2026-01-01").issued == 1
    assert book.numbers() == ["INV-2026-00001"]


def test_a_run_says_how_far_it_is_after_each_group(book: Book) -> None:
    load(book.office, *(schedule(f"s{number}") for number in range(FEW + 1)))
    seen: list[int] = []
    Run(book.office, FEW).go(
        Request(date(2026, 1, 1)), Ears(progress=lambda summary: seen.append(summary.done))
    )
    assert seen == [FEW, FEW + 1]
