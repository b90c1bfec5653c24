"""How a draft leaves the editor: issued, e-mailed, made recurring, or deleted."""

from PySide6.QtCore import QObject, Signal

from billdesk.domain.draft import problems
from billdesk.domain.errors import BillDeskError, Problem, Refused
from billdesk.domain.invoice import Invoice
from billdesk.ui.bench import Bench
from billdesk.ui.editors.draft_state import DraftState
from billdesk.ui.editors.keeping import Keeping
from billdesk.ui.panes.pane import Discarded, Pane
from billdesk.ui.tasks import ScheduleTask
from billdesk.ui.words import tr


class InvoiceFinish(QObject):
    """`changed` says that it is busy now, or no longer; `problems_found` what keeps it from being issued."""

    changed = Signal()
    problems_found = Signal(object)

    def __init__(self, bench: Bench, state: DraftState, keeping: Keeping, page: Pane) -> None:
        super().__init__(page)
        self._bench, self._state, self._keeping, self._page = bench, state, keeping, page
        self.busy = False
        keeping.failed.connect(lambda _error: self._set_busy(False))  # the page tells why

    def issue(self, mails: bool) -> None:
        """Keep the draft, give it its number, and put its e-mail into the outbox."""
        found = self._problems()
        if self.busy:
            return
        if found:
            self.problems_found.emit(found)
            return
        self._set_busy(True)
        self._keeping.keep(lambda kept: self._issue(kept, mails))

    def _problems(self) -> tuple[Problem, ...]:
        unread = [
            Problem(f"lines[{at}].{field}", one.reason.code, one.reason.facts)
            for at, field, one in self._state.unread()
            if one.reason.code != "description_missing"
        ]
        return (*unread, *problems(self._state.invoice))

    def _issue(self, kept: Invoice, mails: bool) -> None:
        if self._keeping.is_unsaved:  # something came in while it was being written
            self._keeping.keep(lambda found: self._issue(found, mails))
            return
        desk, today = self._bench.desk, self._bench.today

        def job() -> tuple[Invoice, bool]:
            if mails:
                desk.sending.queue([kept.id], today)
                return desk.naming.invoice(str(kept.id)), desk.sending.account() is not None
            return desk.invoicing.issue(kept.id, today), True

        self._bench.run(job, lambda found: self._on_issued(found, mails), self._on_failed)

    def _on_issued(self, found: tuple[Invoice, bool], mails: bool) -> None:
        invoice, has_account = found
        self._keeping.end()
        number = invoice.number or ""
        words = tr("{number} issued, its e-mail is on its way", number=number)
        self._page.told.emit(words if mails else tr("{number} issued", number=number), None)
        if not has_account:
            self._page.troubled.emit(Refused("mail_no_account"))
        self._leave("outbox" if mails else "")

    def make_recurring(self) -> None:
        """Type a schedule that begins with the lines; the draft stays as it is."""
        found = self._problems()
        if found:
            self.problems_found.emit(found)
            return
        self._keeping.keep(lambda kept: self._page.asked.emit("schedule", ScheduleTask(invoice_id=kept.id)))

    def delete(self) -> None:
        """Leave, and have the draft deleted from its list, which offers to put it back."""
        if not self._state.invoice.id:
            self._keeping.end()
            self._leave("")
            return
        self._keeping.keep(self._on_kept_for_good)

    def _on_kept_for_good(self, kept: Invoice) -> None:
        self._keeping.end()
        self._page.asked.emit("invoices", Discarded(kept.id))

    def _leave(self, place: str) -> None:
        self._set_busy(False)
        page = self._page
        if place:
            page.asked.emit(place, None)
        page.asked.emit("invoices", None)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self._keeping.hold(busy)
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self._page.refresh()  # what changed meanwhile wasn't looked at
        if isinstance(error, BillDeskError):
            self._page.troubled.emit(error)
