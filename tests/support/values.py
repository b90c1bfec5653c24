"""Values of the domain as Hypothesis makes them up: any text, any day, amounts as large as they get."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from billdesk.domain.tax import INHERIT, UNTAXED, Choice, Rate
from billdesk.domain.totals import Discount

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
COUNTS = st.integers(-(2**31), 2**31 - 1)
AMOUNTS = st.integers(-(2**62), 2**62)
DAYS = st.dates(date(1, 1, 2), date(9999, 12, 30))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(9990, 1, 1), timezones=ZONES)  # noqa: DTZ001
CHOICES = st.sampled_from([INHERIT, UNTAXED, Choice(True, 1)])
DISCOUNTS = st.none() | AMOUNTS.map(Discount) | AMOUNTS.map(lambda amount: Discount(None, amount))
RATES = st.builds(Rate, TEXTS, AMOUNTS, st.booleans())
FIELDS = st.dictionaries(TEXTS, TEXTS, max_size=3)

_KNOWN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: COUNTS,
    bool: st.booleans(),
    date: DAYS,
    datetime: MOMENTS,
    NoneType: st.none(),
    Choice: CHOICES,
    Discount: DISCOUNTS,
    Mapping: FIELDS,
}

some = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
"""How many examples are enough for columns; each is rolled back, so that the database may be shared."""


def values_of(kind: type, /, **given: Any) -> st.SearchStrategy[Any]:
    """Values of a kind with anything in their fields; `given` have a strategy or value of their own."""
    hints = get_type_hints(kind)
    parts = {
        one.name: _given(given[one.name]) if one.name in given else _any_of(hints[one.name])
        for one in fields(kind)
    }
    return st.builds(kind, **parts)


def _given(part: Any) -> st.SearchStrategy[Any]:
    return part if isinstance(part, st.SearchStrategy) else st.just(part)


def _any_of(hint: Any) -> st.SearchStrategy[Any]:
    options = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return st.one_of([_KNOWN[_plain(option)] for option in options])


def _plain(option: Any) -> Any:
    return Mapping if get_origin(option) is Mapping else option
