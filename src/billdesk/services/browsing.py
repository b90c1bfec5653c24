"""What lists show, asked for by the window and the command line: pages, sums, the picture at a glance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from billdesk.domain.lists import TOP, CurrencySum, Glance, InvoiceFilter, InvoiceRow, Page, Part, Sort
from billdesk.domain.settings import ShopSettings
from billdesk.services.office import Office
from billdesk.services.settings import shop_settings

if TYPE_CHECKING:
    from billdesk.domain.customer_list import CustomerChoice
    from billdesk.domain.finds import Finds
    from billdesk.domain.schedule_list import ScheduleFilter, ScheduleRow
    from billdesk.domain.ticket_list import Pending, TicketFilter, TicketRow

MOST_FOUND = 50


class Browsing:
    """Looks things up; nothing is ever written here."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def settings(self) -> ShopSettings:
        """The settings on file."""
        with self._office.sight() as sight:
            return shop_settings(sight.settings())

    def invoices(self, wanted: InvoiceFilter, sort: Sort, today: date, part: Part = TOP) -> Page[InvoiceRow]:
        """One part of the invoice list."""
        with self._office.sight() as sight:
            return sight.lists.invoice_page(wanted, sort, today, part)

    def invoice_sums(self, wanted: InvoiceFilter, today: date) -> tuple[CurrencySum, ...]:
        """Count, total and balance by currency of all that a filter finds; credit notes count against."""
        with self._office.sight() as sight:
            return sight.lists.invoice_sums(wanted, today)

    def glance(self, today: date) -> Glance:
        """The picture above the invoice list, in the shop's currency."""
        with self._office.sight() as sight:
            return sight.lists.glance(today, shop_settings(sight.settings()).currency)

    def schedules(
        self, wanted: ScheduleFilter, sort: Sort, today: date, part: Part = TOP
    ) -> Page[ScheduleRow]:
        """One part of the list of schedules; what the next invoices come to, Recurring.amounts tells."""
        from billdesk.storage.schedule_pages import ScheduleQuestion  # a window's first list has none

        with self._office.sight() as sight:
            home = shop_settings(sight.settings()).currency
            return sight.lists.schedule_page(ScheduleQuestion(wanted, sort, today, home), part)

    def schedule_counts(self, wanted: ScheduleFilter) -> dict[str, int]:
        """How many schedules there are in each state, by the filter without its states."""
        with self._office.sight() as sight:
            return sight.lists.schedule_sums(wanted)

    def tickets(self, wanted: TicketFilter, sort: Sort, part: Part = TOP) -> Page[TicketRow]:
        """One part of the list of tickets."""
        from billdesk.storage.ticket_pages import TicketQuestion

        with self._office.sight() as sight:
            home = shop_settings(sight.settings()).currency
            return sight.lists.ticket_page(TicketQuestion(wanted, sort, home), part)

    def ticket_sums(self, wanted: TicketFilter) -> tuple[int, tuple[Pending, ...]]:
        """How many tickets a filter finds, and what their open charges come to by currency."""
        with self._office.sight() as sight:
            return sight.lists.ticket_sums(wanted, shop_settings(sight.settings()).currency)

    def customers(self, words: str, limit: int = 50) -> tuple[CustomerChoice, ...]:
        """Customers whose name has every word typed, by name."""
        with self._office.sight() as sight:
            return sight.lists.customer_choices(words, limit)

    def find(self, words: str, today: date, limit: int = 5) -> Finds:
        """What the command box shows for some words: at the most `limit` (1-50) of each kind.

        After a # stands the beginning of an invoice's number, or its counter, and nothing else is found.
        """
        limit = max(1, min(limit, MOST_FOUND))
        with self._office.sight() as sight:
            if words.lstrip().startswith("#"):
                return sight.lists.numbers(words.strip().lstrip("#"), today, limit)
            return sight.lists.finds(words, today, limit)
