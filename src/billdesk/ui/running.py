"""The run and the outbox from the window: in the background, one at a time, with progress and Stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from billdesk.domain.errors import BillDeskError, Refused
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.words import counted, tr

if TYPE_CHECKING:
    from billdesk.services.deliveries import SendingReport
    from billdesk.services.running import Summary


class Running(QObject):
    """Starts runs and sends what waits. `guarded` asks whether the clock is right; `said` how a run went."""

    guarded = Signal(object, object)  # the Refused, and what to call when the answer is yes
    said = Signal(str)
    troubled = Signal(object)
    changed = Signal()

    def __init__(self, bench: Bench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._run: Work | None = None
        self._sending: Work | None = None

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    def run(
        self, by_hand: bool = False, confirmed: bool = False, schedules: frozenset[int] = frozenset()
    ) -> None:
        """Generate what is due (of some schedules only), and then send what waits; one run at a time."""
        if self._run is not None:
            return
        from billdesk.services.running import Ears, Request  # after the first rows

        desk, request = self._bench.desk, Request(self._bench.today, confirmed=confirmed, schedules=schedules)

        def job(work: Work) -> Summary:
            ears = Ears(progress=lambda found: work.report(found.done, found.planned), stop=work.stopped)
            return desk.errands.run(request, ears)

        self._run = self._bench.background.run(
            job,
            lambda summary: self._on_run(summary, by_hand),
            lambda error: self._on_run_failed(error, lambda: self.run(by_hand, True, schedules)),
            words=tr("Generating invoices"),
        )
        self.changed.emit()

    def send(self) -> None:
        """Hand what waits in the outbox to the mail server; one sender at a time."""
        if self._sending is not None:
            return
        desk = self._bench.desk

        def job(work: Work) -> SendingReport:
            return desk.errands.send(work.stopped, work.report)

        self._sending = self._bench.background.run(
            job,
            lambda report: self._on_sent(report.trouble),
            self._on_sent,
            words=tr("Sending e-mails"),
        )
        self.changed.emit()

    def _on_run(self, summary: Summary, by_hand: bool) -> None:
        self._run = None
        self.changed.emit()
        news = summary.generated or summary.late_fees or summary.failed or _charges(summary)
        if by_hand or news:
            self.said.emit(outcome(summary))
        if summary.processor is not None:
            self.troubled.emit(summary.processor)
        self.send()

    def _on_run_failed(self, error: Exception, go_on: Callable[[], object]) -> None:
        self._run = None
        self.changed.emit()
        if isinstance(error, Refused) and error.code == "clock_guard":
            self.guarded.emit(error, go_on)
        else:
            self.troubled.emit(error)

    def _on_sent(self, trouble: BillDeskError | Exception | None) -> None:
        self._sending = None
        self.changed.emit()
        if trouble is not None:
            self.troubled.emit(trouble)


def outcome(summary: Summary) -> str:
    """How a run went, in one sentence."""
    charges = _charges(summary)
    if not summary.done:
        return ", ".join(charges) if charges else tr("Nothing is due")
    fees = counted(summary.late_fees, "{count} late fee billed", "{count} late fees billed")
    parts = [counted(summary.generated, "{count} invoice drawn up", "{count} invoices drawn up")]
    if summary.late_fees and not summary.generated:
        parts.clear()
    drafts = summary.generated - summary.issued
    if summary.issued:
        parts.append(counted(summary.issued, "{count} issued", "{count} issued"))
    if drafts:
        parts.append(counted(drafts, "{count} left as a draft", "{count} left as drafts"))
    if summary.late_fees:
        parts.append(fees)
    if summary.skipped:
        parts.append(counted(summary.skipped, "{count} skipped", "{count} skipped"))
    if summary.failed:
        parts.append(counted(summary.failed, "{count} failed", "{count} failed"))
    return ", ".join(parts + charges)


def _charges(summary: Summary) -> list[str]:
    """What became of charging stored cards."""
    parts = []
    if summary.charged:
        parts.append(counted(summary.charged, "{count} card charged", "{count} cards charged"))
    if summary.uncharged:
        parts.append(counted(summary.uncharged, "{count} card not charged", "{count} cards not charged"))
    return parts
