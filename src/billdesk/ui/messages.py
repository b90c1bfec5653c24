"""What the window tells in place: the banner above the sheet, and the bar with Undo over the list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui import movement
from billdesk.ui.look import Look
from billdesk.ui.widgets import shadow
from billdesk.ui.widgets.painted import Button, Label, Painted, shape
from billdesk.ui.widgets.sheet import Watch
from billdesk.ui.words import tr

SECONDS = 10
GAP = 8
"""Between a banner and what is below it, in px at 96 dpi."""
SHADE = QColor(20, 16, 8, 71)
SOFT = 14
_KINDS = {
    "waits": ("partly_bg", "partly_fg", "moon"),
    "failed": ("overdue_bg", "overdue_fg", "triangle-alert"),
    "news": ("tint", "accent_ink", "info"),
}


class Act(NamedTuple):
    """A button of a banner: words, object name, what it does, icon."""

    words: str
    name: str
    call: Callable[[], object]
    icon: str = ""


class Notice(NamedTuple):
    """What a pane wants to stand above the sheet while it is shown; `kind` as in Banner.tell."""

    kind: str
    title: str
    line: str = ""
    acts: tuple[Act, ...] = ()


class Banner(Painted):
    """One bold sentence, one grey line, at most two buttons and a cross; `closed` by whoever read it."""

    closed = Signal()

    def __init__(self, look: Look, name: str = "window.banner", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self._kind = "news"
        self._icon = ""
        self._title = Label(look, "", "bold")
        self._line = Label(look, "", "small", "ink2")
        self._close = Button(look, tr("Close this message"), "tool", "x", f"{name}.close")
        self._close.clicked.connect(self.close_it)
        self._acts: list[Button] = []
        self._calls: list[Callable[[], object]] = []
        self._row = QHBoxLayout(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._title, self._line):
            label.setWordWrap(True)
            words.addWidget(label)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._close)
        self._resize()
        self.hide()

    def tell(self, kind: str, title: str, line: str = "", acts: Sequence[Act] = (), icon: str = "") -> None:
        """Show a message: `kind` is "waits" (amber), "failed" (red) or "news"."""
        self._kind = kind
        self._icon = icon or _KINDS[kind][2]
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.setAccessibleName(f"{title} {line}".strip())
        self._show_acts(acts[:2])
        self.show()
        self.update()

    def relabel(self) -> None:
        """Say its own words in the language that counts now."""
        self._close.setAccessibleName(tr("Close this message"))
        self._close.setToolTip(tr("Close this message"))

    def _show_acts(self, acts: Sequence[Act]) -> None:
        """Buttons that are told again stay, and with them the focus."""
        self._calls = [act.call for act in acts]
        wanted = [(act.name, act.words) for act in acts]
        if wanted == [(button.objectName(), button.text()) for button in self._acts]:
            return
        for old in self._acts:
            old.hide()
            old.deleteLater()
        self._acts = [Button(self.look, act.words, "plain", act.icon, act.name) for act in acts]
        for number, button in enumerate(self._acts):
            button.clicked.connect(lambda _checked=False, at=number: self._calls[at]())
            self._row.insertWidget(self._row.count() - 1, button)

    def close_it(self) -> None:
        """Take the message away; it has been read."""
        self.hide()
        self.closed.emit()

    def dressed(self) -> None:
        self._resize()
        super().dressed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)

    def _resize(self) -> None:
        px = self.look.px
        self._row.setContentsMargins(px(44), px(8), px(8), px(8 + GAP))
        self._row.setSpacing(px(8))
        self.setMinimumHeight(px(48 + GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        back, front, _ = _KINDS[self._kind]
        high = self.height() - look.px(GAP)
        shape(painter, QRectF(0, 0, self.width(), high), look.px(10), look.color(back))
        dpr = painter.device().devicePixelRatio()
        picture = look.picture(self._icon or "info", front, 18, dpr)
        painter.drawPixmap(look.px(14), (high - look.px(18)) // 2, picture)


class Later(NamedTuple):
    """An act that can't be taken back once it is done: it waits until the bar that tells of it goes.

    `act` does it, and is told whether the program ends, so that there is no time for work in the background.
    Taken back, nothing was ever done.
    """

    act: Callable[[bool], object]

    def __call__(self) -> None:
        """Take it back: it just isn't done."""


