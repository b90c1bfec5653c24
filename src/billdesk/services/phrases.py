"""The words that the program itself puts on documents: headings, notes below lines, dates."""

from collections.abc import Mapping
from functools import cache, lru_cache

from billdesk.basics import words
from billdesk.domain.placeholders import Names

_NOTES = {
    "tier_range": "{description} {first}–{last}",
    "tier_from": "{description} from {first}",
    "used_included": "{used} used, {included} included",
    "minimum_of": "Minimum of {minimum}",
    "counted_in_annex": "{count} counted",
    "late_fee": "Late fee for {number}",
    "late_fee_line": "Late fee on invoice {number}, {days} days overdue",
    "late_fee_line_one": "Late fee on invoice {number}, 1 day overdue",
    "bounced_fee": "Fee for payment {payment}, which bounced",
    "restocking_fee": "Restocking fee for {number}",
    "ticket_heading": "Ticket {number}: {subject}",
    "ticket_heading_bare": "{subject}",
}


def note(language: str, code: str, facts: Mapping[str, object]) -> str:
    """The words of a note on a document, in the language of who gets it."""
    if code == "ticket_heading" and not facts.get("number"):
        code = "ticket_heading_bare"
    if code == "late_fee_line" and facts.get("days") == 1:
        code = "late_fee_line_one"
    return words.translate(_NOTES[code], language).format_map(facts)


@cache
def names(language: str) -> Names:
    """How a language writes dates and months in texts with placeholders."""
    return Names(
        month=cache(lambda month: words.month_name(month, language)),
        day=lru_cache(366)(lambda day: words.date_medium(day, language)),
        span=lru_cache(366)(lambda start, end: words.date_range(start, end, language)),
    )
