"""Late fees on file: which invoices may owe one, and which are billed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Select, exists, func, or_, select

from billdesk.domain.late_fee import BilledFee, Overdue
from billdesk.domain.terms import LateFee
from billdesk.storage.mapping import insert_rows, pick, plain, table, take_ids
from billdesk.storage.tables import DeliveryRow, InvoiceRow, LateFeeRow

_I, _F, _D = table(InvoiceRow), table(LateFeeRow), table(DeliveryRow)
_BILLS = _F.alias("bills")


class LateFees:
    """The late fees of a shop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, fees: Sequence[BilledFee], at: datetime) -> None:
        """Write what is billed; the database refuses a fee that already is."""
        ids = take_ids(self._connection, LateFeeRow, len(fees))
        rows = [plain(one) | {"id": key, "made_at": at} for one, key in zip(fees, ids, strict=True)]
        insert_rows(self._connection, LateFeeRow, rows)

    def all(self) -> list[BilledFee]:
        """Every late fee that is billed, oldest first."""
        query = select(_F).order_by(_F.c.id)
        return [BilledFee(**pick(row, BilledFee)) for row in self._connection.execute(query)]

    def overdue(
        self, fees: Mapping[int, LateFee], today: date, ids: Collection[int] | None = None
    ) -> list[Overdue]:
        """Unpaid invoices under terms with fees (by the id of the terms) that may owe one, oldest due first.

        Those that bill a late fee themselves are left out. With `ids` only these. Whoever bills them has
        queued up before, as does whoever settles invoices, so that balances stand still.
        """
        query = _owing(fees, today)
        if ids is not None:
            query = query.where(_I.c.id.in_(ids))
        return [
            Overdue(
                row.id,
                row.number,
                row.customer_id,
                row.contact_id,
                row.currency,
                row.balance,
                row.due_day,
                fees[row.terms_id],
                row.issued_on,
                row.billed,
                bool(row.emailed),
                None if row.issued_on else row.made_at.date(),
            )
            for row in self._connection.execute(query)
        ]


def _owing(fees: Mapping[int, LateFee], today: date) -> Select[tuple[object, ...]]:
    """Where a fee comes only once, an invoice that has it is done with."""
    monthly = [key for key, fee in fees.items() if fee.monthly]
    billed = select(func.coalesce(func.max(_F.c.number), 0)).where(_F.c.invoice_id == _I.c.id)
    sent = exists().where(_D.c.invoice_id == _I.c.id, _D.c.state == "sent")
    names = ("id", "number", "customer_id", "contact_id", "currency", "balance", "due_day", "terms_id")
    return (
        select(
            *(_I.c[name] for name in names),
            _I.c.issued_on,
            _I.c.made_at,
            billed.scalar_subquery().label("billed"),
            or_(_I.c.sent == "sent", sent).label("emailed"),
        )
        .where(_I.c.bucket.in_(["open", "partly_paid"]), _I.c.due_day < today)
        .where(_I.c.kind == "invoice", _I.c.terms_id.in_(list(fees)))
        .where(~exists().where(_BILLS.c.fee_invoice_id == _I.c.id))
        .where(or_(_I.c.terms_id.in_(monthly), ~exists().where(_F.c.invoice_id == _I.c.id)))
        .order_by(_I.c.due_day, _I.c.id)
    )
