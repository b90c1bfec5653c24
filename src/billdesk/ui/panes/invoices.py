"""The invoices pane: the picture at a glance, the list with its filters, and the preview."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import STATUSES, CurrencySum, Glance, InvoiceFilter, InvoiceRow, Page, Part, Ticked
from billdesk.ui.actions import context_menu
from billdesk.ui.bench import Bench
from billdesk.ui.messages import Notice
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.panes.invoice_acts import MAILABLE, PAYABLE, InvoiceActs
from billdesk.ui.panes.invoice_asking import InvoiceAsking
from billdesk.ui.panes.invoice_columns import columns
from billdesk.ui.panes.invoice_commands import BULK, BULK_LATE, MORE_COMMANDS, ROW_COMMANDS, InvoiceCommands
from billdesk.ui.panes.invoice_filters import LATE, Asked
from billdesk.ui.panes.invoice_first import FirstInvoices
from billdesk.ui.panes.invoice_late import LateDrafts
from billdesk.ui.panes.invoice_memory import Parts, recalled, state_of
from billdesk.ui.panes.invoice_picture import InvoicePicture
from billdesk.ui.panes.invoice_preview import Act, InvoicePreview
from billdesk.ui.panes.invoice_ticked import TickedInvoices
from billdesk.ui.panes.pane import Discarded
from billdesk.ui.taking_back import tell_taken
from billdesk.ui.tasks import Taken
from billdesk.ui.widgets.bulk import BulkAct, BulkBar
from billdesk.ui.widgets.columns import ColumnsMenu
from billdesk.ui.widgets.drawer import Drawer
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, number, tr

KINDS = frozenset({"invoice", "payment", "delivery", "customer", "settings"})
PREVIEW = 416
PREVIEW_WIDE = 480


class InvoicesPane(InvoiceCommands):
    """Every invoice, and what can be done with it from its list."""

    key = "invoices"
    title = "Invoices"
    early = True
    view_words = "All invoices"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.acts = InvoiceActs(bench, self)
        self.late = LateDrafts(bench, self, self.review_late, self.release_late)
        self._build()
        self._connect()
        self.model.show(self.asked_for.filter(bench.today))
        self._read_picture()
        bench.whole.when(self.late.fetch)  # its services come after the first rows

    # Made of

    def _build(self) -> None:
        bench, look = self.bench, self.look
        self.picture = InvoicePicture(bench)
        self.asking = InvoiceAsking(bench, self.picture, self)
        self.search_field, self.chips = self.asking.search_field, self.asking.chips
        self.model = PagedTableModel(
            columns(bench.figures, lambda: bench.today), self._fetch, self._count, bench.background, self
        )
        self.table = Table(look, self.model, "invoices.table")
        self.table.setAccessibleName(tr("Invoices"))
        self.totals = Totals(look, "invoices.totals")
        self.preview = InvoicePreview(bench)
        self.ticked = TickedInvoices(bench)
        self._beside = QStackedWidget()
        self._beside.setObjectName("invoices.beside")
        self._beside.addWidget(self.preview)
        self._beside.addWidget(self.ticked)
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
        self.drawer = Drawer(look, self._beside, work)
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
        self._parts = Parts(self.chips, self.table, self.drawer)
        self.bulk = BulkBar(look, "invoices.bulk", self._rows, self._bulk_acts())
        self._make_links()

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

    def _bulk_acts(self) -> tuple[BulkAct, ...]:
        return (
            BulkAct("release", tr("Release and e-mail"), "send", self.release),
            BulkAct("discard", tr("Discard…"), "trash-2", self.discard),
            BulkAct("send", tr("E-mail"), "mail", self.send),
            BulkAct("print", tr("Print…"), "printer", self.print),
            BulkAct("save_pdf", tr("Save PDFs…"), "file-down", self.save_pdf),
            BulkAct("quick_pay", tr("Quick payment"), "badge-check", self.quick_pay),
            BulkAct("more", tr("More"), "ellipsis", self._open_more),
        )

    def _connect(self) -> None:
        self.asking.changed.connect(lambda asked: self.model.show(asked.filter(self.bench.today)))
        self.asking.failed.connect(self._on_failed)
        self.clear.clicked.connect(self.clear_filters)
        self.columns_button.clicked.connect(self._open_columns)
        self.table.head.customContextMenuRequested.connect(lambda _at: self._open_columns())
        self.table.columns_changed.connect(self.viewed)
        self.preview_button.clicked.connect(self.toggle_preview)
        self.table.chosen.connect(self._on_chosen)
        self.table.preview_asked.connect(self.toggle_preview)
        self.table.opened.connect(self.open_row)
        self.table.menu_asked.connect(self._open_menu)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self._on_failed)
        self.model.failed.connect(lambda _error: self.stands.emit())
        self.model.ticks.changed.connect(self._on_ticked)
        self.preview.failed.connect(self._on_failed)
        self.first.failed.connect(self._on_failed)
        for part in (self.bulk, self.ticked):
            part.cleared.connect(lambda: self.model.ticks.set_all(False))
        self.late.told.connect(self._on_late)
        self.late.failed.connect(self._on_failed)
        self.ticked.failed.connect(self._on_failed)
        self.ticked.read.connect(self.bulk.show_sum)
        self.acts.told.connect(self.told)
        self.acts.troubled.connect(self.troubled)
        self._connect_changes()
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

    def _on_late(self, notice: Notice | None) -> None:
        self.notice = notice
        self.noticed.emit()

    # What is shown

    @property
    def asked_for(self) -> Asked:
        """What the list is asked for now."""
        return self.asking.asked

    def ask(self, asked: Asked) -> None:
        """Show the invoices that are asked for; chips and picture say so too."""
        self.asking.ask(asked)

    def clear_filters(self) -> None:
        """Show every invoice."""
        self.asking.clear()
        self.table.setFocus()

    def show_what(self, what: object) -> None:
        """Show those with these ids, one by its id, the ids or schedule of a filter, or a customer's."""
        from billdesk.domain.finds import FoundCustomer  # nothing is found before the first rows

        if isinstance(what, Taken):  # a tuple by itself, so it comes before ids
            tell_taken(self, what)
        elif isinstance(what, Discarded):
            self.changes.delete([what.invoice_id])
        elif isinstance(what, int | tuple):
            self.ask(Asked(ids=what if isinstance(what, tuple) else (what,)))
        elif isinstance(what, InvoiceFilter):
            self.ask(Asked(ids=what.ids, schedule_id=what.schedule_id))
        elif isinstance(what, FoundCustomer):
            self.asking.ask_of_customer(what.id, what.name)

    def entered(self) -> None:
        super().entered()
        if self._stack.currentWidget() is not self.first:
            self.table.setFocus()

    def kinds(self) -> frozenset[str]:
        return KINDS

    def refresh(self) -> None:
        self.model.refresh()
        self._read_picture()
        self.late.fetch()

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
            number(count), words, ((tr("Total"), total), (tr("Balance"), balance)) if sums else ()
        )
        self._rows.setCurrentWidget(self.table if count else self.none)
        empty = not count and not self.asked_for.anything
        if empty:
            self.first.look_around()
        self._stack.setCurrentIndex(1 if empty else 0)
        if not count:
            self.preview.show_row(None)
        self.can_changed.emit()
        self.viewed.emit()
        self.stands.emit()

    def remembered(self) -> dict[str, Any]:
        return state_of(self.asked_for, self._parts)

    def recall(self, state: Mapping[str, Any]) -> None:
        self.asking.ask_again(recalled(state, self._parts, self.bench.today))

    def _on_chosen(self, row: InvoiceRow | None) -> None:
        self.preview.show_row(row)
        if row is not None:
            self.preview.set_acts(self._preview_acts(row))
        self.can_changed.emit()

    def _preview_acts(self, row: InvoiceRow) -> tuple[Act, ...]:
        if row.waiting == LATE:
            return self._late_acts()
        draft = row.status == "draft"
        found = []
        if draft:
            found.append(Act("edit", tr("Edit"), "plain", "pencil-line", self.edit))
        if row.status in PAYABLE:
            found.append(Act("take_payment", tr("Take payment"), "primary", "wallet", self.take_payment))
        if row.status in MAILABLE:
            words = tr("Issue and e-mail") if draft else tr("E-mail")
            found.append(Act("send", words, "primary" if draft else "plain", "mail", self.send))
        found.append(Act("print", tr("Print…"), "tool", "printer", self.print))
        found.append(Act("save_pdf", tr("Save PDF…"), "tool", "file-down", self.save_pdf))
        found.append(Act("more", tr("More acts"), "tool", "ellipsis", self.open_more))
        return tuple(found)

    # Menus

    def _open_columns(self) -> None:
        self._columns_menu = ColumnsMenu(self.look, self.table, "invoices.columns")
        self._columns_menu.open_below(self.columns_button)

    def _open_menu(self, _row: InvoiceRow, place: QPoint) -> None:
        context_menu(self.look, self, ROW_COMMANDS).open_at(place)

    def _open_more(self) -> None:
        button = self.bulk.findChild(QWidget, "invoices.bulk.more")
        if button is not None:
            context_menu(self.look, self, MORE_COMMANDS).open_above(button)

    # Acts, for the ticked rows or else for the chosen one

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

    def export(self) -> None:
        """Write the ticked invoices, or with none ticked all that the list shows, as a CSV file."""
        self.acts.export(self._chosen())

    def can_export(self) -> bool:
        return self.model.rowCount() > 0

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
        selection, today, ticked = self.bench.desk.selection, self.bench.today, self._chosen()
        self.bench.run(
            lambda: [one for one in selection.rows(ticked, today) if one.status in statuses],
            lambda rows: (
                act(rows) if rows else self.told.emit(tr("None of the ticked invoices needs that"), None)
            ),
            self._on_failed,
        )

    def _chosen(self) -> Ticked:
        """What is ticked, or with nothing ticked everything that the list shows."""
        ticks = self.model.ticks
        everything = ticks.all or not self._ticked()
        return Ticked(
            self.model.filter, self.model.order, everything, ticks.ids() if self._ticked() else frozenset()
        )

    def _on_ticked(self) -> None:
        count = self._ticked()
        self.bulk.offer(*(BULK_LATE if self.asked_for.chosen("waiting") else BULK))
        self.bulk.show_count(counted(count, "{count} ticked", "{count} ticked") if count else "")
        several = count > 1
        if several:
            self.ticked.show_ticked(self._chosen(), count)
        self._beside.setCurrentWidget(self.ticked if several else self.preview)
        self.can_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
