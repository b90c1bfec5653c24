"""Walks over what a window shows as a person would who can't see it, can't use a mouse, or reads German."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import PaintedButton, _Looked
from billdesk.ui.widgets.segments import Segment

OPERATED = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
)
"""What one can do something with."""


@dataclass(frozen=True)
class Written:
    """A line of text as it was painted: where in the window, in which color, and whether it was cut."""

    widget: str
    text: str
    rect: QRect
    color: str
    cut: bool


class Pen:
    """Listens to everything that painted widgets write."""

    def __init__(self, monkeypatch) -> None:
        self.written: list[tuple[QWidget, str, QRectF, str, bool]] = []
        before = _Looked.write

        def write(widget, painter, rect, text, ink):
            metrics = widget.look.metrics(ink.role, ink.tabular)
            cut = metrics.horizontalAdvance(text) > rect.width() + 0.5
            color = widget.look.color(ink.tone).name()
            self.written.append((widget, text, QRectF(rect), color, cut))
            return before(widget, painter, rect, text, ink)

        monkeypatch.setattr(_Looked, "write", write)

    def lines(self, window: QWidget) -> list[Written]:
        """What was written in a window since it was last asked."""
        found = []
        for widget, text, rect, color, cut in self.written:
            if widget.window() is window and text:
                place = rect.toRect().translated(widget.mapTo(window, QPoint(0, 0)))
                found.append(Written(widget.objectName() or type(widget).__name__, text, place, color, cut))
        self.written.clear()
        return found


def shown(window: QWidget) -> Iterator[QWidget]:
    """Every widget that can be seen."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not widget.visibleRegion().isEmpty():
            yield widget


def operated(window: QWidget) -> list[QWidget]:
    """Everything shown that one can operate: not the parts of something, nor the rows that only show."""
    found = [widget for widget in shown(window) if isinstance(widget, OPERATED) and widget.isEnabled()]
    return [widget for widget in found if not _is_inner(widget) and not isinstance(widget, QHeaderView)]


def _is_inner(widget: QWidget) -> bool:
    name, parent = widget.objectName(), widget.parentWidget()
    if isinstance(parent, Grid) and not parent.usable:
        return True
    return name.startswith("qt_") or isinstance(parent, QComboBox | QAbstractSpinBox)


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """What a screen reader calls it, and as what."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip(), interface.role()


def reached_by_tab(window: QWidget) -> set[QWidget]:
    """Everything that Tab comes to."""
    found: set[QWidget] = set()
    widget = window.nextInFocusChain()
    while widget is not window and widget not in found:
        found.add(widget)
        widget = widget.nextInFocusChain()
    return {one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus}


def is_reached(widget: QWidget, reached: set[QWidget]) -> bool:
    """Whether one comes to a widget by Tab or, in a bar of choices, by an arrow from the chosen one."""
    if isinstance(widget, Segment):
        return any(other.parentWidget() is widget.parentWidget() for other in reached)
    return widget in reached or any(other.isAncestorOf(widget) for other in reached)


def cut_labels(window: QWidget) -> list[str]:
    """Labels and buttons whose words have no room."""
    found = []
    for widget in shown(window):
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            wide = QFontMetricsF(widget.font()).horizontalAdvance(widget.text())
            room = widget.contentsRect().width()
            if wide > room + 1:
                found.append(f"{widget.objectName() or 'QLabel'}: {widget.text()!r} {wide:.0f} > {room}")
        elif isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            high = widget.heightForWidth(widget.width())
            if high > widget.height() + 1:
                found.append(f"{widget.objectName() or 'QLabel'}: {widget.text()!r} is cut below")
        elif isinstance(widget, QPushButton) and widget.text():
            wide = QFontMetricsF(widget.font()).horizontalAdvance(widget.text())
            wide += 0 if widget.icon().isNull() else widget.iconSize().width()
            if wide > widget.width():
                found.append(f"{widget.objectName()}: {widget.text()!r} {wide:.0f} > {widget.width()}")
    return found


def cut_buttons(pen: Pen, window: QWidget) -> list[str]:
    """Painted buttons, chips and tabs whose words have no room."""
    buttons = [widget for widget, *_ in pen.written if isinstance(widget, PaintedButton)]
    names = {widget.objectName() for widget in buttons}
    cut = [line for line in pen.lines(window) if line.cut and line.widget in names]
    return [f"{line.widget}: {line.text!r} has {line.rect.width()}" for line in cut]


def _luminance(rgb: tuple[int, int, int]) -> float:
    parts = [one / 255 for one in rgb]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
    """The contrast of two colors by WCAG 2."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ground_of(picture: QImage, rect: QRect) -> tuple[int, int, int]:
    """The commonest color of a part of a picture: what a text there stands on."""
    inside = rect.intersected(picture.rect())
    colors: Counter[int] = Counter()
    for y in range(inside.top(), inside.bottom() + 1, 2):
        colors.update(picture.pixel(x, y) for x in range(inside.left(), inside.right() + 1, 2))
    if not colors:
        return (255, 255, 255)
    rgb = colors.most_common(1)[0][0]
    return (rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)


def pale_texts(window: QWidget, lines: list[Written]) -> list[str]:
    """Texts whose color stands out less than 4.5 : 1 from what they stand on; disabled ones are exempt."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.devicePixelRatio()
    off = window.look.color("ink_off").name()
    found = []
    texts = [(line.widget, line.text, line.rect, line.color) for line in lines if line.color != off]
    for widget in shown(window):
        if isinstance(widget, QLabel | QPushButton) and widget.text() and widget.isEnabled():
            place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            color = widget.palette().color(widget.foregroundRole()).name()
            if isinstance(widget, QLabel):
                texts.append((widget.objectName(), widget.text(), place, color))
    for name, text, rect, color in texts:
        real = QRect(rect.topLeft() * ratio, rect.size() * ratio)
        ground = ground_of(picture, real)
        front = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
        if contrast(front, ground) < 4.5:
            found.append(f"{name}: {text!r} {color} on {ground}: {contrast(front, ground):.2f}")
    return found
