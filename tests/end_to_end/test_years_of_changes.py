"""Five years of edits, pauses, prices, wrong clocks, runs, voids and restarts, beside a book of dates."""

import calendar
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from billdesk.domain.calendar import LAST_DAY, Recurrence
from billdesk.services.invoicing import Invoicing
from billdesk.services.recurring import Recurring
from billdesk.services.run import Run
from billdesk.services.scheduling import Scheduling
from support.recurring import Book, load, schedule
from support.shops import office_at

BEGIN = date(2026, 1, 1)
END = date(2030, 12, 31)
NAMES = ("care", "lease")
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
UNITS = st.sampled_from(["weekly", "monthly", "quarterly", "yearly"])
DAYS = st.sampled_from([None, 1, 15, 29, 30, 31, "last"])


@dataclass
class Contract:
    """What a biller would write down of one schedule; dates are reckoned from the last agreed one."""

    unit: str
    interval: int
    day: int | str | None
    start: date
    lead: int
    price: int = 10_000
    state: str = "active"
    step: int = 0
    agreed: date = None
    kept_day: int = 0  # of the month, where no billing day is named
    billed: list = field(default_factory=list)
    skipped: list = field(default_factory=list)

    def __post_init__(self):
        self.agreed, self.kept_day = self.start, self.start.day

    def at(self, step):
        """The date so many steps after the one that was agreed last."""
        if step == 0:
            return self.agreed
        if self.unit == "weekly":
            return self.agreed + timedelta(weeks=step * self.interval)
        months = self.agreed.month - 1 + step * self.interval * MONTHS[self.unit]
        year, month = self.agreed.year + months // 12, months % 12 + 1
        longest = calendar.monthrange(year, month)[1]
        wanted = self.day or self.kept_day
        return date(year, month, longest if wanted == "last" else min(wanted, longest))

    @property
    def next(self):
        return self.at(self.step)

    def come_due(self, today):
        """Bill all whose invoice is to be made by today."""
        while self.state == "active" and self.next - timedelta(self.lead) <= today:
            self.bill()

    def bill(self):
        self.billed.append(self.next)
        self.step += 1

    def skip(self):
        self.skipped.append(self.next)
        self.step += 1

    def resume(self, today):
        """Go on at the first date that is not before today; those between are left out."""
        self.state = "active"
        while self.next < today:
            self.skip()

    def agree(self, unit, interval, day):
        """The next date is the last one billed and one new step; what was dealt with doesn't come back."""
        dealt_with = max([*self.billed, *self.skipped], default=None)
        if self.billed:
            # A change without a billing day keeps the day of the month that was kept so far.
            kept = self.kept_day if self.unit in MONTHS and self.day is None else max(self.billed).day
            self.agreed, self.kept_day, self.step = max(self.billed), kept, 1
        else:
            self.agreed, self.step = self.start, 0
        self.unit, self.interval, self.day = unit, interval, day if unit in MONTHS else None
        while dealt_with is not None and self.next <= dealt_with:
            self.step += 1


class Years(RuleBasedStateMachine):
    """Two schedules of one customer while five years go by."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "shop.billdesk"
        self.today = BEGIN
        self.contracts, self.made = {}, {}
        self.open()

    def open(self):
        office = office_at(self.path)
        self.book = Book(office)
        self.recurring = Recurring(office, Run(office))
        self.scheduling, self.invoicing = Scheduling(office), Invoicing(office)

    @initialize(units=st.tuples(UNITS, UNITS), days=st.tuples(DAYS, DAYS), lead=st.sampled_from([0, 5]))
    def found(self, units, days, lead):
        for name, unit, day in zip(NAMES, units, days, strict=True):
            named = day if unit in MONTHS else None
            self.contracts[name] = Contract(unit, 1, named, BEGIN + timedelta(12), lead)
        load(
            self.book.office,
            *(
                schedule(
                    name, frequency=one.unit, billing_day=one.day, start=str(one.start), lead_days=one.lead
                )
                for name, one in self.contracts.items()
            ),
        )

    @precondition(lambda self: self.today < END)
    @rule(days=st.integers(1, 120))
    def time_goes_by(self, days):
        self.today = min(self.today + timedelta(days), END)

    @rule(back=st.sampled_from([0, 0, 0, 0, 3, 400]))
    def run(self, back):
        """Now and then by a clock that was set back."""
        day = self.today - timedelta(back)
        self.book.run(str(day), confirmed=True, group=3)
        for one in self.contracts.values():
            one.come_due(day)

    @rule(name=st.sampled_from(NAMES))
    def pause_or_resume(self, name):
        one = self.contracts[name]
        if one.state == "active":
            self.recurring.pause(name)
            one.state = "paused"
        else:
            self.recurring.resume(name, self.today)
            one.resume(self.today)

    @rule(name=st.sampled_from(NAMES))
    def skip(self, name):
        self.recurring.skip_next(name)
        self.contracts[name].skip()

    @rule(name=st.sampled_from(NAMES))
    def bill_now(self, name):
        if self.contracts[name].state == "active":
            self.recurring.bill_now(name, self.today)
            self.contracts[name].bill()

    @rule(name=st.sampled_from(NAMES), unit=UNITS, interval=st.integers(1, 3), day=DAYS)
    def agree_on_another_rhythm(self, name, unit, interval, day):
        named = (LAST_DAY if day == "last" else day) if unit in MONTHS else None
        draft = self.scheduling.open(name).draft
        before = draft.recurrence
        same = (unit, interval, named) == (before.frequency, before.interval, before.billing_day)
        grid = before if same else Recurrence(unit, interval, before.start, named)
        self.scheduling.save(replace(draft, recurrence=grid))
        if not same:
            self.contracts[name].agree(unit, interval, day)

    @rule(name=st.sampled_from(NAMES), price=st.integers(1, 99_999))
    def agree_on_another_price(self, name, price):
        draft = self.scheduling.open(name).draft
        line = replace(draft.lines[0], unit_price=price * 10**4)
        self.scheduling.save(replace(draft, lines=(line,)))
        self.contracts[name].price = price

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def void(self, data):
        standing = [key for key, (state, *_) in self.made.items() if state == "issued"]
        if standing:
            key = data.draw(st.sampled_from(standing))
            self.invoicing.void(key)
            self.made[key] = ("void", *self.made[key][1:])

    @rule()
    def restart(self):
        self.book.office.store.close()
        self.open()

    @invariant()
    def every_date_is_dealt_with_once_and_the_next_one_is_as_agreed(self):
        for name, one in self.contracts.items():
            assert sorted(self.book.days(name)) == [str(day) for day in sorted(one.billed)]
            assert sorted(self.book.days(name, "skipped")) == [str(day) for day in sorted(one.skipped)]
            found = self.book.schedule(name)
            assert (found.state, found.next_date) == (one.state, one.next)

    @invariant()
    def what_was_made_stays_and_what_is_new_has_the_price_of_today(self):
        refs = dict(self.book.rows("SELECT id, ref FROM schedules"))
        for one in self.book.invoices():
            lines = tuple((line.description, line.net) for line in one.lines)
            found = (one.state, one.number, one.total, lines)
            if one.id not in self.made:
                assert one.total == self.contracts[refs[one.schedule_id]].price
                self.made[one.id] = found
            assert self.made[one.id] == found

    def teardown(self):
        self.book.office.store.close()
        self.folder.cleanup()


TestYears = Years.TestCase
TestYears.settings = settings(max_examples=8, stateful_step_count=40, deadline=None)
