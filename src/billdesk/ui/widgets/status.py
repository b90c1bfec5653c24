"""The status bar: outbox, last and next run, work in the background with Stop, the database."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.blank import STATUS
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Label, Painted, shape
from billdesk.ui.widgets.sheet import LAID_OUT, Watch
from billdesk.ui.words import tr


class Spot(NamedTuple):
    """One place of the status bar: its key, icon, and whether it stands at the right."""

    key: str
    icon: str
    right: bool = False


SPOTS = (
    Spot("outbox", "mail-check"),
    Spot("last_run", "history"),
    Spot("next_run", "calendar-clock"),
    Spot("timer", "circle-play"),
    Spot("database", "hard-drive", right=True),
)


FOLDED = ("database", "next_run", "last_run")
"""Where there is no room for all words, these give theirs up, in this order, and show their pictures only."""


class Bar(Painted):
    """A bar of 110 px that shows how far work is; without a total it shows a part in the middle."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._done, self._total = 0, 0

    def show_progress(self, done: int, total: int) -> None:
        """Show `done` of `total`."""
        self._done, self._total = done, total
        self.setAccessibleName(tr("{done} of {total}", done=done, total=total) if total else tr("At work"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(110), self.look.px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        high = self.look.px(4)
        rect = QRectF(0, (self.height() - high) / 2, self.width(), high)
        shape(painter, rect, high / 2, self.look.color("line"))
        if self._total:
            rect.setWidth(max(high, rect.width() * min(1.0, self._done / self._total)))
        else:
            rect.adjust(self.width() / 3, 0, -self.width() / 3, 0)
        shape(painter, rect, high / 2, self.look.color("accent"))


class WorkSpot(QWidget):
    """Work in progress: words, bar, rate or time left, Stop."""

    stop_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("window.status.work")
        self.words = Label(look, "", "small", "ink2", True)
        self.bar = Bar(look)
        self.left = Label(look, "", "small", "ink3", True)
        self.stop = Button(look, tr("Stop"), "status_act", "", "window.status.stop")
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), 0, 0, 0)
        row.setSpacing(look.px(10))
        for widget in (self.words, self.bar, self.left, self.stop):
            row.addWidget(widget)


class TimerSpot(QWidget):
    """What can be done with the timer that runs; `asked` tells the name of the act."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.pause = Button(look, tr("Pause the timer"), "tool", "pause", "window.status.timer.pause")
        self.stop = Button(look, tr("Stop the timer"), "tool", "square", "window.status.timer.stop")
        self.pause.clicked.connect(lambda: self.asked.emit("timer.pause"))
        self.stop.clicked.connect(lambda: self.asked.emit("timer.stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(2))
        for button in (self.pause, self.stop):
            button.setProperty("room", "small")
            row.addWidget(button)

    def relabel(self) -> None:
        """Say its own words in the language that counts now."""
        for button, words in ((self.pause, tr("Pause the timer")), (self.stop, tr("Stop the timer"))):
            button.setAccessibleName(words)  # they show a picture only
            button.setToolTip(words)


class StatusBar(Painted):
    """Each spot is a button to its place; `asked` tells its key."""

    covers = True

    asked = Signal(str)
    stop_asked = Signal()

    def __init__(self, look: Look, spots: tuple[Spot, ...] = SPOTS, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("window.status")
        self._spots: dict[str, Button] = {}
        self._words: dict[str, str] = {}
        self._wide: dict[str, tuple[int, int]] = {}  # how wide each is with its words, and without
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.timer = TimerSpot(look)
        self.timer.asked.connect(self.asked)
        self.timer.hide()
        for spot in (one for one in spots if not one.right):
            self._row.addWidget(self._add(spot))
        self._row.addWidget(self.timer)
        self.work = WorkSpot(look)
        self.work.stop_asked.connect(self.stop_asked)
        self.work.hide()
        self._row.addWidget(self.work)
        self._row.addStretch(1)
        for spot in (one for one in spots if one.right):
            self._row.addWidget(self._add(spot))
        self._resize()
        self._watch = Watch(self, self._fold, self, LAID_OUT)

    def minimumSizeHint(self) -> QSize:
        """However narrow: words that have no room are folded."""
        return QSize(0, super().minimumSizeHint().height())

    def spot(self, key: str) -> Button:
        return self._spots[key]

    def tell(self, key: str, words: str, icon: str = "") -> None:
        """Say something in a spot; no words hide it."""
        spot = self._spots[key]
        if icon:
            spot.set_icon(icon)
        self._words[key] = words
        spot.setAccessibleName(words)
        self._measure(key)
        spot.setVisible(bool(words))
        self._fold()

    def relabel(self) -> None:
        """Say its own words in the language that counts now."""
        self.work.stop.set_words(tr("Stop"))
        self.timer.relabel()

    def show_work(
        self, words: str, done_of: tuple[int, int] = (0, 0), left: str = "", can_stop: bool = True
    ) -> None:
        """Show work in progress: how many of how many steps, and what is left as words; "" ends it."""
        self.work.setVisible(bool(words))
        self.work.words.setText(words)
        self.work.bar.show_progress(*done_of)
        self.work.stop.setVisible(can_stop)
        self.work.left.setText(left)
        self.work.left.setVisible(bool(left))

    def dressed(self) -> None:
        self._resize()
        super().dressed()
        for key in self._words:
            self._measure(key)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _measure(self, key: str) -> None:
        spot = self._spots[key]
        wide = []
        for words in (self._words[key], ""):
            spot.setText(words)
            spot.dressed()
            wide.append(spot.sizeHint().width())
        self._wide[key] = (wide[0], wide[1])

    def _fold(self) -> None:
        """Show as many words as there is room for."""
        shown = [key for key, words in self._words.items() if words]
        rest = self._row.sizeHint().width() - sum(self._spots[key].sizeHint().width() for key in shown)
        for count in range(len(FOLDED) + 1):
            folded = FOLDED[:count]
            if rest + sum(self._wide[key][key in folded] for key in shown) <= self.width():
                break
        for key in shown:
            spot, words = self._spots[key], self._words[key]
            text = "" if key in folded else words
            if spot.text() != text:
                spot.setText(text)
                spot.setToolTip("" if text else words)
                spot.dressed()

    def _add(self, spot: Spot) -> Button:
        button = Button(self.look, "", "status", spot.icon, f"window.status.{spot.key}")
        button.clicked.connect(lambda: self.asked.emit(spot.key))
        button.hide()
        self._spots[spot.key] = button
        return button

    def _resize(self) -> None:
        self.setFixedHeight(self.look.px(STATUS))
        self._row.setContentsMargins(self.look.px(10), 0, self.look.px(10), 0)
        self._row.setSpacing(self.look.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("ground"))
