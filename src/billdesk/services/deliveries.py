"""What became of deliveries: how a pass went, whose they are, and the mark on their invoices."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from billdesk.basics.processes import is_alive
from billdesk.domain.errors import Refused, Trouble
from billdesk.domain.history import Delivery
from billdesk.services.office import Office
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

LEASE = timedelta(hours=2)
"""No hand-over takes that long: who is silent for longer is gone, whoever has its process id now."""


@dataclass(slots=True)
class SendingReport:
    """How a pass went. `waiting`: deliveries still queued; `trouble`: why it ended early, if it did."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    unknown: int = 0
    waiting: int = 0
    trouble: Trouble | Refused | None = None
    limited: bool = False  # the messages of this hour are used up


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a claimed delivery; `back` is one that was never handed over."""

    delivery: Delivery
    state: str  # sent queued failed unknown back
    reply: str = ""
    not_before: datetime | None = None


def is_abandoned(holder: str, process: str, age: timedelta) -> bool:
    """Whether nobody hands over any more what `holder` claimed so long ago, as seen from `process`.

    Both are "desk:process id:start". What this very process holds is abandoned, for it asks only when it
    hands over nothing. Another desk's processes can't be seen, so for them only the lease counts.
    """
    if age > LEASE or holder == process:
        return True
    desk, pid, _ = _parts(holder)
    own_desk, own_pid, _ = _parts(process)
    if desk != own_desk:
        return False
    return pid == own_pid or not is_alive(pid)


def _parts(process: str) -> tuple[str, int, str]:
    desk, pid, start = (["", "", *process.rsplit(":", 2)])[-3:]
    return desk, int(pid) if pid.isascii() and pid.isdigit() else 0, start


def mark(work: Work, office: Office, delivery: Delivery, state: str, reply: str) -> None:
    """Show on the invoice what became of its delivery; remember it there, or where else it belongs."""
    change = {"delivery": delivery.id, "to": list(delivery.recipients), "reply": reply}
    if delivery.invoice_id is not None:
        work.invoices.set_sent(delivery.invoice_id, state)
        trace = Trace("invoice", delivery.invoice_id, f"mail_{state}", change)
    elif delivery.payment_id is not None:
        trace = Trace("payment", delivery.payment_id, f"mail_{state}", change)
    elif delivery.statement_id is not None:
        sent = work.traces.statement_facts([delivery.statement_id])[delivery.statement_id]
        change["of"] = sent.facts["period"]
        trace = Trace("customer", sent.customer_id, f"statement_{state}", change)
    elif delivery.ticket_id is not None:
        trace = Trace("ticket", delivery.ticket_id, f"mail_{state}", change)
    else:
        return
    work.traces.add([trace], office.now(), office.desk)
