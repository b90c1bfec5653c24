"""A change of prices in schedules from a day on, and the way back: a line ends, another one follows it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from billdesk.domain.bounds import line_problems
from billdesk.domain.calendar import date_of, index_from
from billdesk.domain.catalog import Product
from billdesk.domain.counting import Tier
from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.money import LIMIT, SCALE, divide
from billdesk.domain.schedule import Schedule, ScheduleLine

HUNDRED = 100 * SCALE
MOST_PERCENT = 10 * HUNDRED
"""What raises a price more than elevenfold was typed wrong."""
WRONG = ("below_zero", "too_large")
"""Reasons that stop the whole change; the others leave out one line."""
ONE_DAY = timedelta(days=1)
Prices = tuple[int, ...]
"""What a line costs: one price, or one for each tier; minor units × 10⁴."""


@dataclass(frozen=True, slots=True)
class PriceRule:
    """By how much prices change, and on which lines: those of a product, with some words, or all of them.

    Either `percent` (× 10⁴) or `amount` (minor units × 10⁴ of `currency`); below nought they go down.
    """

    percent: int | None = None
    amount: int | None = None
    currency: str = ""
    product_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a schedule bills in, and the products that its lines may follow, by id."""

    currency: str
    products: Mapping[int, Product] = field(default_factory=dict)

    def words(self, line: ScheduleLine) -> str:
        """What a line says on the invoice, with its placeholders."""
        product = self._product(line)
        return line.description or (product.name if product else "")

    def follows(self, line: ScheduleLine, prices: str) -> bool:
        """Whether the price of a line is that of the catalog, in a schedule of such `prices`."""
        product = self._product(line)
        wants = line.unit_price is None or prices == "catalog"
        return wants and not line.tiers and product is not None and product.unit_price is not None

    def _product(self, line: ScheduleLine) -> Product | None:
        return self.products.get(line.product_id) if line.product_id is not None else None


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one line; with a `reason` nothing does. `in_place` where nothing bills it before."""

    line: ScheduleLine
    was: Prices
    becomes: Prices = ()
    in_place: bool = False
    reason: str = ""

    @property
    def changes(self) -> bool:
        """Whether the line is changed."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Mark:
    """What was done to one line, enough to take it back; `until` is the last day that it had before."""

    line_id: int
    successor_id: int | None  # None where the price was changed in place
    start: date
    until: date | None
    was: Prices
    becomes: Prices


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A change that was made; `marks` by schedule, `first_day` is the first one with a new price."""

    id: int
    made_at: datetime
    day: date
    first_day: date
    rule: PriceRule
    marks: Mapping[int, tuple[Mark, ...]]
    state: str = "made"  # made taken_back


def rule_problems(rule: PriceRule) -> Iterator[Problem]:
    """What is wrong with a rule, at the places `by` and `text`."""
    by = rule.amount if rule.percent is None else rule.percent
    if by is None or (rule.percent is not None and rule.amount is not None):
        yield Problem("by", "nothing_typed")
    elif not by:
        yield Problem("by", "price_change_is_nothing")
    elif rule.percent is not None and not -HUNDRED <= rule.percent <= MOST_PERCENT:
        bounds = {"least": -HUNDRED // SCALE, "most": MOST_PERCENT // SCALE}
        yield Problem("by", "out_of_range", bounds)
    elif rule.amount is not None and abs(rule.amount) >= LIMIT * SCALE:
        yield Problem("by", "price_too_large")
    yield from line_problems("text", rule.text)


def require_rule(rule: PriceRule, nothing_is_fine: bool = False) -> None:
    """Rejected with everything that is wrong with a rule; one by 0 may be fine where it is only looked at."""
    found = rule_problems(rule)
    fine = "price_change_is_nothing" if nothing_is_fine else ""
    problems = tuple(problem for problem in found if problem.code != fine)
    if problems:
        raise Rejected(problems)


def counts_from(schedule: Schedule, day: date, today: date) -> date | None:
    """The first date with the new prices; None where nothing comes any more.

    A day that is here or gone by, or that was billed in advance, counts from the next invoice on.
    """
    first = schedule.next_date
    if first is None or not _comes_after(schedule, day):
        return None
    dealt_with = date_of(schedule.recurrence, schedule.next_index - 1) if schedule.next_index else None
    if day > today and (dealt_with is None or day > dealt_with):
        return day
    return max(first, day)


def _comes_after(schedule: Schedule, day: date) -> bool:
    try:
        return moved_to(schedule, day).next_date is not None
    except Refused:  # the calendar ends
        return False


def moved_to(schedule: Schedule, day: date) -> Schedule:
    """The schedule as it will stand before its first invoice on or after a day, if all before are billed."""
    index = max(schedule.next_index, index_from(schedule.recurrence, day))
    generated = schedule.generated + index - schedule.next_index
    return replace(schedule, next_index=index, generated=generated)


def prices_of(line: ScheduleLine) -> Prices:
    """The price of a line, or those of its tiers; none where it has no own."""
    if line.tiers:
        return tuple(tier.unit_price for tier in line.tiers)
    return () if line.unit_price is None else (line.unit_price,)


def with_prices(line: ScheduleLine, prices: Prices) -> ScheduleLine:
    """The line with other prices."""
    if line.tiers:
        tiers = tuple(Tier(tier.up_to, price) for tier, price in zip(line.tiers, prices, strict=True))
        return replace(line, tiers=tiers)
    return replace(line, unit_price=prices[0])


def new_price(price: int, rule: PriceRule) -> int:
    """A price after the change, half a minor unit up; one with parts of a minor unit keeps such parts."""
    if rule.percent is None:
        return price + (rule.amount or 0)
    unit = 1 if price % SCALE else SCALE
    return divide(price * (HUNDRED + rule.percent), HUNDRED * unit) * unit


def plan_change(schedule: Schedule, rule: PriceRule, start: date, ground: Ground) -> tuple[Step, ...]:
    """What becomes of each line that the rule names, in the schedule's order."""
    return tuple(
        _step(schedule, line, rule, start, ground) for line in schedule.lines if names(rule, line, ground)
    )


