"""Names of counted things as small chips that flow over lines; new ones stand out with a plus."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import CENTER, Ink, Painted, shape
from billdesk.ui.words import tr

MOST = 120
"""More names than this are only counted; the list of all stands on the invoice's annex."""


class Names(Painted):
    """Chips in lines below each other, as high as the width makes it."""

    def __init__(self, look: Look, name: str, chip: str = "press") -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._chip = chip
        self._names: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_names(
        self, names: Sequence[str], added: Sequence[str] = (), removed: Sequence[str] = ()
    ) -> None:
        """Show names; those in `added` get a plus, those in `removed` stand at the end with a minus."""
        new = set(added)
        ordered = sorted(names, key=natural)
        marked = [(name, "plus" if name in new else "") for name in ordered[:MOST]]
        marked += [(name, "minus") for name in removed[:MOST]]
        left = len(names) - MOST
        if left > 0:
            marked.append((tr("and {count} more", count=left), ""))
        self._names = tuple(marked)
        said = {"plus": tr("new: {name}"), "minus": tr("gone: {name}"), "": "{name}"}
        self.setAccessibleName(", ".join(said[mark].format(name=name) for name, mark in marked))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return round(places[-1].bottom()) if places else 0

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.heightForWidth(max(self.width(), self.look.px(200))))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        dpr = painter.device().devicePixelRatio()
        for (name, mark), rect in zip(self._names, self._places(self.width()), strict=True):
            if rect.bottom() > self.height() + 1:  # no half of a name where there is too little room
                break
            fill = {"plus": "tint", "minus": "overdue_bg", "": self._chip}[mark]
            tone = {"plus": "accent_ink", "minus": "overdue_fg", "": "ink2"}[mark]
            shape(painter, rect, look.px(5), look.color(fill))
            inner = rect.adjusted(look.px(6), 0, -look.px(6), 0)
            if mark:
                top = round(rect.center().y() - look.px(6))
                painter.drawPixmap(round(inner.x()), top, look.picture(mark, tone, 12, dpr, 2.25))
                inner.setLeft(inner.left() + look.px(16))
            self.write(painter, inner, name, Ink("value" if mark else "small", tone, align=CENTER))

    def _places(self, width: int) -> list[QRectF]:
        px, x, y, places = self.look.px, 0.0, 0.0, []
        for name, mark in self._names:
            role = "value" if mark else "small"
            wide = self.look.metrics(role).horizontalAdvance(name) + px(14) + (px(16) if mark else 0)
            wide = min(wide, float(width))
            if x and x + wide > width:
                x, y = 0.0, y + px(24)
            places.append(QRectF(x, y, wide, px(20)))
            x += wide + px(6)
        return places


def natural(name: str) -> list[tuple[int, str]]:
    """A key that puts NB-9 before NB-10."""
    return [(int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d+)", name.casefold())]
