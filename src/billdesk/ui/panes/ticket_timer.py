"""The timer of a ticket in its detail: how long it runs, and the buttons that pause and stop it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from billdesk.domain.timer import Timer
from billdesk.ui.bench import Bench
from billdesk.ui.ticket_words import clock_words
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr


class TimerBar(Wash):
    """Shows the timer that was started last; the pane does what its buttons ask for."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "tint")
        self._bench = bench
        self.timer: Timer | None = None
        look, px = bench.look, bench.look.px
        self.setObjectName("ticket.timer")
        self.clock = Label(look, "", "stat", "accent_ink", True)
        self.clock.setObjectName("ticket.timer.clock")
        self.who = Label(look, "", "bold")
        self.since = Label(look, "", "small", "ink2")
        self.start = Button(look, tr("Go on"), "plain", "play", "ticket.timer.start")
        self.pause = Button(look, tr("Pause"), "plain", "pause", "ticket.timer.pause")
        self.stop = Button(look, tr("Stop"), "plain", "square", "ticket.timer.stop")
        self.charge = Button(look, tr("Stop and charge"), "plain", "check", "ticket.timer.charge")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.who)
        said.addWidget(self.since)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(12))
        row.addWidget(self.clock)
        row.addLayout(said, 1)
        for button in (self.start, self.pause, self.stop, self.charge):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.who.setMinimumWidth(px(40))
        self.since.setMinimumWidth(px(40))
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._tick)

    def show_timers(self, timers: Sequence[Timer], since: str, labor: str) -> None:
        """Show the one that runs, or else one that pauses; nothing without any."""
        self.timer = next((one for one in timers if one.runs), timers[-1] if timers else None)
        self.setVisible(self.timer is not None)
        if self.timer is None:
            self._second.stop()
            return
        runs, who = self.timer.runs, self.timer.technician
        if runs:
            said = tr("Timer is running for {name}", name=who) if who else tr("Timer is running")
        else:
            said = tr("Timer pauses for {name}", name=who) if who else tr("Timer pauses")
        self.who.setText(said)
        self.since.setText(tr("since {moment} · {labor}", moment=since, labor=labor))
        self.start.setVisible(not runs)
        self.pause.setVisible(runs)
        self.charge.setVisible(self.timer.billable)
        self._second.start() if runs else self._second.stop()
        self._tick()

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        for button in (self.start, self.pause, self.stop, self.charge):
            button.setEnabled(not busy)

    def _tick(self) -> None:
        if self.timer is not None:
            self.clock.setText(clock_words(self._bench.desk.labor.seconds(self.timer)))
