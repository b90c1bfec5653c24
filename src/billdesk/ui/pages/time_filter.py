"""The filters above the report of time."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.time_report import STATES, TimeFilter
from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.panes.invoice_filters import date_choices, span, span_key
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.words import tr

NOBODY = "="
"""The key of time that nobody is named for; others are the name with this before it."""
USUAL = "this_month"
NAMES = ("date", "billable", "state", "technician", "customer", "labor")


class TimeFilters(QWidget):
    """Turns what is chosen into a TimeFilter."""

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._date: tuple[str, ...] = (USUAL,)
        look = bench.look
        self.chips = FilterChips(look, "time.chips", self._specs())
        self.chips.show_keys("date", self._date)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chips, 1)
        self.chips.changed.connect(self._on_changed)

    def _specs(self) -> tuple[FilterSpec, ...]:
        yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
        states = tuple(Choice(one, word(one)) for one in STATES)
        return (
            FilterSpec("date", tr("Date"), date_choices()),
            FilterSpec("billable", tr("Billable"), yes_no),
            FilterSpec("state", tr("State"), states),
            FilterSpec("technician", tr("Technician"), (), shown=False),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self._pick_customer),
            FilterSpec("labor", tr("Labor rate"), (), shown=False),
        )

    def offer(self) -> None:
        """Offer everybody who logged time, and the labor rates."""
        reports = self._bench.desk.time_reports
        self._bench.run(
            lambda: (reports.technicians(), reports.rates()), self._on_offered, self.troubled.emit
        )

    def _on_offered(self, found: tuple[Sequence[str], Sequence[tuple[int, str]]]) -> None:
        people, rates = found
        nobody = Choice(NOBODY, tr("Nobody"))
        offers = {
            "technician": (nobody, *(Choice(NOBODY + one, one) for one in people)),
            "labor": tuple(Choice(str(key), name) for key, name in rates),
        }
        for name, choices in offers.items():
            keys = self.chips.keys(name)
            self.chips.chip(name).offer(choices)
            self.chips.show_keys(name, [one for one in keys if one in {choice.key for choice in choices}])

    def wanted(self) -> TimeFilter:
        """What is asked for."""
        keys = {name: (self.chips.keys(name) or ("",))[0] for name in NAMES}
        start, end = span(self._date, self._bench.today)
        return TimeFilter(
            date_from=start,
            date_to=end,
            customer_id=int(keys["customer"]) if keys["customer"] else None,
            technician=keys["technician"][1:] if keys["technician"] else None,
            labor_id=int(keys["labor"]) if keys["labor"] else None,
            billable=keys["billable"] == "yes" if keys["billable"] else None,
            state=keys["state"],
        )

    def narrow(self, name: str, key: str, said: str) -> None:
        """Look at the time of one customer, technician or rate only."""
        self.chips.chip(name).offer((Choice(key, said),))
        self.chips.show_keys(name, (key,))

    def clear(self) -> None:
        """All time that there is."""
        self._date = ()
        for name in NAMES:
            self.chips.show_keys(name, ())
        self.changed.emit()

    def _on_changed(self, name: str, keys: tuple[str, ...]) -> None:
        if name == "date" and keys == ("other",):
            self.chips.show_keys("date", self._date)  # until a span is chosen, the one before holds
            self._pick_days()
            return
        if name == "date":
            self._date = keys
        self.changed.emit()

    def _pick_days(self) -> None:
        from billdesk.ui.typed_dates import read_day
        from billdesk.ui.widgets.span import Span

        bench = self._bench
        example = words.date_medium(bench.today, bench.language)
        days = Span(
            bench.look,
            "time.date",
            tr("Date"),
            lambda text: read_day(text, bench.today, bench.language),
            self,
        )
        ends = span(self._date, bench.today)
        texts = [words.date_medium(one, bench.language) if one else "" for one in ends]
        days.offer(texts, tr("Not a date. Type {example}", example=example), example)
        days.picked.connect(self._on_days)
        days.open_below(self.chips.chip("date"))

    def _on_days(self, start: date | None, end: date | None) -> None:
        if start is None and end is None:
            self._date = ()
        else:
            figures, today = self._bench.figures, self._bench.today
            said = " – ".join(figures.day(one, today) if one else "…" for one in (start, end))
            key = span_key(start, end)
            self.chips.chip("date").offer(date_choices(Choice(key, said)))
            self._date = (key,)
        self.chips.show_keys("date", self._date)
        self.changed.emit()

    def _pick_customer(self) -> None:
        look_up = customers_of(self._bench, self.troubled.emit)
        picker = Picker(self._bench.look, "time.customer", tr("Customer"), look_up, self)
        picker.picked.connect(self._on_customer)
        picker.open_below(self.chips.chip("customer"))

    def _on_customer(self, choice: Choice) -> None:
        self.narrow("customer", choice.key, choice.words)
        self.changed.emit()
