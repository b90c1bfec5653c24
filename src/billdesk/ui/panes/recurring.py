"""The Recurring pane: the schedules at the left, the chosen one at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from billdesk.domain.history import Occurrence
from billdesk.domain.lists import InvoiceFilter
from billdesk.domain.price_change import PriceChange
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.services.run import Request
from billdesk.services.schedule_sheet import ScheduleSheet
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.cancel_schedule import CancelSchedule
from billdesk.ui.panes.list_and_detail import ListAndDetail
from billdesk.ui.panes.recurring_acts import ScheduleActs
from billdesk.ui.panes.recurring_detail import RecurringDetail
from billdesk.ui.panes.recurring_list import RecurringList
from billdesk.ui.panes.recurring_ticked import TickedSchedules
from billdesk.ui.tasks import ScheduleTask
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import tr

OPEN = ("active", "paused")
KINDS = frozenset({"schedule", "invoice", "customer", "settings", "ticket", "run", "payment"})


class RecurringPane(ListAndDetail):
    """Schedules as a list of two lines, with everything about the chosen one beside it."""

    key = "recurring"
    title = "Recurring"
    early = True
    view_words = "Active and paused"
    list_width = 472
    list: RecurringList
    detail: RecurringDetail
    acts: ScheduleActs
    made_of = (RecurringList, RecurringDetail)

    def __init__(
        self, bench: Bench, listing: RecurringList | None = None, detail: RecurringDetail | None = None
    ) -> None:
        super().__init__(bench)
        self.preview_run = Button(self.look, tr("Preview run"), "plain", "eye", "run.preview")
        self.run_now = Button(self.look, tr("Run now"), "plain", "play", "run.now")
        self.put_together(
            listing or RecurringList(bench), detail or RecurringDetail(bench), ScheduleActs(bench, self)
        )
        self.ticked = TickedSchedules(bench, self, self.list)
        self._make_menu()
        self._connect()
        self._connect_ticked()
        self.list.show_wanted()
        self.list.read_failed()

    def _make_menu(self) -> None:
        bill = self.menu_action("bill_now", tr("Bill now"), "receipt", "bill_now")
        skip = self.menu_action("skip", tr("Skip the next date"), "skip-forward", "skip")
        prices = self.menu_action("change_prices", tr("Change prices…"), "percent", "change_its_prices")
        cancel = self.menu_action("cancel", tr("Cancel schedule…"), "ban", "cancel", "overdue_fg")
        duplicate = self.menu_action("duplicate", tr("Duplicate"), "copy", "duplicate")
        self._menu.fill((duplicate, None, bill, skip, prices, None, cancel))

    def _connect(self) -> None:
        self.preview_run.clicked.connect(lambda: self.asked.emit("preview_run", None))
        self.run_now.clicked.connect(lambda: self.asked.emit("run", None))
        self.list.first.clicked.connect(self.new)
        self.list.led.connect(lambda place: self.asked.emit(place, None))
        self.list.failing.connect(lambda count: self.waits.emit(count, "partly", tr("failed")))
        detail, plan = self.detail, self.detail.plan
        detail.preview.clicked.connect(self.preview_next)
        detail.edit.clicked.connect(self.edit)
        detail.pause.clicked.connect(self._pause_shown)
        detail.resume.clicked.connect(self._resume_shown)
        detail.failed.used.connect(self.bill_now)
        plan.invoice_asked.connect(lambda key: self.asked.emit("invoices", InvoiceFilter(ids=(key,))))
        plan.all_asked.connect(self._show_invoices)
        plan.bill_asked.connect(self._bill_after_all)

    def _connect_ticked(self) -> None:
        ticked = self.ticked
        ticked.prices_asked.connect(lambda ids: self.asked.emit("price_change", ids))
        ticked.told.connect(self.told)
        ticked.refused.connect(self._on_refused)
        ticked.busy.connect(self._on_busy)
        self.model.ticks.changed.connect(self.show_can)

    # The chosen one

    def read(self, key: int) -> ScheduleSheet:
        return self.bench.desk.recurring.sheet(key, self.bench.today)

    def shown_id(self) -> int | None:
        return self.detail.sheet.schedule.id if self.detail.sheet else None

    def first_button(self) -> QWidget:
        buttons = (self.detail.preview, self.detail.resume, self.detail.more)
        return next((button for button in buttons if not button.isHidden()), self.detail.more)

    # Acts, by these names in commands.py

    def new(self) -> None:
        """Type a new schedule."""
        self.asked.emit("schedule", ScheduleTask())

    def edit(self) -> None:
        """Edit the chosen schedule."""
        if self.detail.sheet and self.can_edit():
            self.asked.emit("schedule", ScheduleTask(self.detail.sheet.schedule.id))

    def duplicate(self) -> None:
        """Type a new schedule that begins as a copy of the chosen one."""
        if self.detail.sheet:
            self.asked.emit("schedule", ScheduleTask(copy_of=self.detail.sheet.schedule.id))

    def can_edit(self) -> bool:
        return self._state() in OPEN and not self.acts.is_busy

    def can_duplicate(self) -> bool:
        return self.detail.sheet is not None

    def preview_next(self) -> None:
        """Show what the next invoice of the chosen schedule will be."""
        sheet = self.detail.sheet
        if sheet and self.can_preview_next():
            until = max(sheet.coming[0].generate_on, self.bench.today)
            request = Request(self.bench.today, until, schedules=frozenset({sheet.schedule.id}))
            self.asked.emit("preview_run", request)

    def pause(self) -> None:
        """Pause the ticked schedules, or the chosen one."""
        self.ticked.pause() if self.ticked.count() else self._pause_shown()

    def resume(self) -> None:
        """Resume the ticked schedules, or the chosen one."""
        self.ticked.resume() if self.ticked.count() else self._resume_shown()

    def change_prices(self) -> None:
        """Ask by how much prices of the ticked schedules change, or of the chosen one."""
        self.ticked.ask_for_prices() if self.ticked.count() else self.change_its_prices()

    def change_its_prices(self) -> None:
        """Ask by how much the prices of the chosen schedule change."""
        if self.detail.sheet and self.can_change_its_prices():
            self.asked.emit("price_change", (self.detail.sheet.schedule.id,))

    def _pause_shown(self) -> None:
        if self.detail.sheet and self._state() == "active":
            self.acts.pause(self.detail.sheet.schedule, self.detail.sheet.customer.name)

    def _resume_shown(self) -> None:
        if self.detail.sheet and self._state() == "paused":
            self.acts.resume(self.detail.sheet.schedule, self.detail.sheet.customer.name)

    def skip(self) -> None:
        """Skip the chosen schedule's next date."""
        if self.detail.sheet and self.can_skip():
            self.acts.skip(self.detail.sheet.schedule, self.detail.sheet.customer.name)

    def bill_now(self) -> None:
        """Draw up the chosen schedule's next invoice now."""
        if self.detail.sheet and self.can_bill_now():
            self.acts.bill_now(self.detail.sheet.schedule.id, self.detail.sheet.customer.name)

    def cancel(self) -> None:
        """Ask whether the chosen schedule shall end for good."""
        sheet = self.detail.sheet
        if sheet is None or not self.can_cancel():
            return
        schedule, customer = sheet.schedule, sheet.customer.name
        question = CancelSchedule(self.look, customer, plain(schedule.title), self)
        question.accepted.connect(lambda: self.acts.cancel(schedule, customer))
        question.open()

    def can_preview_next(self) -> bool:
        return self._state() == "active" and bool(self.detail.sheet and self.detail.sheet.coming)

    def can_pause(self) -> bool:
        return (bool(self.ticked.count()) or self._state() == "active") and not self._is_busy()

    def can_resume(self) -> bool:
        return (bool(self.ticked.count()) or self._state() == "paused") and not self._is_busy()

    def can_change_prices(self) -> bool:
        return (bool(self.ticked.count()) and not self._is_busy()) or self.can_change_its_prices()

    def can_change_its_prices(self) -> bool:
        return self._state() in ("active", "paused") and not self._is_busy()

    def _is_busy(self) -> bool:
        return self.acts.is_busy or self.ticked.is_busy

    def can_skip(self) -> bool:
        sheet = self.detail.sheet
        return bool(sheet and sheet.schedule.next_date) and not self.acts.is_busy

    def can_bill_now(self) -> bool:
        return self.can_preview_next() and not self.acts.is_busy

    def can_cancel(self) -> bool:
        return self._state() in OPEN and not self.acts.is_busy

    def _state(self) -> str:
        return self.detail.sheet.schedule.state if self.detail.sheet else ""

    def _bill_after_all(self, skipped: Occurrence) -> None:
        if self.detail.sheet:
            name = self.detail.sheet.customer.name
            self.acts.bill_skipped(skipped.schedule_id, skipped.billing_date, name)

    def _show_invoices(self) -> None:
        if self.detail.sheet:
            self.asked.emit("invoices", InvoiceFilter(schedule_id=self.detail.sheet.schedule.id))

    def _open_detail(self) -> None:
        """Enter or a double click: where there is no room for both, the detail, else the editor."""
        row = self.table.current_row()
        if self._folded or row is None or row.state not in OPEN:
            super()._open_detail()
        else:
            self.asked.emit("schedule", ScheduleTask(row.id))

    # As a pane

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.preview_run, self.run_now)

    def show_what(self, what: object) -> None:
        """Show the schedules of a ScheduleFilter, or choose one by its id."""
        if isinstance(what, PriceChange):
            self.ticked.tell_prices(what)
        elif isinstance(what, ScheduleFilter):
            self.list.show_filter(what)
        elif isinstance(what, int):
            self.list.choose(what)

    def kinds(self) -> frozenset[str]:
        return KINDS
