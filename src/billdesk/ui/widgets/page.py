"""Shows the pages of a document as paper on the desk, fitted to the width or as large as one likes."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
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
ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""In percent of the size on paper; 0 is as wide as there is room."""
WIDEST = 3_200
"""Device pixels of a page at most, however it is enlarged."""
KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class Sized(NamedTuple):
    """How large a page is on paper, in px at 96 dpi."""

    width: float
    height: float


class PageView(Rolled):
    """Paper pages below each other. `width_asked` says how wide pages should be, in device pixels.

    `moved` tells that other pages are seen, or the same ones at another size.
    """

    width_asked = Signal(int)
    moved = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._pages: list[QImage | None] = []
        self._sizes: tuple[Sized, ...] = ()
        self.zoom = 0
        self._outline = False
        self._asked = 0
        self.setProperty("on", "sunken")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._timer = QTimer(self, singleShot=True, interval=80)
        self._timer.timeout.connect(self._ask)

    def show_pages(self, pages: Sequence[QImage], words: str = "") -> None:
        """Show rendered pages, or none; `words` is what a screen reader says of them."""
        self.show_sizes([Sized(one.width(), one.height()) for one in pages], words)
        self._pages = [None] * len(pages)
        for at, page in enumerate(pages):
            self.put_page(at, page)
        self.verticalScrollBar().setValue(0)

    def show_sizes(self, sizes: Sequence[Sized], words: str = "") -> None:
        """Show pages that follow one by one; what stood in their places stays until they come."""
        kept = self._pages if tuple(sizes[: len(self._sizes)]) == self._sizes[: len(sizes)] else []
        self._pages = [kept[at] if at < len(kept) else None for at in range(len(sizes))]
        self._sizes = tuple(sizes)
        self._outline = False
        self.setAccessibleName(words)
        self._measure()
        self.viewport().update()
        self.moved.emit()

    def put_page(self, number: int, page: QImage) -> None:
        """Show a page, counted from 0, that was waited for."""
        if number < len(self._pages):
            self._pages[number] = page
            self.viewport().update()

    def has_page(self, number: int) -> bool:
        """Whether a page, counted from 0, is there and not forgotten."""
        return number < len(self._pages) and self._pages[number] is not None

    def in_sight(self) -> list[int]:
        """The pages that can be seen now, counted from 0; others are forgotten, as they are large."""
        high = self.viewport().height()
        seen = [at for at, place in enumerate(self._places()) if place.bottom() >= 0 and place.top() <= high]
        near = range(min(seen, default=0) - 2, max(seen, default=0) + 3)
        self._pages = [page if at in near else None for at, page in enumerate(self._pages)]
        return seen

    # Pages and their size

    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def current(self) -> int:
        """The page, counted from 0, that has the upper third of the room."""
        third = self.viewport().height() // 3
        return max(0, sum(place.top() <= third for place in self._places()) - 1)

    def turn(self, by: int) -> None:
        """Go to the next page, or the one before."""
        places = self._places()
        if places:
            to = max(0, min(self.current() + by, len(places) - 1))
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + places[to].top() - self._look.px(20))

    def enlarge(self, percent: int) -> None:
        """Show pages at a percentage of their size on paper, or as wide as there is room (0)."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self.zoom = percent
        policies = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policies.ScrollBarAsNeeded if percent else policies.ScrollBarAlwaysOff
        )
        self._measure()
        bar.setValue(round(share * bar.maximum()))
        across = self.horizontalScrollBar()
        across.setValue(across.maximum() // 2)
        self.viewport().update()
        self._timer.start()

    def zoom_by(self, steps: int) -> None:
        """Make pages a step larger or smaller than they are."""
        now = self.percent()
        larger, smaller = [z for z in ZOOMS if z > now + 1], [z for z in ZOOMS if z < now - 1]
        if steps > 0 and larger:
            self.enlarge(larger[0])
        elif steps < 0 and smaller:
            self.enlarge(smaller[-1])

    def percent(self) -> int:
        """How large pages are shown, in percent of their size on paper."""
        if self.zoom or not self._sizes:
            return self.zoom or 100
        return round(100 * self._page_width() / self._sizes[0].width)

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
            if not place.adjusted(-60, -60, 60, 60).intersects(event.rect()):
                continue
            if page is None:
                self._paint_sheet(painter, place)
            else:
                self._paint_page(painter, page, place)

    def _paint_outline(self, painter: QPainter) -> None:
        """The outline of a page that isn't known yet."""
        width = self._page_width()
        left, top = (self.viewport().width() - width) // 2, self._look.px(20)
        self._paint_sheet(painter, QRect(left, top, width, round(width * 1.4142)))

    def _paint_sheet(self, painter: QPainter, place: QRect) -> None:
        """A sheet with grey bars where text will stand."""
        look, width = self._look, place.width()
        shadow.paint(painter, place, shadow.Lift(1, look.px(16), look.px(8), SHADE))
        painter.fillRect(place, look.color("sheet"))
        left, unit = place.x() + width // 12, width / 100
        bars = ((10, 24), (16, 40), (22, 32), (44, 84), (52, 84), (60, 84), (68, 56))
        for top, wide in bars:
            painter.fillRect(QRectF(left, place.y() + top * unit, wide * unit, 2 * unit), look.color("press"))

    def _paint_page(self, painter: QPainter, page: QImage, place: QRect) -> None:
        look = self._look
        shadow.paint(painter, place, shadow.Lift(1, look.px(16), look.px(8), SHADE))
        self._draw(painter, page, place)
        if look.dark:
            painter.fillRect(place, DIM)
        else:
            thin = hair(painter)
            edge = look.color("line")
            painter.fillRect(place.x(), place.y(), place.width(), 1, edge)
            painter.fillRect(place.x(), place.bottom(), place.width(), 1, edge)
            painter.fillRect(place.x(), place.y(), max(1, round(thin)), place.height(), edge)
            painter.fillRect(place.right(), place.y(), max(1, round(thin)), place.height(), edge)

    def _draw(self, painter: QPainter, page: QImage, place: QRect) -> None:
        """Put a picture on its place: pixel by pixel where it was made for it, else scaled meanwhile."""
        ratio = painter.device().devicePixelRatio()
        painter.fillRect(place, Qt.GlobalColor.white)  # a picture may be a pixel lower than its place
        if abs(page.width() - place.width() * ratio) > 1:
            painter.drawImage(place, page)
            return
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)  # in device pixels it is copied, which takes a fifth of the time
        painter.drawImage(QPointF(round(place.x() * ratio), round(place.y() * ratio)), page)
        painter.restore()

    def _places(self) -> list[QRect]:
        width = self._page_width()
        x = (self.viewport().width() - width) // 2
        if x < self._look.px(GAP):
            x = self._look.px(GAP) - self.horizontalScrollBar().value()
        y = self._look.px(20) - self.verticalScrollBar().value()
        places = []
        for page in self._sizes:
            height = round(width * page.height / max(1, page.width))
            places.append(QRect(x, y, width, height))
            y += height + self._look.px(GAP)
        return places

    def _page_width(self) -> int:
        """The same with a scroll bar and without, which lies in the margin.

        Else a bar would make pages so low that none is needed, and without one so high that one is.
        """
        room = max(self._look.px(120), self.width() - 2 * self._look.px(MARGIN))
        if not self.zoom or not self._sizes:
            return room
        most = int(WIDEST / self.devicePixelRatioF())
        return max(self._look.px(120), min(most, round(self._sizes[0].width * self.zoom / 100)))

    def _measure(self) -> None:
        places = self._places()
        bar = self.verticalScrollBar()
        high = places[-1].bottom() + bar.value() + self._look.px(GAP) if places else 0
        self._roll_over(high, self._look.px(40))
        wide = self._page_width() + 2 * self._look.px(GAP) if self.zoom else 0
        across, room = self.horizontalScrollBar(), self.viewport().width()
        across.setRange(0, max(0, wide - room))
        across.setPageStep(room)
        across.setSingleStep(self._look.px(40))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Besides scrolling: + and - enlarge, 0 fits to the width, 1 is the size on paper, ← and → turn."""
        key = Qt.Key(event.key())
        across = self.horizontalScrollBar()
        if key in KEYS:
            self.zoom_by(KEYS[key])
        elif key in (Qt.Key.Key_0, Qt.Key.Key_1):
            self.enlarge(100 if key == Qt.Key.Key_1 else 0)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            if across.maximum():
                across.setValue(across.value() + by * across.singleStep())
            else:
                self.turn(by)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel enlarges."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _ask(self) -> None:
        self.moved.emit()
        if self.wanted_width() != self._asked:
            self._asked = self.wanted_width()
            self.width_asked.emit(self._asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()
