"""A schedule while it is typed: what it starts from, what is wrong with it and where, what a change does."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain.bounds import line_problems, range_problems, text_problems
from billdesk.domain.calendar import FREQUENCIES, LAST_DAY, Recurrence, date_of, index_from
from billdesk.domain.catalog import Product
from billdesk.domain.counting import COUNTERS, Counter, Tier
from billdesk.domain.draft import LONGEST_NAME, LONGEST_TEXT, MOST_LINES
from billdesk.domain.errors import Problem, Refused
from billdesk.domain.money import LIMIT, SCALE, is_currency
from billdesk.domain.schedule import Schedule, ScheduleLine, rescheduled
from billdesk.domain.totals import Discount

MOST_INTERVAL = 10_000
MOST_LEAD = 3_650
MOST_OCCURRENCES = 1_000_000
MOST_TIERS = 50
_PROGRESS = ("id", "ref", "customer_id", "state", "next_index", "generated", "last_index", "recurrence")
"""What belongs to the file and to the run, and isn't typed."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """What prices of lines are looked up in: the schedule's currency, the shop's, and the products."""

    currency: str
    home: str
    products: Mapping[int, Product]

    def of(self, line: ScheduleLine) -> int | None:
        """The price that a line's product has in the schedule's currency, if it has one."""
        product = self.products.get(line.product_id) if line.product_id is not None else None
        if product is None or (product.currency or self.home) != self.currency:
            return None
        return product.unit_price


def fresh(customer_id: int, today: date) -> Schedule:
    """A new schedule: monthly from today on, without lines."""
    return Schedule(0, "", customer_id, Recurrence("monthly", 1, today))


def duplicated(schedule: Schedule, today: date) -> Schedule:
    """A new schedule like this one, from its first date on or after today; lines billed once are left out."""
    grid = schedule.recurrence
    start = max(today, grid.start)
    with suppress(Refused):  # the calendar ends
        start = date_of(grid, index_from(grid, start))
    day = grid.day if grid.by_months else None
    lines = tuple(replace(line, id=0) for line in schedule.lines if line.used_on is None)
    return replace(
        schedule,
        id=0,
        ref="",
        recurrence=Recurrence(
            grid.frequency, grid.interval, start, day if day != start.day or grid.billing_day else None
        ),
        lines=lines,
        end=schedule.end if schedule.end and schedule.end >= start else None,
        state="active",
        next_index=0,
        generated=0,
        last_index=None,
        failures=0,
        failure="",
        version=1,
    )


def in_order(schedule: Schedule) -> Schedule:
    """The schedule with its lines in the order in which invoices print them."""
    return replace(schedule, lines=tuple(sorted(schedule.lines, key=lambda line: line.sort)))


def numbered(draft: Schedule) -> Schedule:
    """The draft whose lines are printed in the order in which they stand."""
    return replace(draft, lines=tuple(replace(line, sort=at) for at, line in enumerate(draft.lines, 1)))


def is_begun(schedule: Schedule) -> bool:
    """Whether it has billed already, so that its start is history."""
    return schedule.last_index is not None


def grid_of(schedule: Schedule) -> tuple[object, ...]:
    """What of the dates is typed; the start only as long as nothing is billed."""
    grid = schedule.recurrence
    found = (grid.frequency, grid.interval, grid.billing_day)
    return found if is_begun(schedule) else (*found, grid.start)


def applied(before: Schedule, typed: Schedule, dealt_with: date | None = None) -> Schedule:
    """The running schedule after a change: progress stays, a changed grid goes on as recurring.md says.

    `dealt_with` is its latest date on file that was billed or skipped.
    """
    kept = {name: getattr(before, name) for name in _PROGRESS}
    used = {line.id: line.used_on for line in before.lines}
    lines = tuple(replace(line, used_on=used.get(line.id)) for line in typed.lines)
    after = replace(typed, **kept, lines=lines, failures=0, failure="", version=before.version + 1)
    wanted = replace(typed, last_index=before.last_index)
    if grid_of(wanted) != grid_of(before):
        grid = typed.recurrence
        new = Recurrence(grid.frequency, grid.interval, grid.start, grid.billing_day)
        return rescheduled(replace(after, version=before.version), new, dealt_with)
    return replace(after, state="completed") if after.next_date is None else after


