"""Schedules that fail, on file: since when, how often in a row, and why."""

from dataclasses import replace
from datetime import UTC, datetime

from support.recurring import load, schedule

FIRST, SECOND = datetime(2026, 2, 1, 8, tzinfo=UTC), datetime(2026, 2, 1, 9, tzinfo=UTC)


def test_failures_in_a_row_are_counted_from_the_first_on_and_the_last_reason_counts(each_office):
    load(each_office, schedule(title="Care"), schedule("other"))
    with each_office.work() as work:
        assert work.failures.keep(1, "price_is_missing", {"line": "Care"}, FIRST) == 1
        assert work.failures.keep(1, "tax_is_missing", {"tax": 7}, SECOND) == 2
        assert work.failures.keep(1, "tax_is_missing", {"tax": 7}, SECOND) == 3
        assert work.failures.of() == [(1, "tax_is_missing", {"tax": 7})]
        assert work.failures.of([2]) == []
        [found] = work.failures.all(10)
    assert (found.customer, found.title, found.times, found.since) == ("Acme", "Care", 3, FIRST)
    assert (found.code, found.facts) == ("tax_is_missing", {"tax": 7})


def test_a_schedule_that_billed_and_fails_again_fails_since_then(each_office):
    load(each_office, schedule())
    with each_office.work() as work:
        work.failures.keep(1, "price_is_missing", {}, FIRST)
        schedules = work.schedules.by_ids([1])
        work.schedules.keep_progress([replace(schedules[1], failures=0, failure="")])
        assert work.failures.all(10) == []
        work.failures.keep(1, "price_is_missing", {}, SECOND)
        assert [(one.times, one.since) for one in work.failures.all(10)] == [(1, SECOND)]


def test_the_worst_come_first_and_only_active_ones(each_office):
    load(each_office, schedule("a"), schedule("b"), schedule("c"))
    with each_office.work() as work:
        for key in (1, 2, 2, 3):
            work.failures.keep(key, "price_is_missing", {}, FIRST)
        work.schedules.keep_progress([replace(work.schedules.by_ids([3])[3], state="paused")])
        assert [one.id for one in work.failures.all(10)] == [2, 1]
        assert [one.id for one in work.failures.all(1)] == [2]
        assert [one.id for one in work.failures.all(10, least=2)] == [2]
