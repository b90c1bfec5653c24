"""Changing the prices of many schedules from a day on: seen before, and taken back before it counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count, takewhile

from billdesk.domain.customer import Customer
from billdesk.domain.errors import Conflict, Refused
from billdesk.domain.price_change import (
    WRONG,
    Ground,
    PriceChange,
    PriceRule,
    Prices,
    Step,
    carried_out,
    counts_from,
    moved_to,
    plan_change,
    require_rule,
    taken_back,
)
from billdesk.domain.revenue import rounded
from billdesk.domain.schedule import Schedule
from billdesk.services.drafting import Drafting, Drawn, Failure, Ledger, read_catalog
from billdesk.services.monthly import Month, months_of, summed
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

Total = int | None
"""What an invoice comes to in minor units; None where it can't be drawn up."""
GROUP = 100
"""So many schedules are reckoned between two looks whether somebody asked to stop."""
_REFUSALS = {"below_zero": "price_goes_below_zero", "too_large": "price_goes_too_high"}


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One line of the preview; with a `reason` it is left out, or wrong. Amounts are of `currency`.

    The first invoice with new prices is that of `next_date`; its totals, in minor units, are None where it
    can't be drawn up. Only the first row of a schedule that changes names them.
    """

    id: int  # its place in the preview, from 1 on
    schedule_id: int
    customer: str
    title: str
    currency: str
    description: str = ""
    was: Prices = ()
    becomes: Prices = ()
    start: date | None = None  # the first date with the new price
    reason: str = ""
    next_date: date | None = None
    next_was: int | None = None
    next_becomes: int | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether it stops the whole change."""
        return self.reason in WRONG


@dataclass(frozen=True, slots=True)
class PricePreview:
    """What a change would do. `months` are minor units a month before and after it, by currency."""

    rows: tuple[PriceRow, ...]
    versions: Mapping[int, int]
    months: Mapping[str, tuple[int, int]]
    unknown: int = 0  # schedules whose month isn't known, as their invoice can't be drawn up
    products: Mapping[int, str] = field(default_factory=dict)  # that lines of the schedules name
    stopped: bool = False  # it isn't all

    @property
    def changed(self) -> tuple[PriceRow, ...]:
        """The rows that change."""
        return tuple(row for row in self.rows if not row.reason)

    @property
    def wrong(self) -> tuple[PriceRow, ...]:
        """The rows that stop it."""
        return tuple(row for row in self.rows if row.is_wrong)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which schedules a change is about, and from which day on."""

    schedules: tuple[int, ...]
    day: date


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of one schedule; without a start nothing comes any more."""

    schedule: Schedule
    customer: Customer
    ground: Ground
    start: date | None
    steps: tuple[Step, ...]

    @property
    def changes(self) -> bool:
        return any(step.changes for step in self.steps)

    def before(self) -> Schedule:
        """The schedule as it stands before the first invoice with new prices."""
        return moved_to(self.schedule, self.start) if self.start else self.schedule

    def after(self) -> Schedule:
        """The same with the new prices; lines that aren't there yet have made-up ids."""
        moved = self.before()
        return carried_out(moved, self.steps, self.start, count(-1, -1))[0] if self.start else moved


