"""Accounts of customers: what moved them, how they stand, how old what is owed is, and whose moved."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from billdesk.domain.statement import AGES, Ageing, Move, Standing
from billdesk.storage.reader import Piece, Reader
from billdesk.storage.tables.invoices import OWED, UNSPENT
from billdesk.storage.tables.money import UNUSED

# Refunds and write-offs are few: they are read by their days (the + 0 keeps databases from reading them by
# all invoices and payments that a customer ever had).
_DOCUMENTS = (
    "SELECT day, 1 AS turn, id, kind, CASE WHEN kind = 'invoice' THEN total ELSE -total END AS amount,"
    " number, title, CASE WHEN kind = 'invoice' THEN due_day END AS due, '' AS method, NULL AS pair"
    " FROM invoices WHERE customer_id = ? AND currency = ? AND state = 'issued' AND day >= ?"
)
_PAYMENTS = (
    "SELECT day, 2, id, CASE WHEN ticket_id IS NOT NULL THEN 'deposit'"
    " WHEN method = 'store_credit' THEN 'credit' ELSE 'payment' END, -amount, coalesce(number, ''),"
    " reference, NULL, method, id FROM payments WHERE customer_id = ? AND currency = ? AND day >= ?"
)
_REFUNDS = (
    "SELECT r.day, 3, r.id, r.kind, r.amount, coalesce(s.number, ''), r.reason, NULL, r.method, r.credit_id"
    " FROM refunds r JOIN {source} s ON s.id = r.{key} WHERE s.customer_id + 0 = ? AND s.currency = ?"
    " AND r.day >= ?"
)
_WRITE_OFFS = (
    "SELECT w.day, 4, w.id, CASE WHEN w.amount > 0 THEN 'write_off' ELSE 'write_off_back' END, -w.amount,"
    " s.number, w.reason, NULL, '', NULL FROM write_offs w"
    " JOIN invoices s ON s.id = w.invoice_id WHERE s.customer_id + 0 = ? AND s.currency = ? AND w.day >= ?"
)
_MOVES = " UNION ALL ".join(
    (
        _DOCUMENTS,
        _PAYMENTS,
        _REFUNDS.format(source="payments", key="payment_id"),
        _REFUNDS.format(source="invoices", key="credit_note_id"),
        _WRITE_OFFS,
    )
)
_PARTS = 5
_HELD = "CASE WHEN ticket_id IS NOT NULL AND NOT released THEN amount - used ELSE 0 END"
_SUMS = (
    (
        "SELECT customer_id, currency, CASE WHEN kind = 'invoice' THEN total ELSE -total END AS amount, day"
        " FROM invoices WHERE state = 'issued'"
    ),
    "SELECT customer_id, currency, -amount, day FROM payments",
    (
        "SELECT s.customer_id, s.currency, r.amount, r.day FROM refunds r"
        " JOIN payments s ON s.id = r.payment_id"
    ),
    (
        "SELECT s.customer_id, s.currency, r.amount, r.day FROM refunds r"
        " JOIN invoices s ON s.id = r.credit_note_id"
    ),
    (
        "SELECT s.customer_id, s.currency, -w.amount, w.day FROM write_offs w"
        " JOIN invoices s ON s.id = w.invoice_id"
    ),
)
_SINCE = f"SELECT * FROM ({' UNION ALL '.join(_SUMS)}) moves WHERE day >= ?"  # noqa: S608 words of ours


class Account(NamedTuple):
    """The account of a customer in one currency."""

    customer_id: int
    currency: str


class Accounts:
    """What statements are made of."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def moves(self, account: Account, start: date) -> list[Move]:
        """All that moved an account since a day, in order: documents before money on the same day."""
        values = (*account, start) * _PARTS
        rows = self._reader.rows(Piece(f"{_MOVES} ORDER BY 1, 2, 3", values))
        day = self._reader.day
        return [
            Move(day(on), kind, key, int(amount), number, title, due and day(due), method, pair)
            for on, _, key, kind, amount, number, title, due, method, pair in rows
        ]

    def standing(self, customer_id: int) -> dict[str, Standing]:
        """How the accounts of a customer stand, by currency; those with nothing on them are left out."""
        found = self._standings(" AND customer_id = ?", customer_id)
        return {one.currency: standing for one, standing in found.items()}

    def currencies(self, customer_id: int) -> set[str]:
        """The currencies of what was ever billed to a customer, or received."""
        sql = (
            "SELECT DISTINCT currency FROM invoices WHERE customer_id = ? AND state = 'issued'"
            " UNION SELECT currency FROM payments WHERE customer_id = ?"
        )
        return {row[0] for row in self._reader.rows(Piece(sql, (customer_id, customer_id)))}

    def ageing(self, account: Account, today: date) -> Ageing:
        """What is owed on an account by how long it is overdue."""
        ends = [today - timedelta(days) for days in AGES]
        parts = ["due_day >= ?"]
        values: list[Any] = [ends[0]]
        for later, end in pairwise(ends):
            parts.append("due_day < ? AND due_day >= ?")
            values += [later, end]
        parts.append("due_day < ?")
        values.append(ends[-1])
        sums = ", ".join(f"coalesce(sum(CASE WHEN {part} THEN balance ELSE 0 END), 0)" for part in parts)
        sql = f"SELECT {sums} FROM invoices WHERE customer_id = ? AND currency = ? AND {OWED}"  # noqa: S608 words of ours
        return Ageing(tuple(map(int, self._reader.rows(Piece(sql, (*values, *account)))[0])))

    def moved(self, start: date, end: date) -> dict[Account, int]:
        """The accounts that moved within a period or that stood at something at its end, with how they stood.

        How they stood is reckoned back from today.
        """
        within = "sum(CASE WHEN day <= ? THEN 1 ELSE 0 END), sum(CASE WHEN day > ? THEN amount ELSE 0 END)"
        sql = f"SELECT customer_id, currency, {within} FROM ({_SINCE}) since GROUP BY customer_id, currency"  # noqa: S608 words of ours
        rows = self._reader.rows(Piece(sql, (end, end, start)))
        since = {Account(*row[:2]): (int(row[2]), int(row[3])) for row in rows}
        now = self._standings("")
        found = {}
        for one in {**since, **now}:
            moves, later = since.get(one, (0, 0))
            balance = now.get(one, Standing()).balance - later
            if moves or balance:
                found[one] = balance
        return found

    def _standings(self, whose: str, *values: Any) -> dict[Account, Standing]:
        """How accounts stand, each read along the index of what is open or unused."""
        parts = (
            f"sum(balance), 0, 0, 0 FROM invoices WHERE {OWED}",
            f"0, sum(amount - used) - sum({_HELD}), sum({_HELD}), 0 FROM payments WHERE {UNUSED}",
            f"0, 0, 0, sum(balance) FROM invoices WHERE {UNSPENT}",
        )
        sql = " UNION ALL ".join(
            f"SELECT customer_id, currency, {part}{whose} GROUP BY customer_id, currency" for part in parts
        )
        sums: dict[Account, tuple[int, ...]] = {}
        for customer_id, currency, *found in self._reader.rows(Piece(sql, values * len(parts))):
            before = sums.get(Account(customer_id, currency), (0, 0, 0, 0))
            sums[Account(customer_id, currency)] = tuple(map(sum, zip(before, map(int, found), strict=True)))
        return {one: Standing(*found) for one, found in sorted(sums.items())}
