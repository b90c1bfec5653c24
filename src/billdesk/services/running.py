"""What a run is asked to do and what it tells, for those who start one before they need the run itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from billdesk.domain.invoice import Invoice
from billdesk.services.pace import Stop, never

if TYPE_CHECKING:  # the rules of fees take longer to import than whoever starts a run can wait
    from billdesk.domain.customer import Customer
    from billdesk.domain.errors import Trouble
    from billdesk.domain.late_fee import DueFee


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do; `until` is a later day up to which it generates ahead."""

    today: date
    until: date | None = None
    release_late: bool = False
    confirmed: bool = False  # somebody has answered the clock guard
    schedules: frozenset[int] = frozenset()  # only these; empty = all

    @property
    def horizon(self) -> date:
        """The last generation day that counts."""
        return self.until or self.today


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one occurrence: an invoice, a skip, or a failure."""

    schedule_id: int
    schedule: str  # ref
    customer: str  # ref
    billing_date: date
    invoice: Invoice | None = None
    skipped: str = ""
    failure: str = ""
    facts: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class FeeOutcome:
    """What became of one late fee: the invoice that bills it (and whom it is mailed to), or a failure."""

    due: DueFee
    customer: Customer
    invoice: Invoice | None = None
    recipients: tuple[str, ...] = ()
    failure: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChargeOutcome:
    """What became of charging an invoice to a stored card: taken, refused or unknown, and why."""

    state: str
    number: str
    customer: str  # name
    title: str  # of the schedule
    amount: int
    currency: str
    attempt: int = 1
    failure: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Summary:
    """How a run went."""

    planned: int = 0
    generated: int = 0
    issued: int = 0
    waiting: int = 0
    skipped: int = 0
    failed: int = 0
    late_fees: int = 0  # invoices for late fees, not counted in those before
    charged: int = 0  # invoices charged to stored cards, which are counted in those before
    uncharged: int = 0  # those whose card was refused, or of which nobody knows
    processor: Trouble | None = None  # why the processor couldn't be reached, so that some wait
    stopped: bool = False

    @property
    def done(self) -> int:
        """Occurrences and late fees dealt with so far."""
        return self.generated + self.skipped + self.late_fees + self.failed


Sink = Callable[[Sequence[Outcome]], None]
FeeSink = Callable[[Sequence[FeeOutcome]], None]
ChargeSink = Callable[[Sequence[ChargeOutcome]], None]
Progress = Callable[[Summary], None]


def _ignore(_found: object) -> None:
    """For callers that don't want to hear."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears of a run while it goes on, and whether it shall stop between two groups."""

    sink: Sink = _ignore
    progress: Progress = _ignore
    stop: Stop = never
    fees: FeeSink = _ignore
    charges: ChargeSink = _ignore


NOBODY = Ears()
"""Ears of nobody."""


@contextmanager
def no_search_for_circles() -> Iterator[None]:
    """While values are made by the hundred thousand, none in a circle: looking took a fifth of a run."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
