"""Schedules: the template of recurring invoices, its states and its next date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from billdesk.domain.calendar import Recurrence, changed, date_of, index_from
from billdesk.domain.counting import AS_COUNTED, Counter, Measure, Tier
from billdesk.domain.errors import Refused
from billdesk.domain.swift import altered, swift
from billdesk.domain.tax import INHERIT, Choice
from billdesk.domain.totals import Discount

STATES = ("active", "paused", "completed", "cancelled")
GRACE_DAYS = 7
"""An occurrence generated later than this waits as a draft until it is released."""


@swift
@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A line of the template; quantities × 10⁴, prices in minor units × 10⁴."""

    id: int
    type: str  # standard asset policy_folder contact vendor_usage
    description: str
    sort: int = 0
    product_id: int | None = None
    quantity: int = 0
    unit: str = ""
    unit_price: int | None = None  # None = the product's
    discount: Discount | None = None
    tax: Choice = INHERIT
    counter: Counter | None = None
    measure: Measure = AS_COUNTED
    tier_mode: str | None = None  # graduated volume
    tiers: tuple[Tier, ...] = ()
    when_zero: str = "drop"
    effective_from: date | None = None
    effective_to: date | None = None
    one_time: bool = False
    used_on: date | None = None  # billing date on which a one-time line was billed
    every: int = 1


@dataclass(frozen=True, slots=True)
class Pending:
    """Which pending ticket charges a schedule takes; no statuses means every status."""

    statuses: tuple[str, ...] = ()
    order: str = "oldest"  # oldest newest ticket
    place: str = "after"  # after before


@swift
@dataclass(frozen=True, slots=True)
class Schedule:
    """A recurring invoice. `next_index` is the first occurrence that isn't dealt with yet."""

    id: int
    ref: str
    customer_id: int
    recurrence: Recurrence
    lines: tuple[ScheduleLine, ...] = ()
    title: str = ""
    contact_id: int | None = None
    currency: str | None = None
    tax: Choice = INHERIT
    discount: Discount | None = None
    terms_id: int | None = None
    notes: str = ""
    internal_notes: str = ""
    template: str = ""
    reference: str = ""
    end: date | None = None
    max_occurrences: int | None = None
    lead_days: int = 0
    auto_send: bool = False
    auto_charge: bool = False
    apply_credit: bool = False
    blank_invoices: bool = False
    period: str | None = "advance"
    prices: str = "fixed"
    catch_up: str = "each"
    pending: Pending | None = None
    state: str = "active"
    next_index: int = 0
    generated: int = 0
    last_index: int | None = None  # index of the last occurrence that was billed
    failures: int = 0
    failure: str = ""
    version: int = 1

    @property
    def next_date(self) -> date | None:
        """The next billing date; None when nothing comes any more."""
        if self.state in ("completed", "cancelled") or self._is_over(self.next_index, self.generated):
            return None
        return date_of(self.recurrence, self.next_index)

    def _is_over(self, index: int, generated: int) -> bool:
        if self.max_occurrences is not None and generated >= self.max_occurrences:
            return True
        try:
            day = date_of(self.recurrence, index)
        except Refused:  # the calendar ends
            return True
        return self.end is not None and day > self.end


def generate_on(schedule: Schedule, billing_date: date) -> date:
    """The day on which the invoice of a billing date is generated."""
    return billing_date - timedelta(days=min(schedule.lead_days, billing_date.toordinal() - 1))


def upcoming(schedule: Schedule) -> Iterator[tuple[int, date]]:
    """Index and billing date of the occurrences to come, without end where the schedule has none."""
    index, generated = schedule.next_index, schedule.generated
    while not schedule._is_over(index, generated):
        yield index, date_of(schedule.recurrence, index)
        index, generated = index + 1, generated + 1


@dataclass(frozen=True, slots=True)
class Step:
    """What a run does with one occurrence: bill it, or pass it over because of the catch-up policy."""

    index: int
    day: date
    bills: bool


def plan(schedule: Schedule, today: date, until: date | None = None) -> list[Step]:
    """What a run of today does with an active schedule, oldest first; nothing for any other state.

    Policy "latest" bills only the last of what is due, "skip" only what isn't missed. `until` asks for
    what comes up to that later day as well, each on its own day.
    """
    if schedule.state != "active":
        return []
    days = list(_due(schedule, until or today))
    latest = max((index for index, day in days if generate_on(schedule, day) <= today), default=-1)
    left = None if schedule.max_occurrences is None else schedule.max_occurrences - schedule.generated
    steps: list[Step] = []
    for index, day in days:
        if left is not None and left <= 0:  # below nought where the number was lowered under what is billed
            break
        bills = index >= latest if schedule.catch_up == "latest" else _bills(schedule, day, today)
        steps.append(Step(index, day, bills))
        left = left - bills if left is not None else None
    return steps


