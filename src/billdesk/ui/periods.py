"""Spans of time that lists are narrowed to: months, years, and any from one day to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from billdesk.basics import words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from billdesk.ui.bench import Bench


def span_key(low: object, high: object) -> str:
    """The key of a span of days or amounts (minor units), either end of which may be open."""
    return f"{'' if low is None else low}:{'' if high is None else high}"


def ends(key: str) -> tuple[Any, Any]:
    """Both ends of a span's key: days, whole numbers, or None where it is open; of no span two Nones."""
    low, colon, high = key.partition(":")
    return (_end(low), _end(high)) if colon else (None, None)


def _end(text: str) -> date | int | None:
    if not text:
        return None
    return int(text) if text.lstrip("-").isdecimal() else date.fromisoformat(text)


def date_choices(other: Choice | None = None) -> tuple[Choice, ...]:
    """The spans of time to choose from; `other` is one that the picture or the biller asked for."""
    fixed = (
        Choice("this_month", tr("This month")),
        Choice("last_month", tr("Last month")),
        Choice("last_90", tr("Last 90 days")),
        Choice("this_year", tr("This year")),
        Choice("last_year", tr("Last year")),
        Choice("other", tr("From – to…")),
    )
    return (*fixed, other) if other else fixed


def span(keys: tuple[str, ...], today: date) -> tuple[date | None, date | None]:
    """The first and last day of a chosen span; a month is chosen by its first day."""
    if not keys:
        return None, None
    first = today.replace(day=1)
    spans: dict[str, Callable[[], tuple[date, date]]] = {
        "this_month": lambda: (first, _month_end(first)),
        "last_month": lambda: ((first - timedelta(1)).replace(day=1), first - timedelta(1)),
        "last_90": lambda: (today - timedelta(89), today),
        "this_year": lambda: (date(today.year, 1, 1), date(today.year, 12, 31)),
        "last_year": lambda: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    if keys[0] in spans:
        return spans[keys[0]]()
    if ":" in keys[0]:
        return ends(keys[0])
    month = date.fromisoformat(keys[0])
    return month, _month_end(month)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def span_words(bench: Bench, low: date | None, high: date | None) -> str:
    """A span from day to day as it is said in a chip."""
    first, last = (words.date_medium(one, bench.language) if one else "" for one in (low, high))
    if not last:
        return tr("from {first}", first=first)
    return tr("up to {last}", last=last) if not first else f"{first} – {last}"


def ask_for_days(
    bench: Bench, name: str, title: str, chosen: tuple[date | None, date | None], below: QWidget
) -> Any:
    """Open a popup for a span of days below a chip; its `picked` tells both ends."""
    from billdesk.ui.typed_dates import read_day
    from billdesk.ui.widgets.span import Span

    example = words.date_medium(bench.today, bench.language)
    made = Span(
        bench.look, name, title, lambda text: read_day(text, bench.today, bench.language), below.window()
    )
    texts = [words.date_medium(one, bench.language) if one else "" for one in chosen]
    made.offer(texts, tr("Not a date. Type {example}", example=example), example)
    made.open_below(below)
    return made
