"""A colored strip inside a sheet: what failed or waits, and the one button that mends it."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Ink, Painted, rule
from billdesk.ui.words import tr

HIGH = 36
_TOKENS = {
    "failed": ("overdue_bg", "overdue_fg", "triangle-alert"),
    "waits": ("partly_bg", "partly_fg", "clock-alert"),
}


class Strip(Painted):
    """One line: icon, bold words, plain words, a link. Hidden until it is told something."""

    covers = True

    used = Signal()

    def __init__(self, look: Look, name: str, kind: str = "failed") -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._kind = kind
        self._words = ("", "")
        self.button = Button(look, tr("Show"), "link", "", f"{name}.mend")
        self.button.setProperty("room", "small")
        self.button.clicked.connect(self.used)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, look.px(8), 0)
        row.addStretch(1)
        row.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()
        self.dressed()

    def tell(self, strong: str, words: str, act: str) -> None:
        """Say it, with the words of the button."""
        self._words = (strong, words)
        self.setAccessibleName(f"{strong} {words}".strip())
        self.setToolTip(f"{strong} {words}".strip())
        self.button.set_words(act)
        self.button.setVisible(bool(act))
        self.show()
        self.update()

    def dressed(self) -> None:
        self.setFixedHeight(self.look.px(HIGH))
        super().dressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        back, front, icon = _TOKENS[self._kind]
        painter.fillRect(self.rect(), look.color(back))
        rule(painter, look.color("line"), 0, self.height(), self.width())
        side = look.px(14)
        dpr = painter.device().devicePixelRatio()
        painter.drawPixmap(look.px(16), (self.height() - side) // 2, look.picture(icon, front, 14, dpr))
        right = self.button.x() if not self.button.isHidden() else self.width()
        rect = QRectF(look.px(38), 0, right - look.px(46), self.height())
        used = self.write(painter, rect, self._words[0], Ink("value", "ink"))
        rect.setLeft(rect.left() + used + look.px(5))
        if rect.width() > look.px(24):
            self.write(painter, rect, self._words[1], Ink("small", "ink2"))
