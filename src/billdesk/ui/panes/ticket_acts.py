"""What can be done with a ticket from its pane: in the background, with Undo where there is one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from billdesk.domain.deposit import Deposit
from billdesk.domain.errors import BillDeskError, Refused
from billdesk.domain.invoice import Invoice
from billdesk.domain.ticket import Charge, Ticket, TimeEntry
from billdesk.domain.ticket_list import TicketRow
from billdesk.domain.timer import Timer
from billdesk.services.deposits import DepositForm
from billdesk.services.labor import Stopped, TimeForm
from billdesk.services.moves import Moved
from billdesk.services.ticket_charges import ChargeForm
from billdesk.services.ticketing import Restated
from billdesk.ui.choosing import tax_of
from billdesk.ui.dialogs.money_questions import deposit_question
from billdesk.ui.dialogs.ticket_questions import (
    charge_question,
    doubt_question,
    note_question,
    other_question,
    status_question,
    time_question,
)
from billdesk.ui.panes.money_acts import MoneyActs
from billdesk.ui.panes.ticket_papers import PaperActs
from billdesk.ui.ticket_words import long_words, status_words
from billdesk.ui.words import counted, tr


class TicketActs(PaperActs, MoneyActs):
    """`invoiced` tells the draft that was made."""

    invoiced = Signal(object)

    # Timers

    def start(self, ticket_id: int, technician: str | None) -> None:
        """Clock work, by the ticket's technician where nobody is named.

        Where another timer of the technician runs, it is asked whether it shall pause.
        """
        labor = self._bench.desk.labor

        def job() -> Timer | Refused:
            try:
                return labor.start(ticket_id, technician)
            except Refused as error:
                if error.code != "timer_runs_elsewhere":
                    raise
                return error

        def done(found: Timer | Refused) -> None:
            if isinstance(found, Timer):
                self._tell_started(found)
                return
            self._ask(
                other_question(self._bench, found, self._over),
                lambda _values: labor.start(ticket_id, technician, instead=True),
                self._tell_started,
            )

        self._do(job, done)

    def _tell_started(self, _timer: Timer) -> None:
        self.told.emit(tr("The timer runs"), None)

    def pause(self, timer: Timer) -> None:
        """Clock nothing for a while; taken back, it goes on."""
        labor = self._bench.desk.labor

        def done(after: Timer) -> None:
            back = lambda: self.start(after.ticket_id, after.technician)  # noqa: E731 one line of a call
            self.told.emit(tr("The timer pauses"), back)

        self._do(lambda: labor.pause(timer.id), done)

    def toggle(self, row: TicketRow) -> None:
        """Let the timer that runs on a ticket pause, or start one for its technician."""
        if row.running is None:
            self.start(row.id, None)
            return
        labor = self._bench.desk.labor

        def job() -> Timer:
            mine = [one.timer for one in labor.running() if one.timer.ticket_id == row.id]
            return labor.pause(mine[0].id) if mine else labor.start(row.id)

        self._do(job, self._tell_toggled)

    def _tell_toggled(self, after: Timer) -> None:
        self.told.emit(tr("The timer runs") if after.runs else tr("The timer pauses"), None)

    def stop(self, timer: Timer, charge: bool = False) -> None:
        """Put the time into the log; what can't be known is asked."""
        labor = self._bench.desk.labor

        def job() -> Stopped | Refused:
            try:
                return labor.stop(timer.id, charge=charge)
            except Refused as error:
                if error.code != "timer_in_doubt":
                    raise
                return error

        self._do(job, lambda found: self._on_stopped(found, timer, charge))

    def _on_stopped(self, found: Stopped | Refused, timer: Timer, charge: bool) -> None:
        if isinstance(found, Stopped):
            self._tell_logged(found)
            return
        labor = self._bench.desk.labor
        self._ask(
            doubt_question(self._bench, found, self._over),
            lambda values: labor.stop(timer.id, values["minutes"], charge),
            self._tell_logged,
        )

    def _tell_logged(self, done: Stopped) -> None:
        time = long_words(done.entry.minutes)
        if done.charge is not None:
            self.told.emit(tr("{time} logged and charged", time=time), None)
        else:
            self.told.emit(tr("{time} logged", time=time), lambda: self.remove_time(done.entry))

    # The labor log

    def add_time(self, ticket: Ticket) -> None:
        """Ask for time and log it."""
        self._ask_time(ticket.id, None)

    def edit_time(self, entry: TimeEntry) -> None:
        """Ask what is to be changed in a row of the log."""
        self._ask_time(entry.ticket_id, entry.id)

    def _ask_time(self, ticket_id: int, entry_id: int | None) -> None:
        labor = self._bench.desk.labor

        def ask(form: TimeForm) -> None:
            def job(values: dict[str, Any]) -> Stopped:
                values = values | {"labor_id": int(values["labor_id"]), "notes": values["notes"].strip()}
                entry = replace(form.entry, **values)
                return Stopped(labor.change(entry), None) if entry.id else labor.add(entry)

            self._ask(time_question(self._bench, form, self._over), job, self._tell_logged)

        self._do(lambda: labor.form(ticket_id, entry_id), ask)

    def remove_time(self, entry: TimeEntry) -> None:
        """Take a row off the log."""
        labor = self._bench.desk.labor
        words = tr("{time} taken off the log", time=long_words(entry.minutes))

        def back(before: TimeEntry) -> None:
            self._do(lambda: labor.add(before), self._tell_logged)

        self._do(lambda: labor.remove(entry.id), lambda before: self.told.emit(words, lambda: back(before)))

    # Charges

    def charge(self, entry: TimeEntry) -> None:
        """Turn a row of the log into a charge."""
        tickets = self._bench.desk.tickets
        self._do(
            lambda: tickets.charge(entry.id),
            lambda _charge: self.told.emit(tr("Time charged"), lambda: self.uncharge((entry,))),
        )

    def charge_all(self, ticket_id: int) -> None:
        """Charge all billable time of a ticket."""
        tickets = self._bench.desk.tickets

        def done(charges: tuple[Charge, ...]) -> None:
            words = counted(len(charges), "{count} time entry charged", "{count} time entries charged")
            keys = [one.time_entry_id for one in charges if one.time_entry_id is not None]
            self.told.emit(words, (lambda: self._uncharge(keys)) if keys else None)

        self._do(lambda: tickets.charge_all(ticket_id), done)

    def uncharge(self, entries: Sequence[TimeEntry]) -> None:
        """Take the charges of time back."""
        self._uncharge([one.id for one in entries])

    def _uncharge(self, keys: Sequence[int]) -> None:
        tickets = self._bench.desk.tickets

        def job() -> int:
            for key in keys:
                tickets.uncharge(key)
            return len(keys)

        def done(count: int) -> None:
            words = counted(count, "{count} charge of time taken back", "{count} charges of time taken back")
            self.told.emit(words, None)

        self._do(job, done)

    def add_charge(self, ticket: Ticket) -> None:
        """Ask for a part, material or flat service."""
        self._ask_charge(ticket.id, None)

    def edit_charge(self, charge: Charge) -> None:
        """Ask what is to be changed in a charge."""
        self._ask_charge(charge.ticket_id, charge.id)

    def _ask_charge(self, ticket_id: int, charge_id: int | None) -> None:
        charging = self._bench.desk.ticket_charges

        def ask(form: ChargeForm) -> None:
            def job(values: dict[str, Any]) -> Charge:
                product = int(values["product_id"]) if values["product_id"] else None
                values = values | {"product_id": product, "tax": tax_of(values["tax"])}
                charge = replace(form.charge, **values)
                return charging.change(charge) if charge.id else charging.add(charge)

            def done(charge: Charge) -> None:
                undo = None if form.charge.id else lambda: self.remove_charge(charge)
                self.told.emit(tr("Charge kept") if form.charge.id else tr("Charge added"), undo)

            self._ask(charge_question(self._bench, form, self._over), job, done)

        self._do(lambda: charging.form(ticket_id, charge_id), ask)

    def remove_charge(self, charge: Charge) -> None:
        """Take a charge away that waits."""
        charging = self._bench.desk.ticket_charges

        def back(before: Charge) -> None:
            self._do(lambda: charging.add(before), lambda _made: self.told.emit(tr("Taken back"), None))

        self._do(
            lambda: charging.remove(charge.id),
            lambda before: self.told.emit(tr("Charge removed"), lambda: back(before)),
        )

    def make_invoice(self, names: Callable[[], Sequence[str]]) -> None:
        """Make the draft of all that waits on some tickets; `names` gives their refs in the background."""
        desk, today = self._bench.desk, self._bench.today

        def done(invoice: Invoice) -> None:
            total = self._bench.figures.headline(invoice.total, invoice.currency)
            self.told.emit(tr("Draft made, {total}", total=total), lambda: self._delete_draft(invoice.id))
            self.invoiced.emit(invoice)

        self._do(lambda: desk.tickets.make_invoice(names(), today), done)

    def _delete_draft(self, invoice_id: int) -> None:
        invoicing = self._bench.desk.invoicing
        self._do(
            lambda: invoicing.delete_draft(invoice_id), lambda _none: self.told.emit(tr("Taken back"), None)
        )

    # Deposits; what becomes of one stands in MoneyActs

    def take_deposit(self, ticket: Ticket) -> None:
        """Ask for money that is held for a ticket."""
        deposits = self._bench.desk.deposits

        def ask(form: DepositForm) -> None:
            def job(values: dict[str, Any]) -> tuple[Moved, BillDeskError | None]:
                product = int(values["product_id"]) if values["product_id"] else None
                deposit = Deposit(
                    ticket.id,
                    values["day"],
                    values["method"],
                    values["amount"],
                    product,
                    values["reference"],
                )
                return self._mailed(deposits.take(deposit), values.get("mail", False))

            self._ask(deposit_question(self._bench, form, self._over), job, self._tell_deposit)

        self._do(lambda: deposits.form(ticket.id), ask)

    def _tell_deposit(self, found: tuple[Moved, BillDeskError | None]) -> None:
        moved, trouble = found
        payment = moved.payments[0]
        amount, number = self._bench.figures.headline(payment.amount, payment.currency), payment.number or ""
        self.told.emit(tr("{number}: {amount} is held for the ticket", number=number, amount=amount), None)
        if trouble is not None:
            self.refused.emit(trouble)
        self.queued.emit()

    # The ticket itself

    def note(self, ticket: Ticket) -> None:
        """Ask for a line of the notes."""
        ticketing = self._bench.desk.ticketing
        self._ask(
            note_question(self._bench, ticket.technician, self._over),
            lambda values: ticketing.note(ticket.id, values["text"], values["author"]),
            lambda _note: self.told.emit(tr("Note added"), None),
        )

    def set_status(self, ids: Callable[[], Sequence[int]], status: str) -> None:
        """Ask for a status and give it to tickets; `ids` gives theirs in the background."""
        desk = self._bench.desk

        def ask(statuses: tuple[str, ...]) -> None:
            self._ask(
                status_question(self._bench, statuses, status, self._over),
                lambda values: desk.ticketing.set_status(ids(), values["status"]),
                self._tell_status,
            )

        self._do(lambda: desk.browsing.settings().ticket_statuses, ask)

    def _tell_status(self, done: Restated) -> None:
        ticketing, count = self._bench.desk.ticketing, len(done.before)
        status = status_words(done.status)
        words = counted(
            count, "{count} ticket is now: {status}", "{count} tickets are now: {status}", status=status
        )

        def back() -> None:
            self._do(lambda: ticketing.restore(done), lambda _none: self.told.emit(tr("Taken back"), None))

        self.told.emit(words, back if count else None)
