"""How tickets and their time are said: durations, ages, and which badge a status has."""

from datetime import date

from billdesk.ui.words import counted, tr

_BADGES = {
    "New": "ticket_new",
    "In progress": "ticket_working",
    "Waiting for customer": "ticket_waiting",
    "Waiting for parts": "ticket_waiting",
    "Resolved": "ticket_resolved",
    "Invoiced": "invoiced",
    "Closed": "void",
}


def badge_of(status: str) -> str:
    """The badge of a status; those that a shop added have a plain one."""
    return _BADGES.get(status, "ticket_other")


def status_words(status: str) -> str:
    """What a status is called; those that a shop added are called as it typed them."""
    return tr(status) if status in _BADGES else status


def priority_words(priority: str) -> str:
    """What a priority is called; one that another program knew is called as it was there."""
    known = {"Low": tr("Low"), "Normal": tr("Normal"), "High": tr("High"), "Urgent": tr("Urgent")}
    return known.get(priority, priority)


def long_words(minutes: int) -> str:
    """A duration as a list says it: 1 h 10 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{minutes} min", minutes=rest)
    if not rest:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest)


def clock_words(seconds: int) -> str:
    """What a timer shows: 0:14:32."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def age_words(opened: date | None, today: date) -> str:
    """How long ago a ticket was opened."""
    days = max(0, (today - opened).days) if opened else 0
    return counted(days, "{count} day old", "{count} days old") if days else tr("of today")
