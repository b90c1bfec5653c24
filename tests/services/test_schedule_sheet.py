"""Finding a schedule, and how far its dates can be shown."""

from datetime import date

import pytest

from billdesk.domain.calendar import Recurrence
from billdesk.domain.errors import Missing
from billdesk.services.schedule_sheet import coming_of, find_schedule, read_sheet
from support.ledger import a_schedule, add_customers


def test_a_schedule_is_found_by_ref_and_by_id(office):
    with office.work() as work:
        add_customers(work, "Acme")
        work.schedules.add([a_schedule(7)])

        assert find_schedule(work, 7) == find_schedule(work, "schedule-7")
        with pytest.raises(Missing):
            find_schedule(work, 8)


def test_dates_are_shown_as_far_as_the_calendar_goes(office):
    grid = Recurrence("yearly", 1, date(9995, 1, 1))
    with office.work() as work:
        add_customers(work, "Acme")
        work.schedules.add([a_schedule(1, recurrence=grid), a_schedule(2, state="completed")])
        found = coming_of(work, find_schedule(work, 1), date(2026, 1, 1), drawn_up=1)
        over = read_sheet(work, find_schedule(work, 2), date(2026, 1, 1))

    assert [one.billing_date.year for one in found] == [9995, 9996, 9997, 9998]
    assert [one.total is not None for one in found] == [True, False, False, False]
    assert (over.coming, over.mrr, over.currency) == ((), 0, "USD")
