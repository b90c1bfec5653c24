"""Schedules: which keys a line of a type takes, and how far a schedule is."""

from datetime import date

import pytest

from billdesk.domain.calendar import Recurrence
from billdesk.domain.tax import INHERIT
from billdesk.exchange.reading import read
from billdesk.exchange.schedules import index_on
from support.shop_documents import little_shop, problems, small_shop, written

SCHEDULE = {"ref": "s", "customer": "acme", "frequency": "monthly", "start": "2026-01-31"}
LINE = {"product": "care"}


def _schedules(**keys):
    return small_shop(schedules=[{**SCHEDULE, "lines": [LINE], **keys}])


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("frequency", "fortnightly", "unknown_word"),
        ("interval", 0, "out_of_range"),
        ("billing_day", 32, "out_of_range"),
        ("billing_day", "first", "unknown_word"),
        ("start", "2026-02-30", "no_such_date"),
        ("start", "1.2.2026", "not_a_date"),
        ("end", "2026-01-31", "end_before_start"),
        ("customer", "nobody", "unknown_reference"),
        ("discount.percent", "100.01", "too_large"),
        ("discount.amount", "5", "either_or"),
        ("colour", "red", "unknown_key"),
        ("lines[0].unit_price", 400.0, "wrong_type"),
        ("lines[0].unit_price", "400,00", "not_a_decimal"),
        ("lines[0].unit_price", "0.0000001", "too_many_decimals"),
        ("lines[0].unit_price", None, "no_price"),
        ("lines[0].description", " ", "description_or_product"),
        ("lines[0].counter", {"folder": "W"}, "only_on_counters"),
        ("lines[0].minimum", "1", "only_on_counters"),
        ("lines[0].tier_mode", "volume", "tiers_and_mode"),
        ("lines[1].counter.asset_type", 5, "wrong_type"),
        ("lines[1].counter.folder", "W", "counter_does_not_fit"),
        ("lines[1].counter.saved_search", "bigram", "counter_incomplete"),
        ("lines[2].counter.saved_search", "bench", "unknown_reference"),
        ("lines[3].counter", None, "counter_incomplete"),
        ("lines[3].minimum", "-1", "too_small"),
        ("lines[3].maximum", "2", "maximum_below_minimum"),
        ("lines[3].round_up_to", "0", "not_positive"),
        ("lines[4].counter.value", None, "counter_incomplete"),
        ("lines[5].tiers", [], "tiers_and_mode"),
        ("lines[5].tiers[1].up_to", "4", "tiers_not_ascending"),
        ("lines[5].tiers[0].up_to", None, "endless_tier_not_last"),
    ],
)
def test_what_a_schedule_cannot_mean_is_refused_at_its_place(place, value, code):
    line, _, _ = place.rpartition(".")
    at = {
        **dict.fromkeys(("either_or", "no_price", "description_or_product", "tiers_and_mode"), line),
        "counter_incomplete": f"{place.partition('.')[0]}.counter",
    }
    assert (f"schedules[0].{at.get(code, place)}", code) in problems(
        little_shop(f"schedules[0].{place}", value)
    )


def test_a_schedule_says_no_more_than_when_whom_and_what():
    schedule = read(_schedules()).schedules[0]
    line = schedule.lines[0]
    assert (schedule.period, schedule.prices, schedule.catch_up, schedule.state) == (
        "advance",
        "fixed",
        "each",
        "active",
    )
    assert (schedule.pending, schedule.auto_send, schedule.tax, schedule.lead_days) == (
        None,
        False,
        INHERIT,
        0,
    )
    assert (line.type, line.quantity, line.every, line.when_zero) == ("standard", 10_000, 1, "drop")


def test_defaults_of_schedules_and_their_lines_are_left_out():
    spelled = {
        "interval": 1,
        "period": "advance",
        "discount": None,
        "pending_charges": None,
        "occurrences": [],
    }
    lines = [{**LINE, "quantity": "1", "tiers": [], "included": "0", "every": 1, "type": "standard"}]
    assert written(_schedules(**spelled, lines=lines))["schedules"] == [{**SCHEDULE, "lines": [LINE]}]


def test_pending_charges_are_taken_from_the_oldest_after_the_lines():
    pending = read(_schedules(pending_charges={})).schedules[0].pending
    assert (pending.statuses, pending.order, pending.place) == ((), "oldest", "after")


def test_a_contact_must_be_at_the_customer():
    people = [
        {"ref": "acme", "name": "A"},
        {"ref": "b", "name": "B", "contacts": [{"ref": "c", "name": "C"}]},
    ]
    document = _schedules(contact="c") | {"customers": people}
    assert problems(document) == {("schedules[0].contact", "contact_of_another_customer")}


def test_a_line_cannot_end_before_it_begins():
    line = {**LINE, "effective_from": "2026-02-01", "effective_to": "2026-01-31"}
    assert problems(_schedules(lines=[line])) == {("schedules[0].lines[0].effective_to", "end_before_start")}


def test_a_product_without_a_price_needs_one_on_the_line():
    document = _schedules() | {"products": [{"ref": "care", "name": "Care"}]}
    assert problems(document) == {("schedules[0].lines[0]", "no_price")}


def test_people_may_be_counted_without_saying_which():
    counting = {"type": "contact", "description": "People", "unit_price": "1.00", "counter": {}}
    document = _schedules(lines=[counting])
    assert read(document).schedules[0].lines[0].type == "contact"
    assert written(document) == document


@pytest.mark.parametrize(
    ("occurrences", "place", "code"),
    [
        ([{"billing_date": "2026-02-27"}], "[0].billing_date", "not_a_billing_date"),
        ([{"billing_date": "2026-02-28"}] * 2, "[1].billing_date", "occurrence_doubled"),
        (
            [{"billing_date": "2026-01-31", "state": "skipped", "invoice": "i"}],
            "[0].invoice",
            "skipped_without_invoice",
        ),
    ],
)
def test_occurrences_are_on_the_grid_once_and_billed_by_an_invoice_or_skipped(occurrences, place, code):
    document = _schedules(occurrences=occurrences)
    document["invoices"] = [{"ref": "i", "customer": "acme", "date": "2026-01-31"}]
    assert problems(document) == {(f"schedules[0].occurrences{place}", code)}


def test_how_far_a_schedule_is_follows_from_its_occurrences_and_is_not_written():
    dealt = [{"billing_date": "2026-01-31"}, {"billing_date": "2026-02-28", "state": "skipped"}]
    document = _schedules(occurrences=dealt)
    schedule = read(document).schedules[0]
    assert (schedule.next_index, schedule.generated, schedule.last_index) == (2, 1, 0)
    assert written(document) == document


def test_progress_that_is_said_wins_and_is_written():
    document = _schedules(progress={"next_index": 5, "failures": 2, "failure": "no_price"})
    schedule = read(document).schedules[0]
    assert (schedule.next_index, schedule.generated, schedule.failures) == (5, 0, 2)
    assert written(document) == document


def test_a_date_beside_the_grid_has_no_index():
    grid = Recurrence("monthly", 1, date(2026, 1, 31))
    assert [index_on(grid, day) for day in (date(2026, 2, 28), date(2026, 3, 30), date(2025, 12, 31))] == [
        1,
        None,
        None,
    ]
