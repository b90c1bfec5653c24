"""`billdesk receipt`: the receipt of a payment as a file, or by e-mail."""

import hashlib
from pathlib import Path

from billdesk.cli.call import Answer, Call
from billdesk.cli.files import write_whole
from billdesk.cli.grammar import Commands, WrongUsage, filled
from billdesk.cli.invoice_document import Document
from billdesk.cli.outbox import needs_attention, report_document, report_notes
from billdesk.domain.payment import Payment


def add(commands: Commands) -> None:
    """Make the command known."""
    words = commands.add("receipt", "write the receipt of a payment as PDF, or e-mail it", receipt)
    words.add_argument("payment", metavar="PAYMENT", type=filled, help="number of its receipt, its ref or id")
    words.add_argument("file", metavar="FILE", nargs="?", type=filled, help="a file or folder; default here")
    words.add_argument("--send", action="store_true", help="e-mail it instead of writing it")


def receipt(call: Call) -> Answer:
    """Write the PDF, or send it."""
    payment = call.desk.payments.show(call.typed.payment).payment
    if not call.typed.send:
        return _written(call, payment)
    if call.typed.file:
        raise WrongUsage("billdesk receipt: --send writes no file. Leave FILE or --send out.")
    deliveries = call.desk.sending.queue_receipts([payment.id])
    report = call.desk.sending.flush()
    document: Document = {
        "receipt": payment.number,
        "deliveries": list(deliveries),
        "sent": report_document(report),
    }
    lines = [f"{report.sent} sent, {report.failed} failed, {report.waiting} waiting"]
    return Answer(document, lines, needs_attention(report), report_notes(report))


def _written(call: Call, payment: Payment) -> Answer:
    target = Path(call.typed.file or ".")
    if target.is_dir():
        target = call.desk.receipts.save([payment.id], target)[0]
        content = target.read_bytes()
    else:
        content = call.desk.receipts.pdf(payment.id)
        try:
            write_whole(target, content)
        except OSError as error:
            raise WrongUsage(f"{target}: this file can't be written: {error.strerror}.") from None
    document = {
        "receipt": payment.number,
        "file": str(target),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return Answer(document, [f"{target} written."])