def flawless(draft: Schedule, wrong: tuple[Problem, ...]) -> Schedule:
    """The draft without the lines that have problems, so that what it comes to can be shown meanwhile."""
    bad = {one.place.partition("]")[0] for one in wrong if one.place.startswith("lines[")}
    lines = tuple(line for at, line in enumerate(draft.lines) if f"lines[{at}" not in bad)
    return replace(draft, lines=lines)


def datable(wrong: tuple[Problem, ...]) -> bool:
    """Whether dates can be reckoned although these things are wrong."""
    return not {one.place for one in wrong} & {"frequency", "interval", "billing_day", "start", "lead_days"}


# What is wrong.


def problems(draft: Schedule, pricing: Pricing) -> tuple[Problem, ...]:
    """Everything that keeps a schedule from being saved, with its place: end, lines[2].counter.vendor …"""
    found = [*_words(draft), *_dates(draft), *_discount("discount", draft.discount)]
    if draft.currency is not None and not is_currency(draft.currency):
        found.append(Problem("currency", "unknown_currency", {"value": draft.currency[:60]}))
    if not draft.lines:
        found.append(Problem("lines", "no_lines"))
    if len(draft.lines) > MOST_LINES:
        found.append(Problem("lines", "too_many", {"most": MOST_LINES}))
    follows = draft.prices == "catalog"
    for at, line in enumerate(draft.lines):
        found += (_within(at, one) for one in line_flaws(line, pricing, follows))
    return tuple(found)


def line_flaws(line: ScheduleLine, pricing: Pricing, follows: bool = False) -> tuple[Problem, ...]:
    """What is wrong with a line, by field; `follows` says that it takes its product's price."""
    return (
        *_line_words(line),
        *(_counter(line.type, line.counter or Counter()) if line.type in COUNTERS else ()),
        *_price(line, pricing, follows),
        *_measure(line),
        *_tiers(line),
        *_times(line),
        *_discount("discount", line.discount),
    )


def _within(at: int, problem: Problem) -> Problem:
    return replace(problem, place=f"lines[{at}].{problem.place}")


def _words(draft: Schedule) -> Iterator[Problem]:
    for place in ("title", "notes", "internal_notes"):
        yield from text_problems(place, getattr(draft, place), LONGEST_TEXT)
    for place in ("reference", "template"):
        yield from line_problems(place, getattr(draft, place), longest=LONGEST_NAME)


def _dates(draft: Schedule) -> Iterator[Problem]:
    grid = draft.recurrence
    if grid.frequency not in FREQUENCIES:
        facts = {"value": grid.frequency[:60], "allowed": ", ".join(FREQUENCIES)}
        yield Problem("frequency", "unknown_word", facts)
    yield from range_problems("interval", grid.interval, 1, MOST_INTERVAL)
    if grid.billing_day is not None:
        yield from range_problems("billing_day", grid.billing_day, 1, LAST_DAY)
    if not 1900 <= grid.start.year <= 2999:
        yield Problem("start", "date_out_of_range", {"value": grid.start})
    if draft.end is not None and draft.end < grid.start:
        yield Problem("end", "end_before_start", {"start": grid.start})
    if draft.max_occurrences is not None:
        yield from range_problems("max_occurrences", draft.max_occurrences, 1, MOST_OCCURRENCES)
    yield from range_problems("lead_days", draft.lead_days, 0, MOST_LEAD)


def _discount(place: str, discount: Discount | None) -> Iterator[Problem]:
    if discount is None:
        return
    if (discount.percent is None) == (discount.amount is None):
        yield Problem(place, "percent_or_amount")
    elif discount.percent is not None:
        yield from range_problems(place, discount.percent, 0, 100 * SCALE, SCALE)
    elif discount.amount is not None and not 0 <= discount.amount < LIMIT:
        yield Problem(place, "below_zero" if discount.amount < 0 else "amount_too_large")


