"""Schedules in words: what a line counts, and what a change makes of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from billdesk.basics import words
from billdesk.domain.calendar import Period
from billdesk.domain.counting import Counter
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.schedule_changes import Difference
from billdesk.services import frequencies
from billdesk.services.frequencies import Rhythm
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.words import tr

ICONS: Mapping[str, str] = {
    "standard": "hash",
    "asset": "laptop",
    "policy_folder": "folder",
    "contact": "user",
    "vendor_usage": "cloud",
}
FIELDS: Mapping[str, str] = {
    "title": "Title",
    "contact_id": "Contact",
    "currency": "Currency",
    "tax": "Tax",
    "discount": "Discount",
    "terms_id": "Terms",
    "notes": "Notes",
    "internal_notes": "Internal notes",
    "template": "Look",
    "reference": "Reference / PO",
    "end": "End",
    "max_occurrences": "Number of invoices",
    "lead_days": "Draw up",
    "auto_send": "E-mail at once",
    "auto_charge": "Charge stored card",
    "apply_credit": "Use free credit",
    "blank_invoices": "Invoice even with nothing to bill",
    "prices": "Prices",
    "catch_up": "Missed dates",
    "pending": "Pending ticket charges",
}


def counts_words(line: ScheduleLine, searches: Mapping[int, str], fields: Mapping[str, str]) -> str:
    """What the quantity of a line is; saved searches by id, contact fields by ref, with their names."""
    counter = line.counter or Counter()
    if line.type == "standard":
        return tr("Fixed")
    if line.type == "asset":
        if counter.search_id is not None:
            return tr("Search “{name}”", name=searches.get(counter.search_id, "?"))
        return tr("Assets, {what}", what=counter.asset_type) if counter.asset_type else tr("Assets …")
    if line.type == "policy_folder":
        return tr("Folder {what}", what=counter.folder) if counter.folder else tr("Folder …")
    if line.type == "contact":
        if not counter.field:
            return tr("Contacts")
        name = fields.get(counter.field, counter.field)
        return tr("Contacts, {field}: {value}", field=name, value=counter.value or "…")
    return ", ".join(part for part in (counter.vendor, counter.item) if part) or tr("Vendor usage …")


def when_words(line: ScheduleLine, today: date, language: str) -> str:
    """Why a line isn't on today's invoice although it is there: it has ended, or begins later; else ""."""
    if line.effective_to is not None and line.effective_to < today:
        return tr("ended {day}", day=words.date_short_without_year(line.effective_to, today, language))
    if line.effective_from is not None and line.effective_from > today:
        return tr("from {day}", day=words.date_short_without_year(line.effective_from, today, language))
    return ""


def date_words(found: Iterable[Difference], bench: Bench) -> str:
    """What becomes of the next date, as a sentence; "" where nothing does."""
    by_name = {one.what: one for one in found}
    moved = by_name.get("next_date")
    if moved is None:
        return ""
    if moved.becomes is None:
        return tr("The next invoice was {was}. Now none comes any more.", was=_day(moved.was, bench))
    was, becomes = _day(moved.was, bench), _day(moved.becomes, bench)
    period = by_name["period"].becomes if "period" in by_name else None
    if isinstance(period, Period):
        covers = _value(period, bench)
        return tr(
            "The next invoice was {was}, it becomes {becomes} and covers {period}.",
            was=was,
            becomes=becomes,
            period=covers,
        )
    return tr("The next invoice was {was}, it becomes {becomes}.", was=was, becomes=becomes)


def difference_words(one: Difference, bench: Bench, currency: str) -> tuple[str, str]:
    """A difference in words: what it is about, and was → becomes."""
    label = one.line.split("{")[0].strip(" ,–-") or tr("Line")
    if one.what in ("total", "line_amount", "line_added", "line_removed"):
        was, becomes = (_amount(value, bench, currency) for value in (one.was, one.becomes))
        if one.what == "line_added":
            return tr("New: {line}", line=label), becomes
        if one.what == "line_removed":
            return tr("Gone: {line}", line=label), was
        return (tr("Next invoice") if one.what == "total" else label), f"{was} → {becomes}"
    if one.what == "line_changed":
        return label, tr("changed")
    if one.what in ("next_date", "period"):
        name = tr("Next date") if one.what == "next_date" else tr("Covers")
        return name, f"{_value(one.was, bench)} → {_value(one.becomes, bench)}"
    if one.what == "rhythm":
        return tr("Rhythm"), f"{_rhythm(one.was, bench)} → {_rhythm(one.becomes, bench)}"
    if one.what == "over":
        return tr("State"), tr("completed")
    return tr(FIELDS[one.what]), _flag(one, bench)


def _rhythm(grid: Any, bench: Bench) -> str:
    """A rhythm as the lists say it."""
    day = grid.day if grid.by_months else None
    return frequencies.rhythm_words(Rhythm(grid.frequency, grid.interval, day, grid.start), bench.language)


def _flag(one: Difference, bench: Bench) -> str:
    """Values that say something by themselves; of all others only that they changed."""
    if isinstance(one.becomes, bool):
        return tr("on") if one.becomes else tr("off")
    if one.what in ("end", "max_occurrences", "lead_days"):
        return f"{_value(one.was, bench)} → {_value(one.becomes, bench)}"
    return tr("changed")


def _value(value: object, bench: Bench) -> str:
    if isinstance(value, Period):
        start = bench.figures.day(value.start, bench.today)
        return f"{start} – {bench.figures.day(value.end, value.start)}"
    if isinstance(value, int):
        return str(value)
    return _day(value, bench)


def _day(value: object, bench: Bench) -> str:
    return bench.figures.day(value, bench.today) if value is not None else DASH  # type: ignore[arg-type]


def _amount(value: object, bench: Bench, currency: str) -> str:
    return bench.figures.amount(value, currency) if isinstance(value, int) else DASH
