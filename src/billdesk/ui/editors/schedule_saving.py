"""Saves what is typed in the schedule editor, or says what is wrong in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from billdesk.domain import schedule_draft as rules
from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.schedule import Schedule
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui.bench import Bench
from billdesk.ui.editors.schedule_body import ScheduleBody
from billdesk.ui.editors.schedule_cells import in_schedule_lines
from billdesk.ui.editors.schedule_state import ScheduleState
from billdesk.ui.words import tr


class ScheduleSaving(QObject):
    """`changed` tells that saving begins or ends, `saved` the schedule on file, `failed` why it isn't."""

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Bench, state: ScheduleState, body: ScheduleBody, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._state, self._body = bench, state, body
        self.form: ScheduleForm | None = None
        self.busy = self.is_over = False

    def save(self) -> None:
        """Save it and go back to the schedules, or say what is wrong."""
        if self.form is None or self.busy or not all(part.form.check() for part in self._body.parts):
            return
        self._state.end_step()
        self._state.reread(self._body.lines.cells)
        unread = self._state.unread()
        draft = self._state.schedule
        found = rules.problems(draft, self.form.pricing(draft))
        if unread:
            self._go_to_line(unread[0][0], unread[0][1])
        elif found:
            self._show_problems(found)
        else:
            self._set_busy(True)
            services = self._bench.desk.scheduling
            self._bench.run(lambda: services.save(draft), self._on_saved, self._on_not_saved)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        """Say each problem in its place, and go to the first."""
        in_lines = in_schedule_lines(problems)
        strays = self._body.tell_parts(list(problems), focus=len(in_lines) < len(problems))
        for at, field, problem in in_lines:
            self._state.mark(at, field, Refused(problem.code, **dict(problem.facts)))
        others = [one for one in strays if not one.place.startswith("lines[")]
        in_fields = len(strays) < len(problems)
        if in_lines and not in_fields:
            self._go_to_line(in_lines[0][0], in_lines[0][1])
        elif others and not in_fields:
            self._body.lines.open(len(self._state.rows), "description")
        for one in others[:1]:
            self.failed.emit(Refused(one.code, **dict(one.facts)))

    def _go_to_line(self, at: int, field: str) -> None:
        self._body.lines.choose(at)
        if field in self._body.lines.fields_at(at) or not self._body.details.go_to(at, field):
            self._body.lines.open(at, field)

    def saved_words(self, schedule: Schedule) -> str:
        """What is told after saving."""
        name = self.form.customer.name if self.form else ""
        if schedule.next_date is None:
            return tr("The schedule of {name} is saved; no invoice comes any more", name=name)
        day = self._bench.figures.day(schedule.next_date, self._bench.today)
        return tr("The schedule of {name} is saved, next on {day}", name=name, day=day)

    def _on_saved(self, schedule: Schedule) -> None:
        self.is_over = True
        self.saved.emit(schedule)

    def _on_not_saved(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, Rejected):
            self._show_problems(error.problems)
        else:
            self.failed.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()
