"""The rows of the command box: headings, and offers with the typed words marked."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from billdesk.ui.matching import marks
from billdesk.ui.widgets.painted import CENTER, Ink, Painted, hair, shape
from billdesk.ui.words import tr

ROW = 38
HEADING = 30
_Index = QModelIndex | QPersistentModelIndex
_OFFER = Qt.ItemDataRole.UserRole


class Offer(NamedTuple):
    """One thing that the command box can do; `place` is where its own commands are found, None for none."""

    words: str
    act: Callable[[], object]
    icon: str = ""
    detail: str = ""
    keys: tuple[str, ...] = ()
    place: tuple[str, object] | None = None
    name: str = ""  # of the command


class Group(NamedTuple):
    """Offers under one heading."""

    title: str
    offers: tuple[Offer, ...]


class OfferPainter(QStyledItemDelegate):
    """Paints headings and offers; `words` are marked in both texts."""

    def __init__(self, writer: Painted, parent: QWidget) -> None:
        super().__init__(parent)
        self._writer = writer  # measures and writes texts in roles and tokens
        self.words: tuple[str, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        look = self._writer.look
        return QSize(look.px(100), look.px(HEADING if index.data(_OFFER) is None else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = self._writer.look
        offer, rect = index.data(_OFFER), QRectF(option.rect)
        if offer is None:
            room = rect.adjusted(look.px(20), look.px(6), -look.px(20), 0)
            self._writer.write(painter, room, str(index.data()), Ink("label", "ink3"))
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            inner, edge = rect.adjusted(look.px(8), 0, -look.px(8), 0), QPen(look.color("tint_edge"), 1)
            shape(painter, inner, look.px(8), look.color("tint"), edge)
        right = self._paint_right(painter, rect, offer, chosen)
        dpr = painter.device().devicePixelRatio()
        if offer.icon:
            top = round(rect.y() + (rect.height() - look.px(18)) / 2)
            icon = look.picture(offer.icon, "accent_ink" if chosen else "ink3", 18, dpr)
            painter.drawPixmap(round(rect.x()) + look.px(20), top, icon)
        room = QRectF(rect.x() + look.px(50), rect.y(), right - rect.x() - look.px(62), rect.height())
        used = self._paint_marked(painter, room, offer.words, ("strong", "bold"), "ink")
        room.setLeft(room.left() + used + look.px(12))
        if offer.detail and room.width() > look.px(30):
            self._paint_marked(painter, room, offer.detail, ("small", "value"), "ink2" if chosen else "ink3")

    def _paint_right(self, painter: QPainter, rect: QRectF, offer: Offer, chosen: bool) -> float:
        """Paint the keys, or what Enter does with the chosen row; where that begins."""
        look = self._writer.look
        right = rect.right() - look.px(20)
        keys = offer.keys or (("\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}",) if chosen else ())
        for key in reversed(keys):
            right = paint_key(self._writer, painter, key, right, rect) - look.px(3)
        if chosen and not offer.keys:
            words = tr("Run") if offer.name else tr("Open it")
            wide = look.metrics("small").horizontalAdvance(words) + look.px(4)
            room = QRectF(right - wide - look.px(4), rect.y(), wide, rect.height())
            self._writer.write(painter, room, words, Ink("small", "ink2"))
            right = room.left()
        return right

    def _paint_marked(
        self, painter: QPainter, room: QRectF, text: str, roles: tuple[str, str], tone: str
    ) -> float:
        """Write a text with the typed words in accent 600; how wide it became."""
        at, left = 0, QRectF(room)
        pieces: list[tuple[str, Ink]] = []
        for start, end in marks(text, self.words):
            pieces += [(text[at:start], Ink(roles[0], tone)), (text[start:end], Ink(roles[1], "accent_ink"))]
            at = end
        pieces.append((text[at:], Ink(roles[0], tone)))
        for piece, ink in pieces:
            if piece and left.width() > 0:
                left.setLeft(left.left() + self._writer.write(painter, left, piece, ink))
        return left.left() - room.left()


class Offers(QListWidget):
    """The list under the field; the focus stays in the field. `used` tells the offer that was clicked."""

    used = Signal(object)

    def __init__(self, writer: Painted, name: str) -> None:
        super().__init__(writer)
        self.setObjectName(name)
        self.setAccessibleName(tr("What was found"))
        self.setProperty("on", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._painter = OfferPainter(writer, self)
        self.setItemDelegate(self._painter)
        self.itemClicked.connect(self._on_clicked)
        self.entered.connect(self._on_entered)

    def show_groups(self, groups: Sequence[Group], words: tuple[str, ...]) -> None:
        """Show other offers, the first one chosen."""
        self._painter.words = words
        self.clear()
        for group in groups:
            heading = QListWidgetItem(group.title, self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for offer in group.offers:
                item = QListWidgetItem(f"{offer.words} {offer.detail}".strip(), self)
                item.setData(_OFFER, offer)
        self.move_by(1)

    def offers(self) -> tuple[Offer, ...]:
        """What is offered, from top to bottom."""
        found = (self.item(row).data(_OFFER) for row in range(self.count()))
        return tuple(offer for offer in found if offer is not None)

    def chosen(self) -> Offer | None:
        """The offer that Enter would take."""
        item = self.currentItem()
        found: Offer | None = item.data(_OFFER) if item is not None else None
        return found

    def move_by(self, step: int) -> None:
        """Choose the next offer up or down; it stays at both ends."""
        rows = [row for row in range(self.count()) if self.item(row).data(_OFFER) is not None]
        if not rows:
            return
        now = self.currentRow()
        place = rows.index(now) + step if now in rows else 0
        self.setCurrentRow(rows[max(0, min(place, len(rows) - 1))])
        if self.currentRow() == rows[0]:
            self.scrollToTop()  # its heading too

    def height_of_all(self) -> int:
        """How high it would like to be."""
        return sum(self.sizeHintForRow(row) for row in range(self.count()))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        if item.data(_OFFER) is not None:
            self.used.emit(item.data(_OFFER))

    def _on_entered(self, index: _Index) -> None:
        if index.data(_OFFER) is not None:
            self.setCurrentRow(index.row())


def paint_key(writer: Painted, painter: QPainter, key: str, right: float, row: QRectF) -> float:
    """Paint a key cap that ends at `right`, in the middle of a row; where it begins."""
    look = writer.look
    wide = max(look.px(18), look.metrics("tiny").horizontalAdvance(key) + look.px(10))
    high = look.px(18)
    rect = QRectF(right - wide, row.y() + (row.height() - high) / 2, wide, high)
    shape(painter, rect, look.px(4), look.color("press"), QPen(look.color("edge"), hair(painter)))
    writer.write(painter, rect, key, Ink("tiny", "ink2", align=CENTER))
    return rect.left()
