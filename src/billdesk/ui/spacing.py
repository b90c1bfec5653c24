"""Margins and gaps of layouts that exist already, put to another size of text."""

from collections.abc import Iterable, Iterator
from typing import Any

import shiboken6
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QStackedLayout, QWidget

_BASE, _PUT = "spacing.base", "spacing.put"
"""Properties of a layout: its lengths in px at 96 dpi, and what was made of them the last time."""


def rescale(windows: Iterable[QWidget], before: float, now: float) -> None:
    """Give every layout of these windows the lengths that it would have, had it been made at scale `now`."""
    for window in windows:
        for layout in window.findChildren(QLayout):
            if not isinstance(layout, QStackedLayout):  # it has no use for margins
                _rescale(layout, before, now)


def _rescale(layout: QLayout, before: float, now: float) -> None:
    """Lengths are reckoned from those at 96 dpi, so that enlarging and shrinking again changes nothing."""
    found = _lengths(layout)
    base = layout.property(_BASE)
    if base is None or list(layout.property(_PUT)) != found:
        base = [length / before for length in found]
    wanted = [round(length * now) for length in base]
    layout.setProperty(_BASE, base)
    layout.setProperty(_PUT, wanted)
    if wanted != found:
        _put(layout, wanted)


def _lengths(layout: QLayout) -> list[int]:
    edge = layout.contentsMargins()
    return [edge.left(), edge.top(), edge.right(), edge.bottom(), *_gaps(layout), *_spacers(layout)]


def _gaps(layout: QLayout) -> list[int]:
    if isinstance(layout, QGridLayout):
        return [layout.horizontalSpacing(), layout.verticalSpacing()]
    return [layout.spacing()]


def _spacers(layout: QLayout) -> list[int]:
    return [length for spacer in _fixed(layout) for length in spacer.sizeHint().toTuple()]


def _fixed(layout: QLayout) -> Iterator[Any]:
    """The gaps that are things of their own; a stretch is as long as there is room.

    What PySide gives for an item it keeps as long as the layout lives, also when Qt has deleted the item, and
    then takes it for whatever comes to lie there: a widget that is no widget. So it is told to forget it.
    """
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None or isinstance(item, QLayout):
            continue
        if item.spacerItem() is not None and any(item.sizeHint().toTuple()):
            yield item
        shiboken6.invalidate(item)


def _put(layout: QLayout, lengths: list[int]) -> None:
    layout.setContentsMargins(QMargins(*lengths[:4]))
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(lengths[4])
        layout.setVerticalSpacing(lengths[5])
        rest = lengths[6:]
    else:
        layout.setSpacing(lengths[4])
        rest = lengths[5:]
    for at, spacer in enumerate(_fixed(layout)):
        policy: QSizePolicy = spacer.sizePolicy()
        wide, high = rest[2 * at : 2 * at + 2]
        spacer.changeSize(wide, high, policy.horizontalPolicy(), policy.verticalPolicy())
    layout.invalidate()
