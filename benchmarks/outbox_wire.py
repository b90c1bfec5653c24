"""500 messages with a 60-kB PDF over TLS on one kept connection: BillDesk beside smtplib alone."""

import hashlib
import smtplib
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from billdesk.mail.compose import Attachment, Message, compose  # noqa: E402
from billdesk.mail.smtp import Account, Sent, open_connection  # noqa: E402
from support.smtp import SmtpServer  # noqa: E402

MESSAGES, ROUNDS = 500, 3
SENDER, CUSTOMER = "bills@shop.example", "jo@example.com"
TARGET = 0.8


def messages() -> list[bytes]:
    """Ready to be handed over; making them is not what is measured."""
    pdf = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(60_000 // 32))
    attachment = Attachment("Invoice.pdf", "application/pdf", pdf)
    date = datetime(2026, 2, 1, tzinfo=UTC)
    facts = ("bills@shop.example", "Shop", "", (CUSTOMER,), (), (), "Invoice", "Dear Jo\n", "<p>Dear Jo</p>")
    return [compose(Message(f"<{n}@shop.example>", *facts, (attachment,)), date) for n in range(MESSAGES)]


def by_billdesk(server: SmtpServer, data: list[bytes]) -> float:
    """Messages a second."""
    account = Account(server.host, server.port, "starttls", server.user, SENDER)
    with open_connection(account, server.password, server.trust) as connection:
        start = time.perf_counter()
        outcomes = [connection.send(message, SENDER, (CUSTOMER,)) for message in data]
        seconds = time.perf_counter() - start
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    return len(data) / seconds


def by_smtplib(server: SmtpServer, data: list[bytes]) -> float:
    """Messages a second."""
    with smtplib.SMTP(server.host, server.port, timeout=30) as smtp:
        smtp.starttls(context=server.trust)
        smtp.login("floor", "ascii")  # smtplib's own login knows no other passwords
        start = time.perf_counter()
        for message in data:
            assert smtp.sendmail(SENDER, [CUSTOMER], message) == {}
        return len(data) / (time.perf_counter() - start)


def main() -> int:
    """Prints both speeds and their ratio; 1 when it is below the target."""
    data = messages()
    ours, floor = [], []
    with SmtpServer() as server:
        server.users["floor"] = "ascii"
        for _ in range(ROUNDS):  # in turns, so that other load meets both
            ours.append(by_billdesk(server, data))
            floor.append(by_smtplib(server, data))
            assert len(server.received) == 2 * MESSAGES
            server.received.clear()
    ratio = max(ours) / max(floor)
    print(f"{MESSAGES} messages of {len(data[0]) / 1000:.0f} kB over TLS, best of {ROUNDS}")
    print(
        f"BillDesk {max(ours):.0f}/s, smtplib alone {max(floor):.0f}/s, ratio {ratio:.2f} (target {TARGET})"
    )
    return 0 if ratio >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
