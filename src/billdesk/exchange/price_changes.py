"""Changes of prices in schedules in the shop document, with what they did to which line."""

from collections.abc import Callable, Mapping
from typing import Any

from billdesk.domain.price_change import Mark, PriceChange, PriceRule
from billdesk.domain.schedule import Schedule
from billdesk.exchange.catalog import LINE
from billdesk.exchange.desk import Apart, Desk, Written
from billdesk.exchange.fields import BAD, CURRENCY, Flag, Many, Maybe, OneOf, Pen, Whole
from billdesk.exchange.figures import Day, Decimals, Moment
from billdesk.exchange.references import Ref
from billdesk.exchange.shapes import Key, Shape

_PRICES = Many(Decimals("price"), 1)
_LINE = Maybe(Whole(1, 100_000))
MARK = Shape(
    "what it did to a line",
    Key("schedule", Ref("schedule"), attr="schedule_id"),
    Key("line", _LINE, None),
    Key("in_place", Flag(), False),
    Key("successor", _LINE, None),
    Key("start", Day()),
    Key("until", Maybe(Day()), None),
    Key("was", _PRICES),
    Key("becomes", _PRICES),
)
PRICE_CHANGE = Shape(
    "a change of prices in schedules",
    Key("percent", Maybe(Decimals()), None),
    Key("amount", Maybe(Decimals("price")), None),
    Key("currency", Maybe(CURRENCY), None),
    Key("product", Maybe(Ref("product")), None, "product_id"),
    Key("text", LINE, ""),
    Key("made_at", Moment()),
    Key("day", Day()),
    Key("first_day", Day()),
    Key("state", OneOf(("made", "taken_back")), "made"),
    Key("lines", Apart(MARK), ()),
)
_RULE = ("percent", "amount", "currency", "product_id", "text")
GONE = 0
"""The id of a line that isn't in its schedule any more: what names it can't be taken back."""
Find = Callable[[str, int | None], Any]


def read_price_changes(desk: Desk) -> None:
    """The changes of prices of the document."""
    for item, values in desk.each("price_changes", PRICE_CHANGE):
        raws = values.pop("lines")
        rule = {name: values.pop(name) for name in _RULE}
        if (rule["percent"] is None) == (rule["amount"] is None):
            desk.reading.bad(item.place, "either_or", keys="percent, amount")
            continue
        marks: dict[int, tuple[Mark, ...]] = {}
        for index, raw in enumerate(raws):
            place = f"{item.place}.lines[{index}]"
            found = _mark(desk, raw, place)
            if found is not None:
                if found[0] in marks and found[0] != next(reversed(marks)):
                    desk.reading.bad(place, "ref_doubled", kind="schedule", ref=raw["schedule"])
                marks[found[0]] = (*marks.get(found[0], ()), found[1])
        made = PriceRule(**rule | {"currency": rule["currency"] or ""})
        desk.keep("price_change", PriceChange(item.id, rule=made, marks=marks, **values))


def _mark(desk: Desk, raw: Any, place: str) -> tuple[int, Mark] | None:
    schedule = desk.named("schedule", raw.get("schedule") if isinstance(raw, dict) else None)
    if schedule is not None:
        customer = desk.get("customer", schedule.customer_id)
        desk.reading.currency = schedule.currency or desk.currency_of(customer)
    values = MARK.read(raw, place, desk.reading)
    if values is BAD or schedule is None:
        return None
    if len(values["was"]) != len(values["becomes"]):
        desk.reading.bad(f"{place}.becomes", "too_few", least=len(values["was"]))
        return None
    if values["in_place"] and values["successor"] is not None:
        desk.reading.bad(place, "either_or", keys="in_place, successor")
        return None
    line, successor = (_line(desk, schedule, values.pop(name), place, name) for name in ("line", "successor"))
    in_place = values.pop("in_place")
    return values.pop("schedule_id"), Mark(line, None if in_place else successor, **values)


def _line(desk: Desk, schedule: Schedule, position: int | None, place: str, name: str) -> int:
    lines = schedule.lines
    if position is None:
        return GONE
    if position > len(lines):
        desk.reading.bad(f"{place}.{name}", "no_such_line", line=position, lines=len(lines))
        return GONE
    return lines[position - 1].id


def word_price_change(
    change: PriceChange, find: Find, pen_of: Callable[[Schedule], Pen], pen: Pen
) -> Written:
    """A change of prices as words; lines go by their place in the schedule."""
    lines = [
        MARK.write(_mark_values(key, mark, find("schedule", key)), pen_of(find("schedule", key)))
        for key, marks in change.marks.items()
        for mark in marks
    ]
    values: dict[str, Any] = {name: getattr(change.rule, name) for name in _RULE}
    values["currency"] = change.rule.currency or None
    values |= {name: getattr(change, name) for name in ("made_at", "day", "first_day", "state")}
    return Written("price_change", change.id, PRICE_CHANGE.words(values | {"lines": tuple(lines)}, pen))


def _mark_values(key: int, mark: Mark, schedule: Schedule) -> Mapping[str, Any]:
    places = {line.id: at for at, line in enumerate(schedule.lines, 1)}
    return {
        "schedule_id": key,
        "line": places.get(mark.line_id),
        "in_place": mark.successor_id is None,
        "successor": places.get(mark.successor_id or 0),
        "start": mark.start,
        "until": mark.until,
        "was": mark.was,
        "becomes": mark.becomes,
    }
