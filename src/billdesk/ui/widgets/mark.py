"""The mark of a customer or a person: the first letters of the name on a tint."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import CENTER, Ink, Painted, shape


def initials(name: str) -> str:
    """The first letters of the first two words; "?" where there is no letter or digit."""
    words = ["".join(sign for sign in word if sign.isalnum()) for word in name.split()]
    letters = [word[0] for word in words if word][:2]
    return "".join(letters).upper()[:2] or "?"


class Mark(Painted):
    """A square with round corners; it says nothing that the name beside it doesn't say."""

    def __init__(self, look: Look, side: int = 44, filled: bool = False) -> None:
        super().__init__(look)
        self._side = side
        self._role = "title" if filled else "bold" if side >= 36 else "tiny_bold"
        self._tones = ("accent", "on_accent") if filled else ("tint", "accent_ink")
        self._letters = ""
        self.setFixedSize(self.sizeHint())

    def show_name(self, name: str) -> None:
        """Show the letters of a name."""
        self._letters = initials(name)
        self.update()

    def letters(self) -> str:
        """What is shown."""
        return self._letters

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(self._side), self.look.px(self._side))

    def dressed(self) -> None:
        self.setFixedSize(self.sizeHint())
        super().dressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        shape(painter, rect, self.look.px(8), self.look.color(self._tones[0]))
        self.write(painter, rect, self._letters, Ink(self._role, self._tones[1], align=CENTER))
