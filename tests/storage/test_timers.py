"""Timers on file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Missing
from billdesk.domain.ticket import Ticket
from billdesk.domain.timer import Reading, Timer
from support.ledger import AT, add_customers
from support.values import MOMENTS, TEXTS, some, values_of

SECONDS = st.integers(0, 2**31 - 1)
SEEN = st.none() | st.builds(Reading, MOMENTS, st.integers(0, 2**60), TEXTS)
TIMERS = values_of(
    Timer, id=1, ticket_id=1, labor_id=1, worked=SECONDS, doubtful=SECONDS, seen=SEEN, began=MOMENTS
)


def prepared(work):
    add_customers(work, "Acme")
    work.catalog.add_products([Product(1, "labor", "Labor", "labor")])
    work.tickets.add([Ticket(1, "t1", 1, "Printer"), Ticket(2, "t2", 1, "Mail")])
    return work.timers


@some
@given(TIMERS)
def test_a_timer_comes_back_as_it_went_in(each_office, timer):
    with each_office.work() as work:
        timers = prepared(work)
        timers.add(timer)

        assert timers.by_id(1) == timer
        assert timers.of_ticket(1) == timers.of(timer.technician) == (timer,)
        assert timers.running() == ((timer,) if timer.runs else ())
        timers.change(timer)
        assert timers.by_id(1) == timer


def test_the_database_lets_one_timer_run_for_each_technician(each_office):
    running = Reading(AT, 5, "boot")
    with each_office.work() as work:
        timers = prepared(work)
        timers.add(Timer(1, 1, "Sam", 1, AT, seen=running))
        with pytest.raises(Conflict, match="already_there"):
            work.attempt(lambda: timers.add(Timer(2, 2, "SAM ", 1, AT, seen=running)))

        timers.add(Timer(2, 2, "sam", 1, AT))
        assert [one.id for one in timers.running(locked=True)] == [1]
        timers.remove(1)
        with pytest.raises(Missing, match="timer_missing"):
            timers.by_id(1)
