"""A strip of facts: label, figure and note of each, divided by hairlines."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Ink, Painted, rule, upright


class Fact(NamedTuple):
    """One cell; `parts` are the figure's texts with their tones, `note` is grey unless it has a tone."""

    label: str
    parts: tuple[tuple[str, str], ...]
    note: str = ""
    tone: str = "ink2"
    weight: int = 1  # how much of the width it takes against the others

    @property
    def said(self) -> str:
        """The whole cell as words."""
        return " ".join([self.label, *(text for text, _ in self.parts), self.note]).strip()


class Facts(Painted):
    """Facts beside each other, as wide as there is room."""

    covers = True

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._facts: tuple[Fact, ...] = ()
        self.dressed()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self._facts = tuple(facts)
        self.setAccessibleName("; ".join(fact.said for fact in facts))
        self.update()

    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def dressed(self) -> None:
        self.setFixedHeight(self.look.px(84))
        super().dressed()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.look.px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        painter.fillRect(self.rect(), look.color("sheet"))
        rule(painter, look.color("line"), 0, self.height(), self.width())
        whole = sum(fact.weight for fact in self._facts) or 1
        x = 0.0
        for number, fact in enumerate(self._facts):
            wide = self.width() * fact.weight / whole
            if number:
                upright(painter, look.color("line"), round(x), 0, self.height())
            self._paint(painter, fact, round(x) + look.px(16), wide - look.px(24))
            x += wide

    def _paint(self, painter: QPainter, fact: Fact, x: float, wide: float) -> None:
        px = self.look.px
        self.write(painter, QRectF(x, px(12), wide, px(16)), fact.label, Ink("label", "ink2"))
        at, end = x, x + wide
        for text, tone in fact.parts:
            rect = QRectF(at, px(30), max(0.0, end - at), px(24))
            at += self.write(painter, rect, text, Ink("stat", tone, True)) + px(8)
        self.write(painter, QRectF(x, px(57), wide, px(16)), fact.note, Ink("small", fact.tone))
