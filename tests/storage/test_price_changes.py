"""Changes of prices on file: they come back as they went in, and those that bill nothing yet are found."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from billdesk.domain.errors import BillDeskError, Missing
from billdesk.domain.money import LIMIT, SCALE
from billdesk.domain.price_change import Mark, PriceChange, PriceRule
from support.ledger import AT, TODAY

LATER = date(2026, 7, 1)
RULE = PriceRule(amount=-5 * SCALE, currency="EUR", product_id=3, text="Überwachung")
MARKS = {
    1: (Mark(10, 90, LATER, None, (100 * SCALE,), (95 * SCALE,)),),
    2: (Mark(20, None, LATER, date(2027, 1, 1), (LIMIT * SCALE - 1, 0), (7, 0)),),
}
CHANGE = PriceChange(1, AT, LATER, LATER, RULE, MARKS)


def test_a_change_comes_back_as_it_went_in(each_office):
    with each_office.work() as work:
        work.price_changes.add(CHANGE)

        assert work.price_changes.by_id(1) == CHANGE


def test_those_that_bill_nothing_yet_are_found_the_newest_first(each_office):
    with each_office.work() as work:
        for key, day, state in ((1, LATER, "made"), (2, TODAY, "made"), (3, LATER, "taken_back")):
            work.price_changes.add(replace(CHANGE, id=key, first_day=day, state=state))

        assert [one.id for one in work.price_changes.coming(TODAY)] == [2, 1]
        assert [one.id for one in work.price_changes.coming(LATER)] == [1]
        work.price_changes.take_back(1)
        assert work.price_changes.coming(LATER) == []
        assert work.price_changes.by_id(1).state == "taken_back"


def test_one_that_isnt_there_is_missing_and_no_other_state_is_taken(each_office):
    with each_office.work() as work:
        with pytest.raises(Missing, match="price_change_missing"):
            work.price_changes.by_id(9)
        with pytest.raises((IntegrityError, BillDeskError)):
            work.price_changes.add(replace(CHANGE, state="perhaps"))