def names(rule: PriceRule, line: ScheduleLine, ground: Ground) -> bool:
    """Whether a rule is about a line; of words typed every one must be in what it says."""
    if rule.product_id is not None and line.product_id != rule.product_id:
        return False
    said = ground.words(line).casefold()
    return all(word in said for word in rule.text.casefold().split())


def _step(schedule: Schedule, line: ScheduleLine, rule: PriceRule, start: date, ground: Ground) -> Step:
    was = prices_of(line)
    reason = _left_out(schedule, line, rule, ground) or _past(line, start)
    if reason:
        return Step(line, was, reason=reason)
    first = schedule.next_date or start
    unbilled = first >= start and (not schedule.next_index or line.one_time)
    in_place = unbilled or (line.effective_from is not None and line.effective_from >= start)
    if line.one_time and not in_place:
        return Step(line, was, reason="one_time")
    becomes = tuple(new_price(price, rule) for price in was)
    return Step(line, was, becomes, in_place, _wrong(was, becomes))


def _left_out(schedule: Schedule, line: ScheduleLine, rule: PriceRule, ground: Ground) -> str:
    if ground.follows(line, schedule.prices):
        return "follows_catalog"
    was = prices_of(line)
    if not was:
        return "no_price"
    if rule.amount is not None and rule.currency != ground.currency:
        return "other_currency"
    return "negative" if min(was) < 0 else ""


def _past(line: ScheduleLine, start: date) -> str:
    ended = line.effective_to is not None and line.effective_to < start
    return "ended" if ended or (line.one_time and line.used_on is not None) else ""


def _wrong(was: Prices, becomes: Prices) -> str:
    if min(becomes) < 0:
        return "below_zero"
    if max(becomes) >= LIMIT * SCALE:
        return "too_large"
    return "unchanged" if was == becomes else ""


