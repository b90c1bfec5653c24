"""`billdesk outbox` and `mail-account`: what waits to be e-mailed, sending it, trying again, and by whom."""

import sys
from dataclasses import asdict
from getpass import getpass

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, WrongUsage, filled, whole
from billdesk.cli.invoice_document import Document
from billdesk.cli.tables import pairs, table
from billdesk.domain.errors import Trouble
from billdesk.domain.mailbox import MailAccount
from billdesk.services import wording
from billdesk.services.deliveries import SendingReport

MOST_IDS = 999_999_999


def add(commands: Commands) -> None:
    """Make the command known."""
    words = commands.add("outbox", "show the outbox, send what waits, or try a delivery again", outbox)
    words.add_argument("what", nargs="?", choices=("send", "retry"), metavar="send|retry")
    words.add_argument("delivery", nargs="?", metavar="ID", type=whole(1, MOST_IDS), help="for retry")
    words = commands.add("mail-account", "show or set the account that e-mails leave by", account)
    words.add_argument("--host", type=filled, help="the mail server; left out: the account is shown")
    words.add_argument("--port", type=whole(1, 65535), default=587)
    words.add_argument("--security", choices=("starttls", "tls", "plain"), default="starttls")
    words.add_argument("--user", default="", help="its password is asked for, or read from standard input")
    words.add_argument("--sender", default="", help="the address that e-mails come from")
    words.add_argument("--sender-name", default="")
    words.add_argument("--timeout", type=whole(1, 600), default=30, help="seconds for each answer")


def account(call: Call) -> Answer:
    """Set the mail account up, or show it; the password is read from standard input into the keyring."""
    typed, sending = call.typed, call.desk.sending
    if typed.host:
        found = MailAccount(
            typed.host,
            typed.port,
            typed.security,
            typed.user,
            typed.sender,
            typed.sender_name,
            timeout=typed.timeout,
        )
        sending.keep_account(found, _password() if typed.user else None)
    kept = sending.account()
    document = asdict(kept) if kept else {}
    return Answer(document, pairs(document.items()) if kept else ["No mail account is set up."])


def _password() -> str:
    """Typed at a terminal without being shown, or the first line of what is piped in."""
    if sys.stdin.isatty():
        return getpass("Password of the mail account: ")
    return sys.stdin.readline().rstrip("\r\n")


def outbox(call: Call) -> Answer:
    """Counts by state, and what failed with the server's reply."""
    act, delivery, sending = call.typed.what, call.typed.delivery, call.desk.sending
    if (act == "retry") != (delivery is not None):
        raise WrongUsage("billdesk outbox: retry needs the ID of a delivery, and only retry has one.")
    if act == "retry":
        sending.resend(delivery)
    report = sending.flush() if act else None
    document: Document = {"counts": sending.counts(), "failures": _failures(call)}
    if report is not None:
        document["sent"] = report_document(report)
    titles = ("ID", "State", "Invoice", "Customer", "Reply")
    columns = ("id", "state", "invoice", "customer", "reply")
    lines = table(titles, [[one[name] for name in columns] for one in document["failures"]])
    attention = report is not None and needs_attention(report)
    return Answer(document, [*pairs(document["counts"].items()), *lines], attention, report_notes(report))


def report_document(report: SendingReport) -> Document:
    """How a pass over the outbox went."""
    return {
        "sent": report.sent,
        "retried": report.retried,
        "failed": report.failed,
        "unknown": report.unknown,
        "waiting": report.waiting,
        "trouble": wording.sentence(report.trouble) if report.trouble else None,
    }


def report_notes(report: SendingReport | None) -> list[str]:
    """What to say of a pass besides."""
    return [wording.sentence(report.trouble)] if report is not None and report.trouble else []


def needs_attention(report: SendingReport) -> bool:
    """Whether somebody has to look: something failed for good, or waiting doesn't mend what is wrong."""
    trouble = report.trouble
    mends_itself = trouble is None or (isinstance(trouble, Trouble) and trouble.retry)
    return bool(report.failed or report.unknown) or not mends_itself


def _failures(call: Call) -> list[Document]:
    return [
        {
            "id": line.delivery.id,
            "state": line.delivery.state,
            "invoice": line.number or None,
            "customer": line.customer,
            "to": list(line.delivery.recipients),
            "tries": line.delivery.tries,
            "reply": line.delivery.reply,
        }
        for line in call.desk.sending.list("failed", "unknown")
    ]