class PriceChanges:
    """The changes of prices of a shop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def preview(
        self, rule: PriceRule, chosen: Chosen, today: date, stop: Callable[[], bool] = lambda: False
    ) -> PricePreview:
        """What a change would do, line by line; nothing is written. Rejected where the rule is wrong.

        A rule that changes nothing yet shows what there is. `stop` is asked between groups of schedules.
        """
        require_rule(rule, nothing_is_fine=True)
        drawn = _Reckoned()
        with self._office.reading() as work:
            plans = _plans(work, rule, chosen, today)
            groups = [plans[start : start + GROUP] for start in range(0, len(plans), GROUP)]
            for group in takewhile(lambda _group: not stop(), groups):
                drawn.add(work, group, today)
        rows = [row for plan in plans for row in _rows(plan, drawn.invoices)]
        numbered = tuple(replace(row, id=number) for number, row in enumerate(rows, 1))
        versions = {plan.schedule.id: plan.schedule.version for plan in plans}
        months, unknown = drawn.months()
        return PricePreview(numbered, versions, months, unknown, _products(plans), stop())

    def apply(
        self, rule: PriceRule, chosen: Chosen, today: date, versions: Mapping[int, int] | None = None
    ) -> PriceChange:
        """Change the prices of all the schedules, or of none.

        Conflict where one isn't of the version that the preview showed; Refused where a price goes below
        nought or none changes.
        """
        require_rule(rule)
        with self._office.work() as work:
            work.queue_up()
            work.schedules.lock(chosen.schedules)
            plans = _plans(work, rule, chosen, today)
            _require_versions(plans, versions)
            _require_possible(plans)
            change = self._written(work, rule, chosen.day, [plan for plan in plans if plan.changes])
            work.commit()
        self._office.tell("schedule", ids=tuple(change.marks))
        return change

    def undo(self, key: int) -> PriceChange:
        """Take a change back in all its schedules, or none; Refused once one billed by it or was edited."""
        with self._office.work() as work:
            work.queue_up()
            change = work.price_changes.by_id(key)
            if change.state != "made":
                raise Refused("price_change_was_taken_back")
            work.schedules.lock(change.marks)
            found = work.schedules.by_ids(change.marks)
            for schedule in found.values():
                work.schedules.replace(taken_back(schedule, change.marks[schedule.id]))
            work.price_changes.take_back(key)
            self._remember(work, found, "prices_taken_back", {"change": key})
            work.commit()
        self._office.tell("schedule", ids=tuple(change.marks))
        return replace(change, state="taken_back")

    def coming(self, today: date) -> list[PriceChange]:
        """The changes that no invoice has come by yet, the newest first."""
        with self._office.reading() as work:
            return work.price_changes.coming(today)

    def _written(self, work: Work, rule: PriceRule, day: date, plans: Sequence[_Plan]) -> PriceChange:
        """Write the schedules and what was done to them."""
        most = sum(step.changes for plan in plans for step in plan.steps)
        ids = iter(work.take_ids("schedule_line", most))
        key = work.take_ids("price_change", 1)[0]
        marks, starts = {}, []
        for plan in plans:
            assert plan.start is not None, "what changes has a day from which it does"
            after, marks[after.id] = carried_out(plan.schedule, plan.steps, plan.start, ids)
            work.schedules.replace(after)
            starts.append(plan.start)
            facts = {"change": key, "dates": [plan.start.isoformat()]}
            self._remember(work, [after.id], "prices_changed", facts)
        change = PriceChange(key, self._office.now(), day, min(starts), rule, marks)
        work.price_changes.add(change)
        return change

    def _remember(self, work: Work, ids: Iterable[int], act: str, facts: dict[str, object]) -> None:
        traces = [Trace("schedule", key, act, facts) for key in ids]
        work.traces.add(traces, self._office.now(), self._office.desk)


def _plans(work: Work, rule: PriceRule, chosen: Chosen, today: date) -> list[_Plan]:
    """What becomes of the chosen schedules, by customer; Refused where none is chosen."""
    if not chosen.schedules:
        raise Refused("no_schedules_chosen")
    home, products = read_settings(work).currency, work.catalog.products()
    schedules = work.schedules.by_ids(sorted(set(chosen.schedules)))
    customers = work.customers.by_ids({one.customer_id for one in schedules.values()})
    plans = []
    for schedule in schedules.values():
        customer = customers[schedule.customer_id]
        ground = Ground(schedule.currency or customer.currency or home, products)
        start = counts_from(schedule, chosen.day, today)
        steps = plan_change(schedule, rule, start, ground) if start else ()
        plans.append(_Plan(schedule, customer, ground, start, steps))
    return sorted(plans, key=lambda plan: (plan.customer.name.casefold(), plan.schedule.id))


def _require_versions(plans: Iterable[_Plan], versions: Mapping[int, int] | None) -> None:
    for plan in plans:
        schedule = plan.schedule
        if versions is not None and versions.get(schedule.id) != schedule.version:
            raise Conflict("schedule_changed", schedule=schedule.ref)


def _require_possible(plans: Iterable[_Plan]) -> None:
    some = False
    for plan in plans:
        for step in plan.steps:
            if step.reason in WRONG:
                line = plan.ground.words(step.line)
                raise Refused(_REFUSALS[step.reason], line=line, schedule=plan.schedule.ref)
            some = some or step.changes
    if not some:
        raise Refused("no_prices_to_change")


@dataclass(slots=True)
class _Reckoned:
    """By schedule, without and with the new prices: the first invoice with them, and a month."""

    invoices: dict[int, tuple[Total, Total]] = field(default_factory=dict)
    had: dict[int, Month | None] = field(default_factory=dict)
    has: dict[int, Month | None] = field(default_factory=dict)

    def add(self, work: Work, plans: Sequence[_Plan], today: date) -> None:
        """Reckon some schedules by what the run would make of them."""
        changing = [plan for plan in plans if plan.changes]
        before, after = [plan.before() for plan in changing], [plan.after() for plan in changing]
        drafting = Drafting(work, read_catalog(work, read_settings(work)), today, False, Ledger())
        had, has = drafting.next_of(before), drafting.next_of(after)
        self.invoices |= {key: (_total(had[key]), _total(has[key])) for key in has}
        months = months_of(work, [plan.before() for plan in plans if plan.start], today)
        self.had |= months
        self.has |= months | months_of(work, after, today)

    def months(self) -> tuple[dict[str, tuple[int, int]], int]:
        """The sums of a month by currency, and of how many schedules it isn't known."""
        unknown = {key for found in (self.had, self.has) for key, month in found.items() if month is None}
        before, after = (_summed(found, unknown) for found in (self.had, self.has))
        codes = sorted(before.keys() | after.keys())
        return {code: (before.get(code, 0), after.get(code, 0)) for code in codes}, len(unknown)