def carried_out(
    schedule: Schedule, steps: Sequence[Step], start: date, ids: Iterator[int]
) -> tuple[Schedule, tuple[Mark, ...]]:
    """The schedule with its lines changed from `start` on, and the marks of it; `ids` are for new lines."""
    planned = {step.line.id: step for step in steps if step.changes}
    lines: list[ScheduleLine] = []
    marks: list[Mark] = []
    for line in schedule.lines:
        step = planned.get(line.id)
        if step is None:
            lines.append(line)
            continue
        after = with_prices(line, step.becomes)
        successor = None if step.in_place else next(ids)
        if successor is None:
            lines.append(after)
        else:
            lines.append(replace(line, effective_to=start - ONE_DAY))
            lines.append(replace(after, id=successor, effective_from=start))
        marks.append(Mark(line.id, successor, start, line.effective_to, step.was, step.becomes))
    return replace(schedule, lines=tuple(lines), version=schedule.version + 1), tuple(marks)


def taken_back(schedule: Schedule, marks: Sequence[Mark]) -> Schedule:
    """The schedule with the very lines that it had before; Refused where an invoice or an edit came since."""
    if schedule.next_index and marks:
        dealt_with = date_of(schedule.recurrence, schedule.next_index - 1)
        if dealt_with >= min(mark.start for mark in marks):
            raise Refused("price_change_is_billed", schedule=schedule.ref, date=dealt_with)
    lines = {line.id: line for line in schedule.lines}
    for mark in marks:
        lines[mark.line_id] = _as_before(schedule, lines, mark)
        if mark.successor_id is not None:
            del lines[mark.successor_id]
    return replace(schedule, lines=tuple(lines.values()), version=schedule.version + 1)


def _as_before(schedule: Schedule, lines: dict[int, ScheduleLine], mark: Mark) -> ScheduleLine:
    """The line before the change, if both it and its successor are still as the change left them."""
    line = lines.get(mark.line_id)
    if line is not None and mark.successor_id is None and prices_of(line) == mark.becomes:
        return with_prices(line, mark.was)
    successor = lines.get(mark.successor_id or 0)
    if line is not None and successor is not None and prices_of(line) == mark.was:
        before = replace(line, effective_to=mark.until)
        after = replace(
            with_prices(before, mark.becomes),
            id=successor.id,
            sort=successor.sort,  # an edit of anything in the schedule numbers its lines anew
            effective_from=mark.start,
        )
        if line.effective_to == mark.start - ONE_DAY and successor == after:
            return before
    raise Refused("price_change_is_edited", schedule=schedule.ref)


def origins(lines: Iterable[ScheduleLine]) -> dict[int, int]:
    """The first line of each chain, by the ids of all; one follows an equal one that ended the day before."""
    found: dict[int, int] = {}
    ends: dict[tuple[ScheduleLine, date], list[int]] = {}
    for line in sorted(lines, key=_begins):
        bare, begins = _bare(line), _begins(line)
        before = ends.get((bare, begins - ONE_DAY)) if begins > date.min else None
        found[line.id] = found[before.pop(0)] if before else line.id
        if line.effective_to is not None:
            ends.setdefault((bare, line.effective_to), []).append(line.id)
    return found


def gone_by(lines: Sequence[ScheduleLine], day: date) -> frozenset[int]:
    """The ids of lines that ended before a day and go on as another line, at another price."""
    same = origins(lines)
    last = {same[line.id]: line.id for line in sorted(lines, key=_begins)}
    return frozenset(
        line.id
        for line in lines
        if line.effective_to is not None and line.effective_to < day and last[same[line.id]] != line.id
    )


def _begins(line: ScheduleLine) -> date:
    return line.effective_from or date.min


def _bare(line: ScheduleLine) -> ScheduleLine:
    """A line without its place, and without what a change of prices changes."""
    tiers = tuple(Tier(tier.up_to, 0) for tier in line.tiers)
    return replace(line, id=0, sort=0, unit_price=None, tiers=tiers, effective_from=None, effective_to=None)
