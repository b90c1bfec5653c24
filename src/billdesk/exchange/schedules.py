"""Schedules, their lines, and what of them is dealt with, in the shop document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from billdesk.domain.calendar import FREQUENCIES, Recurrence, date_of, index_from
from billdesk.domain.counting import COUNTERS, Counter, Measure, Tier
from billdesk.domain.errors import Refused
from billdesk.domain.history import Occurrence
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import STATES, Pending, Schedule, ScheduleLine
from billdesk.domain.tax import INHERIT, UNTAXED
from billdesk.domain.totals import Discount
from billdesk.exchange.catalog import LINE, MONEY, NAME, PERCENT, WORDS
from billdesk.exchange.desk import REF, Apart, Desk, Written
from billdesk.exchange.fields import BAD, CURRENCY, Flag, Many, Maybe, OneOf, Pen, Reading, Whole
from billdesk.exchange.figures import BillingDay, Day, Decimals
from billdesk.exchange.references import FieldRef, Ref, TaxChoice
from billdesk.exchange.shapes import Key, Made, Shape, plainly

COUNT = Decimals(least=0)


def _discount(values: Mapping[str, Any], place: str, reading: Reading) -> Any:
    if (values["percent"] is None) == (values["amount"] is None):
        return reading.bad(place, "either_or", keys="percent, amount")
    return Discount(**values)


DISCOUNT = Maybe(
    Made(
        Shape(
            "a discount: percent or amount",
            Key("percent", Maybe(PERCENT), None),
            Key("amount", Maybe(MONEY), None),
        ),
        _discount,
    )
)
COUNTER = Shape(
    "what is counted; which keys, depends on the type of the line",
    Key("asset_type", Maybe(NAME), None),
    Key("saved_search", Maybe(Ref("saved_search")), None, "search_id"),
    Key("folder", Maybe(NAME), None),
    Key("field", Maybe(FieldRef("contact_field")), None),
    Key("value", Maybe(LINE), None),
    Key("vendor", Maybe(NAME), None),
    Key("item", Maybe(NAME), None),
)
TIER = Shape("a tier", Key("up_to", Maybe(COUNT), None), Key("unit_price", Decimals("price")))
PENDING = Shape(
    "which pending ticket charges are taken",
    Key("statuses", Many(NAME), ()),
    Key("order", OneOf(("oldest", "newest", "ticket")), "oldest"),
    Key("place", OneOf(("after", "before")), "after"),
)
LINE_TYPES = ("standard", *COUNTERS)
SCHEDULE_LINE = Shape(
    "a line of a schedule",
    Key("sort", Whole(-1_000_000), 0),
    Key("type", OneOf(LINE_TYPES), "standard"),
    Key("description", WORDS, ""),
    Key("product", Maybe(Ref("product")), None, "product_id"),
    Key("quantity", Decimals(), SCALE),
    Key("unit", LINE, ""),
    Key("unit_price", Maybe(Decimals("price")), None),
    Key("discount", DISCOUNT, None),
    Key("tax", TaxChoice(UNTAXED), INHERIT),
    Key("counter", Maybe(plainly(COUNTER, Counter)), None),
    Key("included", COUNT, 0),
    Key("minimum", Maybe(COUNT), None),
    Key("maximum", Maybe(COUNT), None),
    Key("round_up_to", Maybe(COUNT), None),
    Key("tier_mode", Maybe(OneOf(("graduated", "volume"))), None),
    Key("tiers", Many(plainly(TIER, Tier)), ()),
    Key("when_zero", OneOf(("drop", "print")), "drop"),
    Key("effective_from", Maybe(Day()), None),
    Key("effective_to", Maybe(Day()), None),
    Key("one_time", Flag(), False),
    Key("used_on", Maybe(Day()), None),
    Key("every", Whole(1, 10_000), 1),
)
OCCURRENCE = Shape(
    "a billing date that is dealt with",
    Key("billing_date", Day()),
    Key("state", OneOf(("billed", "skipped")), "billed"),
    Key("invoice", Maybe(Ref("invoice")), None, "invoice_id"),
    Key("reason", LINE, ""),
    Key("index", Maybe(Whole()), None),
    Key("note", LINE, ""),
)
PROGRESS = Shape(
    "how far the schedule is, where the occurrences don't say it",
    Key("next_index", Whole(), 0),
    Key("generated", Whole(), 0),
    Key("last_index", Maybe(Whole()), None),
    Key("anchor", Maybe(Day()), None),
    Key("anchor_index", Whole(), 0),
    Key("implicit_day", Maybe(Whole(1, 32)), None),
    Key("failures", Whole(), 0),
    Key("failure", LINE, ""),
)
SCHEDULE = Shape(
    "a schedule, that is a recurring invoice",
    Key("ref", REF),
    Key("customer", Ref("customer"), attr="customer_id"),
    Key("contact", Maybe(Ref("contact")), None, "contact_id"),
    Key("title", WORDS, ""),
    Key("currency", Maybe(CURRENCY), None),
    Key("tax", TaxChoice(), INHERIT),
    Key("discount", DISCOUNT, None),
    Key("terms", Maybe(Ref("terms")), None, "terms_id"),
    Key("notes", WORDS, ""),
    Key("internal_notes", WORDS, ""),
    Key("template", LINE, ""),
    Key("reference", LINE, ""),
    Key("frequency", OneOf(FREQUENCIES)),
    Key("interval", Whole(1, 10_000), 1),
    Key("billing_day", Maybe(BillingDay()), None),
    Key("start", Day()),
    Key("end", Maybe(Day()), None),
    Key("max_occurrences", Maybe(Whole(1)), None),
    Key("lead_days", Whole(0, 3650), 0),
    Key("auto_send", Flag(), False),
    Key("auto_charge", Flag(), False),
    Key("apply_credit", Flag(), False),
    Key("blank_invoices", Flag(), False),
    Key("period", Maybe(OneOf(("advance", "arrears"))), "advance"),
    Key("prices", OneOf(("fixed", "catalog")), "fixed"),
    Key("catch_up", OneOf(("each", "latest", "skip")), "each"),
    Key("pending_charges", Maybe(plainly(PENDING, Pending)), None, "pending"),
    Key("state", OneOf(STATES), "active"),
    Key("lines", Apart(SCHEDULE_LINE, 1, "no_lines")),
    Key("occurrences", Apart(OCCURRENCE), ()),
    Key("progress", Maybe(PROGRESS), None),
)
_GRID = ("frequency", "interval", "start", "billing_day")
_APART = ("lines", "occurrences", "progress", *_GRID)
_MEASURE = ("included", "minimum", "maximum", "round_up_to")


def read_schedules(desk: Desk) -> None:
    """The schedules of the document with their lines and occurrences."""
    for item, values in desk.each("schedules", SCHEDULE):
        _check(values, item.place, desk)
        lines = tuple(
            _line(desk, raw, f"{item.place}.lines[{index}]") for index, raw in enumerate(values["lines"])
        )
        grid = Recurrence(**{name: values[name] for name in _GRID})
        if values["progress"] is not None:
            grid = replace(grid, **{name: values["progress"][name] for name in _GRID_PROGRESS})
        rest = {name: value for name, value in values.items() if name not in _APART}
        schedule = Schedule(
            item.id, recurrence=grid, lines=tuple(line for line in lines if line is not None), **rest
        )
        occurrences = _occurrences(desk, schedule, values["occurrences"], item.place)
        reached = values["progress"] or progress(occurrences)
        desk.keep("schedule", replace(schedule, **{name: reached[name] for name in _SCHEDULE_PROGRESS}))


_GRID_PROGRESS = ("anchor", "anchor_index", "implicit_day")
_SCHEDULE_PROGRESS = ("next_index", "generated", "last_index", "failures", "failure")


def _check(values: Mapping[str, Any], place: str, desk: Desk) -> None:
    if values["end"] is not None and values["end"] < values["start"]:
        desk.reading.bad(f"{place}.end", "end_before_start", start=values["start"])
    require_contact(desk, values["contact_id"], values["customer_id"], place)


def require_contact(desk: Desk, contact_id: int | None, customer_id: int, place: str) -> None:
    """Report a contact who isn't at the customer."""
    contact = desk.get("contact", contact_id)
    if contact is not None and contact.customer_id != customer_id:
        desk.reading.bad(f"{place}.contact", "contact_of_another_customer", contact=contact.ref)


