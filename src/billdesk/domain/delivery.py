"""Deliveries: one e-mail each, from the outbox to the server's answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

STATES = ("queued", "sending", "sent", "failed", "unknown")
_PAUSES = (1, 5, 15, 60, 180, 360, 720)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One e-mail; `sending` means that a hand-over has begun and its outcome isn't known yet."""

    kind: str  # invoice
    recipients: tuple[str, ...]
    message_id: str
    invoice_id: int | None = None
    state: str = "queued"
    tries: int = 0
    reply: str = ""
    not_before: datetime | None = None
    made_at: datetime | None = None
    changed_at: datetime | None = None
    id: int = 0


def pause_after(tries: int) -> timedelta:
    """How long to wait before the next try: 1 minute at first, growing to half a day."""
    return timedelta(minutes=_PAUSES[min(tries, len(_PAUSES)) - 1])


def gives_up(tries: int) -> bool:
    """Whether temporary refusals have gone on for so long (some three days) that the biller must look."""
    return tries >= len(_PAUSES) + 4
