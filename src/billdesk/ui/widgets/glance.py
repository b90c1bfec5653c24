"""The at-a-glance picture: a cell for each status with count, sum and bar; a click filters the list."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import RIGHT, Ink, Painted, PaintedButton, rule, shape, upright
from billdesk.ui.words import number

HIGH = 104
LOW = 52


@dataclass(frozen=True, slots=True)
class Fact:
    """What one cell shows: its key, label, count, the figure in parts (large, cents, rest) and the bar."""

    key: str
    label: str
    count: int
    figure: tuple[str, str, str]
    value: int  # what the bar's length is taken from, ≥ 0
    token: str  # the bar's color
    more: str = ""  # in other currencies, for the tooltip


class GlanceCell(PaintedButton):
    """One cell; checked means that the list is filtered by it."""

    covers = True

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, "", parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self._fact: Fact | None = None
        self._share = 0.0
        self.low = False
        self.first = False

    def show_fact(self, fact: Fact, largest: int) -> None:
        """Show a fact; its bar is measured against `largest`."""
        self._fact = fact
        self._share = fact.value / largest if largest > 0 else 0.0
        self.setText(f"{fact.label} {fact.count} {''.join(fact.figure)}")
        self.setAccessibleName(self.text())
        self.setToolTip(fact.more)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(174), self.look.px(LOW if self.low else HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(104), self.look.px(LOW if self.low else HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look
        token = "tint" if self.isChecked() else "hover" if self.underMouse() else "sheet"
        painter.fillRect(self.rect(), look.color(token))
        if self._fact and self.low:
            self._paint_low(painter, self._fact)
        elif self._fact:
            self._paint_high(painter, self._fact)
        upright(painter, look.color("line"), self.width(), 0, self.height())

    def _paint_high(self, painter: QPainter, fact: Fact) -> None:
        look = self.look
        left, wide = look.px(16), self.width() - 2 * look.px(16)
        self._paint_label(painter, fact, QRectF(left, look.px(14), wide, look.px(16)))
        self._paint_figure(painter, fact, QRectF(left, look.px(36), wide, look.px(24)), "stat", "cents")
        track = QRectF(left, look.px(76), wide, look.px(6))
        shape(painter, track, look.px(3), look.color("press"))
        if self._share > 0:
            track.setWidth(max(look.px(6), wide * self._share))
            shape(painter, track, look.px(3), look.color(fact.token))

    def _paint_low(self, painter: QPainter, fact: Fact) -> None:
        look = self.look
        left, wide = look.px(12), self.width() - 2 * look.px(12)
        self._paint_label(painter, fact, QRectF(left, look.px(8), wide, look.px(16)))
        bare = Fact(fact.key, fact.label, fact.count, (fact.figure[0], "", fact.figure[2]), 0, "")
        self._paint_figure(painter, bare, QRectF(left, look.px(25), wide, look.px(18)), "bold", "small")
        bar = QRectF(0, self.height() - look.px(3), self.width() * self._share, look.px(3))
        painter.fillRect(bar, look.color(fact.token))

    def _paint_label(self, painter: QPainter, fact: Fact, rect: QRectF) -> None:
        used = self.write(painter, rect, number(fact.count), Ink("label", "ink2", True, align=RIGHT))
        room = QRectF(rect.x(), rect.y(), rect.width() - used - self.look.px(6), rect.height())
        self.write(painter, room, fact.label, Ink("label", "ink2"))

    def _paint_figure(self, painter: QPainter, fact: Fact, rect: QRectF, role: str, cents: str) -> None:
        """Paint the large part and then, on the same line, the smaller cents."""
        look = self.look
        base = rect.y() + (rect.height() + look.metrics(role, True).capHeight()) / 2
        x = rect.x()
        for part, font, token in (
            (fact.figure[0], role, "ink"),
            (fact.figure[1], cents, "ink3"),
            (fact.figure[2], cents, "ink3"),
        ):
            painter.setFont(look.font(font, True))
            painter.setPen(look.color(token))
            painter.drawText(round(x), round(base), part)
            x += look.metrics(font, True).horizontalAdvance(part)


class Glance(Painted):
    """A row of cells that share the width; at most one is chosen. Arrows move, Space chooses."""

    covers = True

    picked = Signal(str)  # the key of the chosen cell, "" when the choice is taken back

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._cells: dict[str, GlanceCell] = {}
        self._low = False
        self._set_height()

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show cells for `facts`; the largest value fills its bar."""
        largest = max((fact.value for fact in facts), default=0)
        for fact in facts:
            if fact.key not in self._cells:
                self._cells[fact.key] = self._add(fact.key)
            self._cells[fact.key].show_fact(fact, largest)

    def choose(self, key: str) -> None:
        """Show a cell as chosen ("" for none), without telling anybody."""
        for name, cell in self._cells.items():
            cell.setChecked(name == key)

    def chosen(self) -> str:
        """Give the key of the chosen cell, "" for none."""
        return next((name for name, cell in self._cells.items() if cell.isChecked()), "")

    def cell(self, key: str) -> GlanceCell:
        return self._cells[key]

    def fold(self, low: bool) -> None:
        """Show the cells 52 px high, for low windows."""
        self._low = low
        for cell in self._cells.values():
            cell.low = low
            cell.updateGeometry()
        self._set_height()

    def dressed(self) -> None:
        self._set_height()
        super().dressed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cells = list(self._cells.values())
        at = next((number for number, cell in enumerate(cells) if cell.hasFocus()), -1)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= at + step < len(cells):
            cells[at + step].setFocus(Qt.FocusReason.TabFocusReason)
        elif not step:
            super().keyPressEvent(event)

    def _add(self, key: str) -> GlanceCell:
        cell = GlanceCell(self.look, f"{self.objectName()}.{key}", self)
        cell.low = self._low
        cell.clicked.connect(lambda checked: self._on_clicked(key, checked))
        self._row.addWidget(cell, 1)
        return cell

    def _on_clicked(self, key: str, checked: bool) -> None:
        self.choose(key if checked else "")
        self.picked.emit(key if checked else "")

    def _set_height(self) -> None:
        self.setFixedHeight(self.look.px(LOW if self._low else HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.color("sheet"))
        rule(painter, self.look.color("line"), 0, self.height(), self.width())
