"""What the status bar says: outbox, last run, next run, work in progress, the database."""

from datetime import datetime
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.clocking import Clocking
from billdesk.ui.running import Running
from billdesk.ui.ticker import Ticker
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.words import counted, tr


class Status(QObject):
    """Keeps the status bar true; `asked` names the place that one of its buttons leads to."""

    asked = Signal(str, object)

    def __init__(self, bar: StatusBar, bench: Bench, running: Running, ticker: Ticker) -> None:
        super().__init__(bar)
        self._bar, self._bench, self._ticker = bar, bench, ticker
        self._since: dict[Work, float] = {}
        self.clocking = Clocking(bar, bench)
        self.clocking.asked.connect(self.asked)
        bar.tell("database", bench.desk.target)
        bar.asked.connect(self._on_asked)
        bar.stop_asked.connect(self._on_stop)
        running.changed.connect(self.refresh)
        bench.background.changed.connect(self._show_work)

    def refresh(self) -> None:
        """Read anew what waits and when the last run was."""
        desk = self._bench.desk
        self._bench.run(lambda: (desk.sending.counts(), desk.run.last()), self._on_read, self._on_failed)
        self.clocking.refresh()
        self._show_work()

    def _on_read(self, found: Any) -> None:
        counts, last = found
        waiting = counts.get("queued", 0) + counts.get("sending", 0)
        stuck = counts.get("failed", 0) + counts.get("unknown", 0)
        if stuck:
            said, icon = (
                counted(stuck, "{count} e-mail not sent", "{count} e-mails not sent"),
                "triangle-alert",
            )
        elif waiting:
            said, icon = counted(waiting, "{count} e-mail waits", "{count} e-mails wait"), "mail"
        else:
            said, icon = tr("Outbox empty"), "mail-check"
        self._bar.tell("outbox", said, icon)
        if last is not None:
            at = time_of(last.started_at, self._bench)
            ended = counted(last.generated + last.late_fees, "{count} invoice", "{count} invoices")
            self._bar.tell("last_run", tr("Last run {at} · {ended}", at=at, ended=ended))
        self._bar.tell("next_run", tr("Next run {at}", at=time_of(self._ticker.next_run, self._bench)))

    def _on_failed(self, _error: Exception) -> None:
        self._bar.tell("outbox", tr("Database out of reach"), "triangle-alert")

    def _show_work(self) -> None:
        works = self._works()
        self._since = {work: self._since.get(work, monotonic()) for work in works}
        if not works:
            self._bar.show_work("")
            return
        work = works[0]
        done, total = work.done_of
        said = (
            tr("{what} {done} of {total}", what=work.words, done=done, total=total) if total else work.words
        )
        if len(works) > 1:
            said = f"{said} · {counted(len(works) - 1, '{count} more', '{count} more')}"
        left = left_in_words(done, total, monotonic() - self._since[work])
        self._bar.show_work(said, (done, total), left, work.can_stop)

    def _works(self) -> list[Work]:
        """What is under way, first what can be stopped; of these the oldest is shown."""
        return sorted(self._bench.background.works(), key=lambda work: not work.can_stop)

    def _on_stop(self) -> None:
        for work in self._works()[:1]:
            work.stop()

    def _on_asked(self, key: str) -> None:
        places = {
            "outbox": "outbox",
            "last_run": "recurring",
            "next_run": "preview_run",
            "database": "database",
        }
        acts = {
            "timer": self.clocking.show,
            "timer.pause": self.clocking.pause,
            "timer.stop": self.clocking.stop,
        }
        if key in acts:
            acts[key]()
        elif key in places:
            self.asked.emit(places[key], None)


def time_of(moment: datetime, bench: Bench) -> str:
    """A time of today as hours and minutes, another day's with the day."""
    here = moment.astimezone()
    at = f"{here:%H:%M}"
    return (
        at
        if here.date() == datetime.now().astimezone().date()
        else f"{bench.figures.day(here.date(), bench.today)} {at}"
    )


def left_in_words(done: int, total: int, seconds: float) -> str:
    """How long work will still take, in words; nothing while it can't be told."""
    if not done or not total or seconds < 1:
        return ""
    left = round(seconds * (total - done) / done)
    if left < 100:
        return tr("{seconds} s left", seconds=left)
    return tr("{minutes} min left", minutes=-(-left // 60))
