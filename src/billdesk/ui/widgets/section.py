"""A part of a detail: a heading with words beside it, an act at the right, and what stands below."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.wide import keep_high


class Section(QWidget):
    """Heading and body; `none` stands in the body's place where there is nothing to show."""

    def __init__(
        self,
        look: Look,
        title: str,
        body: QWidget,
        none: str = "",
        act: Button | Sequence[Button] | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self.body = body
        self.note = Label(look, "", "small", "ink3")
        self.none = Label(look, none, "body", "ink2")
        self.none.setWordWrap(True)
        self.none.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(12))
        heading = Label(look, title, "bold")
        keep_high(look, heading, 40)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(16), 0, look.px(8), 0)
        row.setSpacing(look.px(8))
        row.addWidget(heading)
        row.addWidget(self.note)
        row.addStretch(1)
        for one in (act,) if isinstance(act, Button) else act or ():
            one.setProperty("room", "small")
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule(look))
        column.addWidget(self.none)
        column.addWidget(body)
        self.show_some(False)

    def show_some(self, some: bool, note: str = "") -> None:
        """Show the body, or the words for nothing; `note` stands beside the heading."""
        self.note.setText(note)
        self.body.setVisible(some)
        self.none.setVisible(not some and bool(self.none.text()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