def _summed(months: Mapping[int, Month | None], unknown: set[int]) -> dict[str, int]:
    sums = summed(month for key, month in months.items() if key not in unknown) or {}
    return {code: rounded(minor) for code, minor in sums.items()}


def _total(drawn: Drawn | Failure) -> Total:
    if isinstance(drawn, Failure):
        return None
    return drawn.invoice.total if drawn.invoice else 0


def _products(plans: Sequence[_Plan]) -> dict[int, str]:
    """The products that the lines of the schedules name, by name."""
    named = {line.product_id for plan in plans for line in plan.schedule.lines}
    products = next((plan.ground.products for plan in plans), {})
    known = [(key, one.name) for key, one in products.items() if key in named]
    return dict(sorted(known, key=lambda one: one[1].casefold()))


def _rows(plan: _Plan, invoices: Mapping[int, tuple[Total, Total]]) -> list[PriceRow]:
    """The rows of one schedule; it has one that says why where no line is named."""
    schedule = plan.schedule
    bare = PriceRow(0, schedule.id, plan.customer.name, schedule.title, plan.ground.currency)
    if not plan.start or not plan.steps:
        return [replace(bare, reason="no_line" if plan.start else "over")]
    rows = [
        replace(
            bare,
            description=plan.ground.words(step.line),
            was=step.was,
            becomes=step.becomes,
            start=plan.start if step.changes else None,
            reason=step.reason,
        )
        for step in plan.steps
    ]
    if schedule.id in invoices:
        was, becomes = invoices[schedule.id]
        first = next(number for number, row in enumerate(rows) if not row.reason)
        day = plan.before().next_date
        rows[first] = replace(rows[first], next_date=day, next_was=was, next_becomes=becomes)
    return rows
