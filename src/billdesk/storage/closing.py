"""What came in and went out on one day, read along the days of payments and refunds."""

from datetime import date

from billdesk.domain.closing import DayLine
from billdesk.storage.reader import Piece, Reader

_IN = (
    "SELECT 1, CASE WHEN p.ticket_id IS NULL THEN 'payment' ELSE 'deposit' END, p.id, coalesce(p.number, ''),"
    " c.name, p.method, p.reference, p.currency, p.amount, p.amount - p.used FROM payments p"
    " JOIN customers c ON c.id = p.customer_id WHERE p.day = ? AND p.method <> 'store_credit'"
)
_OUT = (
    "SELECT 2, r.kind, r.id, coalesce(s.number, ''), c.name, r.method, r.reference, s.currency, r.amount, 0"
    " FROM refunds r JOIN {source} s ON s.id = r.{key} JOIN customers c ON c.id = s.customer_id"
    " WHERE r.day = ? AND r.kind IN ('refund', 'reversal') AND r.method <> 'store_credit'"
)
_LINES = " UNION ALL ".join(
    (
        _IN,
        _OUT.format(source="payments", key="payment_id"),
        _OUT.format(source="invoices", key="credit_note_id"),
    )
)


class Days:
    """The money of single days."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def lines(self, day: date) -> tuple[DayLine, ...]:
        """Payments and then refunds of a day, each in the order of their writing; no store credit."""
        rows = self._reader.rows(Piece(f"{_LINES} ORDER BY 1, 3", (day,) * 3))
        return tuple(
            DayLine(kind, key, number, customer, method, reference, currency, int(amount), int(left))
            for _, kind, key, number, customer, method, reference, currency, amount, left in rows
        )
