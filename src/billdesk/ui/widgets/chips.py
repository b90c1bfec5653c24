"""Filter chips: each shows one filter, opens its choices, and clears it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Ink, PaintedButton, shape
from billdesk.ui.words import tr


class Choice(NamedTuple):
    """One value of a filter."""

    key: str
    words: str


class FilterSpec(NamedTuple):
    """One filter: its name, label and choices; `many` may be chosen; not `shown` waits in + Filter.

    `opens` is what a chip does instead of showing a menu of its choices, where they are too many for one.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    many: bool = False
    shown: bool = True
    opens: Callable[[], object] | None = None


class Chip(PaintedButton):
    """One filter. Enter, Space and Down open its choices; Delete and the cross clear it."""

    picked = Signal(tuple)  # the chosen keys

    def __init__(self, look: Look, spec: FilterSpec, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, spec.label, parent)
        self.setObjectName(name)
        self.spec = spec
        self.keys: tuple[str, ...] = ()
        self.clicked.connect(self.open_choices)
        self._menu: Menu | None = None
        self._describe()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show which choices are set, without telling anybody."""
        self.keys = tuple(keys)
        self._describe()
        self.updateGeometry()
        self.update()

    def pick(self, keys: Sequence[str]) -> None:
        """Set choices and tell it."""
        self.show_keys(keys)
        self.picked.emit(self.keys)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Give it other choices."""
        self.spec = self.spec._replace(choices=tuple(choices))

    def value(self) -> str:
        """Say the chosen values as words."""
        return ", ".join(choice.words for choice in self.spec.choices if choice.key in self.keys)

    def open_choices(self) -> Menu | None:
        """Open the popup of choices, or what stands in its place."""
        if self.spec.opens is not None:
            self.spec.opens()
            return None
        menu = Menu(self.look, self, self.spec.many)
        menu.setObjectName(f"{self.objectName()}.choices")
        for choice in self.spec.choices:
            action = QAction(choice.words, menu)
            action.setObjectName(f"{self.objectName()}.{choice.key}")
            action.setCheckable(True)
            action.setChecked(choice.key in self.keys)
            action.triggered.connect(lambda checked, key=choice.key: self._on_choice(key, checked))
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.open_below(self)
        self._menu = menu
        return menu

    def _on_choice(self, key: str, checked: bool) -> None:
        if not self.spec.many:
            self.pick((key,) if checked else ())
            return
        order = [choice.key for choice in self.spec.choices]
        keys = {*self.keys, key} if checked else {*self.keys} - {key}
        self.pick(sorted(keys, key=order.index))

    def _describe(self) -> None:
        value = self.value()
        self.setAccessibleName(f"{self.spec.label}: {value}" if value else self.spec.label)

    # Looks

    def sizeHint(self) -> QSize:
        label = self.look.metrics("label").horizontalAdvance(self.spec.label)
        value = self.look.metrics("value").horizontalAdvance(self.value())
        wide = label + (value + self.look.px(5) if value else 0) + self.look.px(9 + 6 + 12 + 9)
        return QSize(min(round(wide) + 1, self.look.px(260)), self.look.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        value, rect = self.value(), QRectF(self.rect())
        front = "accent_ink" if value else "ink2"
        if value:
            fill = look.color("tint2" if self.underMouse() else "tint")
            shape(painter, rect, look.px(7), fill, QPen(look.color("tint_edge"), 1))
        else:
            fill = look.color("hover" if self.underMouse() else "sheet")
            shape(painter, rect, look.px(7), fill, QPen(look.color("edge"), 1))
        inner = rect.adjusted(look.px(9), 0, -look.px(9 + 12 + 4), 0)
        used = self.write(painter, inner, self.spec.label, Ink("label", front))
        if value:
            inner.setLeft(inner.left() + used + look.px(5))
            self.write(painter, inner, value, Ink("value", front))
        dpr = painter.device().devicePixelRatio()
        picture = look.picture("x" if value else "chevron-down", front if value else "ink3", 12, dpr, 2.0)
        painter.drawPixmap(self._cross_x(), (self.height() - look.px(12)) // 2, picture)

    def _cross_x(self) -> int:
        return self.width() - self.look.px(9 + 12)

    # Mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on_cross = event.position().x() >= self._cross_x() - self.look.px(4)
        if self.keys and on_cross and event.button() == Qt.MouseButton.LeftButton:
            self.pick(())
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.keys:
            self.pick(())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_choices()
        else:
            super().keyPressEvent(event)


class MoreChip(PaintedButton):
    """ "+ Filter": lists the filters that aren't shown."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Filter"), parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Add a filter"))

    def sizeHint(self) -> QSize:
        wide = self.look.metrics("label").horizontalAdvance(self.text()) + self.look.px(8 + 14 + 6 + 8)
        return QSize(round(wide) + 1, self.look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        if self.underMouse():
            shape(painter, QRectF(self.rect()), look.px(7), look.color("hover"))
        plus = look.picture("plus", "ink2", 14, painter.device().devicePixelRatio())
        painter.drawPixmap(look.px(8), (self.height() - look.px(14)) // 2, plus)
        room = QRectF(self.rect()).adjusted(look.px(28), 0, 0, 0)
        self.write(painter, room, self.text(), Ink("label", "ink2"))


class FilterChips(QWidget):
    """The chips of a list. `changed` tells a filter's name and its chosen keys."""

    changed = Signal(str, tuple)

    def __init__(self, look: Look, name: str, specs: Sequence[FilterSpec]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._chips: dict[str, Chip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for spec in specs:
            chip = Chip(look, spec, f"{name}.{spec.name}")
            chip.picked.connect(lambda keys, of=spec.name: self._on_picked(of, keys))
            self._chips[spec.name] = chip
            row.addWidget(chip)  # first, for what is shown without a parent is a window of its own
            chip.setVisible(spec.shown)
        self._more = MoreChip(look, f"{name}.more")
        self._more.clicked.connect(self.open_more)
        row.addWidget(self._more)
        row.addStretch(1)
        self._gap = look.px(8)
        # To show or hide a chip lays all around it out anew, at once: within a resize that would be in the
        # middle of laying it out.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Chips that find no room wait in + Filter, so hardly any is needed."""
        return QSize(self._look.px(120), self._look.px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def chip(self, name: str) -> Chip:
        return self._chips[name]

    def keys(self, name: str) -> tuple[str, ...]:
        """Give the chosen keys of a filter."""
        return self._chips[name].keys

    def show_keys(self, name: str, keys: Sequence[str]) -> None:
        """Show a filter as set, without telling anybody."""
        chip = self._chips[name]
        chip.show_keys(keys)
        self._fit()

    def clear(self) -> None:
        """Clear every filter; each that was set is told."""
        for chip in self._chips.values():
            if chip.keys:
                chip.pick(())

    def any_set(self) -> bool:
        return any(chip.keys for chip in self._chips.values())

    def open_more(self) -> Menu:
        """Open the list of filters that aren't shown."""
        menu = Menu(self._look, self)
        for name, chip in self._chips.items():
            if chip.isHidden():
                action = QAction(chip.spec.label, menu)
                action.setObjectName(f"{self.objectName()}.more.{name}")
                action.triggered.connect(lambda _checked=False, of=name: self._on_more(of))
                menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.open_below(self._more)
        return menu

    def _on_more(self, name: str) -> None:
        chip = self._chips[name]
        chip.show()
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look_for_rest()
        chip.open_choices()

    def _on_picked(self, name: str, keys: tuple[str, ...]) -> None:
        self._fit()
        self.changed.emit(name, keys)

    def _fit(self) -> None:
        """Show the chips that have room; those that are set stay, the last of the others leave first."""
        shown = [chip for chip in self._chips.values() if chip.spec.shown or chip.keys]
        room = self.width() - self._more.sizeHint().width() - self._gap
        for chip in reversed(list(shown)):
            if sum(one.sizeHint().width() + self._gap for one in shown) <= room:
                break
            if not chip.keys:
                shown.remove(chip)
        for chip in self._chips.values():
            chip.setVisible(chip in shown)
        self._look_for_rest()

    def _look_for_rest(self) -> None:
        self._more.setVisible(any(chip.isHidden() for chip in self._chips.values()))
