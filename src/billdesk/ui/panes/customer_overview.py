"""The first tab of a customer: what is open, what recurs, what is counted, people, payments, tickets."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.services.customer_sheet import CustomerSheet
from billdesk.ui.bench import Bench
from billdesk.ui.panes.customer_rows import Writer, left_out_words
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.section import Section
from billdesk.ui.words import tr

OPEN_SHOWN = 12
PEOPLE_SHOWN = 8
TICKETS_SHOWN = 8
CREDIT_SHOWN = 12


class CustomerOverview(QWidget):
    """Sections below each other; `invoice_asked` and the others tell what was used."""

    invoice_asked = Signal(int)
    schedule_asked = Signal(int)
    contact_asked = Signal(object)
    ticket_asked = Signal(int)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look, write = bench.look, Writer(bench)
        self.open = Grid(look, "customer.open", write.invoices(), usable=True)
        self.schedules = Grid(look, "customer.recurring", write.schedules(), usable=True)
        self.coverage = Grid(look, "customer.coverage", write.coverage())
        self.people = Grid(look, "customer.people", write.contacts(), usable=True)
        self.credit = Grid(look, "customer.credit", write.credit(), usable=True)
        self.use_credit = Button(look, tr("Use for invoices"), "link", "", "customer.credit.use")
        self.grant_credit = Button(look, tr("Give credit"), "link", "plus", "customer.credit.grant")
        self.payments = Grid(look, "customer.payments", write.payments())
        self.tickets = Grid(look, "customer.tickets", write.tickets(), usable=True)
        self.all_invoices = Button(look, tr("All invoices"), "link", "", "customer.open.all")
        self.all_tickets = Button(look, tr("All tickets"), "link", "", "customer.tickets.all")
        self.usage = Button(look, tr("Vendor usage"), "link", "", "customer.coverage.usage")
        self.new_contact = Button(look, tr("New contact"), "link", "plus", "customer.people.new")
        self._sections(bench)
        self.open.picked.connect(lambda row: self.invoice_asked.emit(row.id))
        self.schedules.picked.connect(lambda row: self.schedule_asked.emit(row.id))
        self.people.picked.connect(self.contact_asked)
        self.tickets.picked.connect(lambda one: self.ticket_asked.emit(one.id))

    def _sections(self, bench: Bench) -> None:
        look = bench.look
        made = (
            ("open", tr("Open invoices"), self.open, tr("Nothing is open."), self.all_invoices),
            ("schedules", tr("Recurring"), self.schedules, tr("Nothing recurs for this customer."), None),
            (
                "coverage",
                tr("What is counted, and by which line"),
                self.coverage,
                tr("There are no assets, contacts or vendor reports to count."),
                self.usage,
            ),
            ("people", tr("Contacts"), self.people, tr("No contacts yet."), self.new_contact),
            (
                "credit",
                tr("Store credit and deposits"),
                self.credit,
                tr("Nothing is held for this customer."),
                (self.use_credit, self.grant_credit),
            ),
            ("payments", tr("Payments lately"), self.payments, tr("Nothing was received yet."), None),
            ("tickets", tr("Tickets"), self.tickets, tr("No tickets yet."), self.all_tickets),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.px(16))
        column.setSpacing(look.px(4))
        self.notes = Label(look, "", "body", "ink2")
        self.notes.setObjectName("customer.notes")
        self.notes.setWordWrap(True)
        self.notes.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(4))
        column.addWidget(self.notes)
        self.sections: dict[str, Section] = {}
        for name, title, body, none, act in made:
            self.sections[name] = Section(look, title, body, none, act)
            column.addWidget(self.sections[name])
        column.addStretch(1)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show a customer's rows."""
        people = tuple(one for one in sheet.contacts if one.active)
        self.notes.setText(sheet.customer.notes)
        self.notes.setVisible(bool(sheet.customer.notes))
        self._show("open", self.open, sheet.unpaid, OPEN_SHOWN)
        self._show("schedules", self.schedules, sheet.schedules, len(sheet.schedules))
        self.coverage.show_rows(sheet.coverage)
        self.sections["coverage"].show_some(bool(sheet.coverage), _covered_words(sheet))
        self._show("people", self.people, people, PEOPLE_SHOWN)
        self._show("credit", self.credit, (*sheet.free, *sheet.deposits), CREDIT_SHOWN)
        self.use_credit.setVisible(bool(sheet.free and sheet.unpaid))
        self._show("payments", self.payments, sheet.payments, len(sheet.payments))
        self._show("tickets", self.tickets, sheet.tickets, TICKETS_SHOWN)

    def _show(self, name: str, grid: Grid, rows: tuple[object, ...], most: int) -> None:
        grid.show_rows(rows[:most])
        more = tr("the first {shown} of {count}", shown=most, count=len(rows))
        self.sections[name].show_some(bool(rows), str(len(rows)) if len(rows) <= most else more)


def _covered_words(sheet: CustomerSheet) -> str:
    return left_out_words(sheet.coverage) if sheet.coverage else ""