def _line(desk: Desk, raw: Any, place: str) -> ScheduleLine | None:
    values = SCHEDULE_LINE.read(raw, place, desk.reading)
    number = desk.next_id("schedule_line")
    if values is BAD:
        return None
    _check_line(desk, values, place)
    measure = Measure(**{name: values[name] for name in _MEASURE})
    rest = {name: value for name, value in values.items() if name not in _MEASURE}
    return ScheduleLine(number, measure=measure, **rest)


def _check_line(desk: Desk, values: Mapping[str, Any], place: str) -> None:
    reading = desk.reading
    product = desk.get("product", values["product_id"])
    if values["product_id"] is None and not values["description"].strip():
        reading.bad(place, "description_or_product")
    priceless = values["product_id"] is None or (product is not None and product.unit_price is None)
    if priceless and values["unit_price"] is None and not values["tiers"]:
        reading.bad(place, "no_price")
    if values["type"] == "standard":
        for name in ("counter", *_MEASURE):
            if values[name]:
                reading.bad(f"{place}.{name}", "only_on_counters")
    else:
        _check_counter(values["type"], values["counter"], place, reading)
    _check_measure(values, place, reading)
    _check_tiers(values["tier_mode"], values["tiers"], place, reading)
    if (
        values["effective_from"]
        and values["effective_to"]
        and values["effective_to"] < values["effective_from"]
    ):
        reading.bad(f"{place}.effective_to", "end_before_start", start=values["effective_from"])


