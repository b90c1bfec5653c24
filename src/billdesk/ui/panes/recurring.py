"""The Recurring pane: the schedules at the left, the chosen one at the right."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.history import Occurrence
from billdesk.domain.lists import InvoiceFilter, ScheduleFilter, ScheduleRow
from billdesk.services.run import Request
from billdesk.services.schedule_sheet import ScheduleSheet
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.cancel_schedule import CancelSchedule
from billdesk.ui.panes.pane import Pane
from billdesk.ui.panes.recurring_acts import ScheduleActs
from billdesk.ui.panes.recurring_detail import RecurringDetail
from billdesk.ui.panes.recurring_list import RecurringList
from billdesk.ui.widgets.edge import Edge
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import tr

LIST = 472
NARROWEST, WIDEST = 400, 640
FOLDED = 1100
WAIT_MS = 60
ANY_WIDTH = 16777215


class RecurringPane(Pane):
    """Schedules as a list of two lines, with everything about the chosen one beside it."""

    key = "recurring"
    title = "Recurring"
    early = True
    view_words = "Active and paused"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._folded = False
        self._wide = LIST  # of the list beside the detail, in px at 96 dpi
        self._reading: Work | None = None
        look = self.look
        self.preview_run = Button(look, tr("Preview run"), "plain", "eye", "run.preview")
        self.run_now = Button(look, tr("Run now"), "primary", "play", "run.now")
        self.list = RecurringList(bench)
        self.table, self.model, self.filter = self.list.table, self.list.model, self.list.filter
        self.detail = RecurringDetail(bench)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._make_acts()
        self._lay_out()
        self._connect()
        self.list.show_wanted()
        self.list.read_failed()

    def _make_acts(self) -> None:
        self.acts = ScheduleActs(self.bench, self)
        self._menu = Menu(self.look, self)
        self._menu.setObjectName("recurring.menu")
        self._bill = self._action("bill_now", tr("Bill now"), "receipt", self.bill_now)
        self._skip = self._action("skip", tr("Skip the next date"), "skip-forward", self.skip)
        self._cancel = self._action("cancel", tr("Cancel schedule…"), "ban", self.cancel)
        self._menu.fill((self._bill, self._skip, None, self._cancel))

    def _action(self, name: str, words: str, icon: str, call: Callable[[], object]) -> QAction:
        action = QAction(self.look.icon(icon, "overdue_fg" if name == "cancel" else "ink2"), words, self)
        action.setObjectName(f"recurring.{name}")
        action.triggered.connect(lambda _checked=False: call())
        return action

    def _lay_out(self) -> None:
        self._between = Rule(self.look, upright_one=True)
        self.edge = Edge(self.look, self._between, self, "recurring.edge")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._between)
        row.addWidget(self.detail, 1)

    def _connect(self) -> None:
        self.preview_run.clicked.connect(lambda: self.asked.emit("preview_run", None))
        self.run_now.clicked.connect(lambda: self.asked.emit("run", None))
        self.list.chosen.connect(self._on_chosen)
        self.list.shown.connect(self.viewed)
        self.edge.dragged.connect(self._on_dragged)
        self.list.opened.connect(self._open_detail)
        self.list.menu_asked.connect(self._on_menu_asked)
        self.list.troubled.connect(self.troubled)
        self.list.failing.connect(lambda count: self.waits.emit(count, "partly", tr("failed")))
        self._timer.timeout.connect(self._read_sheet)
        self._connect_detail()
        self.acts.told.connect(self.told)
        self.acts.refused.connect(self._on_refused)
        self.acts.busy.connect(self._on_busy)

    def _connect_detail(self) -> None:
        detail, plan = self.detail, self.detail.plan
        detail.back.connect(self.close_detail)
        detail.preview.clicked.connect(self.preview_next)
        detail.pause.clicked.connect(self.pause)
        detail.resume.clicked.connect(self.resume)
        detail.more.clicked.connect(lambda: self._menu.open_below(detail.more))
        detail.failed.used.connect(self.bill_now)
        plan.invoice_asked.connect(lambda key: self.asked.emit("invoices", InvoiceFilter(ids=(key,))))
        plan.all_asked.connect(self._show_invoices)
        plan.bill_asked.connect(self._bill_after_all)

    # The chosen one

    def is_waiting(self) -> bool:
        """Whether another schedule was chosen just now, whose detail isn't asked for yet."""
        return self._timer.isActive()

    def _read_sheet(self) -> None:
        if not self.isVisible():  # it went away meanwhile; whoever comes back finds it fetched anew
            self._missed = True
            return
        row = self.table.current_row()
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        if row is None:
            self.detail.show_nothing()
            self.can_changed.emit()
            return
        services, today = self.bench.desk.recurring, self.bench.today
        self._reading = self.bench.background.run(
            lambda _work: services.sheet(row.id, today), self._on_sheet, self.troubled.emit
        )

    def _on_chosen(self, _row: ScheduleRow | None) -> None:
        self._timer.start()

    def _on_sheet(self, sheet: ScheduleSheet) -> None:
        self._reading = None
        self.detail.show_sheet(sheet)
        self.can_changed.emit()
        self._show_can()

    def _on_menu_asked(self, place: QPoint) -> None:
        """The menu is that of the row under the mouse, whose detail may still be on its way."""
        row = self.table.current_row()
        if row is not None and self.detail.sheet is not None and self.detail.sheet.schedule.id == row.id:
            self._menu.open_at(place)

    def _on_refused(self, error: Exception) -> None:
        self.troubled.emit(error)
        self.refresh()

    def _on_busy(self, busy: bool) -> None:
        self.detail.show_busy(busy)
        self._show_can()
        self.can_changed.emit()

    def _show_can(self) -> None:
        for action, can in ((self._bill, self.can_bill_now()), (self._skip, self.can_skip())):
            action.setEnabled(can)
        self._cancel.setEnabled(self.can_cancel())

    # Acts, by these names in commands.py

    def preview_next(self) -> None:
        """Show what the next invoice of the chosen schedule will be."""
        sheet = self.detail.sheet
        if sheet and self.can_preview_next():
            until = max(sheet.coming[0].generate_on, self.bench.today)
            request = Request(self.bench.today, until, schedules=frozenset({sheet.schedule.id}))
            self.asked.emit("preview_run", request)

    def pause(self) -> None:
        """Pause the chosen schedule."""
        if self.detail.sheet and self.can_pause():
            self.acts.pause(self.detail.sheet.schedule, self.detail.sheet.customer.name)

    def resume(self) -> None:
        """Resume the chosen schedule."""
        if self.detail.sheet and self.can_resume():
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
        return self._state() == "active" and not self.acts.is_busy

    def can_resume(self) -> bool:
        return self._state() == "paused" and not self.acts.is_busy

    def can_skip(self) -> bool:
        sheet = self.detail.sheet
        return bool(sheet and sheet.schedule.next_date) and not self.acts.is_busy

    def can_bill_now(self) -> bool:
        return self.can_preview_next() and not self.acts.is_busy

    def can_cancel(self) -> bool:
        return self._state() in ("active", "paused") and not self.acts.is_busy

    def _state(self) -> str:
        return self.detail.sheet.schedule.state if self.detail.sheet else ""

    def _bill_after_all(self, skipped: Occurrence) -> None:
        if self.detail.sheet:
            name = self.detail.sheet.customer.name
            self.acts.bill_skipped(skipped.schedule_id, skipped.billing_date, name)

    def _show_invoices(self) -> None:
        if self.detail.sheet:
            self.asked.emit("invoices", InvoiceFilter(schedule_id=self.detail.sheet.schedule.id))

    # As a pane

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.preview_run, self.run_now)

    def show_what(self, what: object) -> None:
        """Show the schedules of a ScheduleFilter, or one by its id."""
        if isinstance(what, int):
            what = ScheduleFilter(ids=(what,))
        if isinstance(what, ScheduleFilter):
            self.list.show_filter(what)

    def remembered(self) -> dict[str, Any]:
        return {**self.list.remembered(), "list": self._wide}

    def recall(self, state: Mapping[str, Any]) -> None:
        self._wide = max(NARROWEST, min(int(state.get("list", self._wide)), WIDEST))
        self.list.recall(state)

    def _on_dragged(self, by: int) -> None:
        wide = round((self.list.width() + by) / self.look.scale)
        self._wide = max(NARROWEST, min(wide, WIDEST))
        self.list.setFixedWidth(self.look.px(self._wide))

    def kinds(self) -> frozenset[str]:
        return frozenset({"schedule", "invoice", "customer", "settings", "ticket", "run", "payment"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Fetch rows, the detail and what failed again."""
        self.list.refresh()
        self._timer.start()

    def search(self) -> None:
        self.close_detail()
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_preview(self) -> None:
        if self._folded:
            self.close_detail() if self.detail.isVisible() else self._open_detail()

    def fold(self, width: int, height: int) -> None:
        folded = width < self.look.px(FOLDED)
        if folded:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(ANY_WIDTH)
        else:
            self.list.setFixedWidth(self.look.px(self._wide))
        if folded != self._folded:
            self._folded = folded
            self.list.show()
            self.detail.setVisible(not folded)
            self._between.setVisible(not folded)
            self.edge.setVisible(not folded)
            self.detail.to_list.setVisible(folded)

    def close_detail(self) -> None:
        """Back to the list, with the focus on it."""
        if self._folded:
            self.list.show()
            self.detail.hide()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_detail(self) -> None:
        if self._folded:
            self.list.hide()
            self.detail.show()
        first = (self.detail.preview, self.detail.resume, self.detail.more)
        shown = next((button for button in first if not button.isHidden()), self.detail.more)
        shown.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the detail leads back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._is_in_detail():
            self.close_detail()
        else:
            super().keyPressEvent(event)

    def _is_in_detail(self) -> bool:
        return self.detail.isAncestorOf(self.focusWidget() or self)
