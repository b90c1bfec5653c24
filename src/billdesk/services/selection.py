"""Ticked rows of the invoice list: what they come to, what keeps them from being mailed, and as a file."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from billdesk.basics import words
from billdesk.domain.lists import CurrencySum, InvoiceFilter, InvoiceRow, Part, Ticked
from billdesk.domain.money import amount_text
from billdesk.exchange.sheets import write_csv
from billdesk.services.office import Office
from billdesk.services.pace import AT_ONCE, Pace
from billdesk.services.queueing import addressed
from billdesk.storage.work import Work

PART = 1_000
"""Rows that are read at once, so that a million of them fit as well as ten."""
COLUMNS = (
    "Number",
    "Customer",
    "Title",
    "Date",
    "Due",
    "Status",
    "Currency",
    "Total",
    "Balance",
    "Recurring",
    "Sent",
)


class Selection:
    """Looks at many invoices at once; nothing in the shop is changed here."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def rows(self, ticked: Ticked, today: date, most: int | None = None) -> tuple[InvoiceRow, ...]:
        """The ticked rows in the order of their list, `most` at most."""
        with self._office.reading() as work:
            return tuple(islice(_rows(work, ticked, today), most))

    def sums(self, ticked: Ticked, today: date) -> tuple[CurrencySum, ...]:
        """Count, total and balance of the ticked rows by currency; credit notes count against invoices."""
        with self._office.reading() as work:
            found = work.lists.invoice_sums(ticked.wanted, today)
            if not ticked.all or not ticked.ids:
                return found
            left_out = work.lists.invoice_sums(InvoiceFilter(ids=tuple(ticked.ids)), today)
        return _difference(found, left_out)

    def count(self, ticked: Ticked, today: date) -> int:
        """How many rows are ticked."""
        return sum(one.count for one in self.sums(ticked, today))

    def unreachable(self, invoice_ids: Sequence[int]) -> frozenset[int]:
        """Those of some invoices that nobody can be e-mailed, for want of a usable address."""
        with self._office.reading() as work:
            found = addressed(work, work.invoices.by_ids(invoice_ids))
        return frozenset(key for key, (to, problem) in found.items() if problem is not None or not to)

    def export(
        self, ticked: Ticked, today: date, path: Path, language: str, pace: Pace = AT_ONCE
    ) -> int | None:
        """Write the ticked invoices as a CSV file, over one that is there; how many they were.

        Amounts with a point and without groups, dates ISO. Nothing is changed where it is stopped (None), and
        where Trouble file_cannot_be_written comes.
        """
        head = [words.translate(title, language) for title in COLUMNS]
        go_on = pace.of(self.count(ticked, today))
        with self._office.reading() as work:
            return write_csv(path, head, map(_cells, _rows(work, ticked, today)), go_on)


def _rows(work: Work, ticked: Ticked, today: date) -> Iterator[InvoiceRow]:
    part = Part(PART)
    while True:
        page = work.lists.invoice_page(ticked.wanted, ticked.order, today, part)
        yield from (row for row in page.rows if not (ticked.all and row.id in ticked.ids))
        if len(page.rows) < PART:
            return
        part = Part(PART, after=page.last)


def _difference(sums: Sequence[CurrencySum], left_out: Sequence[CurrencySum]) -> tuple[CurrencySum, ...]:
    """What is left of sums; a currency of which nothing is left goes."""
    less = {one.currency: one for one in left_out}
    found = []
    for one in sums:
        out = less.get(one.currency, CurrencySum(one.currency, 0, 0, 0))
        rest = CurrencySum(
            one.currency, one.count - out.count, one.total - out.total, one.balance - out.balance
        )
        if rest.count:
            found.append(rest)
    return tuple(found)


def _cells(row: InvoiceRow) -> Sequence[str]:
    return (
        row.number or "",
        row.customer,
        row.title,
        row.date.isoformat(),
        row.due_date.isoformat(),
        row.status,
        row.currency,
        amount_text(row.total, row.currency),
        amount_text(row.balance, row.currency),
        "yes" if row.recurring else "no",
        row.sent,
    )
