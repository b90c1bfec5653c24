"""The Tickets pane: the tickets at the left, the chosen one with its time and charges at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from billdesk.domain.invoice import Invoice
from billdesk.domain.lists import InvoiceFilter
from billdesk.domain.payment import Payment
from billdesk.domain.payment_list import PaymentFilter
from billdesk.domain.ticket_list import TicketFilter
from billdesk.services.ticket_sheet import Logged, TicketSheet
from billdesk.ui.bench import Bench
from billdesk.ui.panes.list_and_detail import ListAndDetail
from billdesk.ui.panes.ticket_acts import TicketActs
from billdesk.ui.panes.ticket_detail import TicketDetail
from billdesk.ui.panes.ticket_log import is_chargeable
from billdesk.ui.panes.tickets_list import TicketsList
from billdesk.ui.panes.tickets_ticked import TickedTickets
from billdesk.ui.tasks import ReceiptTask, TicketTask, WorkOrdersTask
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr

KINDS = frozenset(
    {"ticket", "timer", "invoice", "customer", "asset", "settings", "product", "payment", "run"}
)


class TicketsPane(ListAndDetail):
    """Tickets as a list of two lines, with everything about the chosen one beside it."""

    key = "tickets"
    title = "Tickets"
    view_words = "Open tickets"
    list_width = 500
    list: TicketsList
    detail: TicketDetail
    acts: TicketActs
    made_of = (TicketsList, TicketDetail)

    def __init__(
        self, bench: Bench, listing: TicketsList | None = None, detail: TicketDetail | None = None
    ) -> None:
        super().__init__(bench)
        self.put_together(
            listing or TicketsList(bench), detail or TicketDetail(bench), TicketActs(bench, self)
        )
        self.report = Button(self.look, tr("Time report"), "plain", "history", "tickets.time_report")
        self.report.clicked.connect(lambda: self.asked.emit("time_report", None))
        self.ticked = TickedTickets(bench, self, self.list, self.acts)
        self._make_menu()
        self._connect()

    def _make_menu(self) -> None:
        edit = self.menu_action("menu.edit", tr("Edit"), "pencil-line", "edit")
        status = self.menu_action("menu.status", tr("Set status…"), "flag", "set_status")
        time = self.menu_action("menu.add_time", tr("Add time…"), "clock-alert", "add_time")
        part = self.menu_action("menu.add_charge", tr("Add charge…"), "package", "add_charge")
        note = self.menu_action("menu.note", tr("Add note…"), "scroll-text", "note")
        bill = self.menu_action("menu.make_invoice", tr("Make invoice"), "receipt", "make_invoice")
        held = self.menu_action("menu.take_deposit", tr("Take deposit…"), "wallet", "take_deposit")
        start = self.menu_action("menu.start_timer", tr("Start timer"), "play", "start_timer")
        pause = self.menu_action("menu.pause_timer", tr("Pause timer"), "pause", "pause_timer")
        stop = self.menu_action("menu.stop_timer", tr("Stop timer"), "square", "stop_timer")
        paper = self.menu_action("menu.print", tr("Print work order…"), "printer", "print_order")
        save = self.menu_action("menu.save_pdf", tr("Save work order…"), "file-down", "save_order")
        send = self.menu_action("menu.send", tr("E-mail work order"), "mail", "send_order")
        customer = self.menu_action("menu.customer", tr("Show customer"), "users", "show_customer")
        head, timer, papers = (edit, status, customer), (start, pause, stop), (paper, save, send)
        self._menu.fill((*head, None, *timer, None, time, part, note, None, *papers, None, held, bill))

    def _connect(self) -> None:
        self.list.first.clicked.connect(self.new)
        self.table.act_asked.connect(self.acts.toggle)
        self.acts.invoiced.connect(self._on_invoiced)
        self.acts.queued.connect(lambda: self.asked.emit("outbox", None))
        self.model.ticks.changed.connect(self.show_can)
        detail, log, charges = self.detail, self.detail.log, self.detail.charges
        detail.edit.clicked.connect(self.edit)
        log.start.clicked.connect(self.start_timer)
        detail.bill.clicked.connect(self._bill_shown)
        detail.add_note.clicked.connect(self.note)
        detail.invoices.picked.connect(lambda one: self._show_invoice(one.id))
        detail.timer.start.clicked.connect(self.start_timer)
        detail.timer.pause.clicked.connect(self.pause_timer)
        detail.timer.stop.clicked.connect(self.stop_timer)
        detail.timer.charge.clicked.connect(lambda: self._stop(charge=True))
        log.add.clicked.connect(self.add_time)
        log.charge_all.clicked.connect(self.charge)
        log.charge_asked.connect(self.acts.charge)
        log.uncharge_asked.connect(lambda entry: self.acts.uncharge((entry,)))
        log.edit_asked.connect(self.acts.edit_time)
        log.remove_asked.connect(self.acts.remove_time)
        charges.add.clicked.connect(self.add_charge)
        charges.edit_asked.connect(self.acts.edit_charge)
        charges.remove_asked.connect(self.acts.remove_charge)
        charges.invoice_asked.connect(self._show_invoice)
        self._connect_deposits()

    def _connect_deposits(self) -> None:
        deposits = self.detail.deposits
        for button in (self.detail.deposit, deposits.add):
            button.clicked.connect(self.take_deposit)
        deposits.refund_asked.connect(self.acts.refund)
        deposits.release_asked.connect(self._release)
        deposits.mail_asked.connect(self.acts.send_receipt)
        deposits.print_asked.connect(
            lambda payment: self.asked.emit("print", ReceiptTask((payment.id,), "tickets"))
        )
        deposits.shown_asked.connect(
            lambda payment: self.asked.emit("payments", PaymentFilter(ids=(payment.id,)))
        )

    # The chosen one

    def read(self, key: int) -> TicketSheet:
        return self.bench.desk.tickets.sheet(key)

    def shown_id(self) -> int | None:
        return self.detail.sheet.ticket.id if self.detail.sheet else None

    def first_button(self) -> QWidget:
        return self.detail.edit

    # Acts, by these names in commands.py

    def new(self) -> None:
        """Type a new ticket."""
        self.asked.emit("ticket", TicketTask())

    def edit(self) -> None:
        """Edit the chosen ticket."""
        if self.detail.sheet and self.can_edit():
            self.asked.emit("ticket", TicketTask(self.detail.sheet.ticket.id))

    def can_edit(self) -> bool:
        return self.detail.sheet is not None and not self.acts.is_busy

    def start_timer(self) -> None:
        """Clock work on the chosen ticket, or let its timer go on."""
        if self.detail.sheet and self.can_start_timer():
            timer, ticket = self.detail.timer.timer, self.detail.sheet.ticket
            self.acts.start(ticket.id, timer.technician if timer else ticket.technician)

    def can_start_timer(self) -> bool:
        timer = self.detail.timer.timer
        return self.can_edit() and not (timer and timer.runs)

    def pause_timer(self) -> None:
        """Let the timer of the chosen ticket pause."""
        if self.detail.timer.timer and self.can_pause_timer():
            self.acts.pause(self.detail.timer.timer)

    def can_pause_timer(self) -> bool:
        timer = self.detail.timer.timer
        return self.can_edit() and timer is not None and timer.runs

    def stop_timer(self) -> None:
        """Put the time of the chosen ticket's timer into the log."""
        self._stop(charge=False)

    def can_stop_timer(self) -> bool:
        return self.can_edit() and self.detail.timer.timer is not None

    def _stop(self, charge: bool) -> None:
        if self.detail.timer.timer and self.can_stop_timer():
            self.acts.stop(self.detail.timer.timer, charge)

    def add_time(self) -> None:
        """Ask for time on the chosen ticket."""
        if self.detail.sheet and self.can_add_time():
            self.acts.add_time(self.detail.sheet.ticket)

    def add_charge(self) -> None:
        """Ask for a part or service on the chosen ticket."""
        if self.detail.sheet and self.can_add_charge():
            self.acts.add_charge(self.detail.sheet.ticket)

    def note(self) -> None:
        """Ask for a note on the chosen ticket."""
        if self.detail.sheet and self.can_note():
            self.acts.note(self.detail.sheet.ticket)

    def show_customer(self) -> None:
        """Go to the customer of the chosen ticket."""
        if self.detail.sheet:
            self.asked.emit("customers", self.detail.sheet.customer.id)

    def print_order(self) -> None:
        """Look at the work order of the chosen ticket before it is printed."""
        if self.detail.sheet and self.can_print_order():
            self.asked.emit("print", WorkOrdersTask((self.detail.sheet.ticket.id,)))

    def save_order(self) -> None:
        """Save the work order of the chosen ticket as a PDF."""
        if self.detail.sheet and self.can_save_order():
            self.acts.save_order(self.detail.sheet.ticket)

    def send_order(self) -> None:
        """E-mail the work order of the chosen ticket."""
        if self.detail.sheet and self.can_send_order():
            self.acts.send_order(self.detail.sheet.ticket)

    can_add_time = can_add_charge = can_note = can_edit
    can_print_order = can_save_order = can_send_order = can_show_customer = can_edit

    def take_deposit(self) -> None:
        """Ask for money that is held for the chosen ticket."""
        if self.detail.sheet and self.can_take_deposit():
            self.acts.take_deposit(self.detail.sheet.ticket)

    def can_take_deposit(self) -> bool:
        sheet = self.detail.sheet
        return self.can_edit() and sheet is not None and sheet.takes_deposits

    def _release(self, payment: Payment) -> None:
        if self.detail.sheet:
            self.acts.release(payment, self.detail.sheet.customer.name)

    def charge(self) -> None:
        """Charge all billable time of the chosen ticket."""
        if self.detail.sheet and self.can_charge():
            self.acts.charge_all(self.detail.sheet.ticket.id)

    def can_charge(self) -> bool:
        sheet = self.detail.sheet
        return self.can_edit() and sheet is not None and any(map(is_chargeable, sheet.log))

    def uncharge(self) -> None:
        """Take the charges of the chosen ticket's time back that no invoice bills."""
        if self.can_uncharge():
            self.acts.uncharge([row.entry for row in self._charged()])

    def can_uncharge(self) -> bool:
        return self.can_edit() and bool(self._charged())

    def _charged(self) -> tuple[Logged, ...]:
        log = self.detail.sheet.log if self.detail.sheet else ()
        return tuple(row for row in log if row.entry.state == "charged")

    def make_invoice(self) -> None:
        """Make one invoice of the ticked tickets, or that of the chosen one."""
        self.ticked.make_invoice() if self.ticked.count() else self._bill_shown()

    def can_make_invoice(self) -> bool:
        if self.acts.is_busy:
            return False
        return bool(self.ticked.count()) or (self.can_edit() and self.detail.charges.has_waiting())

    def set_status(self) -> None:
        """Ask for a status for the ticked tickets, or for the chosen one."""
        if self.ticked.count():
            self.ticked.set_status()
        elif self.detail.sheet:
            ticket = self.detail.sheet.ticket
            self.acts.set_status(lambda: (ticket.id,), ticket.status)

    def can_set_status(self) -> bool:
        return not self.acts.is_busy and (bool(self.ticked.count()) or self.detail.sheet is not None)

    def _bill_shown(self) -> None:
        if self.detail.sheet:
            ref = self.detail.sheet.ticket.ref
            self.acts.make_invoice(lambda: (ref,))

    def _on_invoiced(self, invoice: Invoice) -> None:
        self.ticked.clear()
        self._show_invoice(invoice.id)

    def _show_invoice(self, key: int) -> None:
        self.asked.emit("invoices", InvoiceFilter(ids=(key,)))

    # As a pane

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.report,)

    def show_what(self, what: object) -> None:
        """Show the tickets of a TicketFilter, or choose one by its id, or show some by theirs."""
        if isinstance(what, tuple):
            what = what[0] if len(what) == 1 else TicketFilter(ids=what)
        if isinstance(what, TicketFilter):
            self.list.filter.name_customer(what.customer_id)
            self.list.show_filter(what)
        elif isinstance(what, int):
            self.list.choose(what)

    def kinds(self) -> frozenset[str]:
        return KINDS
