"""All small parts beside each other, and the list of two-line rows, for pictures and tests."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.background import Background
from billdesk.ui.look import Look
from billdesk.ui.messages import Act, Banner, Toast
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets.badge import KINDS, Badge
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.empty import Empty, Way
from billdesk.ui.widgets.fields import Field, Switch
from billdesk.ui.widgets.focus import FocusRing
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Sheet
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.top import SplitButton
from support.gallery.shelf import SCHEDULE_COLUMNS, Shelf, schedule


class Parts(QWidget):
    """All small parts beside each other, and the two-line list."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.background = Background(self)
        self.sheet = Sheet(look)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addWidget(self.sheet)
        row = QHBoxLayout()
        row.setContentsMargins(28, 24, 28, 24)
        row.setSpacing(36)
        for column in (self._first(), self._second(), self._third()):
            row.addLayout(column, 1)
        self.sheet.body.addLayout(row)
        self.ring = FocusRing(look, self)
        self.toast = Toast(look, self.sheet, 24)

    def _first(self) -> QVBoxLayout:
        look, column = self.look, QVBoxLayout()
        for role, text in (
            ("figure", "$1,152.05"),
            ("title", "Invoices"),
            ("heading", "What it settles"),
            ("strong", "Acme Dental 1,152.05"),
            ("label", "Number, due Aug 15"),
        ):
            column.addWidget(Label(look, text, role))
        badges = QGridLayout()
        for number, state in enumerate(KINDS):
            badges.addWidget(Badge(look, state), number // 4, number % 4)
        column.addLayout(badges)
        self.chips = FilterChips(
            look,
            "parts.chips",
            (
                FilterSpec("status", "Status", (Choice("open", "Open"), Choice("overdue", "Overdue")), True),
                FilterSpec("customer", "Customer", (Choice("1", "Acme Dental"),)),
                FilterSpec("rest", "Rest", (), shown=False),
            ),
        )
        self.chips.show_keys("status", ("open", "overdue"))
        column.addWidget(self.chips)
        segments = Segments(
            look,
            "parts.method",
            tuple(Choice(key, key.title()) for key in ("check", "transfer", "card", "cash")),
        )
        column.addWidget(segments, 0, Qt.AlignmentFlag.AlignLeft)
        self.switch = Switch(look, "Send by e-mail", "parts.switch")
        self.switch.setChecked(True)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        work = StatusBar(look)
        work.tell("outbox", "4 wait")
        work.show_work("Sending 38 of 214", (38, 214), "44 s left")
        column.addWidget(work)
        column.addStretch(1)
        return column

    def _second(self) -> QVBoxLayout:
        look, column = self.look, QVBoxLayout()
        kinds = (
            ("Take payment", "primary", "wallet"),
            ("E-mail", "plain", "mail"),
            ("Void", "danger", "ban"),
            ("Restore", "destroy", ""),
            ("Columns", "quiet", "columns-3-cog"),
            ("Add line", "link", "plus"),
        )
        grid = QGridLayout()
        self.buttons = [Button(look, words, kind, icon) for words, kind, icon in kinds]
        for number, button in enumerate(self.buttons):
            grid.addWidget(button, number // 3, number % 3)
        off = Button(look, "E-mail", "plain", "mail")
        off.setEnabled(False)
        grid.addWidget(off, 2, 0)
        grid.addWidget(SplitButton(look, "New invoice", "plus", "parts.new"), 2, 1)
        column.addLayout(grid)
        fields = QGridLayout()
        self.field = Field(look, "parts.normal", "Normal")
        self.field.edit.setText("Acme Dental")
        wrong = Field(look, "parts.wrong", "Invalid")
        wrong.edit.setText("12,5o")
        wrong.tell("Not an amount. Type 12.50")
        warning = Field(look, "parts.warning", "Warning")
        warning.edit.setText("Aug 4, 2025")
        warning.tell("A year ago. Is that right?", "warning")
        hint = Field(look, "parts.hint", "With a hint", "Next: INV-2026-00419")
        for number, field in enumerate((self.field, wrong, warning, hint)):
            fields.addWidget(field, number // 2, number % 2)
        column.addLayout(fields)
        shelf = Shelf(41, schedule)
        self.model = PagedTableModel(SCHEDULE_COLUMNS, shelf.fetch, shelf.count, self.background, self)
        self.table = Table(look, self.model, "recurring.table", lines=2)
        self.table.setMinimumWidth(430)
        self.model.show(None)
        column.addWidget(self.table, 1)
        return column

    def _third(self) -> QVBoxLayout:
        look, column = self.look, QVBoxLayout()
        acts = (
            (
                "waits",
                "Came due while BillDesk was closed: 3 invoices",
                "They wait as drafts until you release them.",
                "Review",
            ),
            (
                "failed",
                "The mail server refused the password",
                "4 e-mails wait in the outbox.",
                "Enter password",
            ),
            ("news", "Desk 2 has changed this customer.", "You see the new address.", "Compare"),
        )
        for kind, title, line, act in acts:
            banner = Banner(look, f"parts.{kind}")
            banner.tell(kind, title, line, (Act(act, f"parts.{kind}.act", str),))
            column.addWidget(banner)
        self.empty = Empty(
            look,
            "parts.empty",
            "No schedules yet",
            "A schedule draws up the same invoice again and again, on the day you choose.",
        )
        self.empty.add_button(Button(look, "New schedule", "primary", "plus"))
        self.empty.add_button(Button(look, "Open the sample shop", "plain", "store"))
        self.empty.add_ways(
            (
                Way(
                    "laptop",
                    "Count devices",
                    "Bring in your devices, and lines can count them.",
                    "Import devices",
                    "parts.devices",
                ),
            )
        )
        column.addWidget(self.empty, 1)
        return column

    def closeEvent(self, event) -> None:
        self.background.close()
        super().closeEvent(event)
