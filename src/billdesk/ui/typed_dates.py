"""Reads a date as people type it: Sep 1, 1.9.2026, 9/1, 2026-09-01, +14, today."""

import calendar
import re
from datetime import date, timedelta

from billdesk.basics import words

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{2}|\d{4})?)?")
_STEP = re.compile(r"([+-])\s*(\d{1,4})")
_NAMED = re.compile(r"(?:(\d{1,2})[.\s]\s*)?([^\W\d]{3,})\.?(?:\s+(\d{1,2})(?!\d))?(?:\s*,?\s+(\d{4}))?")


def read_day(text: str, today: date, language: str) -> date | None:
    """The day that a text means, None where it means none. Without a year: the one of `today`.

    "+14" counts from today. 9/1 is September 1 in English and 9 January elsewhere; 1.9. is always day first.
    """
    said = text.strip()
    if found := _STEP.fullmatch(said):
        return _stepped(today, int(found[1] + found[2]))
    if said.casefold() in ("today", words.translate("today", language).casefold()):
        return today
    if found := _ISO.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(said):
        first, second = int(found[1]), int(found[3])
        month_first = found[2] != "." and language.startswith("en")
        month, day = (first, second) if month_first else (second, first)
        return _day(_year(found[4], today), month, day)
    if found := _NAMED.fullmatch(said):
        return _named(found, today, language)
    return None


def moved(day: date, days: int = 0, months: int = 0) -> date:
    """A day some days or months away; the end of a shorter month where it has no such day."""
    month = day.year * 12 + day.month - 1 + months
    year, number = month // 12, month % 12 + 1
    if not 1 <= year <= 9999:
        return day
    last = calendar.monthrange(year, number)[1]
    return _stepped(date(year, number, min(day.day, last)), days) or day


def _named(found: re.Match[str], today: date, language: str) -> date | None:
    number = found[1] or found[3]
    name = found[2].casefold()
    months = [words.month_name(month, language).casefold() for month in range(1, 13)]
    month = next((at for at, full in enumerate(months, 1) if full.startswith(name)), 0)
    if not month or number is None or (found[1] and found[3]):
        return None
    return _day(_year(found[4], today), month, int(number))


def _year(text: str | None, today: date) -> int:
    if not text:
        return today.year
    return int(text) + 2000 if len(text) == 2 else int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _stepped(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