_COUNTED: Mapping[str, tuple[frozenset[str], ...]] = {
    "asset": (frozenset({"asset_type"}), frozenset({"saved_search"})),
    "policy_folder": (frozenset({"folder"}),),
    "contact": (frozenset(), frozenset({"field", "value"})),
    "vendor_usage": (frozenset({"vendor", "item"}),),
}


def _check_counter(kind: str, counter: Counter | None, place: str, reading: Reading) -> None:
    """Report a counter that doesn't say what a line of its type counts, or more than that."""
    named = {key.name for key in COUNTER.keys.values() if counter and getattr(counter, key.field) is not None}
    allowed = _COUNTED[kind]
    if frozenset(named) in allowed:
        return
    known = frozenset().union(*allowed)
    odd = sorted(named - known)
    wanted = " | ".join(", ".join(sorted(keys)) for keys in allowed if keys)
    if odd:
        reading.bad(f"{place}.counter.{odd[0]}", "counter_does_not_fit", type=kind, wanted=wanted)
    else:
        reading.bad(f"{place}.counter", "counter_incomplete", type=kind, wanted=wanted)


def _check_measure(values: Mapping[str, Any], place: str, reading: Reading) -> None:
    minimum, maximum = values["minimum"], values["maximum"]
    if minimum is not None and maximum is not None and maximum < minimum:
        reading.bad(f"{place}.maximum", "maximum_below_minimum")
    if values["round_up_to"] == 0:
        reading.bad(f"{place}.round_up_to", "not_positive")


