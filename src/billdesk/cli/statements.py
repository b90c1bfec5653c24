"""`billdesk statement`: a customer's account, what is open on it, or the accounts of all customers."""

from datetime import date
from pathlib import Path

from billdesk.cli.call import Answer, Call
from billdesk.cli.files import write_whole
from billdesk.cli.grammar import Commands, WrongUsage, day, filled
from billdesk.cli.invoice_document import Document
from billdesk.cli.outbox import needs_attention, report_document, report_notes
from billdesk.cli.tables import pairs, table
from billdesk.domain.money import amount_text, is_currency
from billdesk.domain.statement import Ageing, Statement, Wanted, month_of

AGES = ("not_due", "1-30", "31-60", "61-90", "over_90")


def add(commands: Commands) -> None:
    """Make the command known."""
    words = commands.add("statement", "a customer's account in a period, or what is open on it", statement)
    words.add_argument("customer", metavar="CUSTOMER", nargs="?", type=filled, help="its ref")
    words.add_argument("--all", action="store_true", help="every account that moved, or isn't at 0")
    words.add_argument("--from", dest="start", metavar="DATE", type=day, help="default: first of the month")
    words.add_argument("--to", dest="end", metavar="DATE", type=day, help="default: today")
    words.add_argument("--open", action="store_true", help="what is open today, with its age")
    words.add_argument("--currency", metavar="C", type=filled, help="of the account; the customer's usually")
    words.add_argument("--pdf", metavar="FILE", type=filled, help="write it as PDF: a file, or a folder")
    words.add_argument("--send", action="store_true", help="e-mail it")
    words.add_argument("--no-send", action="store_true", help="with --send: leave the e-mails in the outbox")


def statement(call: Call) -> Answer:
    """Show statements, write them as PDF, or e-mail them."""
    typed = call.typed
    if bool(typed.customer) == typed.all:
        raise WrongUsage("billdesk statement: name a CUSTOMER by its ref, or type --all.")
    if typed.open and (typed.start or typed.end):
        raise WrongUsage("billdesk statement: --open is about today and has neither --from nor --to.")
    if typed.no_send and not typed.send:
        raise WrongUsage("billdesk statement: --no-send only goes with --send.")
    wanted = _every(call) if typed.all else [_one(call)]
    found = [call.desk.statements.read(one, call.today) for one in wanted]
    documents = [_document(one, call) for one in found]
    document: Document = {"statements": documents} if typed.all else documents[0]
    lines = _overview(documents) if typed.all else _lines(documents[0])
    if typed.pdf:
        files = _write(call, wanted, Path(typed.pdf))
        document["files"] = [str(one) for one in files]
        lines += [f"{one} written." for one in files]
    return _sent(call, wanted, document, lines) if typed.send else Answer(document, lines)


def _one(call: Call) -> Wanted:
    customer = call.desk.naming.customer(call.typed.customer)
    currency = call.typed.currency or call.desk.statements.currencies(customer.id)[0]
    if not is_currency(currency):
        raise WrongUsage(f"--currency {currency}: this isn't a currency such as EUR.")
    start, end = _period(call)
    return Wanted(customer.id, currency, end, start)


def _every(call: Call) -> list[Wanted]:
    start, end = _period(call)
    rows = call.desk.statements.month(start or call.today, end)
    wanted = [Wanted(one.customer_id, one.currency, end, start) for one in rows]
    return [one for one in wanted if call.typed.currency in (None, one.currency)]


def _period(call: Call) -> tuple[date | None, date]:
    """From when (None where it is about what is open) and until when."""
    if call.typed.open:
        return None, call.today
    end = call.typed.end or call.today
    return call.typed.start or month_of(end)[0], end


