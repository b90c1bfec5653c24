"""Placeholders such as {month_name+1} in titles, notes and descriptions of schedules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from billdesk.domain.calendar import Period

_BRACES = re.compile(r"\{[^{}]*\}")
_FIELD = re.compile(r"\{([a-z_]+)([+-]\d{1,3})?\}", re.ASCII)

_SHIFTED = frozenset(("month", "month_name", "next_month_name", "year", "quarter", "week", "occurrence"))
"""The placeholders that take an offset; on any other one an offset means nothing."""

NAMES = _SHIFTED | {"period_start", "period_end", "period", "billing_date", "customer", "count", "included"}


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
    return _value(found.group(1), int(found.group(2) or 0), facts) if found and _known(found) else ""


def _known(found: re.Match[str] | None) -> bool:
    return found is not None and found.group(1) in (NAMES if found.group(2) is None else _SHIFTED)


def bare(text: str) -> str:
    """The text without its placeholders, as a thing is called where nothing is billed."""
    return re.sub(r"[\s,–-]+$", "", re.sub(r"\s*\{[^{}]*\}", "", text)).strip() or text


def _value(name: str, offset: int, facts: Facts) -> str:
    if name in _SHIFTED:
        number = _number(name, offset, facts)
        return facts.names.month(number) if name.endswith("month_name") else str(number)
    if name in ("period", "period_start", "period_end"):
        return _period(name, facts)
    if name == "billing_date":
        return facts.names.day(facts.billing_date)
    return {"customer": facts.customer, "count": facts.count, "included": facts.included}[name]


def _number(name: str, offset: int, facts: Facts) -> int:
    day = facts.billing_date
    if name in ("month", "month_name", "next_month_name"):
        return (day.month - 1 + offset + (name == "next_month_name")) % 12 + 1
    if name == "year":
        return day.year + offset
    if name == "quarter":
        return ((day.month - 1) // 3 + offset) % 4 + 1
    if name == "week":
        within = min(max(day.toordinal() + 7 * offset, 1), date.max.toordinal())
        return date.fromordinal(within).isocalendar().week
    return facts.occurrence + offset


def _period(name: str, facts: Facts) -> str:
    period, names = facts.period, facts.names
    if period is None:
        return ""
    if name == "period":
        return names.span(period.start, period.end)
    return names.day(period.start if name == "period_start" else period.end)