def _check_tiers(mode: str | None, tiers: Sequence[Tier], place: str, reading: Reading) -> None:
    if bool(tiers) != (mode is not None):
        reading.bad(place, "tiers_and_mode")
    reached = 0
    for index, tier in enumerate(tiers):
        if tier.up_to is None and index < len(tiers) - 1:
            reading.bad(f"{place}.tiers[{index}].up_to", "endless_tier_not_last")
        elif tier.up_to is not None and tier.up_to <= reached:
            reading.bad(f"{place}.tiers[{index}].up_to", "tiers_not_ascending")
        reached = tier.up_to if tier.up_to is not None else reached


def _occurrences(desk: Desk, schedule: Schedule, raws: Sequence[Any], place: str) -> list[Occurrence]:
    found: list[Occurrence] = []
    for index, raw in enumerate(raws):
        at = f"{place}.occurrences[{index}]"
        values = OCCURRENCE.read(raw, at, desk.reading)
        if values is BAD:
            continue
        number = (
            index_on(schedule.recurrence, values["billing_date"])
            if values["index"] is None
            else values["index"]
        )
        if number is None:
            desk.reading.bad(f"{at}.billing_date", "not_a_billing_date", date=values["billing_date"])
            continue
        if any(one.billing_date == values["billing_date"] for one in found):
            desk.reading.bad(f"{at}.billing_date", "occurrence_doubled", date=values["billing_date"])
        if values["state"] == "skipped" and values["invoice_id"] is not None:
            desk.reading.bad(f"{at}.invoice", "skipped_without_invoice")
        values = values | {"index": number, "id": desk.next_id("occurrence")}
        found.append(Occurrence(schedule.id, **values))
        desk.keep("occurrence", found[-1])
    return found


def index_on(grid: Recurrence, day: Any) -> int | None:
    """The index of a date on a grid, or None where it doesn't lie on it."""
    try:
        index = index_from(grid, day)
        return index if date_of(grid, index) == day else None
    except Refused:
        return None


def progress(occurrences: Iterable[Occurrence]) -> dict[str, Any]:
    """How far a schedule is according to its occurrences: what PROGRESS says where nothing else is said."""
    indexes = [one.index for one in occurrences]
    billed = [one.index for one in occurrences if one.state == "billed"]
    found: dict[str, Any] = {key.field: key.default for key in PROGRESS.keys.values()}
    found["next_index"] = max(indexes, default=-1) + 1
    found["generated"] = len(billed)
    found["last_index"] = max(billed, default=None)
    return found


def word_schedule(schedule: Schedule, occurrences: Sequence[Occurrence], pen: Pen) -> Written:
    """A schedule as words, with its lines, occurrences and progress inside."""
    grid = schedule.recurrence
    values = {
        key.field: getattr(schedule, key.field) for key in SCHEDULE.keys.values() if key.field not in _APART
    }
    values |= {name: getattr(grid, name) for name in _GRID}
    values["ref"] = pen.ref_of("schedule", schedule.id)
    values["lines"] = tuple(_word_line(line, pen) for line in schedule.lines)
    bare = replace(grid, anchor=None, anchor_index=0, implicit_day=None)
    values["occurrences"] = tuple(
        OCCURRENCE.words(
            {key.field: getattr(one, key.field) for key in OCCURRENCE.keys.values()},
            pen,
            needless=("index",) if index_on(grid, one.billing_date) == one.index else (),
        )
        for one in occurrences
    )
    reached = {name: getattr(grid, name) for name in _GRID_PROGRESS}
    reached |= {name: getattr(schedule, name) for name in _SCHEDULE_PROGRESS}
    derived = grid == bare and reached == progress(occurrences)
    values["progress"] = reached
    return Written(
        "schedule", schedule.id, SCHEDULE.words(values, pen, needless=("progress",) if derived else ())
    )


def _word_line(line: ScheduleLine, pen: Pen) -> Any:
    measure = {name: getattr(line.measure, name) for name in _MEASURE}
    rest = {
        key.field: getattr(line, key.field)
        for key in SCHEDULE_LINE.keys.values()
        if key.field not in _MEASURE
    }
    return SCHEDULE_LINE.write(rest | measure, pen)
