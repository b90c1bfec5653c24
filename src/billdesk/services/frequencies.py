"""How often a schedule bills, in words: "Monthly on the 15th", "Every 2 weeks", "Quarterly, last day"."""

from dataclasses import dataclass
from datetime import date

from billdesk.basics import words
from billdesk.domain.calendar import LAST_DAY
from billdesk.domain.schedule import Schedule
from billdesk.domain.schedule_list import ScheduleRow

_EACH = {
    "daily": "Daily",
    "weekly": "Weekly",
    "monthly": "Monthly",
    "quarterly": "Quarterly",
    "yearly": "Yearly",
}
_EVERY = {
    "daily": "Every {count} days",
    "weekly": "Every {count} weeks",
    "monthly": "Every {count} months",
    "quarterly": "Every {count} quarters",
    "yearly": "Every {count} years",
}
_BY_MONTHS = ("monthly", "quarterly", "yearly")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, on which day, how far: `day` is 1-31, 32 = last day, None = that of `next_date`."""

    frequency: str
    interval: int
    day: int | None
    next_date: date | None = None
    generated: int = 0
    limit: int | None = None  # how many invoices there will be


def row_words(row: ScheduleRow, language: str) -> str:
    """The rhythm of a schedule in a list."""
    rhythm = Rhythm(
        row.frequency, row.interval, row.billing_day, row.next_date, row.generated, row.max_occurrences
    )
    return rhythm_words(rhythm, language)


def schedule_words(schedule: Schedule, language: str) -> str:
    """The rhythm of a schedule, without how far it is."""
    grid = schedule.recurrence
    day = grid.day if grid.by_months else None
    return rhythm_words(Rhythm(grid.frequency, grid.interval, day, schedule.next_date), language)


def rhythm_words(rhythm: Rhythm, language: str) -> str:
    """A rhythm in words; of one that ends after a number of invoices, how far it is instead of its day."""
    base = _base(rhythm, language)
    if rhythm.limit is not None:
        template = words.translate("{often}, {done} of {limit}", language)
        return template.format(often=base, done=rhythm.generated, limit=rhythm.limit)
    if rhythm.frequency not in _BY_MONTHS:
        return base
    return _with_day(base, rhythm, language)


def _base(rhythm: Rhythm, language: str) -> str:
    if rhythm.interval == 1:
        return words.translate(_EACH[rhythm.frequency], language)
    template = words.translate(_EVERY[rhythm.frequency], language)
    return template.format(count=words.number(rhythm.interval, language))


def _with_day(base: str, rhythm: Rhythm, language: str) -> str:
    day = rhythm.day or (rhythm.next_date.day if rhythm.next_date else None)
    if day == LAST_DAY:
        return words.translate("{often}, last day", language).format(often=base)
    if rhythm.frequency == "yearly":
        if rhythm.next_date is None:
            return base
        on = words.date_short_without_year(rhythm.next_date, rhythm.next_date, language)
        return words.translate("{often} on {date}", language).format(often=base, date=on)
    if day is None:
        return base
    return words.translate("{often} on the {day}", language).format(often=base, day=ordinal(day, language))


def ordinal(day: int, language: str) -> str:
    """A day of the month as it is read: 15th, or 15."""
    if not language.startswith("en"):
        return f"{day}."
    ending = "th" if 10 < day < 20 else _ENDINGS.get(day % 10, "th")
    return f"{day}{ending}"
