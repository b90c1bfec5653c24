"""The steps of a wizard: numbers in circles, ticks for what is done, words and smaller words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from billdesk.ui import icons
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import CENTER, Ink, Painted, shape

HIGH = 56


class Steps(Painted):
    """Painted on the ground; a screen reader reads which step it is."""

    def __init__(self, look: Look, name: str, steps: Sequence[tuple[str, str]]) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._steps = tuple(steps)
        self._at = 0
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Show which step it is; those before it are done."""
        self._at = at
        self.setAccessibleName(f"{at + 1} / {len(self._steps)}: {self._steps[at][0]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(230), self.look.px(HIGH) * len(self._steps))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        side, high = look.px(26), look.px(HIGH)
        for at, (words, more) in enumerate(self._steps):
            top = at * high
            mark = QRectF(1, top + 1, side, side)
            self._paint_mark(painter, mark, at)
            room = QRectF(side + look.px(14), top, self.width() - side - look.px(14), look.px(20))
            is_here = at == self._at
            self.write(
                painter, room, words, Ink("bold" if is_here else "strong", "ink" if is_here else "ink2")
            )
            room.translate(0, look.px(18))
            self.write(painter, room, more, Ink("small", "ink2" if is_here else "ink3"))

    def _paint_mark(self, painter: QPainter, mark: QRectF, at: int) -> None:
        look = self.look
        if at > self._at:
            shape(painter, mark, mark.height() / 2, None, QPen(look.color("edge_strong"), 1.25))
            self.write(painter, mark, str(at + 1), Ink("value", "ink2", align=CENTER))
            return
        shape(painter, mark, mark.height() / 2, look.color("accent"))
        if at == self._at:
            self.write(painter, mark, str(at + 1), Ink("value", "on_accent", align=CENTER))
            return
        dpr = painter.device().devicePixelRatio()
        tick = look.picture("check", "on_accent", 14, dpr, icons.TICK_STROKE)
        gap = (mark.height() - look.px(14)) / 2
        painter.drawPixmap(round(mark.x() + gap), round(mark.y() + gap), tick)
