"""Measures the blocks of the event loop, by the clock and by what the GUI thread itself computed."""

import os
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

TICK_MS = 2
NAMED = 4
QUEUED = Path("/proc/thread-self/schedstat")  # Linux only


@dataclass(frozen=True, slots=True)
class Block:
    """What lay between two turns of the event loop, in ms.

    A loaded machine lengthens `clock`, never `computed`; `queued` is how long the thread could have run and
    got no processor, 0 where the system doesn't say. `made_by` names the events that
    computed longest, if known.
    """

    clock: float
    computed: float
    queued: float
    made_by: str = ""

    @property
    def ours(self) -> float:
        """What is the program's own: computing, and waiting for locks (Python's, a mutex) or the disk."""
        return max(0.0, self.clock - self.queued)


class Watch(QObject):
    """Sees every event before it is dealt with, to say afterwards which kinds computed longest.

    What comes between two events belongs to the first of them, so what a slot does that sends none is told
    by the event that called it (a MetaCall, a Timer), and painting by its Paint.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._seen: list[tuple[float, QEvent.Type, str]] = []
        app.installEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        self._seen.append(
            (time.thread_time(), event.type(), f"{type(target).__name__} {target.objectName()}")
        )
        return False

    def heaviest(self) -> str:
        """What computed longest since this was asked for, all events of a kind together, in words."""
        seen, self._seen = self._seen, []
        if not seen:
            return ""
        ends = [at for at, _, _ in seen[1:]] + [time.thread_time()]
        took: Counter[str] = Counter()
        for (at, kind, who), end in zip(seen, ends, strict=True):
            took[f"{kind.name} of {who.strip()}"] += (end - at) * 1000
        said = ", ".join(f"{what} {spent:.0f} ms" for what, spent in took.most_common(NAMED))
        return f"{said}; {len(seen)} events"


class Probe(QObject):
    """A timer ticks on the GUI thread; whatever lies between two ticks beyond that is a block.

    With a `watch` the blocks know which event made them; it costs some time for each event.
    """

    def __init__(self, parent: QObject | None = None, watch: Watch | None = None) -> None:
        super().__init__(parent)
        self.blocks: dict[str, list[Block]] = {}  # by phase
        self.phase = ""
        self._watch = watch
        self._stat = os.open(QUEUED, os.O_RDONLY) if QUEUED.exists() else -1
        self._last = self._now()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def enter(self, phase: str) -> None:
        """What is measured from here on belongs to this phase, what was done so far to the one before."""
        if self.phase:
            self._on_tick()
        self.phase = phase
        self.blocks.setdefault(phase, [])
        self._last = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more; the figures stay."""
        self._timer.stop()
        if self._stat >= 0:
            os.close(self._stat)
            self._stat = -1

    def longest(self, phase: str) -> Block:
        """The longest of each measure in a phase."""
        found = self.blocks[phase]
        return Block(
            max(one.clock for one in found),
            max(one.computed for one in found),
            max(one.queued for one in found),
        )

    def _now(self) -> tuple[float, float, float]:
        queued = int(os.pread(self._stat, 64, 0).split()[1]) / 1e6 if self._stat >= 0 else 0.0
        return time.perf_counter() * 1000, time.thread_time() * 1000, queued

    def _on_tick(self) -> None:
        now = self._now()
        clock, computed, queued = (new - old for new, old in zip(now, self._last, strict=True))
        made_by = self._watch.heaviest() if self._watch else ""
        self.blocks[self.phase].append(Block(max(0.0, clock - TICK_MS), computed, queued, made_by))
        self._last = now