class Toast(Painted):
    """The bar with Undo: bottom centre of `over`, 10 s, stops under the mouse and with the focus.

    It stands above the row of totals; where there is none, it sinks over the status bar, so that it covers
    nothing that is typed or clicked there.
    One at a time: a newer message takes the place of an older one, whose change stays. Once it is gone,
    nothing can be taken back any more. What is Later is done when its time is up, when the bar is closed or
    another message comes, and when the program ends. `changed` says that something can be taken back, or
    can't any more.
    """

    changed = Signal()

    def __init__(self, look: Look, over: QWidget, lift: int = 52, parent: QWidget | None = None) -> None:
        """Make it for the area `over`; it floats `lift` px (at 96 dpi) above its lower edge."""
        super().__init__(look, parent or over)
        self.setObjectName("window.toast")
        self._over = over
        self._lift = lift
        self._low = False
        self._undo: Callable[[], object] | None = None
        self._left = 0
        self.words = Label(look, "", "body", "on_toast")
        self.undo = Button(look, tr("Undo"), "toast_act", "", "window.toast.undo")
        self.seconds = Label(look, "", "small", "on_toast", True)
        self._close = Button(look, tr("Close this message"), "toast", "x", "window.toast.close")
        self._close.set_words("")
        self._close.setAccessibleName(tr("Close this message"))
        row = QHBoxLayout(self)
        soft = look.px(SOFT)
        row.setContentsMargins(soft + look.px(40), soft, soft + look.px(6), soft)
        row.setSpacing(look.px(8))
        row.addWidget(self.words, 1)
        for widget in (self.undo, self.seconds, self._close):
            row.addWidget(widget)
        self.undo.clicked.connect(self.take_back)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._on_second)
        self._watch = Watch(over, self._place, self)
        self.hide()

    def tell(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Say what happened; with `undo`, for ten seconds it can be taken back."""
        self.settle()
        self._undo = undo
        self._left = SECONDS
        self.words.setText(words)
        self.setAccessibleName(words)
        self.undo.setVisible(undo is not None)
        self._show_seconds()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        self._rise()
        self.changed.emit()

    def sink(self, low: bool) -> None:
        """Stand at the lower edge of the window, or rise above the row of totals again."""
        self._low = low
        self._place()

    def relabel(self) -> None:
        """Say its own words in the language that counts now."""
        self.undo.set_words(tr("Undo"))
        self._close.setAccessibleName(tr("Close this message"))

    def take_back(self) -> None:
        """Undo what the bar tells of, as its button and Ctrl+Z do."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo:
            undo()

    def can_take_back(self) -> bool:
        return self._undo is not None

    def settle(self, ending: bool = False) -> None:
        """Do what has waited; it can't be taken back any more."""
        waiting, self._undo = self._undo, None
        if isinstance(waiting, Later):
            waiting.act(ending)

    def hideEvent(self, event: QHideEvent) -> None:
        """A window that is only minimized has its bar still."""
        if not event.spontaneous():
            self._timer.stop()
            self.settle()
            self.changed.emit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), self.look.px(340)), self.look.px(44 + 2 * SOFT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _held(self) -> bool:
        return self.underMouse() or any(one.hasFocus() for one in (self.undo, self._close))

    def _on_second(self) -> None:
        if self._held():
            return
        self._left -= 1
        if self._left <= 0:
            self.hide()
        self._show_seconds()

    def _show_seconds(self) -> None:
        self.seconds.setText(tr("{seconds} s", seconds=self._left))
        self.seconds.setVisible(self._undo is not None)

    def _place(self) -> None:
        size, window = self.sizeHint(), self.parentWidget() or self._over
        foot = QPoint(self._over.width() // 2, self._over.height() - self.look.px(self._lift))
        if window is not self._over:
            foot = self._over.mapTo(window, foot)
        if self._low:
            foot.setY(window.height() - self.look.px(4))
        top = foot.y() + self.look.px(SOFT) - size.height()
        self.setGeometry(QRect(foot.x() - size.width() // 2, top, size.width(), size.height()))

    def _rise(self) -> None:
        if not movement.allowed():
            return
        from PySide6.QtCore import QPropertyAnimation  # nothing moves at the start

        end = self.geometry()
        moving = QPropertyAnimation(self, b"geometry", self)
        moving.setDuration(120)
        moving.setStartValue(end.translated(0, self.look.px(12)))
        moving.setEndValue(end)
        moving.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        soft = look.px(SOFT)
        box = self.rect().adjusted(soft, soft, -soft, -soft)
        shadow.paint(painter, box, shadow.Lift(look.px(10), soft - 2, look.px(2), SHADE))
        shape(painter, QRectF(box), look.px(10), look.color("toast"))
        dpr = painter.device().devicePixelRatio()
        at = box.x() + look.px(14)
        painter.drawPixmap(at, (self.height() - look.px(16)) // 2, look.picture("check", "on_toast", 16, dpr))
