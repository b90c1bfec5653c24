"""The page Statement: a customer's account in a period, or what is open on it, as paper and by e-mail."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import BillDeskError, Problem, Rejected
from billdesk.domain.statement import Wanted, month_of
from billdesk.ui.bench import Bench
from billdesk.ui.pages.paper_page import PaperPage
from billdesk.ui.tasks import StatementTask
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, SegmentField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr


class StatementPage(PaperPage):
    """Which statement is chosen at the left; what is e-mailed is what is seen."""

    key = "statement"
    title = "Statement"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = self.look
        kinds = (Choice("activity", tr("Activity")), Choice("open", tr("Open items")))
        self.kind = SegmentField(look, Caption("statement.kind", tr("Shows")), kinds)
        self.start = self.day_field("from", tr("From"))
        self.end = self.day_field("to", tr("To"))
        self.last_month = Button(look, tr("Last month"), "plain", "", "statement.last_month")
        self.currency = ChoiceField(look, Caption("statement.currency", tr("Currency")), ())
        self.note = Label(look, "", "small", "overdue_fg")
        self.note.setObjectName("statement.note")
        self.note.setWordWrap(True)
        self.mail = Button(look, tr("E-mail"), "primary", "mail", "statement.mail")
        self.lay_out(self.kind, self.start, self.end, self.last_month, self.currency, self.note)
        self._customer_id = 0
        self._mails = False
        self._reachable = False
        self._connect()

    def _connect(self) -> None:
        self.kind.changed.connect(self._on_kind)
        self.currency.changed.connect(self.draw)
        self.last_month.clicked.connect(self._choose_last_month)
        self.mail.clicked.connect(self.send)

    def _on_kind(self) -> None:
        for part in (self.start, self.end, self.last_month):
            part.setVisible(self.kind.value() == "activity")
        self.draw()

    def _choose_last_month(self) -> None:
        start, end = month_of(self.bench.today.replace(day=1) - timedelta(1))
        self._show_period(start, end)
        self.draw()

    def _show_period(self, start: date, end: date) -> None:
        self.start.edit.show_day(start)
        self.end.edit.show_day(end)

    # What is on the paper

    def wanted(self) -> Wanted | None:
        """What is chosen; None while that makes no sense."""
        currency = self.currency.value()
        if not currency:
            return None
        if self.kind.value() == "open":
            return Wanted(self._customer_id, currency, self.bench.today)
        start, end = self.start.edit.day, self.end.edit.day
        self.end.tell(tr("It ends before it begins") if end < start else "")
        return None if end < start else Wanted(self._customer_id, currency, end, start)

    def draw(self) -> None:
        super().draw()
        self._show_can()

    def job(self) -> Callable[[], bytes] | None:
        statements, wanted, today = self.bench.desk.statements, self.wanted(), self.bench.today
        return None if wanted is None else lambda: statements.pdf(wanted, today)

    def save_job(self, folder: Path) -> Callable[[], Path]:
        statements, wanted, today = self.bench.desk.statements, self.wanted(), self.bench.today
        assert wanted is not None, "what is no statement can't be saved"
        return lambda: statements.save([wanted], folder, today)[0]

    # By e-mail

    def send(self) -> None:
        """Put it into the outbox as it is seen, and let the outbox be sent."""
        statements, wanted, today = self.bench.desk.statements, self.wanted(), self.bench.today
        if wanted is None or self._mails or not self.mail.isEnabled():
            return
        self._mails = True
        self.bench.run(lambda: statements.queue([wanted], today), self._on_queued, self._on_unqueued)

    def _on_queued(self, _keys: object) -> None:
        self._on_unqueued(None)
        self.told.emit(tr("The statement is in the outbox"), None)
        self.asked.emit("outbox", None)

    def _on_unqueued(self, error: Exception | None) -> None:
        self._mails = False
        if isinstance(error, Rejected):
            self._on_reachable(error.problems)
        elif isinstance(error, BillDeskError):
            self.troubled.emit(error)

    def _on_reachable(self, problems: Sequence[Problem]) -> None:
        """Say why it can't be e-mailed."""
        self.note.setText(" ".join(self.bench.said(one) for one in problems))
        self.note.setVisible(bool(problems))
        self._reachable = not problems
        self._show_can()

    def _show_can(self) -> None:
        self.mail.setEnabled(self._reachable and self.wanted() is not None)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.save, self.mail)

    def show_what(self, what: object) -> None:
        """Show the account of a customer: this month, or the month of a StatementTask."""
        if not isinstance(what, StatementTask):
            self.reader.show_nothing()
            self.mail.setEnabled(False)
            self.save.setEnabled(False)
            return
        self._customer_id = what.customer_id
        self.titled.emit(tr("Statement"), what.name)
        self._show_period(*(what.period or (month_of(self.bench.today)[0], self.bench.today)))
        self.reader.show_outline()
        statements, key = self.bench.desk.statements, what.customer_id
        usual = what.currency

        def job() -> tuple[tuple[str, ...], tuple[Problem, ...]]:
            found = statements.currencies(key)
            return found, statements.can_queue([Wanted(key, found[0], date.min)])

        def done(found: tuple[tuple[str, ...], tuple[Problem, ...]]) -> None:
            self.currency.offer([Choice(one, one) for one in found[0]])
            if usual:
                self.currency.show_value(usual)
            self.currency.setVisible(len(found[0]) > 1)
            self._on_reachable(found[1])
            self._on_kind()

        self.bench.run(job, done, self._on_failed)

    def kinds(self) -> frozenset[str]:
        return frozenset({"payment", "invoice", "settings", "customer"})

    def entered(self) -> None:
        super().entered()
        self.kind.edit.setFocus(Qt.FocusReason.OtherFocusReason)
