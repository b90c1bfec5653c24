"""What the invoice list is asked for: search field, chips and picture, kept in step with each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from billdesk.basics import words
from billdesk.domain.errors import Refused
from billdesk.ui.bench import Bench
from billdesk.ui.panes.invoice_filters import AMOUNT, DATE, NAMES, Asked, specs
from billdesk.ui.panes.invoice_picture import InvoicePicture
from billdesk.ui.periods import date_choices, ends, span_key
from billdesk.ui.widgets.chips import Choice, FilterChips
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.words import tr

if TYPE_CHECKING:
    from billdesk.ui.widgets.picker import Answer


class InvoiceAsking(QObject):
    """Holds the question; `changed` tells a new one, `failed` why choices couldn't be looked up."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Bench, picture: InvoicePicture, pane: QWidget) -> None:
        super().__init__(pane)
        self._bench, self._picture, self._pane = bench, picture, pane
        self.asked = Asked()
        self.search_field = SearchField(bench.look, "invoices.search", tr("Number, customer, line text…"))
        openers = {
            "customer": lambda: self._pick("customer", tr("Customer"), self._customers),
            "ticket": lambda: self._pick("ticket", tr("Ticket"), self._tickets),
            "amount": self._pick_amounts,
        }
        self.chips = FilterChips(bench.look, "invoices.chips", specs(openers))
        self.search_field.asked.connect(lambda text: self.ask(self.asked._replace(text=text)))
        self.chips.changed.connect(self._on_keys)
        picture.status_picked.connect(self._on_glance)
        picture.month_picked.connect(self._on_month)

    def ask(self, asked: Asked) -> None:
        """Ask another question; chips and picture say so too."""
        if asked == self.asked:
            return
        self.asked = asked
        self._show()
        self.changed.emit(asked)

    def ask_again(self, asked: Asked) -> None:
        """Ask what was asked before, whatever is asked now; the search field says so too."""
        self.asked = asked
        self.search_field.show_text(asked.text)
        self._show()
        self.changed.emit(asked)

    def ask_of_customer(self, customer_id: int, name: str) -> None:
        """Ask for every invoice of one customer."""
        self.chips.chip("customer").offer((Choice(str(customer_id), name),))
        self.ask_again(Asked().with_keys("customer", (str(customer_id),)))

    def clear(self) -> None:
        """Ask for every invoice."""
        self.search_field.clear()
        self.ask(Asked())

    def _show(self) -> None:
        for name in NAMES:
            self.chips.show_keys(name, self.asked.chosen(name))
        self._picture.show_chosen(self.asked.glance_key(), self.asked.chosen(DATE))

    def _on_keys(self, name: str, keys: tuple[str, ...]) -> None:
        if name == DATE and keys == ("other",):
            self._show()  # until a span is chosen, the one before holds
            self._pick_days()
        else:
            self.ask(self.asked.with_keys(name, keys))

    # The picture

    def _on_glance(self, key: str) -> None:
        asked = self.asked.with_keys("status", (key,) if key else ())
        self.ask(asked._replace(paid_this_month=key == "paid"))

    def _on_month(self, month: date | None, name: str) -> None:
        if month:
            self._offer_date(Choice(month.isoformat(), name))
        self.ask(self.asked.with_keys(DATE, (month.isoformat(),) if month else ()))

    def _offer_date(self, other: Choice) -> None:
        self.chips.chip(DATE).offer(date_choices(other))

    # Spans

    def _pick_days(self) -> None:
        from billdesk.ui.typed_dates import read_day  # what opens by itself only comes after the first rows

        bench = self._bench
        example = words.date_medium(bench.today, bench.language)
        self._open_span(
            DATE,
            tr("Invoice date"),
            lambda text: read_day(text, bench.today, bench.language),
            (tr("Not a date. Type {example}", example=example), example),
        )

    def _pick_amounts(self) -> None:
        bench = self._bench
        example = words.amount(125000, bench.figures.home, bench.language, symbol=False)
        said = tr("Not an amount. Type {example}", example=example)
        self._open_span(AMOUNT, tr("Total"), self._read_amount, (said, example))

    def _read_amount(self, text: str) -> int | None:
        from billdesk.domain import typed

        bench = self._bench
        try:
            return typed.amount(text, bench.figures.home, words.point(bench.language))
        except Refused:
            return None

    def _open_span(self, name: str, title: str, read: Callable[[str], Any], said: tuple[str, str]) -> None:
        from billdesk.ui.widgets.span import Span

        span = Span(self._bench.look, f"invoices.{name}", title, read, self._pane)
        chosen = self.asked.chosen(name)
        texts = [self._written(name, end) for end in ends(chosen[0])] if chosen else ["", ""]
        span.offer(texts, *said)
        span.picked.connect(lambda low, high: self._on_span(name, low, high))
        span.open_below(self.chips.chip(name))

    def _written(self, name: str, end: object) -> str:
        bench = self._bench
        if isinstance(end, date):
            return words.date_medium(end, bench.language)
        if isinstance(end, int):
            return words.amount(end, bench.figures.home, bench.language, symbol=False)
        return ""

    def _on_span(self, name: str, low: object, high: object) -> None:
        if low is None and high is None:
            self.ask(self.asked.with_keys(name, ()))
            return
        key = span_key(low, high)
        choice = Choice(key, self._span_words(name, low, high))
        if name == DATE:
            self._offer_date(choice)
        else:
            self.chips.chip(name).offer((choice,))
        self.ask(self.asked.with_keys(name, (key,)))

    def _span_words(self, name: str, low: object, high: object) -> str:
        first, last = self._written(name, low), self._written(name, high)
        if not last:
            return tr("from {first}", first=first)
        return tr("up to {last}", last=last) if not first else f"{first} – {last}"

    # Looked up by a field of their own, as there may be thousands

    def _pick(self, name: str, title: str, look_up: Callable[[str], list[Choice]]) -> None:
        from billdesk.ui.widgets.picker import Picker

        def ask(said: str, answer: Answer) -> None:
            self._bench.run(lambda: look_up(said), answer, self.failed.emit)

        picker = Picker(self._bench.look, f"invoices.{name}", title, ask, self._pane)
        picker.picked.connect(lambda choice: self._on_choice(name, choice))
        picker.open_below(self.chips.chip(name))

    def _customers(self, said: str) -> list[Choice]:
        found = self._bench.desk.browsing.customers(said)
        return [Choice(str(one.id), one.name) for one in found]

    def _tickets(self, said: str) -> list[Choice]:
        found = self._bench.desk.tickets.choices(said)
        return [Choice(str(one.id), f"{one.number or ''} {one.subject}".strip()) for one in found]

    def _on_choice(self, name: str, choice: Choice) -> None:
        self.chips.chip(name).offer((choice,))
        self.ask(self.asked.with_keys(name, (choice.key,)))
