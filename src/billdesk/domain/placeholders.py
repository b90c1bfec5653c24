"""Placeholders such as {month_name+1} in titles, notes and descriptions of schedules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from billdesk.domain.calendar import Period
from billdesk.domain.terms import in_month

_BRACES = re.compile(r"\{[^{}]*\}")
_FIELD = re.compile(r"\{([a-z_]+)([+-]\d{1,3})?\}", re.ASCII)

NAMES = frozenset(
    "period_start period_end period month month_name year quarter week next_month_name "
    "billing_date occurrence customer count included".split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """How a language writes dates and months; handed in, for the rules know no language."""

    month: Callable[[int], str]
    day: Callable[[date], str]
    span: Callable[[date, date], str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the placeholders of one occurrence stand for."""

    billing_date: date
    period: Period | None
    occurrence: int
    customer: str
    names: Names
    count: str = ""
    included: str = ""


def unknown(text: str) -> tuple[str, ...]:
    """The placeholders in a text that mean nothing, as they are written."""
    return tuple(field for field in _BRACES.findall(text) if not _known(_FIELD.fullmatch(field)))


def fill(text: str, facts: Facts) -> str:
    """The text with its placeholders filled in; an unknown one is left out, never printed raw."""
    return _BRACES.sub(lambda found: _filled(found.group(), facts), text) if "{" in text else text


def _filled(field: str, facts: Facts) -> str:
    found = _FIELD.fullmatch(field)
    return _value(found.group(1), int(found.group(2) or 0), facts) if found else ""


def _known(found: re.Match[str] | None) -> bool:
    return found is not None and found.group(1) in NAMES


def _shifted(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return in_month(index // 12, index % 12 + 1, day.day)


def _value(name: str, offset: int, facts: Facts) -> str:
    day, names = facts.billing_date, facts.names
    if name in ("month", "month_name", "next_month_name"):
        month = _shifted(day, offset + (name == "next_month_name")).month
        return str(month) if name == "month" else names.month(month)
    if name in ("year", "quarter", "week", "occurrence"):
        return str(_number(name, offset, facts))
    if name in ("period", "period_start", "period_end"):
        return _period(name, facts)
    if name == "billing_date":
        return names.day(day)
    return {"customer": facts.customer, "count": facts.count, "included": facts.included}.get(name, "")


def _number(name: str, offset: int, facts: Facts) -> int:
    day = facts.billing_date
    if name == "year":
        return day.year + offset
    if name == "quarter":
        return (_shifted(day, 3 * offset).month + 2) // 3
    if name == "week":
        return date.fromordinal(day.toordinal() + 7 * offset).isocalendar().week
    return facts.occurrence + offset


def _period(name: str, facts: Facts) -> str:
    period, names = facts.period, facts.names
    if period is None:
        return ""
    if name == "period":
        return names.span(period.start, period.end)
    return names.day(period.start if name == "period_start" else period.end)
