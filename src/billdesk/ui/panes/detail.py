"""The right of a pane that shows one thing beside the list of all: a hint, or all about the chosen one."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr


class Detail(Wash):
    """Shows a sheet of services; the pane does what its buttons ask for. `back` asks for the list.

    `names` begins the names of its parts: "customer" for `customer.more`.
    """

    back = Signal()

    def __init__(self, bench: Bench, name: str, names: str) -> None:
        super().__init__(bench.look, "sheet")
        self._bench = bench
        self.sheet: Any = None
        self.setObjectName(name)
        self.to_list = Button(bench.look, tr("Back to the list"), "tool", "arrow-left", f"{names}.back")
        self.to_list.clicked.connect(self.back)
        self.to_list.hide()
        self.more = Button(bench.look, tr("More acts"), "plain", "ellipsis", f"{names}.more")
        self.more.set_words("")
        self.more.setAccessibleName(tr("More acts"))
        self.more.setToolTip(tr("More acts"))
        self._stack = QStackedLayout(self)

    def put_together(self, hint: str, body: QWidget) -> None:
        """Show a hint while nothing is chosen, and the body when something is."""
        nothing = Wash(self._bench.look, "sheet")
        column = QVBoxLayout(nothing)
        column.addWidget(Label(self._bench.look, hint, "body", "ink2"), 1, Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(nothing)
        self._stack.addWidget(body)

    def page(self) -> tuple[QWidget, QVBoxLayout]:
        """A ground for the parts, from edge to edge, and the column in which they stand."""
        ground = Wash(self._bench.look, "sheet")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        return ground, column

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self.sheet = None
        self._stack.setCurrentIndex(0)

    def forget(self) -> None:
        """Another one is chosen; what is seen stays until that is read."""
        self.sheet = None

    def show_sheet(self, sheet: Any) -> None:
        """Show the chosen one."""
        self.sheet = sheet
        self._stack.setCurrentIndex(1)

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        self.more.setEnabled(not busy)
