"""What goes back for an invoice: how much can, what a wish comes to, and what a fee leaves of it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from billdesk.domain import credit
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice
from billdesk.domain.payment import require_amount, require_fee


@dataclass(frozen=True, slots=True)
class Paid:
    """An invoice with its credit notes and the money (minor units) received for it and not given back."""

    invoice: Invoice
    notes: tuple[Invoice, ...]
    received: int

    @property
    def waiting(self) -> int:
        """What its credit notes have yet to give back."""
        return sum(max(note.balance, 0) for note in self.notes)

    @property
    def left(self) -> int:
        """What can go back by amount."""
        return max(min(self.received, self.waiting + credit.left_to_credit(self.invoice, self.notes)), 0)

    @property
    def left_by_lines(self) -> int:
        """What can go back by lines: open credit notes have the first claim."""
        return max(self.received - self.waiting, 0)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What a wish comes to, in minor units: credited, the tax in that (None by amount), and the fee kept."""

    credited: int
    tax: int | None
    fee: int
    nets: Mapping[int, int]  # before tax, by the number of the line

    @property
    def out(self) -> int:
        """What really goes back."""
        return self.credited - self.fee


def by_lines(paid: Paid, wanted: Mapping[int, int] | None, fee: int, day: datetime.date) -> GivenBack:
    """What some units (× 10⁴) by line id come to, all that is left for None; may be Refused."""
    note = credit.by_lines(paid.invoice, paid.notes, wanted, day)
    _require(note.total, paid.left_by_lines)
    nets = {line.corrects_line: line.taxable for line in note.lines if line.corrects_line is not None}
    return GivenBack(note.total, note.tax, require_fee(note.total, fee), nets)


def by_amount(paid: Paid, amount: int, fee: int) -> GivenBack:
    """What an amount comes to; Refused where it is none, or more than is left."""
    require_amount(amount)
    _require(amount, paid.left)
    return GivenBack(amount, None, require_fee(amount, fee), {})


def status(invoice: Invoice, notes: Sequence[Invoice], given_back: int) -> str:
    """Whether money went back for an invoice: "" "partly_refunded" "refunded"."""
    if given_back <= 0:
        return ""
    credited = sum(note.total for note in notes)
    return "refunded" if credited >= invoice.total else "partly_refunded"


def _require(amount: int, left: int) -> None:
    if left <= 0:
        raise Refused("nothing_left_to_refund")
    if amount > left:
        raise Refused("above_what_is_left", left=left, amount=amount)
