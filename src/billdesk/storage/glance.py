"""The picture at a glance, out of the sums that the database keeps: few rows however many invoices."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from billdesk.domain.lists import CurrencySum, Glance, GlanceCell, MonthSum
from billdesk.storage.reader import Piece, Reader, joined, wrapped
from billdesk.storage.tallies import spans

UNPAID = ("open", "partly_paid")
CELLS = ("draft", "open", "partly_paid", "overdue", "paid")


def glance(reader: Reader, today: date, home: str) -> Glance:
    """Draft, open, partly paid, overdue, paid this month; and what was invoiced in each of 12 months.

    Amounts: totals of drafts and of what was paid, balances of the others.
    """
    months = _months(today)
    sums: dict[str, list[CurrencySum]] = defaultdict(list)
    invoiced: dict[date, tuple[int, int]] = {}
    for name, currency, month, *numbers in reader.rows(_query(today, months[0])):
        count, total, balance = (int(number) for number in numbers)
        if name == "month" and currency == home:
            invoiced[reader.day(month)] = (count, total)
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


_MONTHS = Piece("SELECT 'month', currency, day, count, total, balance FROM tallies WHERE bucket = 'month'")


def _query(today: date, first: date) -> Piece:
    cells = [
        *_named("draft", spans("draft")),
        *_named("paid", spans("paid", since=today.replace(day=1))),
        *(one for bucket in UNPAID for one in _named("overdue", spans(bucket, until=today))),
        *(one for bucket in UNPAID for one in _named(bucket, spans(bucket, since=today))),
    ]
    summed = "SELECT name, currency, NULL, sum(count), sum(total), sum(balance) FROM ("
    months = joined((_MONTHS, Piece("day >= ? AND day <= ?", (first, today))), " AND ")
    found = wrapped(summed, joined(cells, " UNION ALL "), ") found GROUP BY name, currency")
    return joined((found, months), " UNION ALL ")


def _named(name: str, sums: Iterable[Piece]) -> Iterator[Piece]:
    for one in sums:
        head = f"SELECT '{name}' AS name, currency, count, total, balance FROM ("  # noqa: S608 words of ours
        yield wrapped(head, one, ") one")


def _cell(status: str, sums: list[CurrencySum], home: str) -> GlanceCell:
    """All invoices are counted, whatever their currency; amounts of others stand beside the home's."""
    by_total = status in ("draft", "paid")
    mine = [one.total if by_total else one.balance for one in sums if one.currency == home]
    others = sorted((one for one in sums if one.currency != home), key=lambda one: one.currency)
    return GlanceCell(status, sum(one.count for one in sums), sum(mine), tuple(others))
