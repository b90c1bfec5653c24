"""The page Closing sheet: what came in and went out on a day, as paper."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.payment_list import PaymentFilter
from billdesk.ui.bench import Bench
from billdesk.ui.pages.paper_page import PaperPage
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class ClosingPage(PaperPage):
    """The closing sheet of one day; the day before and the day after are a click away."""

    key = "closing"
    title = "Closing sheet"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = self.look
        self.day = self.day_field("day", tr("Day"))
        self.before = Button(look, tr("Day before"), "plain", "chevron-left", "closing.before")
        self.after = Button(look, tr("Day after"), "plain", "chevron-right", "closing.after")
        self.payments = Button(look, tr("Show payments"), "plain", "wallet", "closing.payments")
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.before, 1)
        row.addWidget(self.after, 1)
        self.lay_out(self.day, steps, self.payments)
        self.before.clicked.connect(lambda: self._move(-1))
        self.after.clicked.connect(lambda: self._move(1))
        self.payments.clicked.connect(self._show_payments)

    def _move(self, days: int) -> None:
        self.day.edit.take(self.day.edit.day + timedelta(days))

    def _show_payments(self) -> None:
        day = self.day.edit.day
        self.asked.emit("payments", PaymentFilter(date_from=day, date_to=day))

    # What is on the paper

    def job(self) -> Callable[[], bytes]:
        closing, day = self.bench.desk.closing, self.day.edit.day
        return lambda: closing.pdf(day)

    def save_job(self, folder: Path) -> Callable[[], Path]:
        closing, day = self.bench.desk.closing, self.day.edit.day
        return lambda: closing.save(day, folder)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.save,)

    def show_what(self, what: object) -> None:
        """Show a day, today where none is named."""
        self.day.edit.show_day(what if isinstance(what, date) else self.bench.today)
        self.reader.show_outline()
        self.draw()

    def kinds(self) -> frozenset[str]:
        return frozenset({"payment", "settings"})

    def entered(self) -> None:
        super().entered()
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
