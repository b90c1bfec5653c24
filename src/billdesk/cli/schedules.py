"""`billdesk preview` and `billdesk schedule …`: what is to come, and the states of schedules."""

from functools import partial

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, filled, whole
from billdesk.cli.invoice_document import Document, generated
from billdesk.cli.tables import pairs, table
from billdesk.domain.money import amount_text
from billdesk.services import wording
from billdesk.services.schedule_sheet import Coming

ACTS = {
    "pause": "keep everything and generate nothing",
    "resume": "go on at the first date from today on",
    "cancel": "end it for good; what was billed stays",
    "skip": "pass the next date over",
    "bill-now": "generate the next invoice before its day",
}


def add(commands: Commands) -> None:
    """Make the commands known."""
    words = commands.add("preview", "show the next invoices of a schedule", preview)
    words.add_argument("schedule", metavar="SCHEDULE", type=filled, help="its ref")
    words.add_argument("--count", metavar="N", type=whole(1, 1_000), default=12, help="how many; default 12")
    group = commands.group("schedule", "pause, resume, cancel, skip, bill now")
    for act, does in ACTS.items():
        words = group.add(act, does, partial(change, act))
        words.add_argument("schedule", metavar="SCHEDULE", type=filled, help="its ref")


def preview(call: Call) -> Answer:
    """The next occurrences, with what they would come to by what is on file now."""
    found = call.desk.recurring.preview(call.typed.schedule, call.today, call.typed.count)
    rows = [_coming(one) for one in found]
    titles = ("Date", "Generated", "From", "To", "Due", "Total", "")
    columns = ("billing_date", "generate_on", "period_start", "period_end", "due_date", "total", "currency")
    lines = table(titles, [[row[name] for name in columns] for row in rows], "Total")
    return Answer(rows, lines or ["Nothing comes any more."])


def change(act: str, call: Call) -> Answer:
    """Do one of ACTS; the schedule with its next date."""
    recurring, name = call.desk.recurring, call.typed.schedule
    made: Document = {}
    match act:
        case "pause":
            recurring.pause(name)
        case "resume":
            made["left_out"] = _dates(recurring.resume(name, call.today).skipped)
        case "cancel":
            recurring.cancel(name)
        case "skip":
            made["skipped"] = _dates(recurring.skip_next(name).skipped)
        case _:
            outcome = recurring.bill_now(name, call.today)
            made["invoice"] = generated(outcome, outcome.invoice) if outcome.invoice else None
            made["reason"] = outcome.skipped or None
    document = _schedule(call) | made
    shown = ((key.replace("_", " "), document[key]) for key in ("schedule", "title", "state", "next_date"))
    return Answer(document, [*pairs(shown), *_said(made)])


def _dates(skipped: tuple[tuple[int, object], ...]) -> list[str]:
    return [str(day) for _, day in skipped]


def _said(made: Document) -> list[str]:
    """What was made besides, for people."""
    dates = made.get("left_out") or made.get("skipped") or []
    invoice = made.get("invoice")
    lines = [f"left out   {', '.join(dates)}"] if dates else []
    if invoice:
        lines.append(f"invoice    {invoice['number'] or 'Draft'}  {invoice['total']} {invoice['currency']}")
    return lines


def _schedule(call: Call) -> Document:
    sheet = call.desk.recurring.sheet(call.typed.schedule, call.today)
    schedule = sheet.schedule
    coming = sheet.coming[0] if sheet.coming and schedule.state in ("active", "paused") else None
    return {
        "schedule": schedule.ref,
        "customer": sheet.customer.ref,
        "title": schedule.title,
        "state": schedule.state,
        "next_date": coming.billing_date.isoformat() if coming else None,
        "generate_on": coming.generate_on.isoformat() if coming else None,
    }


def _coming(one: Coming) -> Document:
    document: Document = {
        "billing_date": one.billing_date.isoformat(),
        "generate_on": one.generate_on.isoformat(),
        "period_start": one.period.start.isoformat() if one.period else None,
        "period_end": one.period.end.isoformat() if one.period else None,
        "due_date": one.due_date.isoformat(),
        "total": None if one.total is None else amount_text(one.total, one.currency),
        "currency": one.currency,
    }
    if one.failure:
        document["reason"] = wording.said(one.failure, one.facts or {})
    return document
