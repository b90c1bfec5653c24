"""The side bar: the shop, the panes with what waits in them, and Settings at the bottom."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.ui.blank import SIDE, SIDE_OF_ICONS, Place
from billdesk.ui.keys import with_keys
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import CENTER, Ink, Painted, PaintedButton, shape
from billdesk.ui.words import tr

__all__ = ("NavItem", "Place", "ShopButton", "SideBar")


class NavItem(PaintedButton):
    """The way to one pane; checked while it is shown. Its number says what waits there."""

    def __init__(self, look: Look, place: Place, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, tr(place.words), parent)
        self._words = place.words
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon = place.icon
        self._count = 0
        self._family = ""
        self._why = ""
        self.narrow = False
        self._shortcut = place.shortcut
        self._describe()

    def show_count(self, count: int, family: str = "", why: str = "") -> None:
        """Show a number in the colors of "overdue", "partly" or plain; `why` says what it counts."""
        self._count, self._family, self._why = count, family, why
        self._describe()
        self.update()

    def relabel(self) -> None:
        """Say its words in the language that counts now."""
        self.setText(tr(self._words))
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._count} {self._why}" if self._count else self.text())
        self.setToolTip(with_keys(self.text(), self._shortcut))

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(40 if self.narrow else 164), self.look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        rect, on = QRectF(self.rect()), self.isChecked()
        if on or self.underMouse():
            shape(painter, rect, look.px(7), look.color("press" if on else "hover"))
        dpr = painter.device().devicePixelRatio()
        side = look.px(18)
        x = (self.width() - side) // 2 if self.narrow else look.px(8)
        icon = look.picture(self._icon, "accent_ink" if on else "ink3", 18, dpr)
        painter.drawPixmap(x, (self.height() - side) // 2, icon)
        if not self.narrow:
            room = rect.adjusted(look.px(36), 0, -look.px(36), 0)
            self.write(painter, room, self.text(), Ink("bold", "ink") if on else Ink("strong", "ink2"))
        if self._count:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        look = self.look
        text = str(self._count) if self._count < 1000 else "999+"
        role = "tiny" if self.narrow else "label"
        high = look.px(14 if self.narrow else 18)
        wide = max(high, look.metrics(role, True).horizontalAdvance(text) + look.px(8))
        top = 0.0 if self.narrow else (self.height() - high) / 2
        rect = QRectF(self.width() - wide - (0 if self.narrow else look.px(7)), top, wide, high)
        if self._family:
            shape(painter, rect, high / 2, look.color(f"{self._family}_bg"))
        token = f"{self._family}_fg" if self._family else "ink2"
        self.write(painter, rect.adjusted(-1, 0, 1, 0), text, Ink(role, token, True, align=CENTER))


class ShopButton(PaintedButton):
    """The shop's mark and name; opens the shop menu."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, "")
        self.setObjectName(name)
        self.narrow = False

    def show_name(self, name: str) -> None:
        """Show the shop's name and the first letter of it as its mark."""
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(40 if self.narrow else 164), self.look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        if self.underMouse():
            shape(painter, QRectF(self.rect()), look.px(7), look.color("hover"))
        side = look.px(26)
        x = (self.width() - side) // 2 if self.narrow else look.px(6)
        mark = QRectF(x, (self.height() - side) / 2, side, side)
        shape(painter, mark, look.px(7), look.color("accent"))
        font = QFont(look.font("heading"))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(look.color("on_accent"))
        painter.drawText(mark, CENTER, self.text()[:1].upper())
        if self.narrow:
            return
        room = QRectF(mark.right() + look.px(10), 0, self.width() - mark.right() - look.px(34), self.height())
        self.write(painter, room, self.text(), Ink("bold", "ink"))
        dpr = painter.device().devicePixelRatio()
        arrows = look.picture("chevrons-up-down", "ink3", 14, dpr)
        painter.drawPixmap(self.width() - look.px(20), (self.height() - look.px(14)) // 2, arrows)


class SideBar(Painted):
    """Up and Down move between the panes; `picked` tells the key of the pane that was asked for."""

    covers = True

    picked = Signal(str)

    def __init__(self, look: Look, places: tuple[Place, ...], parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("window.side")
        self.setAccessibleName("BillDesk")
        self.shop = ShopButton(look, "window.shop")
        self._items: dict[str, NavItem] = {}
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.shop)
        self._column.addSpacing(look.px(12))
        for place in sorted(places, key=lambda place: place.below):
            if place.below and not any(item.below for item in places if item.key in self._items):
                self._column.addStretch(1)
            item = NavItem(look, place, f"window.side.{place.key}")
            item.clicked.connect(lambda _checked, key=place.key: self._on_clicked(key))
            self._items[place.key] = item
            self._column.addWidget(item)
        if not any(place.below for place in places):
            self._column.addStretch(1)
        self.narrow = False
        self._resize()

    def item(self, key: str) -> NavItem:
        return self._items[key]

    def relabel(self) -> None:
        """Say the panes in the language that counts now."""
        for item in self._items.values():
            item.relabel()

    def show_pane(self, key: str) -> None:
        """Show which pane is open."""
        for name, item in self._items.items():
            item.setChecked(name == key)

    def fold(self, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self.narrow = narrow
        self.shop.narrow = narrow
        for item in self._items.values():
            item.narrow = narrow
        self._resize()

    def dressed(self) -> None:
        self._resize()
        super().dressed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        items = list(self._items.values())
        at = next((number for number, item in enumerate(items) if item.hasFocus()), -1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= at + step < len(items):
            items[at + step].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            items[at].click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, key: str) -> None:
        self.show_pane(key)
        self.picked.emit(key)

    def _resize(self) -> None:
        edge = self.look.px(8 if self.narrow else 12)
        self._column.setContentsMargins(edge, self.look.px(8), edge, self.look.px(8))
        self._column.setSpacing(self.look.px(2))
        self.setFixedWidth(self.look.px(SIDE_OF_ICONS if self.narrow else SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("ground"))
