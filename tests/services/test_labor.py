"""The labor log: time typed and clocked, by one timer for each technician."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.domain.ticket import Ticket, TimeEntry
from billdesk.domain.timer import Reading
from billdesk.services.labor import Labor
from billdesk.services.settings import Settings
from support.money import TODAY, refusal
from support.shops import NOON


class Clocks:
    """Clocks that a test moves."""

    def __init__(self):
        self.passed, self.moved, self.epoch = 0, 0, "boot-1"

    def __call__(self):
        return Reading(NOON + timedelta(seconds=self.passed + self.moved), self.passed, self.epoch)

    def watch(self, labor, minutes):
        """Minutes pass, and the program looks at its timers each of them."""
        for _ in range(minutes):
            self.passed += 60
            labor.look()


def log(shop):
    return shop.tickets.show("t1").log


def settings(shop, **changes):
    Settings(shop.office).change(changes)


def second_ticket(shop):
    ticket = Ticket(0, "", shop.other, "Till repair", technician="Sam")
    return shop.ticketing.save(ticket, [], TODAY).id


def test_a_timer_is_a_row_that_outlives_the_program_and_ends_in_the_log(each_shop):
    clocks = Clocks()
    first = Labor(each_shop.office, clocks)
    timer = first.start(each_shop.ticket, "Sam")
    clocks.watch(first, 20)

    again = Labor(each_shop.office, clocks)  # the program is started again, a minute later
    clocks.passed += 90
    assert [(one.number, one.timer.technician) for one in again.running()] == [("T-00001", "Sam")]
    done = again.stop(timer.id)

    assert (done.entry.minutes, done.entry.technician, done.entry.started) == (22, "Sam", NOON)
    assert done.charge is None
    assert [(row.entry.minutes, row.billable_minutes, row.amount) for row in log(each_shop)] == [
        (22, 30, 30_00)
    ]
    assert again.running() == ()
    with pytest.raises(Missing, match="timer_missing"):
        again.stop(timer.id)


@pytest.mark.parametrize("moved", [-86_400, 86_400])
def test_a_clock_that_is_moved_while_the_timer_runs_changes_no_minute(shop, moved):
    clocks = Clocks()
    labor = Labor(shop.office, clocks)
    timer = labor.start(shop.ticket)
    clocks.watch(labor, 5)
    clocks.moved = moved
    clocks.watch(labor, 5)

    assert labor.stop(timer.id).entry.minutes == 10


def test_what_nobody_watched_is_asked_for_and_the_timer_goes_on_until_it_is_said(each_shop):
    clocks = Clocks()
    labor = Labor(each_shop.office, clocks)
    timer = labor.start(each_shop.ticket)
    clocks.watch(labor, 5)
    clocks.passed, clocks.epoch = 0, "boot-2"
    clocks.moved = 3 * 3_600

    with pytest.raises(Refused) as caught:
        labor.stop(timer.id)

    assert (caught.value.code, caught.value.facts) == ("timer_in_doubt", {"minutes": 5, "doubtful": 175})
    assert len(labor.running()) == 1
    assert labor.stop(timer.id, minutes=12).entry.minutes == 12


def test_a_pause_counts_nothing_and_the_same_timer_goes_on(each_shop):
    clocks = Clocks()
    labor = Labor(each_shop.office, clocks)
    timer = labor.start(each_shop.ticket, "Sam")
    clocks.watch(labor, 3)
    labor.pause(timer.id)
    clocks.passed += 50_000
    assert refusal(labor.pause, timer.id) == "timer_pauses"
    assert labor.start(each_shop.ticket, " sam ").id == timer.id
    clocks.watch(labor, 2)

    assert labor.stop(timer.id).entry.minutes == 5


def test_one_timer_runs_for_each_technician_and_the_first_can_pause_instead(each_shop):
    clocks, second = Clocks(), second_ticket(each_shop)
    labor = Labor(each_shop.office, clocks)
    first = labor.start(each_shop.ticket, "Sam")
    assert labor.start(each_shop.ticket, "Jo").id != first.id
    assert refusal(labor.start, second) == "timer_runs_elsewhere"
    assert refusal(labor.start, each_shop.ticket, "Sam") == "timer_runs"

    labor.start(second, instead=True)

    assert [(one.timer.technician, one.timer.ticket_id) for one in labor.running()] == [
        ("Jo", each_shop.ticket),
        ("Sam", second),
    ]
    assert [one.runs for one in each_shop.tickets.show("t1").timers] == [False, True]


def test_two_desks_that_start_one_technician_at_once_leave_one_timer_running(each_shop):
    second, gate = second_ticket(each_shop), Barrier(2)

    def start(ticket_id):
        gate.wait()
        try:
            return Labor(each_shop.office, Clocks()).start(ticket_id, "Sam").id
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(2) as desks:
        found = list(desks.map(start, (each_shop.ticket, second)))

    assert found.count("timer_runs_elsewhere") == 1
    assert len(Labor(each_shop.office, Clocks()).running()) == 1


def test_time_is_charged_at_once_where_the_shop_wants_that(shop):
    settings(shop, charge_time_by_default=True)
    labor = Labor(shop.office, Clocks())

    done = labor.add(TimeEntry(0, shop.ticket, 20, shop.labor))
    free = labor.add(TimeEntry(0, shop.ticket, 20, shop.labor, billable=False))

    assert (done.charge.quantity, free.charge) == (5_000, None)
    assert [row.entry.state for row in log(shop)] == ["charged", "not_charged"]


def test_a_stop_may_charge_and_time_may_be_free_by_default(shop):
    labor = Labor(shop.office, Clocks())
    assert labor.stop(labor.start(shop.ticket).id, minutes=30, charge=True).charge is not None

    settings(shop, time_non_billable_by_default=True)

    assert labor.form(shop.ticket).entry.billable is False
    assert labor.stop(labor.start(shop.ticket).id, minutes=30, charge=True).charge is None


def test_a_row_of_the_log_is_edited_and_removed_until_it_is_charged(shop):
    labor = Labor(shop.office, Clocks())
    entry = labor.add(TimeEntry(0, shop.ticket, 20, shop.labor)).entry

    labor.change(replace(entry, minutes=40, billed_minutes=10, notes="our mistake"))
    assert [(row.entry.minutes, row.billable_minutes) for row in log(shop)] == [(40, 10)]
    shop.tickets.charge(entry.id)
    assert refusal(labor.change, entry) == refusal(labor.remove, entry.id) == "time_is_charged"
    shop.tickets.uncharge(entry.id)
    assert labor.remove(entry.id).notes == "our mistake"
    assert log(shop) == ()


def test_of_two_who_edit_time_the_slower_one_is_told_and_loses_nothing_of_the_other(each_shop):
    labor = Labor(each_shop.office, Clocks())
    entry = labor.form(each_shop.ticket, each_shop.time(20)).entry

    after = labor.change(replace(entry, minutes=25))

    with pytest.raises(Conflict, match="time_changed"):
        labor.change(replace(entry, minutes=30))
    assert labor.form(each_shop.ticket, entry.id).entry == after
    assert labor.change(replace(after, minutes=30)).version == 3


def test_all_billable_time_is_charged_in_one_go(shop):
    labor = Labor(shop.office, Clocks())
    for billable in (True, False, True):
        labor.add(TimeEntry(0, shop.ticket, 20, shop.labor, billable))

    assert len(shop.tickets.charge_all(shop.ticket)) == 2
    assert shop.tickets.charge_all(shop.ticket) == ()


def test_rubbish_is_refused(shop):
    labor = Labor(shop.office, Clocks())
    with shop.office.work() as work:
        key = work.take_ids("product", 1)[0]
        work.catalog.add_products([Product(key, "disk", "Disk")])
        work.commit()

    with pytest.raises(Rejected) as caught:
        labor.add(TimeEntry(0, shop.ticket, -1, key, technician="x" * 99))

    assert [one.code for one in caught.value.problems] == ["out_of_range", "too_long", "not_labor"]
    timer = labor.start(shop.ticket)
    assert refusal(labor.stop, timer.id, -5) == "out_of_range"
    for act in (
        lambda: labor.add(TimeEntry(0, shop.ticket, 1, 99)),
        lambda: labor.add(TimeEntry(0, 99, 1, shop.labor)),
        lambda: labor.start(99),
        lambda: labor.pause(99),
        lambda: labor.change(TimeEntry(99, 1, 1, 1)),
        lambda: labor.remove(99),
    ):
        with pytest.raises(Missing):
            act()


def test_without_labor_in_the_catalog_nothing_is_clocked(shop):
    with shop.office.work() as work:
        product = work.catalog.product(shop.labor)
        work.catalog.change_product(replace(product, active=False))
        work.commit()

    assert refusal(Labor(shop.office, Clocks()).start, shop.ticket) == "no_labor_rates"
