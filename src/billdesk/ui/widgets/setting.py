"""The rows of the settings: label and hint at the left, the control at the right, a hairline below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import CheckField, SegmentField
from billdesk.ui.widgets.labelled import Labelled
from billdesk.ui.widgets.painted import Label, Rule
from billdesk.ui.widgets.pictures import PictureField
from billdesk.ui.widgets.wide import keep_wide

LEFT = 176


class SettingRow(QWidget):
    """One setting. Controls below each other; labelled fields lose the label above, it stands at the left."""

    def __init__(self, look: Look, label: str, hint: str, *controls: QWidget | QLayout) -> None:
        super().__init__()
        self._words = f"{label} {hint}".casefold()
        words = QVBoxLayout()
        words.setContentsMargins(0, look.px(5), 0, 0)
        words.setSpacing(look.px(2))
        title = Label(look, label, "strong")
        title.setWordWrap(True)
        words.addWidget(title)
        below = Label(look, hint, "small", "ink3")
        below.setWordWrap(True)
        if hint:
            words.addWidget(below)
        words.addStretch(1)
        left = QWidget()
        left.setLayout(words)
        keep_wide(look, left, LEFT)
        right = QVBoxLayout()
        right.setSpacing(look.px(8))
        for control in controls:
            if isinstance(control, QLayout):
                right.addLayout(control)
            elif isinstance(control, (SegmentField, PictureField)):
                right.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                if isinstance(control, CheckField):
                    control.stand_alone()
                right.addWidget(control)
        if len(controls) == 1 and isinstance(controls[0], Labelled):
            controls[0].hide_label()
        right.addStretch(1)
        line = QHBoxLayout()
        line.setContentsMargins(0, look.px(14), 0, look.px(12))
        line.setSpacing(look.px(16))
        line.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(Rule(look))

    def says(self, words: str) -> bool:
        """Whether label and hint have all the words that somebody looks for."""
        return all(word in self._words for word in words.casefold().split())
