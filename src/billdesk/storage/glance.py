"""The picture at a glance, out of the sums that the database keeps: few rows however many invoices."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal, or_, select, union_all

from billdesk.domain.lists import CurrencySum, Glance, GlanceCell, MonthSum
from billdesk.storage.mapping import table
from billdesk.storage.tables import TallyRow

_T = table(TallyRow).c
CELLS = ("draft", "open", "partly_paid", "overdue", "paid")


def glance(connection: Connection, today: date, home: str) -> Glance:
    """Draft, open, partly paid, overdue, paid this month; and what was invoiced in each of 12 months.

    Amounts: totals of drafts and of what was paid, balances of the others.
    """
    months = _months(today)
    sums: dict[str, list[CurrencySum]] = defaultdict(list)
    invoiced: dict[date, tuple[int, int]] = {}
    for name, currency, month, *numbers in connection.execute(_query(today, months[0])):
        count, total, balance = (int(number) for number in numbers)
        if name == "month" and currency == home:
            invoiced[month] = (count, total)
        elif name != "month":
            sums[name].append(CurrencySum(currency, count, total, balance))
    return Glance(
        home,
        tuple(_cell(status, sums[status], home) for status in CELLS),
        tuple(MonthSum(month, *invoiced.get(month, (0, 0))) for month in months),
    )


def _months(today: date) -> list[date]:
    """The first days of the last 12 months; those before the calendar begins are left out."""
    count = today.year * 12 + today.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(max(count - 11, 12), count + 1)]


def _query(today: date, first: date) -> Any:
    unpaid = _T.bucket.in_(["open", "partly_paid"])
    name = case((and_(unpaid, _T.day < today), literal("overdue")), else_=_T.bucket)
    shown = or_(unpaid, _T.bucket == "draft", and_(_T.bucket == "paid", _T.day >= today.replace(day=1)))
    numbers = func.sum(_T.count), func.sum(_T.total), func.sum(_T.balance)
    cells = (
        select(name.label("name"), _T.currency, func.min(_T.day), *numbers)
        .where(shown)
        .group_by(name, _T.currency)
    )
    months = select(literal("month"), _T.currency, _T.day, _T.count, _T.total, _T.balance)
    return union_all(cells, months.where(_T.bucket == "month", _T.day >= first, _T.day <= today))


def _cell(status: str, sums: list[CurrencySum], home: str) -> GlanceCell:
    """All invoices are counted, whatever their currency; amounts of others stand beside the home's."""
    by_total = status in ("draft", "paid")
    mine = [one.total if by_total else one.balance for one in sums if one.currency == home]
    others = sorted((one for one in sums if one.currency != home), key=lambda one: one.currency)
    return GlanceCell(status, sum(one.count for one in sums), sum(mine), tuple(others))
