"""500 invoices through the outbox, beside smtplib alone handing over the same messages, in one run.

Twice: PDFs frozen before (the line and the database are measured) and not (they are made on the way).
"""

import smtplib
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from billdesk.services.papers import Papers  # noqa: E402
from support.mailing import SENDER, account_of, sending_at  # noqa: E402
from support.small_shop import TODAY, open_shop  # noqa: E402
from support.smtp import SmtpServer  # noqa: E402

MESSAGES = 500


def by_billdesk(folder: Path, server: SmtpServer, frozen: bool) -> float:
    """Messages a second, each claimed and settled on disk."""
    shop = open_shop(folder / f"shop-{frozen}.billdesk")
    sending = sending_at(shop, server)
    sending.keep_account(account_of(server))
    sending.queue(shop.invoices(shop.customer(), MESSAGES), TODAY)
    Papers(shop.office).preview(shop.read(1))  # the fonts are read
    if frozen:
        Papers(shop.office).freeze_pending()
    start = time.perf_counter()
    report = sending.flush()
    seconds = time.perf_counter() - start
    assert report.sent == MESSAGES
    shop.office.store.close()
    return MESSAGES / seconds


def by_smtplib(server: SmtpServer, data: list[bytes]) -> float:
    """Messages a second, ready-made, with nothing kept of what became of them."""
    with smtplib.SMTP(server.host, server.port, timeout=30) as smtp:
        smtp.starttls(context=server.trust)
        smtp.login("floor", "ascii")  # smtplib's own login knows no other passwords
        start = time.perf_counter()
        for message in data:
            assert smtp.sendmail(SENDER, ["ann@acme.example"], message) == {}
        return len(data) / (time.perf_counter() - start)


def main() -> None:
    """Prints the speeds and their ratios."""
    with tempfile.TemporaryDirectory() as name, SmtpServer() as server:
        server.users["floor"] = "ascii"
        ours = by_billdesk(Path(name), server, frozen=True)
        data = [one.content for one in server.received]
        floor = by_smtplib(server, data)
        whole = by_billdesk(Path(name), server, frozen=False)
    size = sum(map(len, data)) / len(data) / 1000
    print(f"{MESSAGES} messages of {size:.0f} kB over TLS; smtplib alone {floor:.0f}/s")
    print(f"BillDesk, PDFs frozen before: {ours:.0f}/s, ratio {ours / floor:.2f}")
    print(f"BillDesk, PDFs made on the way: {whole:.0f}/s, ratio {whole / floor:.2f}")


if __name__ == "__main__":
    main()
