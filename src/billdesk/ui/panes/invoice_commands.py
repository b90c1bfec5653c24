"""The commands of the Invoices pane that make, change, undo and end invoices, and when each can be used."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from billdesk.domain.lists import InvoiceRow
from billdesk.ui.actions import context_menu
from billdesk.ui.panes.invoice_acts import PAYABLE, InvoiceActs
from billdesk.ui.panes.invoice_changes import InvoiceChanges
from billdesk.ui.panes.invoice_filters import LATE, Asked
from billdesk.ui.panes.invoice_late import LateDrafts
from billdesk.ui.panes.invoice_preview import Act, InvoicePreview
from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import PaymentTask, ScheduleTask
from billdesk.ui.widgets.drawer import Drawer
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import tr

DRAFTS = ("draft",)
ISSUED = ("open", "partly_paid", "overdue", "paid", "void")
UNPAID = ("open", "overdue")
PAID = ("partly_paid", "overdue", "paid")
ROW_COMMANDS = (
    "invoice.edit",
    "invoice.issue",
    "invoice.release",
    "",
    "invoice.take_payment",
    "invoice.quick_pay",
    "invoice.send",
    "invoice.save_pdf",
    "invoice.export",
    "",
    "invoice.notes",
    "invoice.duplicate",
    "invoice.make_recurring",
    "",
    "invoice.credit",
    "invoice.refund",
    "invoice.use_credit",
    "",
    "invoice.write_off",
    "invoice.take_back_write_off",
    "invoice.void",
    "invoice.discard",
    "invoice.delete",
)
MORE_COMMANDS = (
    "invoice.export",
    "",
    "invoice.issue",
    "invoice.release",
    "",
    "invoice.void",
    "invoice.discard",
    "invoice.delete",
)
"""What the menus offer; "" is a line between."""
BULK = ("send", "print", "save_pdf", "quick_pay", "more")
BULK_LATE = ("release", "discard", "more")
"""What the bulk bar offers, of drafts that wait and of all others."""


class InvoiceCommands(Pane):
    """What a pane with a list of invoices can do with them; for all the ticked ones where it can be."""

    has_totals = True
    table: Table
    drawer: Drawer
    acts: InvoiceActs
    late: LateDrafts
    preview: InvoicePreview

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.payments, self.tickets, self.recurring)

    def _make_links(self) -> None:
        self.recurring = Button(self.look, tr("Recurring"), "link", "", "invoices.recurring")
        self.recurring.setToolTip(tr("Schedules; that of the chosen invoice, where it has one"))
        self.recurring.clicked.connect(self.show_recurring)

        self.payments = Button(self.look, tr("Payments"), "link", "", "invoices.payments")
        self.payments.setToolTip(tr("Payments; those of the chosen invoice, where it has some"))
        self.payments.clicked.connect(self.show_payments)

        self.tickets = Button(self.look, tr("Tickets"), "link", "", "invoices.tickets")
        self.tickets.setToolTip(tr("Tickets; those that the chosen invoice bills, where it does"))
        self.tickets.clicked.connect(self.show_tickets)

    def show_tickets(self) -> None:
        """Go to the tickets, and to those that the chosen invoice bills."""
        sheet = self.preview.sheet
        self.asked.emit("tickets", sheet.tickets if sheet is not None and sheet.tickets else None)

    def show_payments(self) -> None:
        """Go to the payments, and to those of the chosen invoice."""
        from billdesk.domain.payment_list import PaymentFilter  # no start needs it

        sheet = self.preview.sheet
        paid = sheet is not None and any(one.payment_id for one in sheet.allocations)
        self.asked.emit("payments", PaymentFilter(invoice_id=sheet.invoice.id) if paid and sheet else None)

    def show_recurring(self) -> None:
        """Go to the schedules, and to the one that has made the chosen invoice."""
        sheet = self.preview.sheet
        self.asked.emit("recurring", sheet.invoice.schedule_id if sheet is not None else None)

    def _connect_changes(self) -> None:
        self.changes = InvoiceChanges(self.bench, self)
        self.changes.told.connect(self.told)
        self.changes.troubled.connect(self.troubled)
        self.changes.made.connect(lambda key: self.asked.emit("invoice", key))
        self.preview.shown.connect(self.can_changed)

    def _for_rows(self, statuses: Sequence[str], act: Callable[[Sequence[InvoiceRow]], object]) -> None:
        raise NotImplementedError

    def _can(self, statuses: Sequence[str]) -> bool:
        raise NotImplementedError

    def ask(self, asked: Asked) -> None:
        """Show the invoices that are asked for."""
        raise NotImplementedError

    def _row_in(self, *statuses: str) -> InvoiceRow | None:
        """The one row where the keyboard is, where it is an invoice in one of these states."""
        row: InvoiceRow | None = self.table.current_row()
        return row if row is not None and row.kind == "invoice" and row.status in statuses else None

    def open_row(self, row: InvoiceRow) -> None:
        """Enter: a draft opens in its editor, anything else in the preview."""
        if row.status in DRAFTS:
            self.asked.emit("invoice", row.id)
        else:
            self.drawer.show_it()

    def open_more(self) -> None:
        """Show what can be done with the invoice in the preview, below its button."""
        button = self.findChild(QWidget, "invoices.preview.more")
        context_menu(self.look, self, ROW_COMMANDS).open_below(button or self.table)

    def new(self) -> None:
        """Start a new invoice."""
        self.asked.emit("invoice", None)

    def edit(self) -> None:
        """Open the chosen draft."""
        row = self._row_in(*DRAFTS)
        if row is not None:
            self.asked.emit("invoice", row.id)

    def can_edit(self) -> bool:
        return self._row_in(*DRAFTS) is not None

    def issue(self) -> None:
        """Give drafts their numbers, without e-mail."""
        self._for_rows(DRAFTS, self.changes.issue)

    def can_issue(self) -> bool:
        return self._can(DRAFTS)

    def notes(self) -> None:
        """Change what may be changed at any time."""
        row: InvoiceRow | None = self.table.current_row()
        if row is not None:
            self.changes.read_notes(
                row, lambda invoice: self._ask_notes(row, invoice.internal_notes, invoice.reference)
            )

    def _ask_notes(self, row: InvoiceRow, internal: str, reference: str) -> None:
        from billdesk.ui.dialogs.invoice_notes import InvoiceNotes  # after the first rows, as all dialogs

        dialog = InvoiceNotes(self.look, row.number or "", (internal, reference), self)
        dialog.kept.connect(lambda notes, number: self.changes.annotate(row, notes, number))
        dialog.open()

    def can_notes(self) -> bool:
        return self.table.current_row() is not None

    def duplicate(self) -> None:
        """Make a draft of the same lines and open it."""
        row = self._row_in(*DRAFTS, *ISSUED)
        if row is not None:
            self.changes.duplicate(row)

    def can_duplicate(self) -> bool:
        return self._row_in(*DRAFTS, *ISSUED) is not None

    def make_recurring(self) -> None:
        """Type a schedule that begins with the lines."""
        row = self._row_in(*DRAFTS, *ISSUED)
        if row is not None:
            self.asked.emit("schedule", ScheduleTask(invoice_id=row.id))

    can_make_recurring = can_duplicate

    def take_payment(self) -> None:
        """Type what came in for the chosen invoice, and maybe others of its customer."""
        row = self._row_in(*PAYABLE)
        if row is not None:
            self.asked.emit("payment", PaymentTask(row.customer_id, row.id))

    def can_take_payment(self) -> bool:
        return self._row_in(*PAYABLE) is not None

    def quick_pay(self) -> None:
        """Mark what is open among them paid in full."""
        self._for_rows(PAYABLE, self.acts.quick_pay)

    def can_quick_pay(self) -> bool:
        return self._can(PAYABLE)

    def credit(self) -> None:
        """Choose what is given back."""
        row = self._row_in(*PAYABLE, "paid")
        if row is not None:
            self.asked.emit("credit_note", row.id)

    def can_credit(self) -> bool:
        return self._row_in(*PAYABLE, "paid") is not None

    def audit(self) -> None:
        """Show all that was done with the chosen invoice."""
        row: InvoiceRow | None = self.table.current_row()
        if row is not None:
            self.asked.emit("audit", ("invoice", row.id, row.number or tr("Draft")))

    def can_audit(self) -> bool:
        return self.table.current_row() is not None

    def refund(self) -> None:
        """Choose what of the money that was paid goes back."""
        row = self._row_in(*PAID)
        if row is not None:
            self.asked.emit("refund", row.id)

    def can_refund(self) -> bool:
        sheet = self.preview.sheet
        return self._row_in(*PAID) is not None and sheet is not None and sheet.paid > 0

    def use_credit(self) -> None:
        """Settle what is open by the customer's credit."""
        row = self._row_in(*PAYABLE)
        if row is not None:
            self.changes.use_credit(row)

    def can_use_credit(self) -> bool:
        sheet = self.preview.sheet
        return self._row_in(*PAYABLE) is not None and sheet is not None and sheet.credit > 0

    def take_back_write_off(self) -> None:
        """Ask for a balance after all that was given up, with a reason."""
        row, sheet = self._row_in(*PAID), self.preview.sheet
        if row is not None and sheet is not None and self.can_take_back_write_off():
            from billdesk.ui.dialogs.reason import take_back_write_off_question

            amount = self.bench.figures.headline(sheet.invoice.written_off, row.currency)
            dialog = take_back_write_off_question(self.look, row.number or "", amount, self)
            dialog.agreed.connect(lambda reason: self.changes.take_back_write_off(row, reason))
            dialog.open()

    def can_take_back_write_off(self) -> bool:
        sheet = self.preview.sheet
        return self._row_in(*PAID) is not None and sheet is not None and sheet.invoice.written_off > 0

    def write_off(self) -> None:
        """Give up what is open, with a reason."""
        row = self._row_in(*PAYABLE)
        if row is not None:
            from billdesk.ui.dialogs.reason import write_off_question

            amount = self.bench.figures.headline(row.balance, row.currency)
            dialog = write_off_question(self.look, row.number or "", amount, self)
            dialog.agreed.connect(lambda reason: self.changes.write_off(row, reason))
            dialog.open()

    def can_write_off(self) -> bool:
        return self._row_in(*PAYABLE) is not None

    def void(self) -> None:
        """Void what nothing was paid on."""
        self._for_rows(UNPAID, self.changes.void)

    def can_void(self) -> bool:
        row = self._row_in(*UNPAID)
        return self._can(()) or (row is not None and row.balance == row.total)

    # Drafts that wait

    def review_late(self) -> None:
        """Show the drafts that came due while nobody ran the program."""
        self.ask(Asked().with_keys("waiting", (LATE,)))

    def release_late(self) -> None:
        """Issue and e-mail them."""
        self.acts.release_late(self.late.ids)

    def release(self) -> None:
        """Issue drafts that wait, and e-mail them."""
        self._for_waiting(lambda rows: self.acts.release_late([row.id for row in rows]))

    def can_release(self) -> bool:
        row: InvoiceRow | None = self.table.current_row()
        return self._can(()) or (row is not None and bool(row.waiting))

    def discard(self) -> None:
        """Ask why drafts that wait shall never be billed, and throw them away."""
        self._for_waiting(self._ask_why)

    can_discard = can_release

    def _late_acts(self) -> tuple[Act, ...]:
        return (
            Act("release", tr("Release and e-mail"), "primary", "send", self.release),
            Act("discard", tr("Discard…"), "plain", "trash-2", self.discard),
            Act("more", tr("More acts"), "tool", "ellipsis", self.open_more),
        )

    def _ask_why(self, rows: Sequence[InvoiceRow]) -> None:
        from billdesk.ui.dialogs.reason import discard_question

        dialog = discard_question(self.look, len(rows), self)
        dialog.agreed.connect(lambda reason: self.changes.discard([row.id for row in rows], reason))
        dialog.open()

    def _for_waiting(self, act: Callable[[Sequence[InvoiceRow]], object]) -> None:
        """Do something with those of the ticked drafts, or the chosen one, that wait."""

        def waiting(rows: Sequence[InvoiceRow]) -> None:
            found = [row for row in rows if row.waiting]
            if found:
                act(found)
            else:
                self.told.emit(tr("None of them waits to be released"), None)

        self._for_rows(DRAFTS, waiting)

    def delete(self) -> None:
        """Delete drafts; they can be put back."""
        self._for_rows(DRAFTS, lambda rows: self.changes.delete([row.id for row in rows]))

    def can_delete(self) -> bool:
        return self._can(DRAFTS)
