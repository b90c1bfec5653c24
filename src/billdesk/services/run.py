"""The run: one pass over everything due, exactly once, and its preview by the same code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from billdesk.domain.errors import Conflict, Refused
from billdesk.domain.invoice import Invoice
from billdesk.domain.schedule import plan
from billdesk.services.charging import Charging
from billdesk.services.drafting import Drafting, Drawn, Due, Failure, Ledger, read_catalog
from billdesk.services.issuing import new_message_id
from billdesk.services.late_fees import LateFees
from billdesk.services.office import Office
from billdesk.services.pace import Stop
from billdesk.services.posting import Posting, start_posting
from billdesk.services.run_notice import RunNotice
from billdesk.services.running import (
    NOBODY,
    Ears,
    Outcome,
    Progress,
    Request,
    Sink,
    Summary,
    no_search_for_circles,
)
from billdesk.services.settings import keep_pattern, read_settings
from billdesk.storage.traces import RunRecord
from billdesk.storage.work import Work

__all__ = ["GROUP", "Ears", "Outcome", "Progress", "Request", "Run", "Sink", "Stop", "Summary"]

GROUP = 200
"""Occurrences that one transaction writes: few enough that others don't wait, many enough for speed."""
LONGEST_GAP = timedelta(days=45)
MOST_OF_ONE = 24
_COUNTS = ("generated", "skipped", "failed", "stopped", "late_fees")
"""What is remembered of how a run went."""


class Run:
    """Generates what is due, or shows what would be generated; `group` occurrences to a transaction."""

    def __init__(
        self, office: Office, group: int = GROUP, name_message: Callable[[str], str] = new_message_id
    ) -> None:
        self._office = office
        self._name_message = name_message
        self._group = group
        self._fees = LateFees(office, group, name_message)
        self._charging = Charging(office)

    def last(self) -> RunRecord | None:
        """The newest run on file."""
        with self._office.reading() as work:
            return work.traces.last_run()

    def go(self, request: Request, ears: Ears = NOBODY) -> Summary:
        """Generate everything due; each group of occurrences is one transaction.

        Raises Refused("clock_guard") where the date or the number of invoices looks wrong, unless confirmed.
        """
        summary, notice = Summary(), RunNotice(request)
        ears = notice.beside(ears)
        queue = self._planned(request)
        with self._office.work() as work:
            _set_numbers_up(work)
            run_id = work.traces.begin_run(request.today, self._office.now())
            work.commit()
        failed: set[int] = set()
        while queue and not summary.stopped:
            summary.planned += len(queue)
            for group in _groups(queue, failed, self._group):
                if ears.stop():
                    summary.stopped = True
                    break
                with no_search_for_circles():
                    self._post(group, request, summary, ears, failed)
            queue = [] if summary.stopped else self._planned(request, failed)
        self._fees.bill(request, summary, ears)
        self._charging.charge(request, summary, ears)
        with self._office.work() as work:
            counts = {name: getattr(summary, name) for name in _COUNTS}
            work.traces.end_run(run_id, self._office.now(), counts)
            notice.queue(work, run_id, summary, self._office.now(), self._name_message)
            work.commit()
        self._office.tell("run", "delivery")
        return summary

    def preview(self, request: Request, ears: Ears = NOBODY) -> Summary:
        """What a run would generate, by the same code; nothing is written."""
        summary, failed = Summary(), set[int]()
        with self._office.reading() as work:
            catalog = read_catalog(work, read_settings(work))
            drafting = Drafting(work, catalog, request.today, request.release_late, Ledger())
            queue = list(_plan(work, request))
            summary.planned = len(queue)
            for group in _groups(queue, failed, self._group):
                if ears.stop():
                    summary.stopped = True
                    break
                with no_search_for_circles():
                    failed |= _foresee(drafting, group, summary, ears)
            self._fees.foresee(work, request, summary, ears)
        return summary

    def _planned(self, request: Request, failed: set[int] | None = None) -> list[Due]:
        """What is due, in order of billing date and then of the schedules' age; guarded the first time."""
        with self._office.reading() as work:
            queue = [due for due in _plan(work, request) if due.schedule_id not in (failed or ())]
            if failed is None and not request.confirmed:
                _guard(work, request, queue)
        return queue

    def _post(
        self, group: list[Due], request: Request, summary: Summary, ears: Ears, failed: set[int]
    ) -> None:
        """Draw up and write one group in one transaction."""
        with self._office.work() as work:
            work.queue_up()
            work.schedules.lock(due.schedule_id for due in group)
            catalog = read_catalog(work, read_settings(work))
            drafting = Drafting(work, catalog, request.today, request.release_late, Ledger())
            drawn, failures = drafting.draw(group)
            posting = start_posting(work, self._office, request.today, self._name_message)
            outcomes, broken = _written(work, posting, drawn)
            failures += broken
            for failure in failures:
                facts = _jsonable(failure.facts)
                work.failures.keep(failure.schedule.id, failure.code, facts, self._office.now())
            refs = drafting.refs
            found = [_outcome(one, invoice, refs) for one, invoice in outcomes]
            work.commit()
        failed |= {failure.schedule.id for failure in failures}
        _tell(found, failures, refs, summary, ears)
        ids = tuple(one.invoice.id for one in found if one.invoice)
        self._office.tell("invoice", "schedule", "delivery", ids=ids)


