"""Long work for the window: done in a process of its own where there is much of it, else in this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from billdesk.basics import secrets
from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import Ticked
from billdesk.domain.payment_list import TickedPayments
from billdesk.domain.time_report import TimeFilter
from billdesk.services.backroom import Backroom, Line, Task
from billdesk.services.deliveries import SendingReport, Settlement
from billdesk.services.foresight import Forecast, Foresight
from billdesk.services.office import Office
from billdesk.services.pace import AT_ONCE, Pace, Progress, Stop, ignore, never
from billdesk.services.papers import Papers, Saved
from billdesk.services.payment_selection import PaymentSelection
from billdesk.services.run import Run
from billdesk.services.running import NOBODY, Ears, Request, Summary
from billdesk.services.selection import Selection
from billdesk.services.sending import Sending
from billdesk.services.time_reports import TimeReports

MANY = 50
"""From so many on it is worth a process: one takes half a second to begin."""
ROWS = 40
"""So many rows of a file are as much work as one document."""


class Errands:
    """Runs, looks ahead, sends, saves PDFs, writes lists; from `many` on in the backroom, if there is one."""

    def __init__(
        self, office: Office, run: Run, sending: Sending, backroom: Backroom | None = None, many: int = MANY
    ) -> None:
        self._office, self._run, self._sending = office, run, sending
        self._papers = Papers(office)
        self._backroom, self._many = backroom, many

    def run(self, request: Request, ears: Ears = NOBODY) -> Summary:
        """Generate what is due, as `Run.go` does. In the backroom nobody hears of single outcomes."""
        if self._backroom is None or not self._many_due(request):
            return self._run.go(request, ears)
        done: Summary = self._backroom.do(_run, request, stop=ears.stop, progress=ears.progress)
        return done

    def look(self, request: Request, pace: Pace = AT_ONCE) -> Forecast:
        """What a run would bring, as `Foresight.look` says it."""
        if self._backroom is None or not self._many_due(request):
            return Foresight(self._office, self._run).look(request, pace.stop, pace.progress)
        done: Forecast = self._there(_look, (request,), pace)
        return done

    def send(self, stop: Stop = never, progress: Progress = ignore) -> SendingReport:
        """Hand over what waits in the outbox, and then freeze what was issued without being e-mailed."""
        if self._backroom is None or not self._many_wait() or not self._sending.can_be_lent():
            return _sent(self._sending, self._papers, stop, progress)
        sending = self._sending
        with sending.lent() as process:
            owed = tuple(sending.owed)
            done: Handed = self._backroom.do(_send, process, owed, stop=stop, progress=progress)
            sending.owed[:] = done.owed
        if done.error is not None:
            raise done.error
        return done.report

    def save(
        self, invoice_ids: Sequence[int], folder: Path, stop: Stop = never, progress: Progress = ignore
    ) -> list[Saved]:
        """Write PDFs into a folder, as `Papers.save` does."""
        if self._backroom is None or len(invoice_ids) < self._many:
            return self._papers.save(invoice_ids, folder, stop=stop, progress=progress)
        ids = tuple(invoice_ids)
        done: list[Saved] = self._backroom.do(_save, ids, folder, stop=stop, progress=progress)
        return done

    def export_invoices(
        self, ticked: Ticked, today: date, path: Path, language: str, pace: Pace = AT_ONCE
    ) -> int | None:
        """Write a list of invoices, as `Selection.export` does."""
        selection, what = Selection(self._office), (ticked, today, path, language)
        if self._is_little(selection.count(ticked, today)):
            return selection.export(*what, pace)
        done: int | None = self._there(_export_invoices, what, pace)
        return done

    def export_payments(
        self, ticked: TickedPayments, path: Path, language: str, pace: Pace = AT_ONCE
    ) -> int | None:
        """Write a list of payments, as `PaymentSelection.export` does."""
        selection, what = PaymentSelection(self._office), (ticked, path, language)
        if self._is_little(selection.count(ticked)):
            return selection.export(*what, pace)
        done: int | None = self._there(_export_payments, what, pace)
        return done

    def export_time(
        self, wanted: TimeFilter, by: str, path: Path, language: str, pace: Pace = AT_ONCE
    ) -> int | None:
        """Write a report of time, as `TimeReports.export` does."""
        reports, what = TimeReports(self._office), (wanted, by, path, language)
        if self._is_little(reports.sums(wanted)[0]):
            return reports.export(*what, pace)
        done: int | None = self._there(_export_time, what, pace)
        return done

    def _there(self, task: Task, what: tuple[object, ...], pace: Pace) -> Any:
        assert self._backroom is not None
        return self._backroom.do(task, *what, stop=pace.stop, progress=pace.progress)

    def _is_little(self, rows: int) -> bool:
        return self._backroom is None or rows < self._many * ROWS

    def _many_due(self, request: Request) -> bool:
        with self._office.reading() as work:
            due = work.schedules.count_due(request.horizon)
        return min(due, len(request.schedules) or due) >= self._many

    def _many_wait(self) -> bool:
        with self._office.reading() as work:
            waiting = work.outbox.counts().get("queued", 0)
            return max(waiting, len(work.traces.unfrozen(self._many))) >= self._many


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a pass over the outbox, and what couldn't be written of it."""

    report: SendingReport
    owed: tuple[Settlement, ...]
    error: BillDeskError | None = None


def _sent(sending: Sending, papers: Papers, stop: Stop, progress: Progress) -> SendingReport:
    report = sending.flush(stop, progress)
    papers.freeze_pending(stop=stop)
    return report


# What the process does


def _run(office: Office, line: Line, request: Request) -> Summary:
    return Run(office).go(request, Ears(progress=line.tell, stop=line.stopped))


def _look(office: Office, line: Line, request: Request) -> Forecast:
    return Foresight(office, Run(office)).look(request, line.stopped, line.tell)


def _send(office: Office, line: Line, process: str, owed: tuple[Settlement, ...]) -> Handed:
    """It claims deliveries in the name of the process that lent it the outbox and waits for it."""
    sending = Sending(office, secrets.read, process)
    sending.owed.extend(owed)
    try:
        report = _sent(sending, Papers(office), line.stopped, line.tell)
    except BillDeskError as error:
        return Handed(SendingReport(), tuple(sending.owed), error)
    return Handed(report, tuple(sending.owed))


def _save(office: Office, line: Line, invoice_ids: tuple[int, ...], folder: Path) -> list[Saved]:
    return Papers(office).save(invoice_ids, folder, stop=line.stopped, progress=line.tell)


def _export_invoices(office: Office, line: Line, *what: *tuple[Ticked, date, Path, str]) -> int | None:
    return Selection(office).export(*what, Pace(line.stopped, line.tell))


def _export_payments(office: Office, line: Line, *what: *tuple[TickedPayments, Path, str]) -> int | None:
    return PaymentSelection(office).export(*what, Pace(line.stopped, line.tell))


def _export_time(office: Office, line: Line, *what: *tuple[TimeFilter, str, Path, str]) -> int | None:
    return TimeReports(office).export(*what, Pace(line.stopped, line.tell))
