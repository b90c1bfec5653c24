"""What can be done with a schedule from its pane: in the background, with Undo where there is one."""

from datetime import date

from billdesk.domain.invoice import Invoice
from billdesk.domain.schedule import Schedule
from billdesk.services.recurring import Change
from billdesk.services.run import Outcome
from billdesk.ui.panes.acts import Acts
from billdesk.ui.words import counted, tr


class ScheduleActs(Acts):
    """What can be done with a schedule."""

    def pause(self, schedule: Schedule, customer: str) -> None:
        """Generate nothing until it is resumed."""
        services = self._bench.desk.recurring
        words = tr("{customer} is paused", customer=customer)
        self._do(
            lambda: services.pause(schedule.id, schedule.version), lambda change: self._edited(words, change)
        )

    def resume(self, schedule: Schedule, customer: str) -> None:
        """Go on at the first date from today on."""
        services, today = self._bench.desk.recurring, self._bench.today
        self._do(
            lambda: services.resume(schedule.id, today, schedule.version),
            lambda change: self._edited(self._resumed(change, customer), change),
        )

    def skip(self, schedule: Schedule, customer: str) -> None:
        """Pass the next date over."""
        services = self._bench.desk.recurring
        self._do(
            lambda: services.skip_next(schedule.id, schedule.version),
            lambda change: self._edited(self._skipped(change, customer), change),
        )

    def cancel(self, schedule: Schedule, customer: str) -> None:
        """End it for good; whoever calls has asked."""
        services = self._bench.desk.recurring
        words = tr("{customer} is cancelled", customer=customer)
        self._do(
            lambda: services.cancel(schedule.id, schedule.version), lambda change: self._edited(words, change)
        )

    def bill_now(self, schedule_id: int, customer: str) -> None:
        """Generate the next invoice now; of a schedule that failed, this tries it again."""
        services, today = self._bench.desk.recurring, self._bench.today

        def done(outcome: Outcome) -> None:
            self.told.emit(self._billed(outcome.invoice, customer), None)

        self._do(lambda: services.bill_now(schedule_id, today), done)

    def bill_skipped(self, schedule_id: int, day: date, customer: str) -> None:
        """Bill a date that was skipped, after all."""
        services, today = self._bench.desk.recurring, self._bench.today
        self._do(
            lambda: services.bill_skipped(schedule_id, day, today),
            lambda invoice: self.told.emit(self._billed(invoice, customer), None),
        )

    def _edited(self, words: str, change: Change) -> None:
        self.told.emit(words, lambda: self._take_back(change))

    def _take_back(self, change: Change) -> None:
        services = self._bench.desk.recurring
        self._do(lambda: services.restore(change), lambda _after: self.told.emit(tr("Taken back"), None))

    # Words

    def _resumed(self, change: Change, customer: str) -> str:
        if not change.skipped:
            return tr("{customer} goes on", customer=customer)
        left_out = len(change.skipped)
        return counted(
            left_out,
            "{customer} goes on; {count} date was left out",
            "{customer} goes on; {count} dates were left out",
            customer=customer,
        )

    def _skipped(self, change: Change, customer: str) -> str:
        day = self._bench.figures.day(change.skipped[0][1], self._bench.today)
        return tr("{customer}: {day} is skipped", customer=customer, day=day)

    def _billed(self, invoice: Invoice | None, customer: str) -> str:
        if invoice is None:
            return tr("{customer}: nothing to bill, the date is skipped", customer=customer)
        total = self._bench.figures.headline(invoice.total, invoice.currency)
        name = invoice.number or tr("A draft")
        if invoice.state == "issued":
            return tr("{name} for {customer}, {total}", name=name, customer=customer, total=total)
        return tr("A draft for {customer}, {total}", customer=customer, total=total)
