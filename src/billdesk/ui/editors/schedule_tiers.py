"""The tiers of a line: up to how many, at which price, beside each other."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.schedule_draft import MOST_TIERS
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.wide import keep_high, keep_wide
from billdesk.ui.words import tr

BESIDE = 2
"""So many tiers stand beside each other."""


class TierFields(QWidget):
    """`typed` tells a place and its text, `added` and `removed` that there shall be one more or one less."""

    typed = Signal(str, str)
    left = Signal()
    added = Signal()
    removed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.fields: dict[str, QLineEdit] = {}
        self._seats: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(6))
        self.add = Button(look, tr("Add tier"), "link", "plus", "schedule.line.add_tier")
        self.add.clicked.connect(self.added)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        top = Qt.AlignmentFlag.AlignTop
        title = Label(look, tr("Tiers"), "small", "ink2")
        keep_high(look, title, 32)
        line.addWidget(title, 0, top)
        line.addLayout(self._grid)
        line.addWidget(self.add, 0, top)
        line.addStretch(1)

    def show_line(self, line: ScheduleLine, text: Callable[[str], str], wrong: Callable[[str], str]) -> None:
        """Show the tiers; `text` is what stands in a place, `wrong` what is wrong with it."""
        self.setVisible(line.tier_mode is not None)
        while len(self._seats) < len(line.tiers):
            self._make(len(self._seats))
        for at, seat in enumerate(self._seats):
            seat.setVisible(at < len(line.tiers))
        for at in range(len(line.tiers)):
            for part in ("up_to", "unit_price"):
                self._show(f"tiers[{at}].{part}", text, wrong)
        self.add.setEnabled(len(line.tiers) < MOST_TIERS)

    def _show(self, place: str, text: Callable[[str], str], wrong: Callable[[str], str]) -> None:
        field, said = self.fields[place], wrong(place)
        if not field.hasFocus() and field.text() != text(place):
            field.setText(text(place))
        state = "wrong" if said else ""
        if (field.property("state") or "") != state:
            field.setProperty("state", state)
            field.style().unpolish(field)
            field.style().polish(field)
        field.setAccessibleDescription(said)
        field.setToolTip(said)

    def _make(self, at: int) -> None:
        look, px = self._look, self._look.px
        seat = QWidget()
        row = QHBoxLayout(seat)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        for part, words, name in (
            ("up_to", tr("up to"), tr("Tier {number}, up to", number=at + 1)),
            ("unit_price", tr("at"), tr("Tier {number}, price", number=at + 1)),
        ):
            row.addWidget(Label(look, words, "small", "ink2"))
            field = QLineEdit()
            field.setObjectName(f"schedule.line.tier_{at}_{part}")
            field.setAccessibleName(name)
            field.setFont(look.font("body", True))
            keep_wide(self._look, field, 56 if part == "up_to" else 72)
            place = f"tiers[{at}].{part}"
            field.textEdited.connect(lambda text, place=place: self.typed.emit(place, text))
            field.editingFinished.connect(self.left)
            if part == "up_to":
                field.setPlaceholderText("∞")
            self.fields[place] = field
            row.addWidget(field)
        name = f"schedule.line.remove_tier_{at}"
        remove = Button(look, tr("Remove tier {number}", number=at + 1), "tool", "x", name)
        remove.clicked.connect(lambda _checked=False: self.removed.emit(at))
        row.addWidget(remove)
        self._seats.append(seat)
        self._grid.addWidget(seat, at // BESIDE, at % BESIDE)