def _set_numbers_up(work: Work) -> None:
    """A shop that was never set up counts its invoices by the usual pattern; another desk may be faster."""
    if work.settings.series("invoice") is None:
        with suppress(Conflict):
            work.attempt(lambda: keep_pattern(work, "invoice", read_settings(work)))


def _plan(work: Work, request: Request) -> Iterator[Due]:
    wanted = request.schedules
    found = [
        Due(step.day, schedule.id, step.index, step.bills)
        for schedule in work.schedules.due(request.horizon)
        if not wanted or schedule.id in wanted
        for step in plan(schedule, request.today, request.until)
    ]
    return iter(sorted(found, key=lambda due: (due.day, due.schedule_id)))


def _groups(queue: Sequence[Due], failed: set[int], size: int) -> Iterator[list[Due]]:
    """Occurrences in groups; those of a schedule that failed on the way wait for the next run."""
    for start in range(0, len(queue), size):
        group = [due for due in queue[start : start + size] if due.schedule_id not in failed]
        if group:
            yield group


def _guard(work: Work, request: Request, queue: Sequence[Due]) -> None:
    """Stop where the computer's clock looks wrong (recurring.md, Clock guard)."""
    last = work.traces.last_run()
    if last is not None and request.today < last.today:
        raise Refused("clock_guard", why="earlier", today=request.today, last=last.today)
    if last is not None and request.today - last.today > LONGEST_GAP:
        raise Refused("clock_guard", why="gap", today=request.today, last=last.today)
    counts: dict[int, int] = {}
    for due in queue:
        counts[due.schedule_id] = counts.get(due.schedule_id, 0) + due.bills
    for schedule_id, count in counts.items():
        if count > MOST_OF_ONE:
            schedule = work.schedules.refs([schedule_id])[schedule_id]
            raise Refused("clock_guard", why="many", schedule=schedule, count=count)


def _written(
    work: Work, posting: Posting, drawn: list[Drawn]
) -> tuple[list[tuple[Drawn, Invoice | None]], list[Failure]]:
    """Write a group at once; where that fails, one by one, so that one failure stays with the one."""
    try:
        return _attempt(work, posting, drawn), []
    except (Refused, Conflict):
        written, failures = [], []
        stuck: set[int] = set()
        for one in drawn:
            if one.schedule.id in stuck:
                continue
            try:
                written += _attempt(work, posting, [one])
            except (Refused, Conflict) as reason:
                stuck.add(one.schedule.id)
                failures.append(Failure(one.due, one.schedule, reason.code, reason.facts))
        return written, failures


def _attempt(work: Work, posting: Posting, drawn: list[Drawn]) -> list[tuple[Drawn, Invoice | None]]:
    posted: dict[int, Invoice] = {}

    def write() -> None:
        posted.update({id(one.drawn): one.invoice for one in posting.post(drawn)})

    work.attempt(write)
    return [(one, posted.get(id(one))) for one in drawn]


def _outcome(drawn: Drawn, invoice: Invoice | None, refs: dict[int, str]) -> Outcome:
    schedule = drawn.schedule
    ref = refs[schedule.customer_id]
    return Outcome(schedule.id, schedule.ref, ref, drawn.due.day, invoice, drawn.skipped)


def _foresee(drafting: Drafting, group: list[Due], summary: Summary, ears: Ears) -> set[int]:
    """Draw up a group of a dry run, and note what it would change; the schedules that would fail."""
    drawn, failures = drafting.draw(group)
    ledger = drafting.ledger
    ledger.schedules |= {one.schedule.id: one.schedule for one in drawn}
    invoices = [one.invoice for one in drawn if one.invoice]
    ledger.taken |= {line.charge_id for one in invoices for line in one.lines if line.charge_id}
    found = [_outcome(one, _foreseen(one), drafting.refs) for one in drawn]
    _tell(found, failures, drafting.refs, summary, ears)
    return {failure.schedule.id for failure in failures}


def _foreseen(drawn: Drawn) -> Invoice | None:
    """The invoice as a run would leave it, but for its number, which nobody knows before."""
    if drawn.invoice is None or not drawn.issues:
        return drawn.invoice
    return replace(drawn.invoice, state="issued")


def _tell(
    outcomes: list[Outcome], failures: Sequence[Failure], refs: dict[int, str], summary: Summary, ears: Ears
) -> None:
    """Count what was done, and let those who listen know."""
    for one in outcomes:
        summary.generated += one.invoice is not None
        summary.skipped += one.invoice is None
        if one.invoice is not None:
            summary.issued += one.invoice.state == "issued"
            summary.waiting += bool(one.invoice.waiting)
    summary.failed += len(failures)
    outcomes += [
        Outcome(
            one.schedule.id,
            one.schedule.ref,
            refs[one.schedule.customer_id],
            one.due.day,
            failure=one.code,
            facts=one.facts,
        )
        for one in failures
    ]
    ears.sink(outcomes)
    ears.progress(summary)


def _jsonable(facts: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, int | str) else str(value) for name, value in facts.items()}
