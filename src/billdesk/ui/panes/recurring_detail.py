"""The detail of one schedule: what it bills, what comes next, what it has billed, and what one can do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.errors import Refused
from billdesk.services.schedule_sheet import ScheduleSheet
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.panes.detail import Detail
from billdesk.ui.panes.recurring_lines import Lines
from billdesk.ui.panes.recurring_plan import Plan
from billdesk.ui.widgets.badge import Badge
from billdesk.ui.widgets.facts import Fact, Facts
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.widgets.tagged import Tagged
from billdesk.ui.widgets.wide import keep_least
from billdesk.ui.words import counted, tr


class RecurringDetail(Detail):
    """Shows a ScheduleSheet."""

    sheet: ScheduleSheet | None

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "recurring.detail", "recurring")
        look = bench.look
        self.setAccessibleName(tr("Schedule"))
        self._buttons()
        self.title = Tagged(look, "recurring.title")
        self.badge = Badge(look, "active")
        self.who = Label(look, "", "body", "ink2")
        self.failed = Strip(look, "recurring.detail.failed")
        self.facts = Facts(look, "recurring.facts")
        self.lines = Lines(bench)
        self.plan = Plan(bench)
        self.put_together(tr("Choose a schedule to see what it bills."), self._something())

    def _buttons(self) -> None:
        look = self._bench.look
        self.preview = Button(look, tr("Preview next"), "plain", "eye", "recurring.preview_next")
        self.edit = Button(look, tr("Edit"), "plain", "pencil-line", "recurring.edit")
        self._had_focus: QWidget | None = None
        self._is_busy = False
        self.pause = Button(look, tr("Pause"), "plain", "pause", "recurring.pause")
        self.resume = Button(look, tr("Resume"), "plain", "play", "recurring.resume")

    def _something(self) -> QWidget:
        look = self._bench.look
        page, column = self.page()
        column.addLayout(self._head())
        column.addWidget(self.failed)
        column.addWidget(Rule(look))
        column.addWidget(self.facts)
        body, inside = self.page()
        inside.addWidget(self.lines)
        inside.addWidget(self.plan, 1)
        scroll = Scroll("recurring.detail.scroll", body)
        column.addWidget(scroll, 1)
        return page

    def _head(self) -> QHBoxLayout:
        px = self._bench.look.px
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(self.title)
        first.addWidget(self.badge)
        first.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(px(4))
        left.addLayout(first)
        left.addWidget(self.who)
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(8))
        row.addWidget(self.to_list, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(left, 1)
        for button in (self.preview, self.edit, self.pause, self.resume, self.more):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        keep_least(self.look, self.who, 40)
        return row

    # What is shown

    def show_sheet(self, sheet: ScheduleSheet) -> None:
        """Show a schedule."""
        schedule = sheet.schedule
        if self._had_focus is None:  # else it was noted before its button was switched off
            self._had_focus = next((one for one in (self.pause, self.resume) if one.hasFocus()), None)
        self.setAccessibleName(f"{sheet.customer.name}, {schedule.title}")
        self.title.show_text(schedule.title or tr("No title"))
        self.badge.show_state(schedule.state)
        self.who.setText(self._who(sheet))
        self.edit.setVisible(schedule.state in ("active", "paused"))
        self.pause.setVisible(schedule.state == "active")
        self.resume.setVisible(schedule.state == "paused")
        self.preview.setVisible(schedule.state == "active" and bool(sheet.coming))
        self._show_failure(sheet)
        self.facts.show_facts(self._facts(sheet))
        self.lines.show_sheet(sheet)
        self.plan.show_sheet(sheet)
        super().show_sheet(sheet)
        self._give_focus_back()

    def _give_focus_back(self) -> None:
        """Pause and Resume stand in each other's place; the new sheet may come before the act is over."""
        if self._is_busy:
            return
        had, self._had_focus = self._had_focus, None
        if had in (self.pause, self.resume):
            shown = self.resume if self.pause.isHidden() else self.pause
            (self.more if shown.isHidden() else shown).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way; whoever had the focus gets it again."""
        if busy:
            self._had_focus = self.focusWidget()
        self._is_busy = busy
        for button in (self.edit, self.pause, self.resume, self.more, self.failed.button):
            button.setEnabled(not busy)
        self._give_focus_back()

    def _who(self, sheet: ScheduleSheet) -> str:
        schedule = sheet.schedule
        parts = [sheet.customer.name]
        if sheet.coming and sheet.coming[0].invoice and sheet.coming[0].invoice.terms_name:
            parts.append(sheet.coming[0].invoice.terms_name)
        if not schedule.auto_send:
            parts.append(tr("left as a draft"))
        elif schedule.lead_days:
            days = "sent by e-mail {count} day before", "sent by e-mail {count} days before"
            parts.append(counted(schedule.lead_days, *days))
        else:
            parts.append(tr("sent by e-mail on the day"))
        return " · ".join(parts)

    def _show_failure(self, sheet: ScheduleSheet) -> None:
        if not sheet.failures:
            self.failed.hide()
            return
        reason = self._bench.sentence(Refused(sheet.failure, **(sheet.failure_facts or {})))
        self.failed.tell(times_failed(sheet.failures), reason, tr("Try again"))

    def _facts(self, sheet: ScheduleSheet) -> tuple[Fact, ...]:
        return (self._next(sheet), self._amount(sheet), self._mrr(sheet), self._generated(sheet))

    def _next(self, sheet: ScheduleSheet) -> Fact:
        label = tr("Next invoice")
        if sheet.schedule.state == "paused":
            return Fact(label, ((tr("Paused"), "ink"),), tr("goes on when resumed"))
        if not sheet.coming:
            return Fact(label, ((DASH, "ink3"),), tr("nothing comes any more"))
        coming = sheet.coming[0]
        day = self._bench.figures.day(coming.billing_date, self._bench.today)
        days = (coming.generate_on - self._bench.today).days
        return Fact(label, ((day, "ink"),), when_words(days))

    def _amount(self, sheet: ScheduleSheet) -> Fact:
        label = tr("Amount at today's count")
        coming = sheet.coming[0] if sheet.coming else None
        if coming is None:
            return Fact(label, ((DASH, "ink3"),))
        if coming.failure == "nothing_to_bill":
            zero = self._bench.figures.headline(0, coming.currency)
            return Fact(label, ((zero, "ink"),), tr("nothing to bill: skipped"))
        if coming.total is None or coming.invoice is None:
            return Fact(label, ((DASH, "ink3"),), tr("can't be drawn up"), "overdue_fg")
        total = self._bench.figures.headline(coming.total, coming.currency)
        return Fact(label, ((total, "ink"),), self._tax(sheet))

    def _tax(self, sheet: ScheduleSheet) -> str:
        invoice = sheet.coming[0].invoice
        if invoice is None or not invoice.taxes:
            return tr("without tax")
        rates = [
            f"{one.rate.name} {words.percent(one.rate.percent, self._bench.language)}"
            for one in invoice.taxes
        ]
        return tr("with {taxes}", taxes=", ".join(rates))

    def _mrr(self, sheet: ScheduleSheet) -> Fact:
        label = tr("MRR")
        if sheet.mrr is None:
            return Fact(label, ((DASH, "ink3"),), tr("not known while it fails"))
        note = tr("per month, before tax") if sheet.mrr else tr("counts while active")
        return Fact(label, ((self._bench.figures.headline(sheet.mrr, sheet.currency), "ink"),), note)

    def _generated(self, sheet: ScheduleSheet) -> Fact:
        count = sheet.schedule.generated
        said = counted(count, "{count} invoice", "{count} invoices")
        statuses = [row.status for row in sheet.invoices]
        paid = statuses.count("paid")
        late = statuses.count("overdue")
        parts = [tr("{count} paid", count=paid)] if paid else []
        if late:
            parts.append(tr("{count} overdue", count=late))
        waiting = len(statuses) - paid - late - statuses.count("void")
        if waiting:
            parts.append(tr("{count} open", count=waiting))
        shown = (
            ", ".join(parts) if len(statuses) < 100 else tr("the last 100: {parts}", parts=", ".join(parts))
        )
        return Fact(tr("Generated"), ((said, "ink"),), shown, "overdue_fg" if late else "ink2")


def when_words(days: int) -> str:
    """How far off a day is."""
    if days == 0:
        return tr("today")
    if days < 0:
        return counted(-days, "{count} day ago", "{count} days ago")
    return counted(days, "in {count} day", "in {count} days")


def times_failed(times: int) -> str:
    """How often it failed in a row."""
    if times <= 2:
        return tr("Failed") if times == 1 else tr("Failed twice")
    return tr("Failed {count} times", count=times)
