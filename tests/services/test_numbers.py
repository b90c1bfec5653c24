"""Rows of numbers: what comes next, what a pattern would give, and counters that only go up."""

from datetime import date

import pytest

from billdesk.domain.errors import Refused
from billdesk.services.check import Check
from billdesk.services.numbers import Numbers
from billdesk.services.run import Request, Run
from billdesk.services.settings import Settings
from support.shops import load_case

FEB_1 = date(2026, 2, 1)


@pytest.fixture
def numbers(each_office):
    return Numbers(each_office)


def next_of(numbers, kind, today=FEB_1):
    return next(one for one in numbers.all(today) if one.kind == kind)


def test_each_kind_shows_its_next_three_numbers(numbers):
    assert [one.kind for one in numbers.all(FEB_1)] == ["invoice", "credit_note", "ticket", "receipt"]
    assert next_of(numbers, "invoice").numbers == ("INV-2026-00001", "INV-2026-00002", "INV-2026-00003")


def test_a_pattern_is_tried_without_being_kept(numbers):
    found = numbers.preview("invoice", "R{year}/{month}-{counter:03}", True, FEB_1)
    assert (found.counter, found.numbers[0]) == (1, "R2026/02-001")
    assert next_of(numbers, "invoice").pattern == "INV-{year}-{counter:05}"


@pytest.mark.parametrize(
    "pattern", ["INV", "{counter}{counter}", "{counter}{day}", "{counter}" + "x" * 10_000]
)
def test_a_pattern_that_cannot_be_used_is_refused(numbers, pattern):
    with pytest.raises(Refused) as refused:
        numbers.preview("invoice", pattern, False, FEB_1)
    assert refused.value.code.startswith("pattern_")


def test_a_raised_counter_is_what_the_next_invoice_gets(numbers, each_office):
    load_case(each_office)
    after = numbers.raise_counter("invoice", 500, FEB_1)
    assert after.counter == 500
    Run(each_office).go(Request(FEB_1, confirmed=True))
    with each_office.reading() as work:
        numbers = {one.number for one in work.invoices.all() if one.number}
    assert after.numbers[0] in numbers


def test_a_gap_that_was_made_on_purpose_is_not_reported(numbers, each_office):
    load_case(each_office)
    Run(each_office).go(Request(FEB_1, confirmed=True))
    numbers.raise_counter("invoice", 500, FEB_1)
    Run(each_office).go(Request(date(2026, 4, 2), confirmed=True))
    assert next_of(numbers, "invoice").counter > 500
    assert [one for one in Check(each_office).all() if one.code == "numbers_missing"] == []


@pytest.mark.parametrize("counter", [0, -5, 499, 10**13])
def test_a_counter_never_goes_back_nor_beyond_all_bounds(numbers, counter):
    numbers.raise_counter("invoice", 500, FEB_1)
    [problem] = numbers.problems("invoice", counter, FEB_1)
    with pytest.raises(Refused) as refused:
        numbers.raise_counter("invoice", counter, FEB_1)
    assert refused.value.code == problem.code
    assert next_of(numbers, "invoice").counter == 500


def test_a_row_that_starts_anew_each_year_may_begin_the_year_anywhere(numbers, each_office):
    Settings(each_office).change({"name": "Shop", "number_reset_yearly": True})
    numbers.raise_counter("invoice", 500, FEB_1)
    later = date(2027, 1, 2)
    assert next_of(numbers, "invoice", later).numbers[0] == "INV-2027-00001"
    assert numbers.raise_counter("invoice", 100, later).numbers[0] == "INV-2027-00100"
