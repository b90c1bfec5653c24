"""Long work for the window: done in a process of its own where there is much of it, else in this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from billdesk.basics import secrets
from billdesk.domain.errors import BillDeskError
from billdesk.services.backroom import Backroom, Line
from billdesk.services.deliveries import SendingReport, Settlement
from billdesk.services.office import Office
from billdesk.services.papers import Papers, Progress, Saved, Stop, ignore, never
from billdesk.services.run import Run
from billdesk.services.running import NOBODY, Ears, Request, Summary
from billdesk.services.sending import Sending

MANY = 50
"""From so many on it is worth a process: one takes half a second to begin."""


class Errands:
    """Runs, sends and saves PDFs; from `many` on that is done in the backroom, if there is one."""

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
