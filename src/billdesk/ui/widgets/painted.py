"""What all widgets that paint themselves share: the look, hairlines, rounded shapes, texts."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from billdesk.ui.look import Look

VCENTER = Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | VCENTER
RIGHT = Qt.AlignmentFlag.AlignRight | VCENTER
CENTER = Qt.AlignmentFlag.AlignCenter
_COMING_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Ink(NamedTuple):
    """How a line of text is written: a role of fonts.ROLES, a color token, tabular figures, alignment."""

    role: str
    tone: str
    tabular: bool = False
    align: Qt.AlignmentFlag = LEFT


@cache
def _on_one_line(align: Qt.AlignmentFlag) -> int:
    """The flags to write so; Python takes longer to join two than Qt to write a short word."""
    return align.value | Qt.TextFlag.TextSingleLine.value


def hair(painter: QPainter) -> float:
    """Give the thickness of one device pixel in logical pixels."""
    return 1.0 / painter.device().devicePixelRatio()


def rule(painter: QPainter, color: QColor, x: float, y: float, length: float) -> None:
    """Paint a horizontal hairline whose lower edge is at `y`."""
    thin = hair(painter)
    painter.fillRect(QRectF(x, y - thin, length, thin), color)


def upright(painter: QPainter, color: QColor, x: float, y: float, length: float) -> None:
    """Paint a vertical hairline whose right edge is at `x`."""
    thin = hair(painter)
    painter.fillRect(QRectF(x - thin, y, thin, length), color)


def shape(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, edge: QPen | None = None
) -> None:
    """Paint a rounded rectangle; the outline lies inside of `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = edge.widthF() / 2 if edge else 0.0
    painter.setPen(edge or QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill or Qt.GlobalColor.transparent)
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, max(0.0, radius - inset), max(0.0, radius - inset))


class _Looked:
    """Keeps the look and repaints when it changes."""

    look: Look
    focus_reason = Qt.FocusReason.NoFocusReason
    covers = False
    """Whether it paints all of its room, so that what is below it needn't be painted first."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note why the focus came, for the ring; coming back to the window keeps the reason before."""
        if event.reason() not in _COMING_BACK:
            self.focus_reason = event.reason()
        super().focusInEvent(event)  # type: ignore[misc]

    def wear(self, look: Look) -> None:
        self.look = look
        if self.covers:
            widget: QWidget = self  # type: ignore[assignment]
            widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self.dressed)

    def dressed(self) -> None:
        """Take over changed colors and sizes."""
        widget: QWidget = self  # type: ignore[assignment]
        widget.updateGeometry()
        widget.update()

    def write(self, painter: QPainter, rect: QRectF, text: str, ink: Ink) -> float:
        """Paint one line of text, elided to `rect`, and say how wide it is."""
        metrics = self.look.metrics(ink.role, ink.tabular)
        fitting = text
        if metrics.horizontalAdvance(text) > rect.width() + 0.5:
            fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self.look.font(ink.role, ink.tabular))
        painter.setPen(self.look.color(ink.tone))
        painter.drawText(rect, _on_one_line(ink.align), fitting)
        return metrics.horizontalAdvance(fitting)


class Painted(_Looked, QWidget):
    """A widget that paints itself from tokens."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wear(look)


class PaintedButton(_Looked, QAbstractButton):
    """A button that paints itself; screen readers know it as a button."""

    def __init__(self, look: Look, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wear(look)
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class Rule(Painted):
    """A hairline between parts of a sheet, one device pixel thick."""

    def __init__(self, look: Look, upright_one: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._upright = upright_one
        if upright_one:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        color = self.look.color("line")
        thin = hair(painter)
        if self._upright:
            painter.fillRect(QRectF(0, 0, thin, self.height()), color)
        else:
            painter.fillRect(QRectF(0, 0, self.width(), thin), color)


class Label(_Looked, QLabel):
    """Plain text in a role of the type scale and a color token."""

    def __init__(
        self, look: Look, text: str = "", role: str = "body", tone: str = "ink", tabular: bool = False
    ) -> None:
        self.look = look
        self._tone = tone
        super().__init__(text)
        self._role = (role, tabular)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.wear(look)
        self.dressed()

    def recolor(self, tone: str) -> None:
        """Show the text in another color."""
        self._tone = tone
        self.dressed()

    def dressed(self) -> None:
        self.setFont(self.look.font(*self._role))
        self._color()
        super().dressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words on one line that have no room end in an ellipsis instead of at the edge."""
        if self.wordWrap() or self.width() >= QLabel.sizeHint(self).width() or "\n" in self.text():
            super().paintEvent(event)
        else:
            role, tabular = self._role
            ink = Ink(role, self._tone, tabular, self.alignment())
            self.write(QPainter(self), QRectF(self.contentsRect()), self.text(), ink)

    def changeEvent(self, event: QEvent) -> None:
        """A style sheet gives a widget that is moved or shown later the palette back that it had before."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._color()

    def _color(self) -> None:
        wanted, palette = self.look.color(self._tone), self.palette()
        if palette.color(self.foregroundRole()) != wanted:
            palette.setColor(self.foregroundRole(), wanted)
            self.setPalette(palette)


class Button(_Looked, QPushButton):
    """A push button of one kind: plain, primary, quiet, tool, link, danger, destroy, status, toast."""

    _ICON = {
        "primary": "on_accent",
        "destroy": "on_danger",
        "link": "accent_ink",
        "danger": "overdue_fg",
        "toast": "on_toast",
        "toast_act": "toast_action",
        "status": "ink3",
    }

    def __init__(self, look: Look, words: str, kind: str = "plain", icon: str = "", name: str = "") -> None:
        """Make it; a button of kind "tool" shows its icon only and speaks its words."""
        super().__init__("" if kind == "tool" else words)
        self._kind = kind
        self._icon = icon
        self.setProperty("kind", kind)
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        if kind == "tool":
            self.setToolTip(words)
        self.wear(look)
        self.dressed()

    def dressed(self) -> None:
        if self._icon:
            side = self.look.px(14 if self._kind == "status" else 16)
            gap = 0 if not self.text() else self.look.px(4)
            self.setIconSize(QSize(side + gap, side))
            self.setIcon(self.look.icon(self._icon, self._ICON.get(self._kind, "ink2")))
        else:
            self.setIcon(QIcon())
        super().dressed()

    @property
    def kind(self) -> str:
        """What kind of button it is."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Be a button of another kind."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
            self.dressed()

    def stand_flush(self, side: str) -> None:
        """Let the words of a link, not its room, stand at the edge of what is above or below it."""
        self.setProperty("flush", side)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.dressed()

    def set_words(self, words: str) -> None:
        """Show and speak other words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.dressed()
