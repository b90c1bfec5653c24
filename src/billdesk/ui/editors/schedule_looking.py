"""Looks in the background at what a draft comes to, after each pause in typing; only the newest counts."""

from PySide6.QtCore import QObject, QTimer, Signal

from billdesk.domain.errors import BillDeskError
from billdesk.domain.schedule import Schedule
from billdesk.services.scheduling import Outlook
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench

WAIT_MS = 150


class Looking(QObject):
    """`found` tells an Outlook; one look at a time, and what is overtaken meanwhile is not told."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._wanted: Schedule | None = None
        self._looked: Schedule | None = None
        self._work: Work | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.look)

    def want(self, draft: Schedule, at_once: bool = False) -> None:
        """Look at a draft soon."""
        self._wanted = draft
        if at_once:
            self._looked = None
            self.look()
        elif draft != self._looked:
            self._timer.start()

    def is_waiting(self) -> bool:
        """Whether something was typed that isn't looked at yet."""
        return self._timer.isActive() or self._work is not None

    def end(self) -> None:
        """Nothing more is wanted."""
        self._timer.stop()
        self._wanted = None
        if self._work is not None:
            self._work.forget()
            self._work = None

    def look(self) -> None:
        """Look now."""
        self._timer.stop()
        draft = self._wanted
        if draft is None or draft == self._looked:
            return
        if self._work is not None:
            self._work.forget()
        services, today = self._bench.desk.scheduling, self._bench.today
        self._work = self._bench.background.run(
            lambda _work: services.look(draft, today),
            lambda outlook: self._on_found(draft, outlook),
            self._on_failed,
        )

    def _on_found(self, draft: Schedule, outlook: Outlook) -> None:
        self._work = None
        self._looked = draft
        self.found.emit(outlook)

    def _on_failed(self, error: Exception) -> None:
        self._work = None
        if isinstance(error, BillDeskError):
            self.failed.emit(error)
