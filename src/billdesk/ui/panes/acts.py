"""One act at a time on what a pane shows: done in the background, told, taken back where it can be."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import Rejected
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog
from billdesk.ui.words import tr


class Acts(QObject):
    """`told` has the words and what takes the act back (or None); `busy` says when one is under way."""

    told = Signal(str, object)
    refused = Signal(object)
    busy = Signal(bool)

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._over = parent
        self.is_busy = False

    def _do(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do a job away from the GUI thread; another one asked for meanwhile is not begun."""
        if self.is_busy:
            return
        self._set_busy(True)

        def finished(found: Any) -> None:
            self._set_busy(False)
            done(found)

        self._bench.run(job, finished, self._failed)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.refused.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy.emit(busy)

    def _ask(
        self, dialog: FormDialog, job: Callable[[dict[str, Any]], object], done: Callable[[Any], None]
    ) -> None:
        """Open a dialog that stays until its values are taken; what is wrong is said in it."""

        def refused(error: Exception) -> None:
            if isinstance(error, Rejected):
                dialog.refuse(error.problems, self._said)
            else:
                dialog.say(self._bench.sentence(error))

        def taken(found: Any) -> None:
            dialog.accept()
            done(found)

        def submit(values: dict[str, Any]) -> None:
            dialog.show_busy(True)
            self._bench.run(lambda: job(values), taken, refused)

        dialog.submitted.connect(submit)
        dialog.open()

    def _said(self, problem: Any) -> str:
        said = self._bench.said(problem)
        line = problem.place.removeprefix("line ")
        return said if line == problem.place else tr("line {line}: {said}", line=line, said=said)
