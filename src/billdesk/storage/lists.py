"""What lists show: pages of plain rows, sums, the picture at a glance, and choices for filters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from billdesk.domain.lists import TOP, CurrencySum, Glance, InvoiceFilter, InvoiceRow, Page, Part, Sort
from billdesk.storage.glance import glance
from billdesk.storage.invoice_pages import Question, invoice_page, invoice_sums
from billdesk.storage.reader import Piece, Reader, chosen, wrapped
from billdesk.storage.search import typed

if TYPE_CHECKING:
    from billdesk.domain.customer_list import CustomerChoice
    from billdesk.domain.finds import Finds
    from billdesk.domain.payment_list import MethodSum, PaymentFilter, PaymentRow
    from billdesk.domain.schedule_list import ScheduleFilter, ScheduleRow
    from billdesk.domain.ticket_list import Pending, TicketFilter, TicketRow
    from billdesk.domain.time_report import TimeFilter, TimeGroup, TimeLine, TimeSums
    from billdesk.storage.schedule_pages import ScheduleQuestion
    from billdesk.storage.ticket_pages import TicketQuestion
    from billdesk.storage.time_pages import TimeQuestion


class Lists:
    """The lists of a shop."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def invoice_page(
        self, wanted: InvoiceFilter, sort: Sort, today: date, part: Part = TOP
    ) -> Page[InvoiceRow]:
        """One part of the invoice list; an empty page beyond either end."""
        return invoice_page(self._reader, Question(wanted, sort, today), part)

    def invoice_sums(self, wanted: InvoiceFilter, today: date) -> tuple[CurrencySum, ...]:
        """Count, total and balance by currency, in their order; credit notes count against invoices."""
        return invoice_sums(self._reader, wanted, today)

    def invoice_count(self, customer_id: int, most: int) -> int:
        """How many invoices, credit notes and drafts a customer has; counted to one beyond `most` only."""
        some = Piece("SELECT id FROM invoices WHERE customer_id = ? LIMIT ?", (customer_id, most + 1))
        return self._reader.number(wrapped("SELECT count(*) FROM (", some, ") some"))

    def glance(self, today: date, home: str) -> Glance:
        """The picture above the invoice list; `home` is the shop's currency."""
        return glance(self._reader, today, home)

    def schedule_page(self, question: ScheduleQuestion, part: Part = TOP) -> Page[ScheduleRow]:
        """One part of the list of schedules; the amount of the next invoice isn't known here (None)."""
        from billdesk.storage.schedule_pages import schedule_page  # a window's first list has none

        return schedule_page(self._reader, question, part)

    def schedule_sums(self, wanted: ScheduleFilter) -> dict[str, int]:
        """How many schedules there are in each state, by the filter without its states."""
        from billdesk.storage.schedule_pages import schedule_sums

        return schedule_sums(self._reader, wanted)

    def payment_page(self, wanted: PaymentFilter, sort: Sort, part: Part = TOP) -> Page[PaymentRow]:
        """One part of the list of payments."""
        from billdesk.storage.payment_pages import payment_page

        return payment_page(self._reader, wanted, sort, part)

    def payment_sums(self, wanted: PaymentFilter) -> tuple[int, tuple[MethodSum, ...]]:
        """How many payments a filter finds, and what those that aren't reversed come to by method."""
        from billdesk.storage.payment_pages import payment_count, payment_sums

        return payment_count(self._reader, wanted), payment_sums(self._reader, wanted)

    def ticket_page(self, question: TicketQuestion, part: Part = TOP) -> Page[TicketRow]:
        """One part of the list of tickets."""
        from billdesk.storage.ticket_pages import ticket_page  # a window's first list has none

        return ticket_page(self._reader, question, part)

    def ticket_sums(self, wanted: TicketFilter, home: str) -> tuple[int, tuple[Pending, ...]]:
        """How many tickets a filter finds, and what their open charges come to by currency."""
        from billdesk.storage.ticket_pages import ticket_count, ticket_pending

        return ticket_count(self._reader, wanted), ticket_pending(self._reader, wanted, home)

    def time_groups(self, question: TimeQuestion, part: Part = TOP) -> Page[TimeGroup]:
        """One part of the report of time, grouped."""
        from billdesk.storage.time_pages import time_groups

        return time_groups(self._reader, question, part)

    def time_lines(self, question: TimeQuestion, part: Part = TOP) -> Page[TimeLine]:
        """One part of the report of time, row by row."""
        from billdesk.storage.time_pages import time_lines

        return time_lines(self._reader, question, part)

    def time_sums(self, wanted: TimeFilter) -> TimeSums:
        """What all time that a filter finds comes to."""
        from billdesk.storage.time_pages import time_sums

        return time_sums(self._reader, wanted)

    def time_group_count(self, wanted: TimeFilter, by: str) -> int:
        """How many groups of time there are."""
        from billdesk.storage.time_pages import time_group_count

        return time_group_count(self._reader, wanted, by)

    def customer_choices(self, words: str, limit: int = 50) -> tuple[CustomerChoice, ...]:
        """Customers whose name has every word typed somewhere, by name."""
        found = [Piece("search_name LIKE ?", (f"%{word}%",)) for word in typed(words)]
        query = chosen("SELECT id, ref, name, active FROM customers", found)
        rows = self._reader.rows(wrapped("", query, f" ORDER BY search_name, id LIMIT {int(limit)}"))
        from billdesk.domain.customer_list import CustomerChoice

        return tuple([CustomerChoice(key, ref, name, bool(active)) for key, ref, name, active in rows])

    def finds(self, words: str, today: date, limit: int) -> Finds:
        """A few customers, invoices and schedules for what somebody typed."""
        from billdesk.storage.finding import find

        return find(self._reader, words, today, limit)

    def numbers(self, words: str, today: date, limit: int) -> Finds:
        """A few invoices by number."""
        from billdesk.storage.finding import find_numbers

        return find_numbers(self._reader, words, today, limit)
