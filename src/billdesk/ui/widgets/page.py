"""Shows the pages of a document as paper on the desk, fitted to the width."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets import shadow
from billdesk.ui.widgets.painted import hair
from billdesk.ui.widgets.rolled import Rolled
from billdesk.ui.words import tr

MARGIN = 28
GAP = 20
SHADE = QColor(40, 34, 20, 36)
DIM = QColor(0, 0, 0, 26)
"""A tenth of black over the page in dark: 90 % of its light is left."""


class PageView(Rolled):
    """Paper pages below each other. `width_asked` says how wide pages should be, in device pixels."""

    width_asked = Signal(int)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._pages: tuple[QImage, ...] = ()
        self._outline = False
        self._asked = 0
        self.setProperty("on", "sunken")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._timer = QTimer(self, singleShot=True, interval=80)
        self._timer.timeout.connect(self._ask)

    def show_pages(self, pages: Sequence[QImage], words: str = "") -> None:
        """Show rendered pages, or none; `words` is what a screen reader says of them."""
        self._pages = tuple(pages)
        self._outline = False
        self.setAccessibleName(words)
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def show_outline(self) -> None:
        """Show the outline of a page until the real one has come."""
        self.show_pages((), tr("The page is being made"))
        self._outline = True

    def wanted_width(self) -> int:
        """Say how wide a page should be rendered, in device pixels."""
        return round(self._page_width() * self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._look.px(500))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._outline:
            self._paint_outline(painter)
        for page, place in zip(self._pages, self._places(), strict=True):
            if place.adjusted(-60, -60, 60, 60).intersects(event.rect()):
                self._paint_page(painter, page, place)

    def _paint_outline(self, painter: QPainter) -> None:
        """A sheet with grey bars where text will stand."""
        look, width = self._look, self._page_width()
        place = QRect((self.viewport().width() - width) // 2, look.px(20), width, round(width * 1.4142))
        shadow.paint(painter, place, shadow.Lift(1, look.px(16), look.px(8), SHADE))
        painter.fillRect(place, look.color("sheet"))
        left, unit = place.x() + width // 12, width / 100
        bars = ((10, 24), (16, 40), (22, 32), (44, 84), (52, 84), (60, 84), (68, 56))
        for top, wide in bars:
            painter.fillRect(QRectF(left, place.y() + top * unit, wide * unit, 2 * unit), look.color("press"))

    def _paint_page(self, painter: QPainter, page: QImage, place: QRect) -> None:
        look = self._look
        shadow.paint(painter, place, shadow.Lift(1, look.px(16), look.px(8), SHADE))
        painter.drawImage(place, page)
        if look.dark:
            painter.fillRect(place, DIM)
        else:
            thin = hair(painter)
            edge = look.color("line")
            painter.fillRect(place.x(), place.y(), place.width(), 1, edge)
            painter.fillRect(place.x(), place.bottom(), place.width(), 1, edge)
            painter.fillRect(place.x(), place.y(), max(1, round(thin)), place.height(), edge)
            painter.fillRect(place.right(), place.y(), max(1, round(thin)), place.height(), edge)

    def _places(self) -> list[QRect]:
        width = self._page_width()
        x = (self.viewport().width() - width) // 2
        y = self._look.px(20) - self.verticalScrollBar().value()
        places = []
        for page in self._pages:
            height = round(width * page.height() / max(1, page.width()))
            places.append(QRect(x, y, width, height))
            y += height + self._look.px(GAP)
        return places

    def _page_width(self) -> int:
        """The same with a scroll bar and without, which lies in the margin.

        Else a bar would make pages so low that none is needed, and without one so high that one is.
        """
        return max(self._look.px(120), self.width() - 2 * self._look.px(MARGIN))

    def _measure(self) -> None:
        places = self._places()
        bar = self.verticalScrollBar()
        high = places[-1].bottom() + bar.value() + self._look.px(GAP) if places else 0
        self._roll_over(high, self._look.px(40))

    def _ask(self) -> None:
        if self.wanted_width() != self._asked:
            self._asked = self.wanted_width()
            self.width_asked.emit(self._asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()
