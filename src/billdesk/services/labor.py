"""The labor log: time typed or clocked by timers that outlive the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Missing, Problem, Refused, Rejected
from billdesk.domain.ticket import Charge, TimeEntry
from billdesk.domain.ticket_problems import time_problems
from billdesk.domain.timer import Reading, Timer, looked_at, minutes_at_stop, paused, resumed
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.services.tickets import charge_time
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class TimeForm:
    """What is needed to log time on a ticket: a new row as it would be, and the rates that there are."""

    entry: TimeEntry
    rates: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """What became of a timer: the row of the log, and its charge where time is charged at once."""

    entry: TimeEntry
    charge: Charge | None


@dataclass(frozen=True, slots=True)
class Clocked:
    """A running timer with the words for its ticket."""

    timer: Timer
    number: str
    subject: str


class Labor:
    """Logs work on tickets; `read_clocks` tells what the clocks show."""

    def __init__(self, office: Office, read_clocks: Callable[[], Reading]) -> None:
        self._office = office
        self._clocks = read_clocks

    # The log

    def form(self, ticket_id: int, entry_id: int | None = None) -> TimeForm:
        """What is shown to type time, for a row of the log or (None) for a new one."""
        with self._office.reading() as work:
            ticket = work.tickets.by_id(ticket_id)
            rates = _rates(work)
            if entry_id is not None:
                return TimeForm(work.tickets.time(entry_id), rates)
            billable = not read_settings(work).time_non_billable_by_default
            labor = _usual_rate(work, ticket_id, rates)
            return TimeForm(TimeEntry(0, ticket.id, 0, labor, billable, technician=ticket.technician), rates)

    def add(self, entry: TimeEntry) -> Stopped:
        """Log typed time; it is charged at once where the shop wants that. Rejected with what is wrong."""
        with self._office.work() as work:
            work.tickets.by_id(entry.ticket_id)
            done = self._log(work, entry)
            work.commit()
        self._office.tell("ticket", ids=(entry.ticket_id,))
        return done

    def change(self, entry: TimeEntry) -> TimeEntry:
        """Write an edited row of the log; Refused once it is charged, as the charge tells its worth then.

        Conflict where somebody else changed it in the meantime.
        """
        with self._office.work() as work:
            before = _uncharged(work, entry.id)
            _check(work, entry)
            kept = replace(entry, ticket_id=before.ticket_id, state=before.state)
            if not work.tickets.change_time(kept):
                raise Conflict("time_changed", time=entry.id)
            work.commit()
        self._office.tell("ticket", ids=(before.ticket_id,))
        return replace(kept, version=kept.version + 1)

    def remove(self, entry_id: int) -> TimeEntry:
        """Take a row off the log; Refused once it is charged. Gives it as it was, for `add`."""
        with self._office.work() as work:
            before = _uncharged(work, entry_id)
            work.tickets.remove_time(entry_id)
            work.commit()
        self._office.tell("ticket", ids=(before.ticket_id,))
        return before

    # Timers

    def running(self) -> tuple[Clocked, ...]:
        """The timers that run, oldest first."""
        with self._office.reading() as work:
            return tuple(_clocked(work, one) for one in work.timers.running())

    def seconds(self, timer: Timer) -> int:
        """What a timer shows now: what was watched, and what will be asked about; reads no database."""
        now = looked_at(timer, self._clocks())
        return now.worked + now.doubtful

    def start(self, ticket_id: int, technician: str | None = None, instead: bool = False) -> Timer:
        """Clock work on a ticket, by its technician where nobody is named; a timer that pauses goes on.

        Refused("timer_runs_elsewhere") where one of the same technician runs; with `instead` that one pauses.
        """
        now = self._clocks()
        with self._office.work() as work:
            work.queue_up()
            ticket = work.tickets.by_id(ticket_id)
            who = ticket.technician if technician is None else technician.strip()
            mine = work.timers.of(who)
            for other in (one for one in mine if one.runs and one.ticket_id != ticket_id):
                if not instead:
                    other_ticket = work.tickets.by_id(other.ticket_id)
                    name = other_ticket.number or other_ticket.ref
                    raise Refused("timer_runs_elsewhere", technician=who, ticket=name)
                work.timers.change(paused(other, now))
            timer = next((one for one in mine if one.ticket_id == ticket_id), None)
            timer = self._begin(work, ticket_id, who, now) if timer is None else self._go_on(work, timer, now)
            work.commit()
        self._office.tell("ticket", "timer", ids=(ticket_id,))
        return timer

    def pause(self, timer_id: int) -> Timer:
        """Clock nothing until it goes on; Refused where it pauses already."""
        with self._office.work() as work:
            timer = paused(work.timers.by_id(timer_id), self._clocks())
            work.timers.change(timer)
            work.commit()
        self._office.tell("ticket", "timer", ids=(timer.ticket_id,))
        return timer

    def look(self) -> tuple[Clocked, ...]:
        """Write down what the running timers of this desk have clocked by now; all that run.

        Looked at every minute, no crash loses more, and nobody has to be asked how long the work took.
        """
        now = self._clocks()
        with self._office.work() as work:
            found = [one for one in work.timers.running(locked=True) if one.desk == self._office.desk]
            for timer in found:
                work.timers.change(looked_at(timer, now))
            work.commit()
        return self.running()

    def stop(self, timer_id: int, minutes: int | None = None, charge: bool = False) -> Stopped:
        """Put the time of a timer into the log, and the timer away; `minutes` are typed ones.

        Charged at once where the shop wants that, or with `charge`. Refused("timer_in_doubt") where nobody
        can know how long the work took and nobody has typed it; the timer goes on then.
        """
        with self._office.work() as work:
            timer = looked_at(work.timers.by_id(timer_id), self._clocks())
            spent = minutes_at_stop(timer, minutes)
            entry = TimeEntry(0, timer.ticket_id, spent, timer.labor_id, timer.billable, timer.notes)
            entry = replace(entry, technician=timer.technician, started=timer.began)
            work.timers.remove(timer_id)
            done = self._log(work, entry, charge)
            work.commit()
        self._office.tell("ticket", "timer", ids=(timer.ticket_id,))
        return done

    # How

    def _log(self, work: Work, entry: TimeEntry, charge: bool = False) -> Stopped:
        _check(work, entry)
        day = entry.day or (entry.started or self._office.now()).astimezone().date()
        made = replace(entry, id=work.take_ids("time", 1)[0], state="not_charged", day=day)
        work.tickets.add_time([made])
        if not (charge or read_settings(work).charge_time_by_default) or not made.billable:
            return Stopped(made, None)
        done = charge_time(work, self._office, made)
        return Stopped(replace(made, state="charged"), done)

    def _begin(self, work: Work, ticket_id: int, who: str, now: Reading) -> Timer:
        labor = _usual_rate(work, ticket_id, _rates(work))
        billable = not read_settings(work).time_non_billable_by_default
        key = work.take_ids("timer", 1)[0]
        timer = Timer(key, ticket_id, who, labor, now.wall, billable, seen=now, desk=self._office.desk)
        work.timers.add(timer)
        return timer

    def _go_on(self, work: Work, timer: Timer, now: Reading) -> Timer:
        after = resumed(timer, now, self._office.desk)
        work.timers.change(after)
        return after


def _clocked(work: Work, timer: Timer) -> Clocked:
    ticket = work.tickets.by_id(timer.ticket_id)
    return Clocked(timer, ticket.number or ticket.ref, ticket.subject)


def _rates(work: Work) -> tuple[Product, ...]:
    found = [one for one in work.catalog.products().values() if one.kind == "labor" and one.active]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _usual_rate(work: Work, ticket_id: int, rates: Sequence[Product]) -> int:
    """The rate that was last logged on the ticket, else the first; Refused without any."""
    log = work.tickets.time_of(ticket_id)
    if log:
        return log[-1].labor_id
    if not rates:
        raise Refused("no_labor_rates")
    return rates[0].id


def _uncharged(work: Work, entry_id: int) -> TimeEntry:
    entry = work.tickets.time(entry_id)
    work.tickets.lock(entry.id)
    if work.tickets.charge_of_time(entry_id) is not None:
        raise Refused("time_is_charged", time=entry_id)
    return entry


def _check(work: Work, entry: TimeEntry) -> None:
    problems = list(time_problems(entry))
    labor = work.catalog.products().get(entry.labor_id)
    if labor is None:
        raise Missing("product_missing", product=entry.labor_id)
    if labor.kind != "labor":
        problems.append(Problem("labor_id", "not_labor", {"product": labor.name}))
    if problems:
        raise Rejected(tuple(problems))
