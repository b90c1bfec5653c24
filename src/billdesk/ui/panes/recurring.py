"""The Recurring pane: the schedules at the left, the chosen one at the right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import Refused
from billdesk.domain.history import Occurrence
from billdesk.domain.lists import (
    CurrencySum,
    InvoiceFilter,
    Page,
    Part,
    ScheduleFilter,
    ScheduleRow,
    Sort,
)
from billdesk.services.run import Request
from billdesk.services.schedule_sheet import ScheduleSheet
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.cancel_schedule import CancelSchedule
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.panes.pane import Pane
from billdesk.ui.panes.recurring_acts import ScheduleActs
from billdesk.ui.panes.recurring_amounts import NextAmounts
from billdesk.ui.panes.recurring_columns import columns
from billdesk.ui.panes.recurring_detail import RecurringDetail, times_failed
from billdesk.ui.panes.recurring_filter import ALL, RecurringFilter
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, tr

LIST = 472
FOLDED = 1100
WAIT_MS = 60


class RecurringPane(Pane):
    """Schedules as a list of two lines, with everything about the chosen one beside it."""

    key = "recurring"
    title = "Recurring"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._folded = False
        self._reading: Work | None = None
        self._failed_row: ScheduleRow | None = None
        self._make_parts()
        self._make_acts()
        self._lay_out()
        self._connect()
        self.refresh_all()

    # Made of

    def _make_parts(self) -> None:
        bench, look = self.bench, self.look
        self.preview_run = Button(look, tr("Preview run"), "plain", "eye", "run.preview")
        self.run_now = Button(look, tr("Run now"), "primary", "play", "run.now")
        self.filter = RecurringFilter(bench)
        self.amounts = NextAmounts(bench)
        self.model = PagedTableModel(columns(bench), self._fetch, self._count, bench.background, self)
        self.model.order = Sort("next_date", False)
        self.table = Table(look, self.model, "recurring.table", lines=2)
        self.table.setAccessibleName(tr("Schedules"))
        self.strip = Strip(look, "recurring.failed")
        self.totals = Totals(look, "recurring.totals")
        self.detail = RecurringDetail(bench)
        self.empty = Empty(look, "recurring.empty", "", "")
        self.clear = Button(look, tr("Clear filters"), "primary", "", "recurring.clear_filters")
        self.empty.add_button(self.clear)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)

    def _make_acts(self) -> None:
        self.acts = ScheduleActs(self.bench, self)
        self._menu = Menu(self.look, self)
        self._menu.setObjectName("recurring.menu")
        self._bill = self._action("bill_now", tr("Bill now"), "receipt", self.bill_now)
        self._skip = self._action("skip", tr("Skip the next date"), "skip-forward", self.skip)
        self._cancel = self._action("cancel", tr("Cancel schedule…"), "ban", self.cancel)
        self._menu.fill((self._bill, self._skip, None, self._cancel))

    def _action(self, name: str, words: str, icon: str, call: Any) -> QAction:
        action = QAction(self.look.icon(icon, "overdue_fg" if name == "cancel" else "ink2"), words, self)
        action.setObjectName(f"recurring.{name}")
        action.triggered.connect(lambda _checked=False: call())
        return action

    def _lay_out(self) -> None:
        look = self.look
        self.left = Wash(look, "sheet")
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(Rule(look))
        column.addWidget(self.strip)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        column.addWidget(self._middle, 1)
        column.addWidget(self.totals)
        self._between = Rule(look, upright_one=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self._between)
        row.addWidget(self.detail, 1)

    def _connect(self) -> None:
        self.preview_run.clicked.connect(lambda: self.asked.emit("preview_run", None))
        self.run_now.clicked.connect(lambda: self.asked.emit("run", None))
        self.filter.changed.connect(self._on_filtered)
        self.clear.clicked.connect(self.filter.clear)
        self.strip.used.connect(self._on_strip)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self._open_detail())
        self.table.menu_asked.connect(lambda _row, place: self._menu.open_at(place))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._ask_amounts())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.arrived.connect(lambda _first, _last: self._ask_amounts())
        self.model.failed.connect(self.troubled)
        self.amounts.found.connect(self._on_amounts)
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

    # Fetching, away from the GUI thread

    def _fetch(self, request: PageRequest) -> Page[ScheduleRow]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        found = self.bench.desk.browsing.schedules(request.filter, request.sort, self.bench.today, part)
        known = self.amounts.known
        rows = tuple(replace(row, amount=known.get(row.id)) for row in found.rows)
        return replace(found, rows=rows)

    def _count(self, wanted: ScheduleFilter) -> tuple[CurrencySum, ...]:
        counts = self.bench.desk.browsing.schedule_counts(wanted)
        states = wanted.states or counts.keys()
        return (CurrencySum("", sum(counts.get(state, 0) for state in states), 0, 0),)

    def _read_failed(self) -> None:
        browsing, recurring, today = self.bench.desk.browsing, self.bench.desk.recurring, self.bench.today
        wanted = ScheduleFilter(failed=True, states=frozenset({"active"}))

        def job() -> tuple[tuple[ScheduleRow, ...], ScheduleSheet | None]:
            rows = browsing.schedules(wanted, Sort("next_date", False), today, Part(20)).rows
            return rows, recurring.sheet(rows[0].id, today) if len(rows) == 1 else None

        self.bench.run(job, self._on_failed_read, self.troubled.emit)

    def _read_sheet(self) -> None:
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

    def _ask_amounts(self) -> None:
        """What the schedules in view come to, and then those of a short list, for its sum."""
        rows = self.model.rowCount()
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        seen = range(first, (last if last >= 0 else rows - 1) + 1)
        rest = range(rows) if rows <= ALL else ()
        self.amounts.ask(row for number in (*seen, *rest) if (row := self.model.row(number)) is not None)

    # What happens

    def _on_filtered(self) -> None:
        self.model.show(self.filter.wanted())

    def _on_reloaded(self) -> None:
        none = not self.model.rowCount()
        if none:
            self._say_empty()
        self._middle.setCurrentIndex(1 if none else 0)
        self._show_totals()
        self._ask_amounts()

    def _say_empty(self) -> None:
        narrowed = self.filter.is_narrowed()
        if narrowed:
            self.empty.say(
                tr("No schedule matches these filters"), tr("Clear them to see every schedule again.")
            )
        else:
            self.empty.say(
                tr("Bill what comes again and again"),
                tr("A schedule draws up its invoice on its day and counts what it bills. Import a shop with ")
                + tr("its schedules, and they stand here."),
            )
        self.clear.setVisible(narrowed)

    def _on_chosen(self, _row: ScheduleRow | None) -> None:
        self._timer.start()

    def _on_sheet(self, sheet: ScheduleSheet) -> None:
        self._reading = None
        self.detail.show_sheet(sheet)
        self.can_changed.emit()
        self._show_can()

    def _on_amounts(self, amounts: dict[int, int | None]) -> None:
        rows = (self.model.row(number) for number in range(min(self.model.rowCount(), ALL * 10)))
        changed = {row.id: row for row in rows if row is not None and row.id in amounts}
        self.model.amend({key: replace(row, amount=amounts[key]) for key, row in changed.items()})
        self._show_totals()

    def _show_totals(self) -> None:
        rows = self.model.rowCount()
        words = tr("schedule") if rows == 1 else tr("schedules")
        self.totals.show_sums(f"{rows:,}", words, self._sums(rows))

    def _sums(self, rows: int) -> tuple[tuple[str, str], ...]:
        """What the next invoices come to, by currency, once all of a short list are known."""
        shown = [self.model.row(number) for number in range(rows)] if 0 < rows <= ALL else []
        if not shown or not all(row is not None and self.amounts.knows(row.id) for row in shown):
            return ()
        sums: dict[str, int] = {}
        for row in shown:
            if row.amount is not None and row.state == "active":
                sums[row.currency] = sums.get(row.currency, 0) + row.amount
        figures = self.bench.figures
        order = sorted(sums, key=lambda code: (code != figures.home, code))
        pairs = [(tr("Next invoices") if not n else "", figures.headline(sums[c], c)) for n, c in enumerate(order)]
        return tuple(pairs)

    def _on_failed_read(self, found: tuple[tuple[ScheduleRow, ...], ScheduleSheet | None]) -> None:
        rows, sheet = found
        self._failed_row = rows[0] if len(rows) == 1 else None
        if not rows:
            self.strip.hide()
        elif sheet is not None:
            reason = self.bench.sentence(Refused(sheet.failure, **(sheet.failure_facts or {})))
            failed = times_failed(sheet.failures)
            said = f"{rows[0].customer} {failed[0].lower()}{failed[1:]}:"
            self.strip.tell(said, reason, tr("Show"))
        else:
            count = f"{len(rows)}+" if len(rows) == 20 else str(len(rows))
            self.strip.tell(tr("{count} schedules failed:", count=count), names_of(rows), tr("Show"))

    def _on_strip(self) -> None:
        """Show the one that failed, or all of them."""
        self.filter.show_filter(ScheduleFilter(failed=True, states=frozenset({"active"})))
        self._on_filtered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
        """Show the schedules of a ScheduleFilter."""
        if isinstance(what, ScheduleFilter):
            self.filter.show_filter(what)
            self._on_filtered()

    def kinds(self) -> frozenset[str]:
        return frozenset({"schedule", "invoice", "customer", "settings", "ticket", "run", "payment"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Fetch rows, the detail and what failed again."""
        self.amounts.forget()
        self.model.refresh()
        self._timer.start()
        self._read_failed()

    def refresh_all(self) -> None:
        """Fetch everything for the first time."""
        self.filter.read_customers()
        self._on_filtered()
        self._read_failed()

    def search(self) -> None:
        self.close_detail()
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_preview(self) -> None:
        if self._folded:
            self.close_detail() if self.detail.isVisible() else self._open_detail()

    def fold(self, width: int, height: int) -> None:
        folded = width < self.look.px(FOLDED)
        if folded:
            self.left.setMinimumWidth(0)
            self.left.setMaximumWidth(16777215)
        else:
            self.left.setFixedWidth(self.look.px(LIST))
        if folded != self._folded:
            self._folded = folded
            self.left.show()
            self.detail.setVisible(not folded)
            self._between.setVisible(not folded)
            self.detail.to_list.setVisible(folded)

    def close_detail(self) -> None:
        """Back to the list, with the focus on it."""
        if self._folded:
            self.left.show()
            self.detail.hide()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_detail(self) -> None:
        if self._folded:
            self.left.hide()
            self.detail.show()
        first = (self.detail.preview, self.detail.resume, self.detail.more)
        shown = next((button for button in first if not button.isHidden()), self.detail.more)
        shown.setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        """Esc in the detail leads back to the list, before the window takes it for its own way back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.detail.isAncestorOf(self.focusWidget() or self):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.detail.isAncestorOf(self.focusWidget() or self):
            self.close_detail()
        else:
            super().keyPressEvent(event)


def names_of(rows: Sequence[ScheduleRow]) -> str:
    """The first customers of some rows, and how many more."""
    names = list(dict.fromkeys(row.customer for row in rows))
    more = len(names) - 3
    said = ", ".join(names[:3])
    return f"{said} {counted(more, 'and {count} more', 'and {count} more')}" if more > 0 else said
