"""When a schedule bills: rhythm, billing day, start and end, how early, and which period is covered."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.calendar import LAST_DAY
from billdesk.domain.schedule import Schedule
from billdesk.domain.schedule_draft import MOST_INTERVAL, MOST_LEAD, MOST_OCCURRENCES, is_begun
from billdesk.services.frequencies import ordinal
from billdesk.ui.bench import Bench
from billdesk.ui.editors.becomes import Becomes
from billdesk.ui.editors.schedule_part import Part
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, DayField, SegmentField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.numbers import NumberField, whole_numbers
from billdesk.ui.widgets.open_date import OpenDayField
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import counted, tr

UNITS = {
    "daily": ("day", "days"),
    "weekly": ("week", "weeks"),
    "monthly": ("month", "months"),
    "quarterly": ("quarter", "quarters"),
    "yearly": ("year", "years"),
}
MORE = {
    "daily": ("daily", 1, "Daily"),
    "biweekly": ("weekly", 2, "Every 2 weeks"),
    "semi_annual": ("monthly", 6, "Every 6 months"),
    "biennial": ("yearly", 2, "Every 2 years"),
}
"""What else is offered: a unit with a count."""
_OFTEN = {
    "weekly": "Weekly",
    "monthly": "Monthly",
    "quarterly": "Quarterly",
    "yearly": "Yearly",
}
_COVERS = {"advance": "In advance", "arrears": "In arrears", "": "No period"}
_MISSED = {
    "each": "Bill each with its own date",
    "latest": "Bill only the latest",
    "skip": "Leave them out",
}


class ScheduleWhen(Part):
    """`rhythm_picked` tells a unit and a count that were chosen together."""

    rhythm_picked = Signal(str, int)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._make_rhythm()
        self._make_dates()
        self.becomes = Becomes(bench.look, "schedule.becomes")
        self.begin(
            {
                "frequency": self.frequency,
                "interval": self.interval,
                "billing_day": self.day,
                "start": self.start,
                "end": self.end,
                "max_occurrences": self.most,
                "lead_days": self.lead,
                "period": self.period,
                "catch_up": self.missed,
            }
        )
        self._lay_out()

    def _make_rhythm(self) -> None:
        look, language = self._bench.look, self._bench.language
        often = [Choice(key, tr(words)) for key, words in _OFTEN.items()]
        self.frequency = SegmentField(look, Caption("schedule.frequency", tr("Frequency")), often)
        self.more = Button(look, tr("More rhythms"), "tool", "ellipsis", "schedule.rhythms")
        self.more.clicked.connect(self.open_rhythms)
        caption = Caption("schedule.interval", tr("Every"))
        numeral = whole_numbers(language, 1, MOST_INTERVAL)
        self.interval = NumberField(look, caption, numeral, language, needed=True)
        days = [Choice(str(day), ordinal(day, language)) for day in range(1, 32)]
        choices = [Choice("", tr("As the start")), *days, Choice(str(LAST_DAY), tr("Last day"))]
        self.day = ChoiceField(look, Caption("schedule.billing_day", tr("Billing day")), choices)
        self.day.edit.setMinimumContentsLength(6)  # German words for the rhythms take the room

    def _make_dates(self) -> None:
        bench, look, language = self._bench, self._bench.look, self._bench.language
        self.start = DayField(look, Caption("schedule.start", tr("Start")), lambda: bench.today, language)
        self.end = OpenDayField(
            look, Caption("schedule.end", tr("End")), tr("open end"), lambda: bench.today, language
        )
        caption = Caption("schedule.max_occurrences", tr("Invoices in all"))
        self.most = NumberField(look, caption, whole_numbers(language, 1, MOST_OCCURRENCES), language)
        self.most.edit.setPlaceholderText(tr("no limit"))
        caption = Caption("schedule.lead_days", tr("Draw up, days before"))
        self.lead = NumberField(look, caption, whole_numbers(language, 0, MOST_LEAD), language)
        covers = [Choice(key, tr(words)) for key, words in _COVERS.items()]
        self.period = ChoiceField(look, Caption("schedule.period", tr("Service period")), covers)
        missed = [Choice(key, tr(words)) for key, words in _MISSED.items()]
        self.missed = ChoiceField(look, Caption("schedule.catch_up", tr("Missed dates")), missed)

    def _lay_out(self) -> None:
        px = self._bench.look.px
        often = QWidget()
        row = QHBoxLayout(often)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        row.addWidget(self.frequency)
        seat = QVBoxLayout()
        seat.setContentsMargins(0, px(20), 0, 0)
        seat.addWidget(self.more)
        seat.addStretch(1)
        row.addLayout(seat)
        row.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(px(12))
        first.addWidget(often)
        first.addWidget(self.interval, 2)
        first.addWidget(self.day, 3)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(0)
        places = ((self.start, self.end, self.most), (self.lead, self.period, self.missed))
        for line, fields in enumerate(places):
            for at, field in enumerate(fields):
                grid.addWidget(field, line, at)
                grid.setColumnStretch(at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(grid)
        column.addWidget(self.becomes)

    def open_rhythms(self) -> None:
        """Offer rhythms that are a unit with a count."""
        menu = Menu(self._bench.look, self)
        menu.setObjectName("schedule.rhythms.menu")
        for key, (unit, count, words) in MORE.items():
            action = menu.addAction(tr(words))
            action.setObjectName(f"schedule.rhythms.{key}")
            action.triggered.connect(
                lambda _checked=False, unit=unit, count=count: self.rhythm_picked.emit(unit, count)
            )
        menu.open_below(self.more)

    def values(self, draft: Schedule) -> dict[str, Any]:
        grid = draft.recurrence
        return {
            "frequency": grid.frequency,
            "interval": grid.interval,
            "billing_day": "" if grid.billing_day is None else str(grid.billing_day),
            "start": grid.start,
            "end": draft.end,
            "max_occurrences": draft.max_occurrences,
            "lead_days": draft.lead_days,
            "period": draft.period or "",
            "catch_up": draft.catch_up,
        }

    def read(self, place: str, value: Any) -> Any:
        if place == "billing_day":
            return int(value) if value else None
        if place == "lead_days":
            return value or 0
        return (value or None) if place == "period" else value

    def show_draft(self, draft: Schedule, all_of_it: bool = False) -> None:
        super().show_draft(draft, all_of_it)
        self.day.setEnabled(draft.recurrence.by_months)
        self.start.setEnabled(not is_begun(draft))
        grid = draft.recurrence
        self.interval.show_unit(counted(grid.interval, *UNITS[grid.frequency]))
