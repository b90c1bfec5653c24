"""The badge: a state as icon, word and color, as a widget and as a cached picture for lists."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from billdesk.ui import icons
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import LEFT, hair, shape
from billdesk.ui.words import tr

HEIGHT = 20


class Kind(NamedTuple):
    """How a state looks: its word, its icon, and its color family ("" = outline only)."""

    word: str
    icon: str
    family: str


KINDS: dict[str, Kind] = {
    "draft": Kind("Draft", "pencil-line", "draft"),
    "open": Kind("Open", "circle", "open"),
    "partly_paid": Kind("Partly paid", "circle-dot", "partly"),
    "overdue": Kind("Overdue", "clock-alert", "overdue"),
    "paid": Kind("Paid", "check", "paid"),
    "void": Kind("Void", "ban", ""),
    "credit": Kind("Credit note", "undo-2", "draft"),
    "refunded": Kind("Refunded", "undo-2", ""),
    "partly_refunded": Kind("Partly refunded", "undo-2", ""),
    "reversed": Kind("Reversed", "undo-2", ""),
    "written_off": Kind("Written off", "ban", ""),
    "not_billable": Kind("Not billable", "ban", ""),
    "active": Kind("Active", "play", "paid"),
    "paused": Kind("Paused", "pause", "partly"),
    "completed": Kind("Completed", "flag", "draft"),
    "cancelled": Kind("Cancelled", "ban", ""),
    "failed": Kind("Failed", "triangle-alert", "overdue"),
    "not_charged": Kind("Not charged", "circle", "draft"),
    "charged": Kind("Charged", "circle-dot", "open"),
    "invoiced": Kind("Invoiced", "check", "paid"),
    "ticket_new": Kind("New", "circle", "tint"),
    "ticket_working": Kind("In progress", "circle-dot", "open"),
    "ticket_waiting": Kind("Waiting", "clock-alert", "partly"),
    "ticket_resolved": Kind("Resolved", "check", "paid"),
    "ticket_other": Kind("Open", "circle", "draft"),
    "running": Kind("Running", "play", "tint"),
    "waiting": Kind("Waiting", "clock-alert", "partly"),
    "queued": Kind("Waiting", "mail", "partly"),
    "sent": Kind("Sent", "send", "paid"),
    "unmapped": Kind("Unmapped", "triangle-alert", "partly"),
    "skipped": Kind("Skipped", "skip-forward", "draft"),
}


def word(state: str, days: int = 0) -> str:
    """Say a state; overdue carries its age in days."""
    if state == "overdue" and days:
        return tr("Overdue {days} d", days=days)
    return tr(KINDS[state].word)


def tokens_of(state: str) -> tuple[str, str]:
    """Name the tokens of a state's text and fill; the fill is "" for an outline."""
    family = KINDS[state].family
    if family == "tint":
        return "accent_ink", "tint"
    return (f"{family}_fg", f"{family}_bg") if family else ("ink3", "")


def width_of(look: Look, text: str) -> int:
    """Say how wide a badge with these words is, in logical pixels."""
    return round(look.metrics("label", True).horizontalAdvance(text)) + look.px(5 + 12 + 4 + 7)


def paint(painter: QPainter, look: Look, rect: QRectF, state: str, text: str) -> None:
    """Paint a badge into `rect`."""
    front, back = tokens_of(state)
    edge = None if back else QPen(look.color("edge"), max(1.0, hair(painter)))
    shape(painter, rect, look.px(6), look.color(back) if back else None, edge)
    side = look.px(12)
    dpr = painter.device().devicePixelRatio()
    picture = look.picture(KINDS[state].icon, front, 12, dpr, icons.BADGE_STROKE)
    painter.drawPixmap(round(rect.x()) + look.px(5), round(rect.y() + (rect.height() - side) / 2), picture)
    painter.setFont(look.font("label", True))
    painter.setPen(look.color(front))
    painter.drawText(rect.adjusted(look.px(21), 0, 0, 0), LEFT | Qt.TextFlag.TextSingleLine, text)


class BadgePictures:
    """Badges as pictures, painted once for each state, word, theme and screen."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._made: dict[tuple[str, str, float], QPixmap] = {}
        look.changed.connect(self._made.clear)

    def get(self, state: str, text: str, dpr: float) -> QPixmap:
        """Give the picture of a badge."""
        key = (state, text, dpr)
        if key not in self._made:
            if len(self._made) > 500:
                self._made.clear()
            self._made[key] = self._paint(state, text, dpr)
        return self._made[key]

    def _paint(self, state: str, text: str, dpr: float) -> QPixmap:
        width, height = width_of(self._look, text), self._look.px(HEIGHT)
        picture = QPixmap(round(width * dpr), round(height * dpr))
        picture.setDevicePixelRatio(dpr)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint(painter, self._look, QRectF(0, 0, width, height), state, text)
        painter.end()
        return picture


class Badge(QLabel):
    """A badge standing by itself; a screen reader reads its word."""

    def __init__(self, look: Look, state: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.show_state(state, text)
        look.changed.connect(self.updateGeometry)
        look.changed.connect(self.update)

    def show_state(self, state: str, text: str = "") -> None:
        """Show a state of KINDS, by its own word unless others are given."""
        self._state = state
        self.setText(text or word(state))
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._look, self.text()), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        size = self.sizeHint()
        top = (self.height() - size.height()) // 2
        paint(painter, self._look, QRectF(0, top, size.width(), size.height()), self._state, self.text())
