"""Whatever schedules a shop has and whenever it runs: every date of the grid once, numbers without a gap."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from billdesk.domain import schedule as rules
from billdesk.domain.calendar import date_of
from billdesk.domain.history import Occurrence
from support.recurring import Book, load, schedule
from support.shops import office_at

FIRST = date(2026, 1, 1)
SCHEDULES = st.fixed_dictionaries(
    {
        "frequency": st.sampled_from(["weekly", "monthly", "quarterly"]),
        "interval": st.integers(1, 2),
        "billing_day": st.none() | st.sampled_from([1, 15, 31, "last"]),
        "start": st.dates(FIRST - timedelta(60), FIRST + timedelta(60)).map(str),
        "lead_days": st.integers(0, 20),
        "max_occurrences": st.none() | st.integers(1, 5),
        "end": st.none() | st.dates(FIRST + timedelta(60), FIRST + timedelta(200)).map(str),
        "auto_send": st.booleans(),
    }
).map(lambda found: found | ({"billing_day": None} if found["frequency"] == "weekly" else {}))


def _done(book: Book, names: list[str]) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [(one.billing_date, one.index, one.state, one.reason) for one in book.occurrences(name)]
        for name in names
    }


@given(
    shop=st.lists(SCHEDULES, min_size=1, max_size=4),
    steps=st.lists(st.integers(1, 44), min_size=1, max_size=5),
)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_many_runs_bill_what_one_run_bills(shop: list[dict[str, Any]], steps: list[int]) -> None:
    names = [f"s{at}" for at in range(len(shop))]
    documents = [schedule(name, **fields) for name, fields in zip(names, shop, strict=True)]
    with TemporaryDirectory() as folder:
        often, once = (Book(office_at(Path(folder) / name)) for name in ("often", "once"))
        for book in (often, once):
            load(book.office, *documents)
        day = FIRST
        for step in steps:
            often.run(str(day), confirmed=True, release_late=True, group=3)
            day += timedelta(step)
        for book in (often, once):
            book.run(str(day), confirmed=True, release_late=True)
        assert _done(often, names) == _done(once, names)
        for book in (often, once):
            counters = [
                row[0] for row in book.rows("SELECT counter FROM invoices WHERE state = 'issued' ORDER BY id")
            ]
            assert counters == list(range(1, len(counters) + 1))
            book.office.store.close()


class Running(RuleBasedStateMachine):
    """A schedule that is paused, resumed, skipped and run while the days go by, and the clock jumps back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.book = Book(office_at(Path(self.folder.name) / "shop"))
        load(self.book.office, schedule(frequency="weekly"), schedule("other", frequency="weekly"))
        self.today = FIRST

    @rule(days=st.integers(0, 30))
    def time_goes_by(self, days: int) -> None:
        self.today += timedelta(days)

    @rule(back=st.integers(0, 40))
    def run(self, back: int) -> None:
        day = self.today - timedelta(back if back > 30 else 0)  # a clock that was set back, now and then
        self.book.run(str(day), confirmed=True, group=2)

    @precondition(lambda self: self.book.schedule().state == "active")
    @rule()
    def pause(self) -> None:
        self._keep(rules.paused(self.book.schedule()))

    @precondition(lambda self: self.book.schedule().state == "paused")
    @rule()
    def resume(self) -> None:
        self._keep(*rules.resumed(self.book.schedule(), self.today))

    @rule()
    def skip(self) -> None:
        after, passed = rules.skipped(self.book.schedule())
        self._keep(after, (passed,))

    def _keep(self, after: rules.Schedule, passed: tuple[tuple[int, date], ...] = ()) -> None:
        with self.book.office.work() as work:
            left_out = [Occurrence(after.id, index, day, "skipped") for index, day in passed]
            work.schedules.add_occurrences(left_out, self.book.office.now())
            work.schedules.keep_progress([after])
            work.commit()

    @invariant()
    def billed_and_skipped_dates_are_the_grid_without_a_double(self) -> None:
        for name in ("care", "other"):
            found, now = self.book.occurrences(name), self.book.schedule(name)
            assert [one.index for one in found] == list(range(now.next_index))
            assert [one.billing_date for one in found] == [
                date_of(now.recurrence, index) for index in range(now.next_index)
            ]
            assert all((one.invoice_id is not None) == (one.state == "billed") for one in found)

    @invariant()
    def numbers_have_no_gap(self) -> None:
        rows = self.book.rows("SELECT counter FROM invoices WHERE state = 'issued' ORDER BY id")
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))

    def teardown(self) -> None:
        self.book.office.store.close()
        self.folder.cleanup()


TestRunning = Running.TestCase
TestRunning.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