def _document(found: Statement, call: Call) -> Document:
    wanted = found.wanted

    def text(amount: int) -> str:
        return amount_text(amount, wanted.currency)

    document: Document = {
        "customer": call.desk.naming.customer_ref(wanted.customer_id),
        "kind": wanted.kind,
        "currency": wanted.currency,
        "from": wanted.start.isoformat() if wanted.start else None,
        "to": wanted.end.isoformat(),
    }
    if wanted.kind == "activity":
        document["opening"] = text(found.opening)
        document["lines"] = [
            {
                "date": one.move.day.isoformat(),
                "kind": one.move.kind,
                "number": one.move.number or None,
                "title": one.move.title,
                "due_date": one.move.due_date.isoformat() if one.move.due_date else None,
                "amount": text(one.move.amount),
                "balance": text(one.balance),
            }
            for one in found.lines
        ]
    else:
        document["items"] = [
            {
                "number": one.number,
                "title": one.title,
                "date": one.day.isoformat(),
                "due_date": one.due_date.isoformat(),
                "total": text(one.total),
                "balance": text(one.balance),
            }
            for one in found.items
        ]
    standing = found.standing
    document["closing"] = text(found.closing)
    document["ageing"] = _ages(found.ageing, wanted.currency)
    document["credit"] = text(standing.credit + standing.notes)
    document["held"] = text(standing.held)
    return document


def _ages(ageing: Ageing, currency: str) -> Document:
    parts = zip(AGES, ageing.parts, strict=True)
    return {name: amount_text(part, currency) for name, part in parts}


def _lines(document: Document) -> list[str]:
    """The statement for people."""
    if document["kind"] == "activity":
        head = [f"{document['from']} to {document['to']}, opened with {document['opening']}"]
        names = ("date", "kind", "number", "due_date", "amount", "balance")
        titles = ("Date", "What", "Number", "Due", "Amount", "Balance")
        rows = document["lines"]
    else:
        head = [f"Open on {document['to']}"]
        names = ("date", "title", "number", "due_date", "total", "balance")
        titles = ("Date", "What", "Number", "Due", "Amount", "Balance")
        rows = document["items"]
    body = table(titles, [[one[name] for name in names] for one in rows], right="Amount Balance")
    facts = [("Closing", f"{document['closing']} {document['currency']}"), *document["ageing"].items()]
    facts += [("Credit", document["credit"]), ("Held", document["held"])]
    return [*head, *body, *pairs(facts)]


def _overview(documents: list[Document]) -> list[str]:
    names = ("customer", "currency", "closing")
    return table(
        ("Customer", "Currency", "Closing"),
        [[one[name] for name in names] for one in documents],
        right="Closing",
    )


def _write(call: Call, wanted: list[Wanted], target: Path) -> list[Path]:
    """One into a file or a folder, many into a folder."""
    if call.typed.all or target.is_dir():
        return call.desk.statements.save(wanted, target, call.today)
    try:
        write_whole(target, call.desk.statements.pdf(wanted[0], call.today))
    except OSError as error:
        raise WrongUsage(f"{target}: this file can't be written: {error.strerror}.") from None
    return [target]


def _sent(call: Call, wanted: list[Wanted], document: Document, lines: list[str]) -> Answer:
    """Queue their e-mails and hand over what waits; of all customers, those that can be e-mailed."""
    statements, left_out = call.desk.statements, []
    if call.typed.all:
        problems = {one.place for one in statements.can_queue(wanted)}
        names = {one.customer_id: one.customer for one in statements.month(*_span(call))}
        left_out = sorted({names[one.customer_id] for one in wanted} & problems)
        wanted = [one for one in wanted if names[one.customer_id] not in problems]
    document["deliveries"] = list(statements.queue(wanted, call.today))
    document["left_out"] = left_out
    lines += [f"{len(document['deliveries'])} put into the outbox"]
    lines += [f"{name} has no address that can be used" for name in left_out]
    if call.typed.no_send:
        return Answer(document, lines, bool(left_out))
    report = call.desk.sending.flush()
    document["sent"] = report_document(report)
    lines.append(f"{report.sent} sent, {report.failed} failed, {report.waiting} waiting")
    return Answer(document, lines, bool(left_out) or needs_attention(report), report_notes(report))


def _span(call: Call) -> tuple[date, date]:
    start, end = _period(call)
    return start or call.today, end
