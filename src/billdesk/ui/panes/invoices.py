"""The invoices pane: the picture at a glance, the list with its filters, and the preview."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import STATUSES, CurrencySum, Glance, InvoiceFilter, InvoiceRow, Page, Part
from billdesk.ui.bench import Bench
from billdesk.ui.messages import Act as BannerAct
from billdesk.ui.messages import Notice
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.panes.invoice_acts import MAILABLE, PAYABLE, InvoiceActs, Picked, picked_rows
from billdesk.ui.panes.invoice_columns import columns
from billdesk.ui.panes.invoice_filters import Asked, date_choices, specs
from billdesk.ui.panes.invoice_first import FirstInvoices
from billdesk.ui.panes.invoice_picture import InvoicePicture
from billdesk.ui.panes.invoice_preview import Act, InvoicePreview
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.bulk import BulkBar
from billdesk.ui.widgets.chips import Choice, FilterChips
from billdesk.ui.widgets.columns import ColumnsMenu
from billdesk.ui.widgets.drawer import Drawer
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, tr

KINDS = frozenset({"invoice", "payment", "delivery", "customer", "settings"})
PREVIEW = 416
PREVIEW_WIDE = 480


class InvoicesPane(Pane):
    """Every invoice, and what can be done with it from its list."""

    key = "invoices"
    title = "Invoices"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.asked_for = Asked()
        self._late: tuple[int, ...] = ()
        self._standing = False
        self.acts = InvoiceActs(bench, self)
        self._build()
        self._connect()
        self.model.show(self.asked_for.filter(bench.today))
        self._read_picture()
        bench.whole.when(self._read_late)

    # Made of

    def _build(self) -> None:
        bench, look = self.bench, self.look
        self.picture = InvoicePicture(bench)
        self.model = PagedTableModel(
            columns(bench.figures, lambda: bench.today), self._fetch, self._count, bench.background, self
        )
        self.table = Table(look, self.model, "invoices.table")
        self.table.setAccessibleName(tr("Invoices"))
        self.totals = Totals(look, "invoices.totals")
        self.preview = InvoicePreview(bench)
        self.none = Empty(
            look,
            "invoices.none",
            tr("No invoice matches these filters."),
            tr("Take one off, or all of them."),
        )
        self.clear = Button(look, tr("Clear filters"), "plain", "x", "invoices.clear")
        self.none.add_button(self.clear)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.none)
        work = QWidget()
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(self._left(), 1)
        self.drawer = Drawer(look, self.preview, work)
        lower.addWidget(self.drawer.seat)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.picture)
        column.addLayout(lower, 1)
        self.first = FirstInvoices(bench)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(work)
        self._stack.addWidget(self.first)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.bulk = BulkBar(look, "invoices.bulk", self._rows, self._bulk_acts())

    def _left(self) -> QWidget:
        left = Wash(self.look, "sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._filter_row())
        column.addWidget(Rule(self.look))
        column.addWidget(self._rows, 1)
        column.addWidget(self.totals)
        return left

    def _filter_row(self) -> QHBoxLayout:
        look, px = self.look, self.look.px
        self.search_field = SearchField(look, "invoices.search", tr("Number, customer, line text…"))
        self.chips = FilterChips(look, "invoices.chips", specs(self._pick_customer))
        self.columns_button = Button(look, tr("Columns"), "tool", "columns-3-cog", "invoices.columns")
        self.preview_button = Button(look, tr("Preview"), "tool", "panel-right", "invoices.show_preview")
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(8))
        row.addWidget(self.search_field)
        row.addWidget(self.chips, 1)
        row.addWidget(self.columns_button)
        row.addWidget(self.preview_button)
        return row

    def _bulk_acts(self) -> tuple[Act, ...]:
        return (
            Act("send", tr("E-mail"), "toast", "mail", self.send),
            Act("take_payment", tr("Mark paid"), "toast", "wallet", self.take_payment),
            Act("print", tr("Print…"), "toast", "printer", self.print),
            Act("save_pdf", tr("Save PDFs…"), "toast", "file-down", self.save_pdf),
        )

    def _connect(self) -> None:
        self.picture.status_picked.connect(self._on_glance)
        self.picture.month_picked.connect(self._on_month)
        self.search_field.asked.connect(lambda text: self.ask(replace(self.asked_for, text=text)))
        self.chips.changed.connect(lambda name, keys: self.ask(self.asked_for.with_keys(name, keys)))
        self.clear.clicked.connect(self.clear_filters)
        self.columns_button.clicked.connect(self._open_columns)
        self.preview_button.clicked.connect(self.toggle_preview)
        self.table.chosen.connect(self._on_chosen)
        self.table.preview_asked.connect(self.toggle_preview)
        self.table.opened.connect(lambda _row: self.drawer.show_it())
        self.table.menu_asked.connect(self._open_menu)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self._on_failed)
        self.model.failed.connect(self._stand)
        self.model.ticks.changed.connect(self._on_ticked)
        self.preview.failed.connect(self._on_failed)
        self.first.failed.connect(self._on_failed)
        self.bulk.cleared.connect(lambda: self.model.ticks.set_all(False))
        self.acts.told.connect(self.told)
        self.acts.troubled.connect(self.troubled)
        self.acts.queued.connect(lambda: self.asked.emit("outbox", None))

    # Fetching

    def _fetch(self, request: PageRequest) -> Page[InvoiceRow]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        return self.bench.desk.browsing.invoices(request.filter, request.sort, self.bench.today, part)

    def _count(self, wanted: InvoiceFilter) -> tuple[CurrencySum, ...]:
        return self.bench.desk.browsing.invoice_sums(wanted, self.bench.today)

    def _read_picture(self) -> None:
        browsing, today = self.bench.desk.browsing, self.bench.today
        self.bench.run(lambda: browsing.glance(today), self._on_picture, self._on_failed)

    def _on_picture(self, glance: Glance) -> None:
        self.picture.show_glance(glance)
        overdue = next((cell.count for cell in glance.cells if cell.status == "overdue"), 0)
        self.waits.emit(overdue, "overdue", tr("overdue"))

    def _read_late(self) -> None:
        """Read which drafts came due late; the services for that come after the first rows."""
        desk, today = self.bench.desk, self.bench.today

        def job() -> tuple[tuple[int, ...], tuple[CurrencySum, ...]]:
            late = desk.invoicing.late()
            return late, desk.browsing.invoice_sums(InvoiceFilter(ids=late), today) if late else ()

        self.bench.run(job, self._on_late, self._on_failed)

    def _on_late(self, found: tuple[tuple[int, ...], tuple[CurrencySum, ...]]) -> None:
        self._late, sums = found
        self.notice = self._late_notice(sums) if self._late else None
        self.noticed.emit()

    def _late_notice(self, sums: tuple[CurrencySum, ...]) -> Notice:
        amount = self.bench.figures.several([(one.total, one.currency) for one in sums])
        count = len(self._late)
        title = counted(
            count,
            "Came due while BillDesk was closed: {count} invoice, {amount}",
            "Came due while BillDesk was closed: {count} invoices, {amount}",
            amount=amount,
        )
        review = counted(count, "Review {count} draft", "Review {count} drafts")
        acts = (
            BannerAct(review, "invoices.review_late", self.review_late, "eye"),
            BannerAct(tr("Release and e-mail all"), "invoices.release_late", self.release_late, "send"),
        )
        return Notice("waits", title, tr("They wait as drafts until you release them."), acts)

    # What is shown

    def ask(self, asked: Asked) -> None:
        """Show the invoices that are asked for; chips and picture say so too."""
        if asked == self.asked_for:
            return
        self.asked_for = asked
        for name in ("status", "customer", "date", "recurring", "has_payment", "emailed"):
            self.chips.show_keys(name, asked.chosen(name))
        self.picture.show_chosen(asked.glance_key(), asked.chosen("date"))
        self.model.show(asked.filter(self.bench.today))

    def clear_filters(self) -> None:
        """Show every invoice."""
        self.search_field.clear()
        self.ask(Asked())
        self.table.setFocus()

    def show_what(self, what: object) -> None:
        """Show those with these ids, one by its id, or the ids or the schedule of an InvoiceFilter."""
        if isinstance(what, int):
            what = (what,)
        if isinstance(what, tuple):
            self.ask(Asked(ids=what))
        if isinstance(what, InvoiceFilter):
            self.ask(Asked(ids=what.ids, schedule_id=what.schedule_id))

    def entered(self) -> None:
        super().entered()
        if self._stack.currentWidget() is not self.first:
            self.table.setFocus()

    def kinds(self) -> frozenset[str]:
        return KINDS

    def refresh(self) -> None:
        self.model.refresh()
        self._read_picture()
        self._read_late()

    def search(self) -> None:
        self.search_field.setFocus()
        self.search_field.selectAll()

    def toggle_preview(self) -> None:
        self.drawer.toggle()

    def fold(self, width: int, height: int) -> None:
        px = self.look.px
        self.table.space_previews = width < px(1280)
        self.drawer.lie_over(width < px(1280), px(PREVIEW_WIDE if width >= px(1600) else PREVIEW))
        self.picture.fold(height < px(760))

    def _on_reloaded(self) -> None:
        sums, figures = self.model.sums, self.bench.figures
        count = sum(one.count for one in sums)
        total = figures.several([(one.total, one.currency) for one in sums])
        balance = figures.several([(one.balance, one.currency) for one in sums])
        words = tr("invoice") if count == 1 else tr("invoices")
        self.totals.show_sums(
            f"{count:,}", words, ((tr("Total"), total), (tr("Balance"), balance)) if sums else ()
        )
        self._rows.setCurrentWidget(self.table if count else self.none)
        empty = not count and not self.asked_for.anything
        if empty:
            self.first.look_around()
        self._stack.setCurrentIndex(1 if empty else 0)
        if not count:
            self.preview.show_row(None)
        self.can_changed.emit()
        self._stand()

    def _stand(self, _error: object = None) -> None:
        """Say once that the first rows are there, or what went wrong with them."""
        if not self._standing:
            self._standing = True
            self.stands.emit()

    def _on_chosen(self, row: InvoiceRow | None) -> None:
        self.preview.show_row(row)
        if row is not None:
            self.preview.set_acts(self._preview_acts(row))
        self.can_changed.emit()

    def _preview_acts(self, row: InvoiceRow) -> tuple[Act, ...]:
        draft = row.status == "draft"
        found = []
        if row.status in PAYABLE:
            found.append(Act("take_payment", tr("Take payment"), "primary", "wallet", self.take_payment))
        if row.status in MAILABLE:
            words = tr("Issue and e-mail") if draft else tr("E-mail")
            found.append(Act("send", words, "primary" if draft else "plain", "mail", self.send))
        found.append(Act("print", tr("Print…"), "tool", "printer", self.print))
        found.append(Act("save_pdf", tr("Save PDF…"), "tool", "file-down", self.save_pdf))
        return tuple(found)

    # Filters

    def _on_glance(self, key: str) -> None:
        asked = self.asked_for.with_keys("status", (key,) if key else ())
        self.ask(replace(asked, paid_this_month=key == "paid"))

    def _on_month(self, month: date | None, words: str) -> None:
        chip = self.chips.chip("date")
        chip.offer(date_choices(Choice(month.isoformat(), words)) if month else date_choices())
        self.ask(self.asked_for.with_keys("date", (month.isoformat(),) if month else ()))

    def _pick_customer(self) -> None:
        picker = Picker(self.look, "invoices.customer", tr("Customer"), self._look_up, self)
        picker.picked.connect(self._on_customer)
        picker.open_below(self.chips.chip("customer"))

    def _look_up(self, words: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        browsing = self.bench.desk.browsing
        self.bench.run(
            lambda: [Choice(str(one.id), one.name) for one in browsing.customers(words)],
            answer,
            self._on_failed,
        )

    def _on_customer(self, choice: Choice) -> None:
        self.chips.chip("customer").offer((choice,))
        self.ask(self.asked_for.with_keys("customer", (choice.key,)))

    def _open_columns(self) -> None:
        self._columns_menu = ColumnsMenu(self.look, self.table, "invoices.columns")
        self._columns_menu.open_below(self.columns_button)

    def _open_menu(self, _row: InvoiceRow, place: QPoint) -> None:
        menu = Menu(self.look, self)
        window_actions = {action.objectName(): action for action in self.window().actions()}
        names = ("invoice.take_payment", "invoice.send", "invoice.print", "invoice.save_pdf")
        menu.fill(window_actions[name] for name in names if name in window_actions)
        menu.open_at(place)

    # Acts, for the ticked rows or else for the chosen one

    def take_payment(self) -> None:
        """Mark what is open among them paid in full."""
        self._for_rows(PAYABLE, self.acts.take_payment)

    def can_take_payment(self) -> bool:
        return self._can(PAYABLE)

    def send(self) -> None:
        """E-mail them; drafts are issued first."""
        self._for_rows(MAILABLE, self.acts.send)

    def can_send(self) -> bool:
        return self._can(MAILABLE)

    def print(self) -> None:
        """Show their pages, and print them as one job in the order of the list."""
        self._for_rows(STATUSES, lambda rows: self.asked.emit("print", tuple(row.id for row in rows)))

    def can_print(self) -> bool:
        return self._can(STATUSES)

    def save_pdf(self) -> None:
        """Save their PDFs."""
        self._for_rows(STATUSES, self.acts.save_pdf)

    def can_save_pdf(self) -> bool:
        return self._can(STATUSES)

    def review_late(self) -> None:
        """Show the drafts that came due while nobody ran the program."""
        self.show_what(self._late)

    def release_late(self) -> None:
        """Issue and e-mail them."""
        self.acts.release_late(self._late)

    def _can(self, statuses: Sequence[str]) -> bool:
        row = self.table.current_row()
        return bool(self._ticked()) or (row is not None and row.status in statuses)

    def _ticked(self) -> int:
        return self.model.ticks.count(self.model.rowCount())

    def _for_rows(self, statuses: Sequence[str], act: Callable[[Sequence[InvoiceRow]], object]) -> None:
        row = self.table.current_row()
        if not self._ticked():
            if row is not None and row.status in statuses:
                act([row])
            return
        picked = Picked(self.model.filter, self.model.order, self.model.ticks.all, self.model.ticks.ids())
        browsing, today = self.bench.desk.browsing, self.bench.today
        self.bench.run(
            lambda: [one for one in picked_rows(browsing, picked, today) if one.status in statuses],
            lambda rows: (
                act(rows) if rows else self.told.emit(tr("None of the ticked invoices needs that"), None)
            ),
            self._on_failed,
        )

    def _on_ticked(self) -> None:
        count = self._ticked()
        self.bulk.show_count(counted(count, "{count} ticked", "{count} ticked") if count else "")
        self.can_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
