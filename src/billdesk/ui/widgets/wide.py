"""Widths and heights in px at 96 dpi that follow the size of text while the program runs."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look


class _Kept(QObject):
    """Goes with its widget, and so is never called for one that is gone."""

    def __init__(self, look: Look, widget: QWidget, length: float, put: Callable[[int], object]) -> None:
        super().__init__(widget)
        self._look, self._length, self._put = look, length, put
        look.changed.connect(self.put)
        self.put()

    def put(self) -> None:
        self._put(self._look.px(self._length))


def keep_wide(look: Look, widget: QWidget, length: float) -> None:
    """Keep a widget so wide."""
    _Kept(look, widget, length, widget.setFixedWidth)


def keep_high(look: Look, widget: QWidget, length: float) -> None:
    """Keep a widget so high."""
    _Kept(look, widget, length, widget.setFixedHeight)


def keep_least(look: Look, widget: QWidget, length: float) -> None:
    """Keep a widget at least so wide."""
    _Kept(look, widget, length, widget.setMinimumWidth)


def keep_most(look: Look, widget: QWidget, length: float) -> None:
    """Keep a widget at most so wide."""
    _Kept(look, widget, length, widget.setMaximumWidth)
