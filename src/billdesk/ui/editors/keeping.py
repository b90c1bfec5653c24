"""Keeps a draft while somebody types: after a pause, when the editor is left, and when the program ends."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from billdesk.domain.draft import is_blank
from billdesk.domain.errors import BillDeskError
from billdesk.domain.invoice import Invoice
from billdesk.ui.bench import Bench
from billdesk.ui.editors.draft_state import DraftState

WAIT_MS = 1_200
Then = Callable[[Invoice], object]


class Keeping(QObject):
    """`kept` tells when what is on the screen is on file; `failed` why it isn't."""

    kept = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, state: DraftState, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._state = bench, state
        self._lock = threading.Lock()
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.keep)
        self._held = False
        self.restart()
        state.changed.connect(self._on_changed)

    def restart(self) -> None:
        """Another draft is in the editor now; nothing of it is unsaved."""
        self._timer.stop()
        self._saved = self._state.invoice
        with self._lock:
            self._on_file = self._opened = self._saved  # as the last job left it, on whichever thread
            self._made_here = not self._saved.id
            self._first = True
            self._over = False

    def end(self) -> None:
        """The draft is issued or gone: nothing is kept any more."""
        self._timer.stop()
        self._over = True

    def hold(self, on: bool) -> None:
        """Keep nothing by itself while the draft is being issued; where that fails, it goes on."""
        if on != self._held:  # else each failure, told to whoever finishes, would be tried again at once
            self._held = on
            self._on_changed()

    @property
    def is_over(self) -> bool:
        """Whether the draft is issued or gone."""
        return self._over

    @property
    def is_unsaved(self) -> bool:
        """Whether something is on the screen that isn't on file."""
        return _values(self._state.invoice) != _values(self._saved)

    def keep(self, then: Then | None = None) -> None:
        """Keep it now, away from the GUI thread; `then` gets the draft as it is on file."""
        self._timer.stop()
        draft = self._state.invoice
        self._bench.run(
            lambda: self._write(draft),
            lambda found: self._on_kept(draft, found, then),
            self.failed.emit,
        )

    def leave(self, then: Callable[[], object]) -> None:
        """Keep what is unsaved, throw away what is blank, note what became of it; then call back."""
        self._timer.stop()
        draft = self._state.invoice

        def failed(error: Exception) -> None:
            self.failed.emit(error)
            then()

        self._bench.run(lambda: self._finish(draft), lambda _none: then(), failed)

    def finish(self) -> None:
        """The same at once and here: the program ends."""
        self._timer.stop()
        try:
            self._finish(self._state.invoice)
        except BillDeskError as error:
            self.failed.emit(error)

    def _on_changed(self) -> None:
        if self.is_unsaved and not self._over and not self._held:
            self._timer.start()
        else:
            self._timer.stop()

    def _write(self, draft: Invoice) -> Invoice:
        """Write a draft over what is on file; one at a time, each knows what the one before it has made."""
        with self._lock:
            if _values(draft) == _values(self._on_file) and self._on_file.id:
                return self._on_file
            named = replace(draft, id=self._on_file.id, version=self._on_file.version)
            self._on_file = self._bench.desk.drafts.keep(named, self._first)
            if not draft.id and self._first:
                self._opened = self._on_file
            self._first = False
            return self._on_file

    def _finish(self, draft: Invoice) -> None:
        if self._over:
            return
        if self._made_here and is_blank(draft):
            if self._on_file.id:
                self._bench.desk.invoicing.delete_draft(self._on_file.id)
            return
        if _values(draft) != _values(self._on_file):
            self._write(draft)
        if not self._first:
            self._bench.desk.drafts.leave(self._opened)

    def _on_kept(self, draft: Invoice, found: Invoice, then: Then | None) -> None:
        self._saved = draft
        self._state.kept(found)
        self.kept.emit(f"{datetime.now().astimezone():%H:%M}")
        if then is not None:
            then(found)


def _values(draft: Invoice) -> Invoice:
    """A draft without what only the file knows, so that two can be compared."""
    lines = tuple(replace(line, id=0) for line in draft.lines)
    return replace(draft, id=0, version=0, lines=lines, extra={}, ref="")
