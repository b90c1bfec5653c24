"""The bulk bar: what can be done with the ticked rows, floating over the foot of the list."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets import shadow
from billdesk.ui.widgets.painted import Button, Label, Painted, shape
from billdesk.ui.widgets.sheet import Watch
from billdesk.ui.words import tr

HIGH = 48
LIFT = 16
SOFT = 14
SHADE = QColor(20, 16, 8, 71)


class BulkAct(NamedTuple):
    """One button of the bar: its object name behind the bar's, words, icon, what it does."""

    name: str
    words: str
    icon: str
    call: Callable[[], object]


class BulkBar(Painted):
    """Shows how many rows are ticked; `cleared` asks for no ticks at all."""

    cleared = Signal()

    def __init__(self, look: Look, name: str, over: QWidget, acts: Iterable[BulkAct]) -> None:
        super().__init__(look, over)
        self.setObjectName(name)
        self._over = over
        soft = look.px(SOFT)
        self._count = Label(look, "", "bold", "on_toast", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(soft + look.px(16), soft, soft + look.px(6), soft)
        row.setSpacing(look.px(4))
        self._sum = Label(look, "", "body", "on_toast", True)
        row.addWidget(self._count)
        row.addSpacing(look.px(6))
        row.addWidget(self._sum)
        row.addSpacing(look.px(8))
        self._name = name
        self._acts: list[tuple[Button, str]] = []
        self._icons: dict[Button, str] = {}
        for act in acts:
            button = Button(look, act.words, "toast", act.icon, f"{name}.{act.name}")
            button.setToolTip(act.words)
            button.clicked.connect(lambda _checked=False, call=act.call: call())
            self._acts.append((button, act.words))
            self._icons[button] = act.icon
            row.addWidget(button)
        close = Button(look, tr("Clear the ticks"), "toast", "x", f"{name}.clear")
        close.set_words("")
        close.setAccessibleName(tr("Clear the ticks"))
        close.setToolTip(f"{tr('Clear the ticks')}  Esc")
        close.clicked.connect(self.cleared)
        row.addWidget(close)
        self._watch = Watch(over, self._place, self)
        self.hide()

    def show_count(self, words: str) -> None:
        """Say how many are ticked; "" hides the bar."""
        self._count.setText(words)
        self._sum.setText("")
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self._place()
        self.raise_()

    def offer(self, *names: str) -> None:
        """Show the buttons of these acts only, of all that it has."""
        wanted = {f"{self._name}.{name}" for name in names}
        for button, _words in self._acts:
            button.setVisible(button.objectName() in wanted)

    def show_sum(self, words: str) -> None:
        """Say what the ticked rows come to."""
        self._sum.setText(words)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.look.px(HIGH + 2 * SOFT))

    def _place(self) -> None:
        if self.isHidden():
            return
        for words, icons in ((True, True), (True, False), (False, True)):
            self._show_parts(words, icons)
            if self.sizeHint().width() <= self._over.width():
                break
        size = self.sizeHint()
        wide = min(size.width(), self._over.width())
        y = self._over.height() - size.height() - self.look.px(LIFT - SOFT)
        self.setGeometry(QRect((self._over.width() - wide) // 2, y, wide, size.height()))

    def _show_parts(self, words_too: bool, icons_too: bool) -> None:
        """Where there is little room the words stand alone, else the icons, whose words are told by tips."""
        for button, words in self._acts:
            shown = words if words_too else ""
            icon = self._icons[button] if icons_too else ""
            if bool(icon) == button.icon().isNull():
                button.set_icon(icon)
            if button.text() != shown:
                button.set_words(shown)
                button.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        soft = look.px(SOFT)
        box = self.rect().adjusted(soft, soft, -soft, -soft)
        shadow.paint(painter, box, shadow.Lift(look.px(10), soft - 2, look.px(2), SHADE))
        shape(painter, QRectF(box), look.px(10), look.color("toast"))