def _line_words(line: ScheduleLine) -> Iterator[Problem]:
    if line.product_id is None and not line.description.strip():
        yield Problem("description", "description_missing")
    yield from text_problems("description", line.description, LONGEST_TEXT)
    yield from line_problems("unit", line.unit, longest=LONGEST_NAME)
    if line.type != "standard" and line.type not in COUNTERS:
        allowed = ", ".join(("standard", *COUNTERS))
        yield Problem("type", "unknown_word", {"value": line.type[:60], "allowed": allowed})


def _price(line: ScheduleLine, pricing: Pricing, follows: bool) -> Iterator[Problem]:
    if line.tiers or line.tier_mode:
        return
    product = pricing.products.get(line.product_id) if line.product_id is not None else None
    asks = line.unit_price is None or follows
    if asks and product is not None and product.unit_price is not None and pricing.of(line) is None:
        facts = {"product": product.name, "currency": pricing.currency}
        yield Problem("price", "price_in_other_currency", facts)
    elif line.unit_price is None and pricing.of(line) is None:
        yield Problem("price", "price_is_missing", {"line": line.description[:60]})


_COUNTED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "asset": (("asset_type",), ("search_id",)),
    "policy_folder": (("folder",),),
    "contact": ((), ("field", "value")),
    "vendor_usage": (("vendor", "item"),),
}
"""Which fields of the counter each type of line has, by what it may count."""


def _counter(kind: str, counter: Counter) -> Iterator[Problem]:
    """One of what a line of its type may count must be said, in full and without anything else."""
    filled = {name for name in Counter.__dataclass_fields__ if getattr(counter, name) not in (None, "")}
    allowed = _COUNTED[kind]
    if any(filled == set(names) for names in allowed):
        for name in sorted(filled - {"search_id"}):
            yield from line_problems(f"counter.{name}", str(getattr(counter, name)), longest=LONGEST_NAME)
        return
    names = next((names for names in allowed if filled & set(names)), allowed[0])
    missing = [name for name in names if name not in filled] or [names[0] if names else "field"]
    yield Problem(f"counter.{missing[0]}", "nothing_counted")


def _measure(line: ScheduleLine) -> Iterator[Problem]:
    measure = line.measure
    for place in ("included", "minimum", "maximum", "round_up_to"):
        value = getattr(measure, place)
        if value is not None and value < 0:
            yield Problem(place, "below_zero")
        elif value and line.type == "standard":
            yield Problem(place, "only_on_counters")
    if measure.minimum is not None and measure.maximum is not None and measure.maximum < measure.minimum:
        yield Problem("maximum", "maximum_below_minimum")
    if measure.round_up_to == 0:
        yield Problem("round_up_to", "not_positive")


def _tiers(line: ScheduleLine) -> Iterator[Problem]:
    if line.tier_mode is not None and not line.tiers:
        yield Problem("tiers", "tiers_missing")
    if line.tiers and line.tier_mode not in ("graduated", "volume"):
        yield Problem("tiers", "tiers_and_mode")
    if len(line.tiers) > MOST_TIERS:
        yield Problem("tiers", "too_many", {"most": MOST_TIERS})
    yield from _ascending(line.tiers)


def _ascending(tiers: tuple[Tier, ...]) -> Iterator[Problem]:
    reached = 0
    for at, tier in enumerate(tiers):
        if tier.up_to is None and at < len(tiers) - 1:
            yield Problem(f"tiers[{at}].up_to", "endless_tier_not_last")
        elif tier.up_to is not None and tier.up_to <= reached:
            yield Problem(f"tiers[{at}].up_to", "tiers_not_ascending")
        reached = tier.up_to if tier.up_to is not None else reached


def _times(line: ScheduleLine) -> Iterator[Problem]:
    yield from range_problems("every", line.every, 1, MOST_INTERVAL)
    first, last = line.effective_from, line.effective_to
    if first is not None and last is not None and last < first:
        yield Problem("effective_to", "end_before_start", {"start": first})
    if line.when_zero not in ("drop", "print"):
        facts = {"value": line.when_zero[:60], "allowed": "drop, print"}
        yield Problem("when_zero", "unknown_word", facts)
