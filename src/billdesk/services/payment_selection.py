"""Ticked rows of the list of payments: what they come to, and as a file."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from billdesk.basics import words
from billdesk.domain.lists import CurrencySum, Part
from billdesk.domain.money import amount_text
from billdesk.domain.payment_list import PaymentRow, TickedPayments
from billdesk.exchange.sheets import write_csv
from billdesk.services.office import Office
from billdesk.services.pace import AT_ONCE, Pace
from billdesk.storage.work import Work

PART = 1_000
"""Rows that are read at once, so that a million of them fit as well as ten."""
COLUMNS = (
    "Receipt",
    "Date",
    "Customer",
    "Method",
    "Reference",
    "Currency",
    "Amount",
    "Not allocated",
    "Taken back",
)


class PaymentSelection:
    """Looks at many payments at once; nothing in the shop is changed here."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def rows(self, ticked: TickedPayments, most: int | None = None) -> tuple[PaymentRow, ...]:
        """The ticked rows in the order of their list, `most` at most."""
        with self._office.reading() as work:
            return tuple(islice(_rows(work, ticked), most))

    def sums(self, ticked: TickedPayments) -> tuple[CurrencySum, ...]:
        """Count, amount and what isn't allocated of the ticked rows by currency, without reversed ones."""
        found: dict[str, list[int]] = {}
        with self._office.reading() as work:
            for one in work.lists.payment_sums(ticked.wanted)[1]:
                _add(found, one.currency, (one.count, one.amount, one.credit))
            if ticked.all and ticked.ids:
                left_out = TickedPayments(ticked.filter, ticked.order, False, ticked.ids)
                for one in work.lists.payment_sums(left_out.wanted)[1]:
                    _add(found, one.currency, (-one.count, -one.amount, -one.credit))
        return tuple(CurrencySum(code, *sums) for code, sums in sorted(found.items()) if sums[0])

    def count(self, ticked: TickedPayments) -> int:
        """How many rows are ticked, reversed ones among them."""
        with self._office.reading() as work:
            found = work.lists.payment_sums(ticked.wanted)[0]
        return found - len(ticked.ids) if ticked.all else found

    def export(self, ticked: TickedPayments, path: Path, language: str, pace: Pace = AT_ONCE) -> int | None:
        """Write the ticked payments as a CSV file, over one that is there; how many they were.

        Amounts with a point and without groups, dates ISO. Nothing is changed where it is stopped (None), and
        where Trouble file_cannot_be_written comes.
        """
        head = [words.translate(title, language) for title in COLUMNS]
        go_on = pace.of(self.count(ticked))
        with self._office.reading() as work:
            return write_csv(path, head, map(_cells, _rows(work, ticked)), go_on)


def _add(found: dict[str, list[int]], currency: str, figures: tuple[int, int, int]) -> None:
    sums = found.setdefault(currency, [0, 0, 0])
    sums[:] = [one + more for one, more in zip(sums, figures, strict=True)]


def _rows(work: Work, ticked: TickedPayments) -> Iterator[PaymentRow]:
    part = Part(PART)
    while True:
        page = work.lists.payment_page(ticked.wanted, ticked.order, part)
        yield from (row for row in page.rows if not (ticked.all and row.id in ticked.ids))
        if len(page.rows) < PART:
            return
        part = Part(PART, after=page.last)


def _cells(row: PaymentRow) -> tuple[str, ...]:
    return (
        row.number or "",
        row.day.isoformat(),
        row.customer,
        row.method,
        row.reference,
        row.currency,
        amount_text(row.amount, row.currency),
        amount_text(row.credit, row.currency),
        "yes" if row.reversed else "no",
    )