def _due(schedule: Schedule, today: date) -> Iterator[tuple[int, date]]:
    index = schedule.next_index
    while not schedule._is_over(index, 0):
        day = date_of(schedule.recurrence, index)
        if generate_on(schedule, day) > today:
            return
        yield index, day
        index += 1


def _bills(schedule: Schedule, day: date, today: date) -> bool:
    return schedule.catch_up != "skip" or not is_missed(schedule, day, today)


def is_missed(schedule: Schedule, billing_date: date, today: date) -> bool:
    """Whether the policy for missed occurrences applies: its day went by, and not because it failed."""
    tried = schedule.failures and billing_date == schedule.next_date
    return generate_on(schedule, billing_date) < today and not tried


def is_late(schedule: Schedule, billing_date: date, today: date) -> bool:
    """Whether an invoice comes so late that it waits for the biller instead of being sent."""
    return (today - generate_on(schedule, billing_date)).days > GRACE_DAYS


def passed(schedule: Schedule, index: int, billed: bool) -> Schedule:
    """The schedule after an occurrence was billed or skipped, completed where it was the last one."""
    after = altered(
        schedule,
        next_index=index + 1,
        generated=schedule.generated + billed,
        last_index=index if billed else schedule.last_index,
        failures=0,
        failure="",
        version=schedule.version + 1,
    )
    return altered(after, state="completed") if after.next_date is None else after


def paused(schedule: Schedule) -> Schedule:
    """A paused schedule keeps everything and generates nothing."""
    _require(schedule, "active", "pause")
    return replace(schedule, state="paused", version=schedule.version + 1)


def resumed(schedule: Schedule, today: date) -> tuple[Schedule, tuple[tuple[int, date], ...]]:
    """The schedule active again from its first date on or after today, and the dates that it leaves out."""
    _require(schedule, "paused", "resume")
    first = max(schedule.next_index, index_from(schedule.recurrence, today))
    passed_over = (
        (index, date_of(schedule.recurrence, index)) for index in range(schedule.next_index, first)
    )
    left_out = [(index, day) for index, day in passed_over if schedule.end is None or day <= schedule.end]
    after = replace(
        schedule, state="active", next_index=first, failures=0, failure="", version=schedule.version + 1
    )
    return (replace(after, state="completed") if after.next_date is None else after), tuple(left_out)


def cancelled(schedule: Schedule) -> Schedule:
    """A cancelled schedule is over for good; what it billed stays."""
    if schedule.state not in ("active", "paused"):
        raise Refused("schedule_is_over", action="cancel", schedule=schedule.ref, state=schedule.state)
    return replace(schedule, state="cancelled", version=schedule.version + 1)


def skipped(schedule: Schedule) -> tuple[Schedule, tuple[int, date]]:
    """The schedule with its next occurrence passed over, and that occurrence."""
    index, day = next_occurrence(schedule, "skip")
    return passed(schedule, index, billed=False), (index, day)


def next_occurrence(schedule: Schedule, action: str) -> tuple[int, date]:
    """The next occurrence of an active or paused schedule; Refused when none comes any more."""
    if schedule.next_date is None:
        raise Refused("schedule_is_over", action=action, schedule=schedule.ref, state=schedule.state)
    return schedule.next_index, schedule.next_date


def require_billable_after_all(schedule: Schedule, day: date) -> None:
    """Refused where billing a skipped date would go beyond the number of invoices that was agreed."""
    if schedule.max_occurrences is not None and schedule.generated >= schedule.max_occurrences:
        raise Refused(
            "schedule_is_over", action="bill", schedule=schedule.ref, state=schedule.state, date=day
        )


def rescheduled(schedule: Schedule, recurrence: Recurrence, dealt_with: date | None = None) -> Schedule:
    """The schedule on a new grid; its next date is the last one billed plus one new step.

    Dates that were skipped or left out by a pause don't come back: it goes on after them. `dealt_with` is
    the latest date on file that was billed or skipped, for a grid that was changed before doesn't tell.
    """
    grid = changed(schedule.recurrence, recurrence, schedule.last_index)
    index = 0 if schedule.last_index is None else schedule.last_index + 1
    days = [] if dealt_with is None else [dealt_with]
    if schedule.next_index > index:
        days.append(date_of(schedule.recurrence, schedule.next_index - 1))
    if days:
        index = max(index, index_from(grid, max(days) + timedelta(days=1)))
    after = replace(schedule, recurrence=grid, next_index=index, version=schedule.version + 1)
    return replace(after, state="completed") if after.next_date is None else after


def _require(schedule: Schedule, state: str, action: str) -> None:
    if schedule.state != state:
        raise Refused("schedule_is_not_" + state, action=action, schedule=schedule.ref, state=schedule.state)
