"""The ticket editor: what is to be done for whom, by whom and until when; kept with Ctrl+S or on leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError, Rejected
from billdesk.domain.ticket import Ticket
from billdesk.services.ticketing import People, TicketForm
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.new_customer import ask_new_customer
from billdesk.ui.dialogs.ticket_questions import offer_names
from billdesk.ui.editors.customer_finder import CustomerFinder
from billdesk.ui.editors.ticket_fields import TicketFields
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import TicketTask
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr

WIDE = 720


class TicketEditor(Pane):
    """Opened with a TicketTask."""

    key = "ticket"
    title = "Ticket"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._ticket = Ticket(0, "", 0, "")
        self._customer_id = 0
        self._assets: tuple[int, ...] = ()
        self._ready = self._saving = False
        self.save_button = Button(self.look, tr("Keep ticket"), "primary", "check", "ticket.save")
        self.save_button.setToolTip(with_keys(tr("Keep ticket"), "Ctrl+S"))
        self.save_button.clicked.connect(self.save)
        self.customer = CustomerFinder(self.bench, self, "ticket")
        self.fields = TicketFields(self.bench)
        self.note = Label(self.look, "", "small", "overdue_fg")
        self.note.setObjectName("ticket.wrong")
        self.note.setWordWrap(True)
        self.note.hide()
        self._lay_out()
        self.customer.picked.connect(self._on_customer)
        self.customer.new_asked.connect(self._new_customer)
        self.customer.failed.connect(self.troubled)

    def _lay_out(self) -> None:
        px = self.look.px
        body = QWidget()
        body.setMaximumWidth(px(WIDE))
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(self.customer)
        column.addWidget(self.note)
        column.addWidget(self.fields)
        column.addStretch(1)
        holder = Wash(self.look, "sheet")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll("ticket.scroll", holder))

    # What is shown

    def show_what(self, what: object) -> None:
        """Edit the ticket of a TicketTask, or make a new one."""
        task = what if isinstance(what, TicketTask) else TicketTask()
        self.title = "Ticket" if task.ticket_id else "New ticket"
        ticketing = self.bench.desk.ticketing

        def job() -> tuple[TicketForm, People]:
            form = ticketing.form(task.ticket_id, task.customer_id)
            known = form.ticket.customer_id
            return form, ticketing.people(known) if known else People((), ())

        self.bench.run(job, self._on_read, self.troubled.emit)

    def _on_read(self, found: tuple[TicketForm, People]) -> None:
        form, people = found
        self._ticket, self._assets = form.ticket, form.assets
        self._customer_id = form.ticket.customer_id
        self.customer.field.setText(form.customer.name if form.customer else "")
        self.fields.offer(form, people)
        offer_names(self.fields.technician, form.technicians)
        self.fields.show_ticket(form.ticket, form.assets)
        self._ready = True
        first = self.customer.field if not self._customer_id else self.fields.subject.edit
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_customer(self, key: int) -> None:
        self.customer.offers.hide()
        self._say("")
        ticketing, browsing = self.bench.desk.ticketing, self.bench.desk.customers

        def job() -> tuple[str, People]:
            return browsing.sheet(key, self.bench.today).customer.name, ticketing.people(key)

        def done(found: tuple[str, People]) -> None:
            name, people = found
            self._customer_id = key
            self.customer.field.setText(name)
            self.fields.offer_people(people)
            self.fields.subject.edit.setFocus(Qt.FocusReason.TabFocusReason)

        self.bench.run(job, done, self.troubled.emit)

    def _new_customer(self, name: str) -> None:
        ask_new_customer(self.bench, self, self._on_customer, name)

    # Keeping

    def ticket(self) -> Ticket:
        """The ticket as it is typed."""
        return replace(self.fields.ticket(self._ticket), customer_id=self._customer_id)

    def is_ready(self) -> bool:
        """Whether the ticket is there to be edited."""
        return self._ready

    def is_unsaved(self) -> bool:
        """Whether something was typed that isn't kept."""
        changed = self.ticket() != self._ticket or self.fields.asset_ids() != self._assets
        return self._ready and changed

    def save(self) -> None:
        """Keep it and go back to the tickets, or say at the fields what is wrong."""
        if self._saving or not self._ready or not self.fields.form.check():
            return
        self._saving = True
        self.save_button.setEnabled(False)
        self.bench.run(self._keeping(), self._on_saved, self._on_failed)

    def leave(self, then: Callable[[], object]) -> None:
        """What was typed and can be kept is kept; what can't be says so."""
        if not self.is_unsaved() or self._saving:
            then()
            return

        def done(kept: Ticket) -> None:
            self.told.emit(tr("Ticket {name} is kept", name=kept.number or kept.ref), None)
            then()

        def failed(error: Exception) -> None:
            self.told.emit(tr("Not kept. {why}", why=self._why(error)), None)
            then()

        self.bench.run(self._keeping(), done, failed)

    def finish(self) -> None:
        """The program ends: keep what can be kept."""
        if self.is_unsaved() and not self._saving:
            try:
                self._keeping()()
            except BillDeskError as error:
                self.troubled.emit(error)

    def _keeping(self) -> Callable[[], Ticket]:
        ticket, assets, today = self.ticket(), self.fields.asset_ids(), self.bench.today
        ticketing = self.bench.desk.ticketing
        return lambda: ticketing.save(ticket, assets, today)

    def _on_saved(self, ticket: Ticket) -> None:
        self._ready = False
        self.told.emit(tr("Ticket {name} is kept", name=ticket.number or ticket.ref), None)
        self.asked.emit("tickets", ticket.id)

    def _on_failed(self, error: Exception) -> None:
        self._saving = False
        self.save_button.setEnabled(True)
        if isinstance(error, Rejected):
            strays = self.fields.form.tell(error.problems, self.bench.said)
            self._say(" ".join(map(self._said, strays)))
            if any(one.place == "customer_id" for one in strays):
                self.customer.field.setFocus(Qt.FocusReason.TabFocusReason)
        elif isinstance(error, BillDeskError):
            self.troubled.emit(error)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _said(self, problem: object) -> str:
        code, place = getattr(problem, "code", ""), getattr(problem, "place", "")
        if (place, code) == ("customer_id", "nothing_typed"):
            return tr("Choose the customer that it is for.")
        return self.bench.said(problem)  # type: ignore[arg-type]

    def _why(self, error: Exception) -> str:
        if isinstance(error, Rejected):
            return self._said(error.problems[0])
        return self.bench.sentence(error)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.save_button,)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S and Ctrl+Enter keep it."""
        keys = (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in keys:
            self.save()
        else:
            super().keyPressEvent(event)
