"""Recurring invoices: their detail, what they come to, and pausing, resuming, cancelling, billing early."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain import schedule as rules
from billdesk.domain.errors import BillDeskError, Conflict, Missing, Refused
from billdesk.domain.history import Occurrence
from billdesk.domain.invoice import Invoice
from billdesk.domain.schedule import Schedule, generate_on
from billdesk.services.drafting import Drafting, Failure, Ledger, read_catalog
from billdesk.services.office import Office
from billdesk.services.posting import start_posting
from billdesk.services.run import Ears, Outcome, Request, Run
from billdesk.services.schedule_sheet import (
    DATES_AHEAD,
    Coming,
    ScheduleSheet,
    coming_of,
    find_schedule,
    read_sheet,
)
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

Name = str | int
"""A schedule by its ref or by its id."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did; handed back to restore() it is undone. `skipped` are the dates it passed over."""

    before: Schedule
    after: Schedule
    skipped: tuple[tuple[int, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """How edits of several schedules went: what changed, and who refused, with the reason."""

    changes: tuple[Change, ...]
    refused: tuple[tuple[Name, BillDeskError], ...]


class Recurring:
    """The recurring invoices of a shop."""

    def __init__(self, office: Office, run: Run) -> None:
        self._office = office
        self._run = run

    def sheet(self, name: Name, today: date) -> ScheduleSheet:
        """The detail of a schedule; nothing is written."""
        with self._office.reading() as work:
            return read_sheet(work, find_schedule(work, name), today)

    def preview(self, name: Name, today: date, count: int = DATES_AHEAD) -> list[Coming]:
        """The next invoices as they would come by what is on file now; nothing is written."""
        with self._office.reading() as work:
            return coming_of(work, find_schedule(work, name), today, count)

    def amounts(self, ids: Sequence[int], today: date) -> dict[int, int | None]:
        """What the next invoices of schedules come to, for a page of the list; minor units of their currency.

        None where it can't be drawn up; 0 where nothing would be billed; those that are over are left out.
        """
        with self._office.reading() as work:
            drafting = Drafting(work, read_catalog(work, read_settings(work)), today, False, Ledger())
            found = drafting.next_of(list(work.schedules.by_ids(ids).values()))
        return {
            key: None if isinstance(one, Failure) else one.invoice.total if one.invoice else 0
            for key, one in found.items()
        }

    def pause(self, name: Name, version: int | None = None) -> Change:
        """Keep everything and generate nothing; Conflict where the schedule isn't of that version."""
        return self._edit(name, version, "paused", lambda one: Change(one, rules.paused(one)))

    def resume(self, name: Name, today: date, version: int | None = None) -> Change:
        """Go on at the first date on or after today; the dates left out can be billed after all."""

        def resumed(one: Schedule) -> Change:
            after, left_out = rules.resumed(one, today)
            return Change(one, after, left_out)

        return self._edit(name, version, "resumed", resumed)

    def cancel(self, name: Name, version: int | None = None) -> Change:
        """End it for good; what was billed stays."""
        return self._edit(name, version, "cancelled", lambda one: Change(one, rules.cancelled(one)))

    def skip_next(self, name: Name, version: int | None = None) -> Change:
        """Pass the next occurrence over."""

        def skipped(one: Schedule) -> Change:
            after, occurrence = rules.skipped(one)
            return Change(one, after, (occurrence,))

        return self._edit(name, version, "skipped", skipped)

    def pause_all(self, names: Iterable[Name]) -> Edited:
        """Pause several, each for itself."""
        return _all(names, self.pause)

    def resume_all(self, names: Iterable[Name], today: date) -> Edited:
        """Resume several, each for itself."""
        return _all(names, lambda name: self.resume(name, today))

    def restore(self, change: Change) -> Schedule:
        """Undo an edit; Conflict where the schedule has changed since."""
        with self._editing(change.after.id, change.after.version) as (work, current):
            for _, day in change.skipped:
                if not work.schedules.forget_skipped(current.id, day):
                    raise Conflict("schedule_changed", schedule=current.ref)
            after = replace(change.before, version=current.version + 1)
            work.schedules.keep_progress([after])
            self._remember(work, after, "restored", {"state": after.state})
            work.commit()
        self._office.tell("schedule", ids=(after.id,))
        return after

    def bill_now(self, name: Name, today: date) -> Outcome:
        """Generate the next invoice before its day, by a run over this one occurrence.

        The run bills nothing beyond the date that was next when this was asked for, however often it is.
        Raises Refused with the reason where the run failed.
        """
        with self._office.reading() as work:
            schedule = find_schedule(work, name)
        if schedule.state != "active":
            raise Refused(
                "schedule_is_not_active", action="bill", schedule=schedule.ref, state=schedule.state
            )
        _, day = rules.next_occurrence(schedule, "bill")
        request = Request(today, generate_on(schedule, day), True, True, frozenset({schedule.id}))
        found: list[Outcome] = []
        self._run.go(request, Ears(found.extend))
        if not found:
            raise Conflict("schedule_changed", schedule=schedule.ref)
        if found[0].failure:
            raise Refused(found[0].failure, **(found[0].facts or {}))
        return found[0]

    def bill_skipped(self, name: Name, billing_date: date, today: date) -> Invoice:
        """Bill a date that was skipped, after all; the schedule goes on where it stands.

        Missing where the date isn't skipped; Refused where there is nothing to bill, or with what is wrong.
        """
        with self._editing(name, None) as (work, schedule):
            rules.require_billable_after_all(schedule, billing_date)
            index = _skipped_index(work, schedule, billing_date)
            drafting = Drafting(work, read_catalog(work, read_settings(work)), today, True, Ledger())
            drawn = drafting.after_all(schedule, index, billing_date)
            if isinstance(drawn, Failure):
                raise Refused(drawn.code, **drawn.facts)
            if drawn.invoice is None:
                raise Refused("nothing_to_bill", schedule=schedule.ref, date=billing_date)
            work.schedules.forget_skipped(schedule.id, billing_date)
            invoice = start_posting(work, self._office, today).post([drawn])[0].invoice
            self._remember(work, schedule, "billed_after_all", {"date": str(billing_date)})
            work.commit()
        self._office.tell("invoice", "schedule", "delivery", ids=(invoice.id,))
        return invoice

    def _edit(self, name: Name, version: int | None, act: str, edit: Callable[[Schedule], Change]) -> Change:
        """One change of a schedule's progress, under its lock."""
        with self._editing(name, version) as (work, schedule):
            change = edit(schedule)
            reason = "paused" if act == "resumed" else "by_hand"
            passed_over = [
                Occurrence(schedule.id, index, day, "skipped", reason=reason) for index, day in change.skipped
            ]
            work.schedules.add_occurrences(passed_over, self._office.now())
            work.schedules.keep_progress([change.after])
            facts: dict[str, object] = {
                "state": change.after.state,
                "dates": [str(day) for _, day in change.skipped],
            }
            self._remember(work, change.after, act, facts)
            work.commit()
        self._office.tell("schedule", ids=(schedule.id,))
        return change

    @contextmanager
    def _editing(self, name: Name, version: int | None) -> Iterator[tuple[Work, Schedule]]:
        """A unit of work in which nobody else, and no run, changes the schedule."""
        with self._office.work() as work:
            work.queue_up()
            key = find_schedule(work, name).id
            work.schedules.lock([key])
            schedule = find_schedule(work, key)
            if version is not None and schedule.version != version:
                raise Conflict("schedule_changed", schedule=schedule.ref)
            yield work, schedule

    def _remember(self, work: Work, schedule: Schedule, act: str, facts: dict[str, object]) -> None:
        trace = Trace("schedule", schedule.id, act, facts)
        work.traces.add([trace], self._office.now(), self._office.desk)


def _skipped_index(work: Work, schedule: Schedule, billing_date: date) -> int:
    for one in work.schedules.occurrences_of(schedule.id):
        if one.billing_date == billing_date and one.state == "skipped":
            return one.index
    raise Missing("skipped_date_missing", schedule=schedule.ref, date=billing_date)


def _all(names: Iterable[Name], edit: Callable[[Name], Change]) -> Edited:
    changes, refused = [], []
    for name in names:
        try:
            changes.append(edit(name))
        except (Refused, Missing, Conflict) as reason:
            refused.append((name, reason))
    return Edited(tuple(changes), tuple(refused))
