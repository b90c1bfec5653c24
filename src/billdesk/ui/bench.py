"""What every pane and page is given: the services, the look, work in the background, figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from billdesk.domain.errors import BillDeskError
from billdesk.services import wording
from billdesk.services.desk import Desk
from billdesk.ui.background import Background
from billdesk.ui.figures import Figures
from billdesk.ui.look import Look


@dataclass(frozen=True, slots=True)
class Bench:
    """Handed down by the window; nothing in it is kept by name anywhere else."""

    desk: Desk
    look: Look
    background: Background
    figures: Figures
    language: str

    @property
    def today(self) -> date:
        """What today is."""
        return self.desk.today()

    def sentence(self, error: Exception) -> str:
        """What went wrong, in the words of the person at the desk."""
        if not isinstance(error, BillDeskError):
            raise TypeError from error  # mistakes of ours have no words
        return wording.sentence(error, self.language)

    def run(
        self, job: Callable[[], object], done: Callable[[Any], Any], failed: Callable[[Exception], Any]
    ) -> None:
        """Do something short away from the GUI thread and call back on it."""
        self.background.run(lambda _work: job(), done, failed)
