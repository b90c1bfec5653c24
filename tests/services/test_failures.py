"""What fails is listed with its reason until it is mended, and can be tried again alone."""

import pytest

from billdesk.services.failures import OFTEN, Failures, reason_of
from billdesk.services.wording import sentence
from support.recurring import Book, load, schedule

BROKEN = {"type": "standard", "description": "Care", "product": "care", "quantity": "1"}
CARE = {"ref": "care", "name": "Care", "kind": "labor", "unit_price": "10.00"}
CODE = "price_in_other_currency"


@pytest.fixture
def book(each_office):
    """A shop with one schedule that bills, and two that can't for want of a price in their currency."""
    broken = [schedule(ref, title=ref, lines=[BROKEN], currency="CAD") for ref in ("bad", "worse")]
    load(each_office, schedule(), *broken, products=[CARE])
    return Book(each_office)


def listed(book):
    return [(one.title, one.times, one.code) for one in Failures(book.office).list()]


def test_each_run_that_fails_again_counts_and_three_in_a_row_are_often(book):
    for times in range(1, OFTEN + 1):
        assert Failures(book.office).often() == ()
        book.run("2026-01-01")
        assert listed(book) == [("bad", times, CODE), ("worse", times, CODE)]
    assert [one.title for one in Failures(book.office).often()] == ["bad", "worse"]
    failing = Failures(book.office).list()[0]
    assert str(failing.billing_date) == "2026-01-01"
    assert failing.since == book.office.now()
    assert sentence(reason_of(failing)).startswith("“Care” has no price in CAD.")


def test_one_is_tried_again_alone_and_leaves_the_list_when_it_is_mended(book):
    book.run("2026-01-01")
    book.change("UPDATE products SET currency = 'CAD'")
    bad = book.schedule("bad").id

    summary = book.run("2026-01-01", schedules=frozenset({bad}))

    assert (summary.generated, summary.failed) == (1, 0)
    assert listed(book) == [("worse", 1, CODE)]
    assert book.run("2026-01-01").generated == 1
    assert listed(book) == []


def test_a_paused_schedule_fails_no_more(book):
    book.run("2026-01-01")
    book.change("UPDATE schedules SET state = 'paused' WHERE ref = 'bad'")
    assert [title for title, _times, _code in listed(book)] == ["worse"]
