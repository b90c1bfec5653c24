"""The deposits in the detail of a ticket: what was taken, applied to invoices, given back, and is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.deposit import Held
from billdesk.services.ticket_sheet import TicketSheet
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_short
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.panes.ticket_log import RowActs
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.section import Section
from billdesk.ui.words import tr


class DepositsTable(QWidget):
    """`refund_asked`, `release_asked`, `mail_asked`, `print_asked` and `shown_asked` tell the payment."""

    refund_asked = Signal(object)
    release_asked = Signal(object)
    mail_asked = Signal(object)
    print_asked = Signal(object)
    shown_asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look, self._bench = bench.look, bench
        self.grid = Grid(look, "ticket.deposits", self._columns(), usable=True)
        self.add = Button(look, tr("Take deposit"), "link", "plus", "ticket.deposits.add")
        self._section = Section(look, tr("Deposits"), self.grid, tr("No deposit was taken."), self.add)
        acts = (
            ("refund", tr("Refund…"), "banknote"),
            ("release", tr("Release…"), "gift"),
            ("mail", tr("E-mail receipt"), "mail"),
            ("print", tr("Print…"), "printer"),
            ("shown", tr("Payment"), "wallet"),
        )
        self.acts = RowActs(bench, "ticket.deposits.acts", acts)
        self.acts.setParent(self)
        self.acts.words.setMinimumWidth(0)  # five acts need the room
        self.acts.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._section)
        self.grid.picked.connect(self._on_picked)
        asked = {
            "refund": self.refund_asked,
            "release": self.release_asked,
            "mail": self.mail_asked,
            "print": self.print_asked,
            "shown": self.shown_asked,
        }
        for key, signal in asked.items():
            self.acts.buttons[key].clicked.connect(lambda _checked=False, one=signal: self._tell(one))

    def show_sheet(self, sheet: TicketSheet) -> None:
        """Show the deposits of a ticket; nothing where the shop takes none and took none."""
        self.setVisible(sheet.takes_deposits or bool(sheet.taken))
        self.add.setVisible(sheet.takes_deposits)
        self.grid.show_rows(sheet.taken)
        held: dict[str, int] = {}
        for one in sheet.taken:
            if one.payment.is_held and one.left:
                held[one.payment.currency] = held.get(one.payment.currency, 0) + one.left
        sums = [(amount, code) for code, amount in held.items()]
        said = tr("{amount} is held", amount=self._bench.figures.several(sums)) if held else ""
        self._section.show_some(bool(sheet.taken), said)

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        for button in (*self.acts.buttons.values(), self.add):
            button.setEnabled(not busy)

    # Cells

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("number", tr("Receipt"), self._number, width=150, stretch=True),
            Column("date", tr("Date"), self._day, width=84, rank=2),
            Column(
                "amount", tr("Taken"), lambda one: self._sum(one, one.payment.amount), align=RIGHT, width=88
            ),
            Column("applied", tr("Applied"), lambda one: self._sum(one, one.applied), align=RIGHT, width=88),
            Column("back", tr("Given back"), self._back, align=RIGHT, width=92, rank=1),
            Column("left", tr("Left"), lambda one: self._sum(one, one.left), align=RIGHT, width=88),
            Column("state", "", self._state, width=92),
        )

    def _number(self, one: Held) -> Cell:
        how = f"{method_short(one.payment.method)} {one.payment.reference}".strip()
        more = " · ".join(part for part in (how, one.payment.note) if part)
        return Cell(one.payment.number or "", more, tone="accent_ink", strong=True, figure=True)

    def _day(self, one: Held) -> Cell:
        return Cell(self._bench.figures.day(one.payment.day, self._bench.today), tone="ink2", figure=True)

    def _back(self, one: Held) -> Cell:
        return self._sum(one, one.given_back)

    def _sum(self, one: Held, minor: int) -> Cell:
        said = words.amount(minor, one.payment.currency, self._bench.language, symbol=False)
        return Cell(said, strong=bool(minor), figure=True, tone="ink" if minor else "ink3")

    def _state(self, one: Held) -> Cell:
        if not one.left:
            return Cell(tr("used up"), tone="ink3")
        return Cell(tr("held"), tone="paid_fg") if one.payment.is_held else Cell(tr("is credit"), tone="ink2")

    # What is done with a row

    def chosen(self) -> Held | None:
        """The row whose acts are shown."""
        number = self.grid.chosen()
        return self.grid.values[number] if 0 <= number < len(self.grid.values) else None

    def _on_picked(self, one: Held) -> None:
        number = self.grid.values.index(one)
        if number == self.grid.chosen():
            self.grid.choose(-1)
            return
        self.acts.buttons["refund"].setVisible(one.payment.amount > one.given_back)
        self.acts.buttons["release"].setVisible(one.payment.is_held and one.left > 0)
        self.grid.choose(number, self.acts)

    def _tell(self, signal: object) -> None:
        one = self.chosen()
        if one is not None:
            signal.emit(one.payment)  # type: ignore[attr-defined]
