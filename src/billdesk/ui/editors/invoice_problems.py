"""Says in the invoice editor what is wrong with a draft, each thing where it was typed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from billdesk.domain.errors import BillDeskError, Problem, Refused, Rejected
from billdesk.ui.bench import Bench
from billdesk.ui.editors.cells import in_lines
from billdesk.ui.editors.invoice_lines import InvoiceLines
from billdesk.ui.widgets.forms import Form


class InvoiceProblems(QObject):
    """`troubled` tells what has no place of its own."""

    troubled = Signal(object)

    def __init__(self, bench: Bench, forms: Sequence[Form], grid: InvoiceLines, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._forms, self._grid = bench, tuple(forms), grid

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say each problem in its place, and go to the first."""
        first = problems[0]
        self._tell(problems)
        placed = next(iter(in_lines([first])), None)
        if placed is not None:
            self._grid.open(placed[0], placed[1])
        elif not any(first.place in form.fields for form in self._forms):
            self._grid.open(len(self._grid.state.rows), "description")
            self.troubled.emit(Refused(first.code, **dict(first.facts)))

    def show_unkept(self, error: Exception) -> None:
        """What can't be kept is told where it was typed; whoever types on is left alone."""
        problems = error.problems if isinstance(error, Rejected) else ()
        strays = self._tell(problems, focus=False)
        if (not problems or len(strays) > len(in_lines(strays))) and isinstance(error, BillDeskError):
            self.troubled.emit(error)

    def _tell(self, problems: Sequence[Problem], focus: bool = True) -> Sequence[Problem]:
        """Say them in the fields and in the cells; those that stand in no field."""
        strays = problems
        for form in self._forms:
            strays = form.tell(strays, self._bench.said, focus)
        for at, field, problem in in_lines(strays):
            self._grid.state.mark(at, field, Refused(problem.code, **dict(problem.facts)))
        return strays
