"""Fields: search, labelled inputs with what is wrong below, the switch, the command field."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit

from billdesk.ui.look import Look
from billdesk.ui.widgets.labelled import Caption, Labelled
from billdesk.ui.widgets.painted import CENTER, Ink, PaintedButton, hair, shape
from billdesk.ui.words import tr

WAIT_MS = 120
WIDE = 226
WIDEST = 300


class SearchField(QLineEdit):
    """A search field: typing asks after 120 ms, Esc clears."""

    asked = Signal(str)

    def __init__(self, look: Look, name: str, hint: str, least: int = WIDE) -> None:
        """Make it; it may become as narrow as `least` px (at 96 dpi) where its row has no more room."""
        super().__init__()
        self._look, self._least = look, least
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint.rstrip("…"))
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._on_time)
        self._last = ""
        self.textChanged.connect(lambda _text: self._timer.start())
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_text(self, text: str) -> None:
        """Show what is searched for, without asking for it."""
        self.setText(text)
        self._timer.stop()
        self._last = text.strip()

    def sizeHint(self) -> QSize:
        """As wide as its hint needs, where its row has the room."""
        px, words = self._look.px, self._look.metrics("body").horizontalAdvance(self.placeholderText())
        wide = round(words) + px(22 + 2 * 10 + 6)
        return QSize(max(px(self._least), min(wide, px(WIDEST))), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._on_time()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_time()
        else:
            super().keyPressEvent(event)

    def _on_time(self) -> None:
        self._timer.stop()
        if self.text().strip() != self._last:
            self._last = self.text().strip()
            self.asked.emit(self._last)

    def _on_look_changed(self) -> None:
        self.setTextMargins(self._look.px(22), 0, 0, 0)
        self.setMinimumWidth(self._look.px(self._least))
        self.setMaximumWidth(self._look.px(WIDEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        glass = self._look.picture("search", "ink3", 16, painter.device().devicePixelRatio())
        painter.drawPixmap(self._look.px(10), (self.height() - self._look.px(16)) // 2, glass)


class Field(Labelled):
    """A labelled input; below it a hint, a warning, or what is wrong and what to type."""

    edit: QLineEdit

    def __init__(self, look: Look, name: str, label: str, hint: str = "") -> None:
        super().__init__(look, Caption(name, label, hint), QLineEdit())
        self.edit.textEdited.connect(lambda _text: self.tell(""))


class Switch(PaintedButton):
    """On or off, at once."""

    def __init__(self, look: Look, words: str, name: str) -> None:
        super().__init__(look, words)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(30), self.look.px(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self.sizeHint()
        rect = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        on = self.isChecked()
        tone = ("accent" if on else "edge_strong") if self.isEnabled() else "edge"
        shape(painter, rect, rect.height() / 2, self.look.color(tone))
        side = rect.height() - 4
        x = rect.right() - side - 2 if on else rect.x() + 2
        knob = QRectF(x, rect.y() + 2, side, side)
        shape(painter, knob, side / 2, self.look.color("on_accent" if on else "sheet"))


class CommandField(PaintedButton):
    """Looks like a field and opens the command box; shows its keys."""

    def __init__(self, look: Look, words: str, keys: tuple[str, ...], name: str) -> None:
        super().__init__(look, words)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._keys = keys
        self.narrow = False

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Show other keys, as when they are called otherwise now."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def fold(self, narrow: bool) -> None:
        """Be short in a narrow window."""
        self.narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px, small = self.look.px, self.look.metrics("tiny")
        words = self.look.metrics("body").horizontalAdvance(self.text())
        keys = sum(small.horizontalAdvance(key) + px(13) for key in self._keys)
        wide = px(200) if self.narrow else max(px(296), round(words + keys) + px(48))
        return QSize(wide, px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        fill = look.color("press")
        shape(painter, QRectF(self.rect()), look.px(7), fill)
        dpr = painter.device().devicePixelRatio()
        top = (self.height() - look.px(16)) // 2
        painter.drawPixmap(look.px(10), top, look.picture("search", "ink3", 16, dpr))
        right = float(self.width() - look.px(6))
        for key in reversed(self._keys):
            wide = look.metrics("tiny").horizontalAdvance(key) + look.px(10)
            rect = QRectF(right - wide, (self.height() - look.px(18)) / 2, wide, look.px(18))
            shape(painter, rect, look.px(4), look.color("raised"), QPen(look.color("edge"), hair(painter)))
            self.write(painter, rect, key, Ink("tiny", "ink2", align=CENTER))
            right -= wide + look.px(3)
        room = QRectF(look.px(34), 0, right - look.px(40), self.height())
        self.write(painter, room, tr("Search") if self.narrow else self.text(), Ink("body", "ink3"))
