"""The detail of one ticket: what it is about, its labor log and charges, what came of them, and its notes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.services.ticket_sheet import TicketSheet
from billdesk.ui.bench import Bench
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.detail import Detail
from billdesk.ui.panes.ticket_charges import ChargesTable
from billdesk.ui.panes.ticket_deposits import DepositsTable
from billdesk.ui.panes.ticket_log import TicketLog
from billdesk.ui.panes.ticket_rows import Writer
from billdesk.ui.panes.ticket_timer import TimerBar
from billdesk.ui.ticket_words import age_words, badge_of, priority_words, status_words
from billdesk.ui.widgets.badge import Badge
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.section import Section
from billdesk.ui.widgets.tagged import Tagged
from billdesk.ui.words import tr

NOTES_SHOWN = 20


class TicketDetail(Detail):
    """Shows a TicketSheet."""

    sheet: TicketSheet | None

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "tickets.detail", "ticket")
        look, self._writer = bench.look, Writer(bench)
        self.setAccessibleName(tr("Ticket"))
        self._buttons()
        self.number = Label(look, "", "title", "ink2", True)
        self.subject = Tagged(look, "ticket.subject.shown")
        self.badge = Badge(look, "ticket_other", tr("Open"))
        self.facts = Label(look, "", "body", "ink2")
        self.facts.setObjectName("ticket.facts")
        self.description = Label(look, "", "body")
        self.description.setObjectName("ticket.words")
        self.timer = TimerBar(bench)
        self.log = TicketLog(bench, self._writer)
        self.charges = ChargesTable(bench, self._writer)
        self.deposits = DepositsTable(bench)
        self.invoices = Grid(look, "ticket.invoices", self._writer.invoices(), usable=True)
        self.put_together(tr("Choose a ticket to see its time and charges."), self._something())

    def _buttons(self) -> None:
        look = self._bench.look
        self.pending = Button(look, tr("Charges"), "plain", "list-filter", "ticket.pending")
        self.edit = Button(look, tr("Edit"), "plain", "pencil-line", "ticket.edit")
        self.edit.set_words("")  # there would be no room for the subject
        self.edit.setAccessibleName(tr("Edit"))
        self.edit.setToolTip(with_keys(tr("Edit"), "Ctrl+E"))
        self.deposit = Button(look, tr("Deposit…"), "plain", "wallet", "ticket.take_deposit")
        self.deposit.setToolTip(tr("Take deposit"))
        self.bill = Button(look, tr("Make invoice"), "plain", "receipt", "ticket.make_invoice")
        self.add_note = Button(look, tr("Add note"), "link", "plus", "ticket.notes.add")

    def _something(self) -> QWidget:
        look, px = self._bench.look, self._bench.look.px
        page, column = self.page()
        column.addLayout(self._head())
        column.addWidget(Rule(look))
        column.addWidget(self.timer)
        body, inside = self.page()
        self.description.setWordWrap(True)
        self.description.setTextFormat(Qt.TextFormat.PlainText)
        self.description.setContentsMargins(px(16), px(12), px(16), px(4))
        self.notes = Label(look, "", "body")
        self.notes.setObjectName("ticket.notes")
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setContentsMargins(px(16), px(8), px(16), px(12))
        self._invoices = Section(look, tr("Invoices"), self.invoices, tr("No invoice was made of it yet."))
        self._notes = Section(look, tr("Notes"), self.notes, tr("No notes yet."), self.add_note)
        for part in (
            self.description,
            self.log,
            self.charges,
            self.deposits,
            self._invoices,
            self._notes,
        ):
            inside.addWidget(part)
        inside.addStretch(1)
        self.body = Scroll("tickets.detail.scroll", body)
        column.addWidget(self.body, 1)
        self.pending.clicked.connect(self._show_charges)
        return page

    def _head(self) -> QVBoxLayout:
        px = self._bench.look.px
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(self.to_list)
        first.addWidget(self.number)
        first.addWidget(self.subject)
        first.addStretch(1)
        for button in (self.pending, self.edit, self.deposit, self.bill, self.more):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(px(12))
        second.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.facts, 1)
        self.facts.setWordWrap(True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(12))
        head.setSpacing(px(8))
        head.addLayout(first)
        head.addLayout(second)
        return head

    # What is shown

    def show_sheet(self, sheet: TicketSheet) -> None:
        """Show a ticket."""
        ticket, self._writer.sheet = sheet.ticket, sheet
        self.setAccessibleName(f"{ticket.number or ticket.ref}, {ticket.subject}")
        self.number.setText(ticket.number or ticket.ref)
        self.subject.show_text(ticket.subject)
        self.subject.setToolTip(ticket.subject)
        self.badge.show_state(badge_of(ticket.status), status_words(ticket.status))
        self.facts.setText(self._facts(sheet))
        self.facts.setToolTip(self.facts.text())
        self.description.setText(ticket.description)
        self.description.setVisible(bool(ticket.description))
        self._show_timer(sheet)
        self.log.show_sheet(sheet)
        self.charges.show_sheet(sheet)
        self.deposits.show_sheet(sheet)
        self.deposit.setVisible(sheet.takes_deposits)
        self.invoices.show_rows(sheet.invoices)
        self._invoices.show_some(bool(sheet.invoices))
        self._show_notes(sheet)
        self._show_pending(sheet)
        super().show_sheet(sheet)

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        for part in (self.timer, self.log, self.charges, self.deposits):
            part.show_busy(busy)
        for button in (self.edit, self.deposit, self.bill, self.more, self.add_note):
            button.setEnabled(not busy)

    def _facts(self, sheet: TicketSheet) -> str:
        ticket, today = sheet.ticket, self._bench.today
        parts = [sheet.customer.name]
        parts += [sheet.contact.name] if sheet.contact else []
        parts += [one.name for one in sheet.assets]
        parts += [word for word in (ticket.technician, priority_words(ticket.priority)) if word]
        if ticket.due:
            parts.append(tr("due {day}", day=self._bench.figures.day(ticket.due, today)))
        return "  ·  ".join([*parts, age_words(ticket.opened, today)])

    def _show_timer(self, sheet: TicketSheet) -> None:
        shown = [one for one in sheet.timers if one.runs] or list(sheet.timers)
        since = self._writer.moment(shown[-1].began) if shown else ""
        rate = self.log.rate_of(shown[-1].labor_id, sheet) if shown else ""
        self.timer.show_timers(sheet.timers, since, rate)
        self.log.start.setVisible(not sheet.timers)

    def _show_notes(self, sheet: TicketSheet) -> None:
        written: Sequence[str] = [
            f"{self._writer.note(one)}\n{one.text}" for one in sheet.notes[:NOTES_SHOWN]
        ]
        self.notes.setText("\n\n".join(written))
        more = tr("the newest {shown} of {count}", shown=NOTES_SHOWN, count=len(sheet.notes))
        note = more if len(sheet.notes) > NOTES_SHOWN else ""
        self._notes.show_some(bool(sheet.notes), note)

    def _show_pending(self, sheet: TicketSheet) -> None:
        amount = self._bench.figures.headline(sheet.pending, sheet.currency)
        self.pending.set_words(tr("Charges {amount}", amount=amount))
        self.bill.setVisible(self.charges.has_waiting())

    def _show_charges(self) -> None:
        self.body.ensureWidgetVisible(self.charges)
        self.charges.grid.step(0)
