"""The head of a list: quiet titles, an arrow after the sorted one, a check box for all."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from billdesk.ui.look import Look
from billdesk.ui.models.cells import RIGHT, TICK, Column
from billdesk.ui.widgets import boxes
from billdesk.ui.widgets.painted import rule
from billdesk.ui.widgets.rolled import give_viewport

HEIGHT = 30


class Head(QHeaderView):
    """Paints the titles from the columns; a click asks to sort or to tick all."""

    sort_asked = Signal(int)
    tick_asked = Signal()

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        give_viewport(self, QPalette.ColorRole.Button)
        self.viewport().setMouseTracking(True)  # the edges of columns show that they can be dragged
        self.look = look
        self.columns = columns
        self.sorted_by = ("", False)
        self.ticked = boxes.OFF
        self.pad = look.px(8)
        self.setMinimumSectionSize(1)  # the room at the edge is narrower than any column with words
        self.setSectionsClickable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHighlightSections(False)
        self.setFixedHeight(look.px(HEIGHT))
        self.sectionClicked.connect(self._on_clicked)
        look.changed.connect(self._on_look_changed)

    def show_sort(self, key: str, descending: bool) -> None:
        """Put the arrow after the column that is sorted."""
        self.sorted_by = (key, descending)
        self.viewport().update()

    def show_ticked(self, state: str) -> None:
        """Show the box for all as boxes.ON, OFF or SOME."""
        self.ticked = state
        self.viewport().update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.look.color("sunken"))
        for number, column in enumerate(self.columns):
            if not self.isSectionHidden(number):
                x = self.sectionViewportPosition(number)
                self._paint_title(painter, column, QRect(x, 0, self.sectionSize(number), self.height()))
        rule(painter, self.look.color("line"), 0, self.height(), self.width())

    def _paint_title(self, painter: QPainter, column: Column, rect: QRect) -> None:
        look, dpr = self.look, painter.device().devicePixelRatio()
        if column.name == TICK:
            top = (rect.height() - look.px(boxes.SIDE)) // 2
            painter.drawPixmap(QPoint(rect.x() + look.px(16), top), boxes.picture(look, self.ticked, dpr))
            return
        inner = rect.adjusted(self.pad, 0, -self.pad, 0)
        if column.icon:
            side = look.px(14)
            at = QPoint(inner.x(), (rect.height() - side) // 2)
            painter.drawPixmap(at, look.picture(column.icon, "ink3", 14, dpr))
            return
        sorted_here = column.sort_key and column.sort_key == self.sorted_by[0]
        arrow = look.px(14) if sorted_here else 0
        metrics, room = look.metrics("label"), rect.width() - arrow - look.px(2)  # the edges may be used
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(title)
        x = inner.right() + 1 - width - arrow if column.align == RIGHT else inner.x()
        painter.setFont(look.font("label"))
        painter.setPen(look.color("ink2" if sorted_here else "ink3"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(x, 0, width + 2, rect.height()), flags, title)
        if sorted_here:
            name = "arrow-down" if self.sorted_by[1] else "arrow-up"
            picture = look.picture(name, "ink2", 12, dpr, 2.0)
            top = (rect.height() - look.px(12)) // 2
            painter.drawPixmap(QPoint(round(x + width) + look.px(3), top), picture)

    def _on_clicked(self, number: int) -> None:
        if self.columns[number].name == TICK:
            self.tick_asked.emit()
        elif self.columns[number].sort_key:
            self.sort_asked.emit(number)

    def _on_look_changed(self) -> None:
        self.pad = self.look.px(8)
        self.setFixedHeight(self.look.px(HEIGHT))
        self.viewport().update()
