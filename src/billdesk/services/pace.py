"""How long work says how far it is, and hears that it shall end."""

from collections.abc import Callable
from dataclasses import dataclass

Stop = Callable[[], bool]
Progress = Callable[[int, int], None]


def never() -> bool:
    """Doesn't stop."""
    return False


def ignore(_done: int, _total: int) -> None:
    """Doesn't want to hear."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Both of one piece of work."""

    stop: Stop = never
    progress: Progress = ignore

    def of(self, total: int) -> Callable[[int], bool]:
        """What hears how much of `total` is done, and says whether to go on."""

        def go_on(done: int) -> bool:
            self.progress(done, total)
            return not self.stop()

        return go_on


AT_ONCE = Pace()
