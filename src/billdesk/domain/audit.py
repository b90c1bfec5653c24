"""The audit trail as it is read: which lines are wanted, and what one of them says."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("invoice", "payment", "customer", "schedule", "ticket", "charge", "product", "settings")
"""What things are called in the trail, as far as one can ask for them."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines of the audit trail; None and empty mean "any". Days are those of this computer."""

    kind: str = ""
    subject_id: int | None = None
    day_from: datetime.date | None = None
    day_to: datetime.date | None = None
    name: str = ""  # what the subject is called, to be shown


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line: what was done when to what, from which desk, and the facts of it."""

    id: int
    at: datetime.datetime
    desk: str
    kind: str
    subject_id: int
    act: str
    facts: Mapping[str, object] = field(default_factory=dict)
    name: str = ""  # number or name of the subject; "" where it is gone or has none
    customer: str = ""
    currency: str = ""  # of amounts among the facts
