"""What every pane and page is given: the services, the look, work in the background, figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from billdesk.domain.errors import BillDeskError, Problem
from billdesk.services import wording
from billdesk.ui.background import Background
from billdesk.ui.figures import Figures
from billdesk.ui.look import Look

if TYPE_CHECKING:
    from billdesk.services.desk import Desk


class Whole:
    """Whether every service is there; until then only lists are read, lest the first rows wait."""

    def __init__(self, there: bool = True) -> None:
        self.there = there
        self._waiting: dict[Callable[[], object], None] = {}

    def when(self, call: Callable[[], object]) -> None:
        """Call as soon as they are there, now or later; once, however often that is asked for."""
        if self.there:
            call()
        else:
            self._waiting[call] = None

    def complete(self) -> None:
        """Say that they are there."""
        self.there = True
        waiting, self._waiting = self._waiting, {}
        for call in waiting:
            call()


@dataclass(frozen=True, slots=True)
class Bench:
    """Handed down by the window; nothing in it is kept by name anywhere else."""

    desk: Desk
    look: Look
    background: Background
    figures: Figures
    language: str
    whole: Whole = field(default_factory=Whole)
    owner: QObject | None = None
    """Who is called back; once it is gone, nobody is."""

    @property
    def today(self) -> date:
        """What today is."""
        return self.desk.today()

    def sentence(self, error: Exception) -> str:
        """What went wrong, in the words of the person at the desk."""
        if not isinstance(error, BillDeskError):
            raise TypeError from error  # mistakes of ours have no words
        return wording.sentence(error, self.language)

    def said(self, problem: Problem) -> str:
        """What is wrong with a field, in the words of the person at the desk."""
        return wording.sentence(problem, self.language)

    def of(self, owner: QObject) -> Bench:
        """The same for a page that may go while something runs for it."""
        return replace(self, owner=owner)

    def run(
        self, job: Callable[[], object], done: Callable[[Any], Any], failed: Callable[[Exception], Any]
    ) -> None:
        """Do something short away from the GUI thread and call back on it."""
        self.background.run(lambda _work: job(), self._while_there(done), self._while_there(failed))

    def _while_there(self, call: Callable[[Any], Any]) -> Callable[[Any], Any]:
        owner = self.owner
        return call if owner is None else lambda found: call(found) if isValid(owner) else None
