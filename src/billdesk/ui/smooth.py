"""Lets the window answer while other threads compute: when they give Python's lock, who looks for garbage."""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

SWITCH_SECONDS = 0.0001
"""A thread that computes gives Python's lock to one that waits after so long. Ordinarily it is fifty times
that, and painting a list asks for the lock a hundred times."""
LOOK_MS = 100
QUIET = 300
"""So few new objects between two looks mean that nothing goes on."""
YOUNG, LATELY = 2_000, 10
"""New objects that are worth a look, and looks at new ones that are worth one at those that outlived them."""
MANY = 5_000
"""New objects that don't wait for a quiet moment."""
START = 200_000
"""Until the window is whole hardly anything becomes garbage: only so many new objects are worth a look."""


class Smooth(QObject):
    """Looks for garbage on the GUI thread, a little at a time, and for all of it when nothing goes on.

    Python itself looks in whichever thread makes the next object, and holds its lock meanwhile: for half a
    second where all that was imported is looked at, too. Besides, what belongs to Qt must not be thrown away
    on another thread.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        self._was_on = gc.isenabled()
        gc.disable()
        self._seen = 0
        self._settled = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def settle(self) -> None:
        """All that is there now stays until the program ends, and isn't looked at any more."""
        gc.freeze()
        self._settled = True

    def look(self) -> None:
        """Look for garbage as far as there is time."""
        young, middle, old = gc.get_count()
        if not self._settled and young < START:
            return
        quiet = young - self._seen < QUIET
        if quiet and self._settled and old > LATELY:
            gc.collect(2)
        elif quiet and middle > LATELY:
            gc.collect(1)
        elif young > (YOUNG if quiet else MANY):
            gc.collect(0)
        self._seen = gc.get_count()[0]

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
        sys.setswitchinterval(self._before)
