"""`billdesk invoice send` and `pdf`: invoices on their way out, by e-mail and as files."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from billdesk.cli.call import Answer, Call
from billdesk.cli.files import write_whole
from billdesk.cli.grammar import Commands, WrongUsage, filled
from billdesk.cli.invoice_document import Document, invoice_document
from billdesk.cli.outbox import needs_attention, report_document, report_notes


def add(group: Commands) -> None:
    """Make the words behind `invoice` known."""
    words = group.add("send", "e-mail invoices; a draft is issued by it", send)
    words.add_argument("invoices", metavar="INVOICE", nargs="+", type=filled, help="number or id")
    words.add_argument("--no-send", action="store_true", help="leave the e-mails in the outbox")
    words = group.add("pdf", "write an invoice as PDF", pdf)
    words.add_argument("invoice", metavar="INVOICE", type=filled, help="number or id")
    words.add_argument("file", metavar="FILE", nargs="?", type=filled, help="a file or folder; default here")


def send(call: Call) -> Answer:
    """Queue the e-mails and hand over what waits; nothing is issued where somebody can't be sent anything."""
    desk, typed = call.desk, call.typed
    ids = list(dict.fromkeys(desk.naming.invoice(name).id for name in typed.invoices))
    deliveries = desk.sending.queue(ids, call.today)
    report = None if typed.no_send else desk.sending.flush()
    found = desk.naming.invoices(ids).values()
    document = {
        "invoices": [invoice_document(one, call.today) for one in found],
        "deliveries": list(deliveries),
        "sent": report_document(report) if report else None,
    }
    lines = [f"{one.name} {'queued' if report is None else 'in the outbox'}" for one in found]
    if report is not None:
        lines.append(f"{report.sent} sent, {report.failed} failed, {report.waiting} waiting")
    return Answer(document, lines, report is not None and needs_attention(report), report_notes(report))


def pdf(call: Call) -> Answer:
    """Write the PDF; the name is the invoice's number and customer where none is given."""
    invoice, papers = call.desk.naming.invoice(call.typed.invoice), call.desk.papers
    document = write_paper(
        call.typed.file,
        lambda folder: papers.save([invoice.id], folder)[0].path,
        lambda: papers.pdf(invoice.id),
    )
    named = {"invoice": invoice.number or str(invoice.id), **document}
    return Answer(named, [f"{document['file']} written."])


def write_paper(file: str | None, save: Callable[[Path], Path], pdf: Callable[[], bytes]) -> Document:
    """Write a PDF into a file, or into a folder under its own name, and say what was written."""
    target = Path(file or ".")
    if target.is_dir():
        target = save(target)
        content = target.read_bytes()
    else:
        content = pdf()
        try:
            write_whole(target, content)
        except OSError as error:
            raise WrongUsage(f"{target}: this file can't be written: {error.strerror}.") from None
    return {
        "file": str(target),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
