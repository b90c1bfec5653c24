"""Why an invoice of the dry run differs, and what happens to it, in words."""

from billdesk.basics import words
from billdesk.domain.errors import Refused
from billdesk.services.foresight import Foreseen, LineChange
from billdesk.ui.bench import Bench
from billdesk.ui.words import counted, tr

HAPPENS = {
    "emailed": ("e-mailed", "send", "ink2"),
    "issued": ("issued, not e-mailed", "check", "ink2"),
    "draft": ("left as a draft", "pencil-line", "ink2"),
    "no_address": ("no e-mail address: draft", "triangle-alert", "partly_fg"),
    "late": ("more than 7 days late: draft", "moon", "partly_fg"),
    "skipped": ("skipped", "skip-forward", "ink2"),
    "failed": ("not drawn up", "triangle-alert", "overdue_fg"),
}
UNIT = 10_000


def happens(row: Foreseen) -> tuple[str, str, str]:
    """What happens to it: words, icon, tone."""
    said, icon, tone = HAPPENS[row.fate]
    return tr(said), icon, tone


def why(row: Foreseen, bench: Bench) -> str:
    """Why it is what it is, in one short line."""
    if row.fate == "failed":
        return bench.sentence(Refused(row.reason, **row.facts))
    if row.fate == "skipped":
        return tr("nothing to bill") if row.reason == "nothing_to_bill" else tr("missed, passed over")
    if row.late_number:
        return tr("late fee for {number}", number=row.late_number)
    if row.is_last:
        return tr("the last one, then completed")
    if row.last_date is None:
        return tr("the first one")
    if row.last_total is None:
        return tr("in another currency than before")
    changed = [said for line in row.lines if line.differs and (said := line_words(line, bench))]
    if not changed:
        day = bench.figures.day(row.last_date, bench.today)
        return tr("same as {day}", day=day) if not row.change else tr("other tax or discount")
    shown = ", ".join(changed[:2])
    return (
        shown
        if len(changed) <= 2
        else counted(len(changed) - 2, "{shown} and {count} more", "{shown} and {count} more", shown=shown)
    )


def line_words(line: LineChange, bench: Bench) -> str:
    """What changed in one line: "+3 Laptops", "−2 Laptops: NB-108, NB-111", "Ticket 1054: new"."""
    what = bare(line.description)
    if line.source == "charge":
        said = what.partition(":")[0]
        return said if line.net is not None else tr("without {what}", what=said)
    if line.net is None:
        return tr("{what} gone", what=what)
    if line.was is None:
        return tr("{what} new", what=what)
    step = (line.now or 0) - (line.before or 0)
    if step:
        named = [*line.added, *line.removed]
        names = f": {', '.join(named)}" if 0 < len(named) <= 2 else ""
        return f"{signed_count(step, bench.language)} {what}{names}"
    if line.added or line.removed:
        return tr("{what}: others, as many", what=what)
    return tr("{what}: other price", what=what)


def bare(description: str) -> str:
    """A line's description without its period or addition."""
    return description.partition(",")[0].strip() if len(description) > 24 else description


def signed_count(step: int, language: str) -> str:
    """A change of a quantity (× 10⁴) with its sign."""
    sign = "+" if step > 0 else words.MINUS
    return sign + words.quantity(abs(step), language)


def signed_amount(minor: int, currency: str, language: str) -> str:
    """A change of an amount with its sign, without its currency."""
    bare_amount = words.amount(abs(minor), currency, language, symbol=False)
    return (("+" if minor > 0 else words.MINUS) if minor else "") + bare_amount


def tone_of(change: int) -> str:
    """More is green, less is red; the sign stands with it."""
    return "paid_fg" if change > 0 else "overdue_fg" if change < 0 else "ink3"
