"""The invoice editor: a draft filled in from the keyboard, kept by itself, and issued from here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain import draft as rules
from billdesk.domain.catalog import Product
from billdesk.domain.draft import Moved
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.services.drafts import DraftSheet
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.new_product import Wanted, ask_new_product
from billdesk.ui.dialogs.ship_to import ShipTo
from billdesk.ui.editors.cells import Cells, choosable
from billdesk.ui.editors.draft_state import DraftState
from billdesk.ui.editors.frame import EditorFrame
from billdesk.ui.editors.invoice_finish import InvoiceFinish
from billdesk.ui.editors.invoice_foot import HIGH_LINES, LOW_LINES, InvoiceFoot
from billdesk.ui.editors.invoice_head import InvoiceHead
from billdesk.ui.editors.invoice_lines import InvoiceLines
from billdesk.ui.editors.invoice_problems import InvoiceProblems
from billdesk.ui.editors.invoice_top import InvoiceTop
from billdesk.ui.editors.keeping import Keeping
from billdesk.ui.editors.line_suggestions import LineSuggestions
from billdesk.ui.editors.live_page import LivePage
from billdesk.ui.editors.pending import PendingBar
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr

PAGE, PAGE_WIDE, LOW = 372, 404, 760
KINDS = frozenset({"customer", "product", "ticket", "settings"})


class InvoiceEditor(EditorFrame):
    """Opened with the id of a draft, with {"customer": id} for a new one, or with nothing."""

    key = "invoice"
    title = "New invoice"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        bench = self.bench
        home, today = bench.figures.home, bench.today
        self.state = DraftState(Invoice(0, home, today, today), self)
        self.keeping = Keeping(bench, self.state, self)
        self.keeping.end()
        self.sheet: DraftSheet | None = None
        self._sheets: dict[int, DraftSheet] = {}
        self._note = ""
        self._shown: object = None
        self._typed_in: QWidget | None = None
        self.finishing = InvoiceFinish(bench, self.state, self.keeping, self)
        self._build()
        self._connect()
        self._show_state()

    # Made of

    def _build(self) -> None:
        bench, look = self.bench, self.look
        self.head = InvoiceHead(bench, self)
        self.pending = PendingBar(bench)
        self.offers = LineSuggestions(bench, self)
        self.offers.draw = self._draw
        self.offers.makes_new = True
        self.grid = InvoiceLines(bench, self.state, self.offers)
        self.foot = InvoiceFoot(bench)
        self.wrong = InvoiceProblems(bench, (self.head.form, self.foot.form), self.grid, self)
        self.live = LivePage(bench)
        self.lay_around(((self._scrolled(), 1), (self.foot, 0)), self.live)
        self.top = InvoiceTop(look, self._calls(), self)

    def _scrolled(self) -> Scroll:
        upper = Wash(self.look, "sheet")
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        seat = QHBoxLayout()
        seat.setContentsMargins(self.look.px(16), 0, self.look.px(16), self.look.px(10))
        seat.addWidget(self.pending)
        column.addLayout(seat)
        column.addWidget(self.grid)
        column.addStretch(1)
        self.scroller = Scroll("invoice.scroll", upper)
        return self.scroller

    def _calls(self) -> Mapping[str, Callable[[], object]]:
        return {
            "undo": self.undo,
            "redo": self.redo,
            "preview": self.toggle_preview,
            "save": self.save_and_close,
            "make_recurring": self.finishing.make_recurring,
            "issue": self.issue,
            "issue_only": lambda: self.issue(mails=False),
            "delete": self.finishing.delete,
        }

    def _connect(self) -> None:
        self.state.changed.connect(self._on_changed)
        self.state.rewound.connect(self._on_rewound)
        self.head.changed.connect(self._on_field)
        self.foot.changed.connect(self._on_field)
        self.foot.totals.discounted.connect(lambda found: self._on_field("discount", found))
        for part in (self.head, self.foot, self.foot.totals):
            part.left.connect(self.state.end_step)
        self.head.customer.picked.connect(self._on_customer)
        self.head.customer.new_asked.connect(self._on_new_customer)
        self.head.customer.failed.connect(self.troubled)
        self.head.customer.card.ship_to.clicked.connect(self._on_ship_to)
        self.pending.added.connect(self._on_charges)
        self.grid.new_asked.connect(self._on_new_product)
        self.grid.reached.connect(self._on_reached)
        self.grid.undo_asked.connect(self.undo)
        self.grid.redo_asked.connect(self.redo)
        self.live.failed.connect(self.troubled)
        self.keeping.kept.connect(self._on_kept)
        self.keeping.failed.connect(self.wrong.show_unkept)
        self.finishing.problems_found.connect(self.wrong.show_problems)
        self.wrong.troubled.connect(self.troubled)
        self.finishing.changed.connect(self._show_state)
        self.have_keys(self.undo, self.redo, self.grid.cell)
        self.have_shortcuts(
            ("Ctrl+Return", self.issue),
            ("Ctrl+Enter", self.issue),
            ("Ctrl+Shift+Return", lambda: self.issue(mails=False)),
            ("Ctrl+S", lambda: self.keeping.keep() if self.sheet else None),
        )

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return self.top.widgets()

    def show_what(self, what: object) -> None:
        """Open the draft of that id, a new one for a customer, or ask for whom it is."""
        drafts, today = self.bench.desk.drafts, self.bench.today
        if isinstance(what, int):
            self._read(lambda: drafts.open(what), self._on_opened)
        elif isinstance(what, Mapping) and isinstance(what.get("customer"), int):
            customer = what["customer"]
            self._read(lambda: drafts.fresh(customer, today), self._on_opened)
        else:
            self.head.customer.ask()

    def entered(self) -> None:
        super().entered()
        self._shown = None
        self._show_state()
        if self.sheet is None:
            self.head.customer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, then: Callable[[], object]) -> None:
        """Keep what was typed, and throw a new draft away in which nothing was."""
        self.end_keys()
        self.top.throw_away()
        if self.state.unread():
            self.told.emit(tr("What can't be read was left out; the cells are as they were before"), None)
        self.keeping.leave(then)

    def finish(self) -> None:
        self.keeping.finish()

    def kinds(self) -> frozenset[str]:
        return KINDS

    def refresh(self) -> None:
        """Read anew what there is to choose from; the draft stays as it was typed.

        One that is being issued is told of its own change: it is no draft any more, or soon isn't.
        """
        if self.sheet is None or self.finishing.busy or self.keeping.is_over:
            return
        drafts, draft, today = self.bench.desk.drafts, self.state.invoice, self.bench.today
        self._read(
            lambda: drafts.open(draft.id) if draft.id else drafts.fresh(draft.customer_id, today),
            self._on_sheet,
        )

    def fold(self, width: int, height: int) -> None:
        px = self.look.px
        self.drawer.lie_over(width < px(1280), px(PAGE_WIDE if width >= px(1400) else PAGE))
        for notes in (self.foot.notes, self.foot.internal):
            notes.edit.setFixedHeight(px(20 * (LOW_LINES if height < px(LOW) else HIGH_LINES) + 12))

    def save_and_close(self) -> None:
        """Leave; what was typed is kept."""
        self.asked.emit("invoices", None)

    # What is read

    def _on_opened(self, sheet: DraftSheet) -> None:
        """Another draft altogether; the first cell of the lines is where typing goes on."""
        self._on_sheet(sheet)
        self.state.restart(sheet.invoice)
        self.keeping.restart()
        self.grid.open(len(self.state.rows), "description")
        self._show_state()

    def _on_sheet(self, sheet: DraftSheet) -> None:
        self.sheet = self._sheets[sheet.customer.id] = sheet
        self.offers.products = sheet.products
        self.grid.new_line = lambda: rules.manual_line(sheet.customer, sheet.catalog)
        self.head.show_sheet(sheet)
        self._use_currency()
        self.pending.show_waiting(sheet.waiting, self.state.invoice)

    def _use_currency(self) -> None:
        taxes = choosable(self.sheet.catalog.taxes.values()) if self.sheet else ()
        self.grid.cells = Cells(self.state.invoice.currency, self.bench.language, taxes)
        self.grid.update()

    def _draw(self, product: Product, currency: str) -> tuple[InvoiceLine, Refused | None]:
        assert self.sheet is not None
        customer, catalog = self.sheet.customer, self.sheet.catalog
        try:
            return rules.product_line(product, customer, currency, catalog), None
        except Refused as refusal:
            return rules.unpriced_line(product, customer, catalog), refusal

    # What is typed

    def _on_field(self, place: str, value: Any) -> None:
        if self.sheet is None:
            return
        catalog = self.sheet.catalog
        try:
            if place == "date":
                self.state.change(lambda draft: rules.dated(draft, value, catalog))
            elif place == "contact_id":
                contact = next((one for one in self.sheet.contacts if one.id == value), None)
                customer = self.sheet.customer
                self.state.change(lambda draft: rules.addressed(draft, customer, contact))
            elif place == "terms_id":
                self.state.change(lambda draft: rules.with_terms(draft, value, catalog))
            else:
                self.state.edit(place, **{place: value})
        except Refused as reason:
            self._refuse(place, reason)

    def _refuse(self, place: str, reason: Refused) -> None:
        if place == "discount":
            self.foot.totals.refuse(reason)
        else:
            self.head.form.fields[place].tell(self.bench.sentence(reason))

    def _on_customer(self, customer_id: int) -> None:
        drafts, draft, today = self.bench.desk.drafts, self.state.invoice, self.bench.today
        if self.sheet is None:
            self._read(lambda: drafts.fresh(customer_id, today), self._on_opened)
        else:
            self._read(lambda: drafts.move(draft, customer_id), self._on_moved)

    def _on_ship_to(self) -> None:
        text = self.state.invoice.ship_to
        ShipTo(self.bench, self, text, lambda found: self._on_field("ship_to", found)).open()

    def _on_new_product(self, name: str, key: int) -> None:
        """Ask for a product; the row that it was typed in gets it, wherever that is by then."""
        grid = self.grid
        wanted = Wanted(name, self.state.invoice.currency, grid.cells.taxes)
        ask_new_product(
            self.bench, self, wanted, lambda made: grid.put_product(key, made), lambda: grid.go_to(key)
        )

    def _on_moved(self, found: tuple[DraftSheet, Moved]) -> None:
        sheet, moved = found
        self._sheets[sheet.customer.id] = sheet
        self.state.replace_invoice(moved.draft)
        for at in moved.unpriced:
            product = self.state.rows[at].line.description
            currency = moved.draft.currency
            self.state.mark(
                at, "price", Refused("price_in_other_currency", product=product, currency=currency)
            )
        self.grid.open(
            moved.unpriced[0] if moved.unpriced else len(self.state.rows),
            "price" if moved.unpriced else "description",
        )

    def _on_charges(self, keys: tuple[int, ...]) -> None:
        if self.sheet is None or not keys:
            return
        try:
            self.state.replace_invoice(self.sheet.taken(keys, self.state.invoice))
        except Refused as reason:
            self.troubled.emit(reason)
        self.grid.open(len(self.state.rows), "description")

    # What is shown

    def _on_changed(self) -> None:
        draft = self.state.invoice
        if self.sheet is None:
            return
        self.head.show_draft(draft)
        self.foot.show_draft(draft, self._held())
        self.pending.show_waiting(self.sheet.waiting, draft)
        self.live.show_draft(draft)
        self._show_state()

    def _on_rewound(self) -> None:
        """Undo, redo or another draft: every field shows what counts now."""
        draft = self.state.invoice
        sheet = self._sheets.get(draft.customer_id)
        if sheet is not None and sheet is not self.sheet:
            self._on_sheet(sheet)
        self._use_currency()
        self.head.show_draft(draft, all_of_it=True)
        self.foot.show_draft(draft, self._held(), all_of_it=True)

    def _held(self) -> int:
        """What is held for the tickets that the draft bills."""
        if self.sheet is None:
            return 0
        taken = {line.charge_id for line in self.state.invoice.lines if line.charge_id is not None}
        tickets = {one.ticket.id for one in self.sheet.waiting if one.charge.id in taken}
        return sum(amount for ticket, amount in self.sheet.deposits if ticket in tickets)

    def _show_state(self) -> None:
        state, some = self.state, self.sheet is not None
        mails = bool(self.sheet and self.sheet.mails(state.invoice))
        can = (state.can_undo(), state.can_redo(), some)
        title = tr("Draft") if state.invoice.id else tr("New invoice")
        shown = (mails, self.finishing.busy, can, title, self._note)
        if shown == self._shown:
            return
        self._shown = shown
        for part in (self.grid, *self.head.form.fields.values()):
            part.setEnabled(some)
        self._let_type(some, not self.finishing.busy)
        self.top.show_state(mails, self.finishing.busy, can)
        self.titled.emit(title, self._note)

    def _let_type(self, some: bool, free: bool) -> None:
        """While it is being issued nothing is typed: once it has its number that would be lost."""
        if not free and self._typed_in is None:
            self._typed_in = self.focusWidget()
        self.scroller.setEnabled(free)
        self.foot.setEnabled(some and free)
        if free and self._typed_in is not None:
            self._typed_in.setFocus()
            self._typed_in = None

    def undo(self) -> None:
        """Take the last change of the draft back."""
        if not self.finishing.busy:
            self.state.undo()

    def redo(self) -> None:
        """Make the change that was taken back again."""
        if not self.finishing.busy:
            self.state.redo()

    def _on_kept(self, when: str) -> None:
        self._note = tr("Draft kept at {time}", time=when)
        self._show_state()

    def _on_reached(self, rect: QRect) -> None:
        place = rect.translated(self.grid.pos())
        self.scroller.ensureVisible(0, place.top(), 0, 0)
        self.scroller.ensureVisible(0, place.bottom(), 0, 0)

    # Finishing

    def issue(self, mails: bool | None = None) -> None:
        """Issue it, and e-mail it where somebody can get it."""
        if self.sheet is not None and self.head.form.check():
            self.finishing.issue(bool(self.sheet.mails(self.state.invoice)) if mails is None else mails)
