"""A field and buttons in a row; where there is no room for both, their words stand without icons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.sheet import LAID_OUT, Watch

ICON = 24
"""What an icon takes: itself and the gap after it, in px at 96 dpi."""


class ActRow(QWidget):
    """The field at the left, the buttons at the right; each button comes with its icon."""

    def __init__(self, look: Look, field: QWidget, acts: Sequence[tuple[Button, str]]) -> None:
        super().__init__()
        self._look, self._field, self._acts = look, field, tuple(acts)
        self._bare = False
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(field)
        row.addStretch(1)
        for button, _icon in self._acts:
            row.addWidget(button)
        self._watch = Watch(self, self._fold, self, LAID_OUT)  # other buttons may be shown than before

    def minimumSizeHint(self) -> QSize:
        """As narrow as the words alone."""
        least = super().minimumSizeHint()
        return QSize(self._needed() - (0 if self._bare else self._icons()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _needed(self) -> int:
        """How wide it is as it stands now."""
        parts = [max(self._field.minimumWidth(), self._field.minimumSizeHint().width())]
        parts += [button.sizeHint().width() for button in self._seen()]
        return sum(parts) + self._look.px(8) * (len(parts) - 1) + 2 * self._look.px(12)

    def _icons(self) -> int:
        return len(self._seen()) * self._look.px(ICON)

    def _seen(self) -> list[Button]:
        return [button for button, _icon in self._acts if not button.isHidden()]

    def _fold(self) -> None:
        bare = self._needed() + (self._icons() if self._bare else 0) > self.width()
        if bare != self._bare:
            self._bare = bare
            for button, icon in self._acts:
                button.set_icon("" if bare else icon)
