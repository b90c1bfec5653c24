"""The labor log in the detail of a ticket; a row that is used shows what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.services.ticket_sheet import Logged, TicketSheet
from billdesk.ui.bench import Bench
from billdesk.ui.panes.ticket_rows import Writer
from billdesk.ui.ticket_words import long_words
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.section import Section
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr


class RowActs(Wash):
    """Buttons below the row of a table that was used."""

    def __init__(self, bench: Bench, name: str, acts: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(bench.look, "sunken")
        px = bench.look.px
        self.setObjectName(name)
        self.words = Label(bench.look, "", "small", "ink2")
        self.words.setMinimumWidth(px(40))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(16), px(6))
        row.setSpacing(px(8))
        row.addWidget(self.words, 1)
        self.buttons: dict[str, Button] = {}
        for key, words, icon in acts:
            self.buttons[key] = Button(bench.look, words, "plain", icon, f"{name}.{key}")
            self.buttons[key].setProperty("room", "small")
            row.addWidget(self.buttons[key])


class TicketLog(QWidget):
    """`charge_asked`, `uncharge_asked`, `edit_asked`, `remove_asked` tell the row of the log they mean."""

    charge_asked = Signal(object)
    uncharge_asked = Signal(object)
    edit_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, bench: Bench, writer: Writer) -> None:
        super().__init__()
        look, self._bench = bench.look, bench
        self.grid = Grid(look, "ticket.log", writer.log(), usable=True)
        self.add = Button(look, tr("Add time"), "link", "plus", "ticket.log.add")
        self.charge_all = Button(look, tr("Charge all billable"), "link", "check", "ticket.log.charge_all")
        self.start = Button(look, tr("Start timer"), "link", "play", "ticket.start_timer")
        for button in (self.charge_all, self.start):
            button.setProperty("room", "small")
        self._section = Section(look, tr("Labor log"), self.grid, tr("No time in it yet."), self.add)
        acts = (
            ("charge", tr("Charge it"), "check"),
            ("uncharge", tr("Take the charge back"), "undo-2"),
            ("edit", tr("Edit"), "pencil-line"),
            ("remove", tr("Remove"), "trash-2"),
        )
        self.acts = RowActs(bench, "ticket.log.acts", acts)
        self.acts.setParent(self)
        self.acts.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._section)
        below = QHBoxLayout()
        below.setContentsMargins(look.px(8), 0, look.px(8), 0)
        below.addWidget(self.start)
        below.addStretch(1)
        below.addWidget(self.charge_all)
        column.addLayout(below)
        self._connect()

    def _connect(self) -> None:
        self.grid.picked.connect(self._on_picked)
        asked = {
            "charge": self.charge_asked,
            "uncharge": self.uncharge_asked,
            "edit": self.edit_asked,
            "remove": self.remove_asked,
        }
        for key, signal in asked.items():
            self.acts.buttons[key].clicked.connect(lambda _checked=False, one=signal: self._tell(one))

    def show_sheet(self, sheet: TicketSheet) -> None:
        """Show the log of a ticket."""
        self.grid.show_rows(sheet.log)
        worked = sum(row.entry.minutes for row in sheet.log)
        billed = sum(row.billable_minutes for row in sheet.log)
        words = tr("{worked} worked, {billed} billable", worked=long_words(worked), billed=long_words(billed))
        self._section.show_some(bool(sheet.log), words if sheet.log else "")
        self.charge_all.setVisible(any(map(is_chargeable, sheet.log)))

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        for button in (*self.acts.buttons.values(), self.add, self.charge_all, self.start):
            button.setEnabled(not busy)

    def chosen(self) -> Logged | None:
        """The row whose acts are shown."""
        number = self.grid.chosen()
        return self.grid.values[number] if 0 <= number < len(self.grid.values) else None

    def rate_of(self, labor_id: int, sheet: TicketSheet) -> str:
        """The name of a rate that the log or a timer of the sheet names."""
        return next((one.name for one in sheet.rates if one.id == labor_id), "")

    def _on_picked(self, row: Logged) -> None:
        number = self.grid.values.index(row)
        if number == self.grid.chosen():
            self.grid.choose(-1)
            return
        charged, free = row.entry.state == "charged", row.entry.state == "not_charged"
        shown = {"charge": is_chargeable(row), "uncharge": charged, "edit": free, "remove": free}
        for key, button in self.acts.buttons.items():
            button.setVisible(shown[key])
        self.acts.words.setText(row.entry.notes.replace("\n", " ") or row.labor.name)
        self.grid.choose(number, self.acts)

    def _tell(self, signal: object) -> None:
        row = self.chosen()
        if row is not None:
            signal.emit(row.entry)  # type: ignore[attr-defined]


def is_chargeable(row: Logged) -> bool:
    """Whether a row of the log can be charged."""
    return row.entry.billable and row.entry.state == "not_charged"
