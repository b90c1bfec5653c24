"""The lines of a schedule: fixed ones and those that count, typed in one grid."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.errors import Refused
from billdesk.domain.schedule import ScheduleLine
from billdesk.services.schedule_sheet import SheetLine
from billdesk.ui.bench import Bench
from billdesk.ui.editors.line_grid import LineGrid
from billdesk.ui.editors.line_suggestions import LineSuggestions
from billdesk.ui.editors.schedule_cells import ScheduleCells
from billdesk.ui.editors.schedule_line_painter import ScheduleLinePainter
from billdesk.ui.editors.schedule_state import ScheduleState
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr

_ADDED = {
    "standard": ("Fixed line", "plus"),
    "asset": ("Count assets", "laptop"),
    "contact": ("Count contacts", "user"),
    "policy_folder": ("Policy folder", "folder"),
    "vendor_usage": ("Vendor usage", "cloud"),
}


class ScheduleLines(LineGrid):
    """The details of the chosen line stand right below it; `chosen` tells which row that is, −1 for none."""

    name = "schedule.lines"
    chosen = Signal(int)
    state: ScheduleState
    painter: ScheduleLinePainter

    def __init__(self, bench: Bench, state: ScheduleState, offers: LineSuggestions) -> None:
        super().__init__(bench, state, offers)
        self.cells = ScheduleCells(bench.figures.home, bench.language, bench.today)
        self.details: QWidget | None = None
        self.adds: dict[str, Button] = {}
        self._make_buttons()
        offers.product_picked.connect(self._on_product)
        offers.manual_picked.connect(lambda: self.step(True))

    def _make_buttons(self) -> None:
        look = self.look
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(look.px(28), 0, 0, 0)
        row.setSpacing(look.px(4))
        for kind, (words, icon) in _ADDED.items():
            button = Button(look, tr(words), "link", icon, f"schedule.add_{kind}")
            button.clicked.connect(lambda _checked=False, kind=kind: self.add(kind))
            self.adds[kind] = button
            row.addWidget(button)
        row.addStretch(1)

    # What kind of lines

    def make_painter(self) -> ScheduleLinePainter:
        return ScheduleLinePainter(self)

    def fields_at(self, at: int) -> Sequence[str]:
        rows = self.state.rows
        if at >= len(rows):
            return ("description", "quantity", "price")
        line = rows[at].line
        second = "quantity" if line.type == "standard" else "included"
        follows = self.painter.follows and self.painter.price_of(line) is not None
        priced = not (line.tiers or line.tier_mode or follows)
        return ("description", second, "price") if priced else ("description", second)

    def fresh_line(self) -> ScheduleLine:
        return ScheduleLine(0, "standard", "", quantity=10_000)

    def copy_of(self, line: ScheduleLine) -> ScheduleLine:
        """A copy of what was billed once is still to be billed."""
        return replace(line, id=0, used_on=None)

    def offer(self, text: str) -> None:
        row = self.row()
        priced = row is None or row.line.unit_price is not None or row.line.product_id is not None
        if self.field == "description" and not priced and "{" not in text:
            self.offers.offer_products(self.cell, text, self.cells.currency)
        else:
            self.offers.hide()

    def add(self, kind: str) -> None:
        """Add a line of a type below the last one, to be typed."""
        self.finish(len(self.state.rows))
        if kind == "standard":
            self.open(len(self.state.rows), "description")
            return
        row = self.state.new_row(ScheduleLine(0, kind, ""))
        self.state.set_rows([*self.state.rows, row])
        self.at = len(self.state.rows) - 1
        self.open(self.at, "description")

    def _on_product(self, line: ScheduleLine, refusal: Refused | None) -> None:
        """Take a product over into the current row; where it has no price here, that is to be typed."""
        row = self.row()
        if row is None:
            return
        mine = row.line
        found = replace(
            mine,
            description=line.description,
            product_id=line.product_id,
            unit=line.unit,
            unit_price=line.unit_price,
        )
        self.state.set_row(self.at, row.with_line(found, "description"))
        if refusal is not None:
            self.state.mark(self.at, "price", refusal)
        self.open(self.at, "price" if refusal is not None else self.fields_at(self.at)[1])

    # What is shown

    def show_found(self, found: Iterable[SheetLine]) -> None:
        """Show what the lines count and come to by now."""
        self.painter.found = {one.line.id: one for one in found}
        self.update()

    def choose(self, at: int) -> None:
        """Show the details of a row below it; −1 for none."""
        at = at if 0 <= at < len(self.state.rows) else -1
        if at != self.painter.chosen:
            self.painter.chosen = at
            self.chosen.emit(at)
        self.make_room()

    def make_room(self) -> None:
        """Put the details below their row, as high as they need."""
        details, painter = self.details, self.painter
        shown = details is not None and painter.chosen >= 0
        high = 0
        if shown and details is not None:
            layout = details.layout()
            details.setFixedWidth(self.width())
            if layout is not None:
                layout.activate()
                high = max(layout.heightForWidth(self.width()), layout.minimumSize().height())
        painter.gap_after, painter.gap = (painter.chosen, high) if shown else (-1, 0)
        if details is not None:
            top = self.painter.cell(painter.chosen, "grip").bottom() + 1 if shown else 0
            details.setGeometry(QRect(0, top, self.width(), high))
            details.setVisible(shown)
        self.updateGeometry()
        self.put_buttons()
        if not self.cell.isHidden():
            self.place()
        self.update()

    def show_cell(self) -> None:
        self.choose(self.at)
        super().show_cell()

    def resizeEvent(self, event: object) -> None:
        self.make_room()
        super().resizeEvent(event)

    def _on_changed(self) -> None:
        fewer = len(self._shown) > len(self.state.rows)
        super()._on_changed()
        if fewer and self.painter.chosen >= len(self.state.rows):
            self.choose(-1)
