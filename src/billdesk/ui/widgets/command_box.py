"""The command box: a field over a veil, below it what was found, and a line that tells the keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets import shadow
from billdesk.ui.widgets.offers import Group, Offers, paint_key
from billdesk.ui.widgets.painted import Ink, Painted, hair, rule, shape
from billdesk.ui.widgets.sheet import Watch
from billdesk.ui.words import tr

WIDE = 680
TOP = 96
HEAD = 56
FOOT = 40
RADIUS = 14
VEIL = QColor(20, 16, 8, 56)
SHADE = QColor(25, 20, 10, 46)
_UP, _DOWN, _ENTER = "\N{UPWARDS ARROW}", "\N{DOWNWARDS ARROW}", "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"


class CommandBox(Painted):
    """Lies over the whole window while it is open; the focus goes back to where it was when it closes.

    `typed` tells what is asked for now, `used` the offer that was taken, `dived` that its commands are
    wanted, `surfaced` that all commands are wanted again.
    """

    typed = Signal(str)
    used = Signal(object)
    dived = Signal(object)
    surfaced = Signal()

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(look, over)
        self.setObjectName("command")
        self.setAccessibleName(tr("Search or run a command"))
        self._over = over
        self._before: QWidget | None = None
        self._inside = ""
        self.input = QLineEdit(self)
        self.input.setObjectName("command.input")
        self.input.setProperty("kind", "command")
        self.results = Offers(self, "command.results")
        self.input.installEventFilter(self)
        self.input.textChanged.connect(self.typed)
        self.results.used.connect(self.used)
        self._watch = Watch(over, self._place, self)
        self.hide()
        self.show_inside("")

    def open(self) -> None:
        """Open it empty, with the focus in its field."""
        if self.isHidden():
            self._before = self._over.focusWidget()
        self.show_inside("")
        self.input.clear()
        self._place()
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)
        self.typed.emit("")

    def close_it(self) -> None:
        """Close it and give the focus back."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_inside(self, whose: str) -> None:
        """Say whose commands are shown; "" for everything."""
        self._inside = whose
        hint = tr("Commands for {name}", name=whose) if whose else tr("Customer, number, schedule or command")
        self.input.setPlaceholderText(hint)
        self.input.setAccessibleName(hint)
        self.update()

    def take_focus_back(self) -> None:
        """Another place was opened below: it gets the focus when the box closes, which keeps it till then."""
        self._before = self._over.focusWidget()
        self.input.clear()
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_groups(self, groups: Sequence[Group], words: tuple[str, ...] = ()) -> None:
        """Show what was found, with the typed words marked."""
        self.results.show_groups(groups, words)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; these keys are for the list below it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        offer = self.results.chosen()
        if key in steps:
            self.results.move_by(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if offer is not None:
                self.used.emit(offer)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if offer is not None and offer.place is not None:
                self.dived.emit(offer)
        elif key == Qt.Key.Key_Escape and not self._inside:
            self.close_it()
        elif self._inside and (
            key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Backspace and not self.input.text())
        ):
            self.surfaced.emit()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.contains(event.position().toPoint()):
            self.close_it()

    # Looks

    def dressed(self) -> None:
        super().dressed()
        self._place()

    def _place(self) -> None:
        px = self.look.px
        self.setGeometry(self._over.rect())
        wide = min(px(WIDE), self._over.width() - px(32))
        room = self._over.height() - px(TOP) - px(24) - px(HEAD) - px(FOOT) - px(12)
        high = max(px(60), min(self.results.height_of_all(), room))
        left = (self._over.width() - wide) // 2
        self._box = QRect(left, px(TOP), wide, px(HEAD) + high + px(FOOT) + px(12))
        self.input.setGeometry(left + px(48), px(TOP) + px(8), wide - px(48 + 64), px(HEAD - 16))
        self.results.setGeometry(left + 1, px(TOP) + px(HEAD) + px(4), wide - 2, high)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        painter.fillRect(self.rect(), VEIL)
        box = self._box
        shadow.paint(painter, box, shadow.Lift(look.px(RADIUS), look.px(20), look.px(8), SHADE))
        edge = QPen(look.color("edge"), hair(painter))
        shape(painter, QRectF(box), look.px(RADIUS), look.color("raised"), edge)
        rule(painter, look.color("line"), box.x(), box.y() + look.px(HEAD), box.width())
        glass = look.picture("search", "ink3", 18, painter.device().devicePixelRatio())
        painter.drawPixmap(box.x() + look.px(20), box.y() + look.px((HEAD - 18) // 2), glass)
        head = QRectF(box.x(), box.y(), box.width(), look.px(HEAD))
        paint_key(self, painter, tr("Esc"), head.right() - look.px(20), head)
        self._paint_foot(painter)

    def _paint_foot(self, painter: QPainter) -> None:
        look, box = self.look, self._box
        row = QRectF(box.x(), box.y() + box.height() - look.px(FOOT), box.width(), look.px(FOOT))
        rule(painter, look.color("line"), row.x(), row.y(), row.width())
        x = row.x() + look.px(20)
        for keys, words in (
            ((_UP, _DOWN), tr("choose")),
            ((_ENTER,), tr("open")),
            (("Tab",), tr("commands for it")),
        ):
            x = self._paint_hint(painter, keys, words, x, row) + look.px(16)
        right = row.right() - look.px(20)
        for key, words in (("#", tr("numbers")), (">", tr("commands only"))):
            wide = look.metrics("small").horizontalAdvance(words) + look.px(18 + 6)
            if right - wide < x:
                break
            self._paint_hint(painter, (key,), words, right - wide, row)
            right -= wide + look.px(16)

    def _paint_hint(
        self, painter: QPainter, keys: tuple[str, ...], words: str, x: float, row: QRectF
    ) -> float:
        look = self.look
        for key in keys:
            wide = max(look.px(18), look.metrics("tiny").horizontalAdvance(key) + look.px(10))
            paint_key(self, painter, key, x + wide, row)
            x += wide + look.px(3)
        x += look.px(3)
        room = QRectF(x, row.y(), row.right() - x, row.height())
        return x + self.write(painter, room, words, Ink("small", "ink2"))
