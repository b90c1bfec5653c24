"""The credit note editor: what of an issued invoice is given back, all of it or some units of some lines."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from billdesk.domain import credit
from billdesk.domain.errors import BillDeskError, Refused
from billdesk.domain.invoice import Invoice
from billdesk.services.invoicing import InvoiceSheet
from billdesk.services.moves import Moved
from billdesk.ui.bench import Bench
from billdesk.ui.editors.given_lines import GivenLines
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_most
from billdesk.ui.words import tr

WIDE = 860


class CreditNoteEditor(Pane):
    """Opened with the id of an issued invoice; nothing is written before the note is made."""

    key = "credit_note"
    title = "Credit note"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.bench = bench.of(self)
        look = bench.look
        self.sheet: InvoiceSheet | None = None
        self.lines = GivenLines(self.bench, "credit_note")
        self._busy = False
        self.all = Button(look, tr("Give back everything"), "plain", "", "credit_note.all")
        self.make = Button(look, tr("Make credit note"), "primary", "undo-2", "credit_note.make")
        self.make.setToolTip(with_keys(tr("Make credit note"), "Ctrl+Enter"))
        self.about = Label(look, "", "body", "ink2")
        self.about.setObjectName("credit_note.about")
        self.keep_credit = QCheckBox(tr("Keep what was paid as the customer's store credit"))
        self.keep_credit.setObjectName("credit_note.to_credit")
        self.wrong = Label(look, "", "small", "overdue_fg")
        self.wrong.setObjectName("credit_note.wrong")
        self.sums = Label(look, "", "body", "ink2", True)
        self.total = Label(look, "", "stat", "ink", True)
        self.total.setObjectName("credit_note.total")
        self._lay_out()
        self.all.clicked.connect(self.give_all)
        self.lines.changed.connect(self._show)
        self.make.clicked.connect(self.finish_note)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.finish_note)
        self._show()

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        upper = Wash(look, "sheet")
        column = QVBoxLayout(upper)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.about)
        keep_most(self.look, self.lines, WIDE)
        column.addWidget(self.lines)
        column.addStretch(1)
        scroll = Scroll("credit_note.scroll", upper)
        foot = Wash(look, "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(20), px(12), px(20), px(12))
        left = QVBoxLayout()
        left.setSpacing(px(4))
        left.addWidget(self.keep_credit)
        left.addWidget(self.wrong)
        inner = QHBoxLayout(below := QWidget())
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(left, 1)
        inner.addWidget(self.sums)
        inner.addSpacing(px(16))
        inner.addWidget(self.total)
        keep_most(self.look, below, WIDE)
        row.addWidget(below, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(Rule(look))
        whole.addWidget(foot)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.all, self.make)

    def show_what(self, what: object) -> None:
        """Read the invoice of that id."""
        if isinstance(what, int):
            invoicing, today = self.bench.desk.invoicing, self.bench.today
            self._run(lambda: invoicing.sheet(what, today), self._on_read)

    def leave(self, then: Callable[[], object]) -> None:
        for widget in self.top_widgets():
            widget.deleteLater()
        then()

    def _run(self, job: Callable[[], object], done: Callable[..., object]) -> None:
        self.bench.run(job, done, self._on_failed)

    def _on_read(self, sheet: InvoiceSheet) -> None:
        self.sheet = sheet
        try:
            credit.require_correctable(sheet.invoice)
        except Refused as reason:
            self.troubled.emit(reason)
            return
        invoice, figures = sheet.invoice, self.bench.figures
        left = figures.headline(credit.left_to_credit(invoice, sheet.credit_notes), invoice.currency)
        words_ = tr("{number} for {customer}. Up to {amount} can be given back.", number=invoice.number or "",
                    customer=sheet.customer.name, amount=left)  # fmt: skip
        self.about.setText(words_)
        self.lines.fill(invoice, sheet.credit_notes)
        self._show()
        self.lines.focus_first()

    # What is typed

    def give_all(self) -> None:
        """Fill in everything that is left."""
        self.lines.give_all()

    def _note(self) -> Invoice | None:
        """The note as it would be; None while nothing is typed."""
        wanted = self.lines.wanted()
        if self.sheet is None or not wanted:
            return None
        whole = self.lines.is_whole(wanted)
        notes = self.sheet.credit_notes
        return credit.by_lines(self.sheet.invoice, notes, None if whole else wanted, self.bench.today)

    def _show(self) -> None:
        note, wrong = None, ""
        try:
            note = self._note()
        except Refused as reason:
            wrong = self.bench.sentence(reason)
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.make.setEnabled(note is not None and not self._busy)
        self.make.set_words(tr("Making it…") if self._busy else tr("Make credit note"))
        figures = self.bench.figures
        currency = self.sheet.invoice.currency if self.sheet else figures.home
        nets = {line.corrects_line or 0: line.taxable for line in note.lines} if note else {}
        self.lines.show_nets(nets, currency)
        tax = figures.amount(note.tax if note else 0, currency)
        self.sums.setText(tr("of it tax {tax}", tax=tax))
        self.total.setText(figures.headline(note.total if note else 0, currency))
        self.total.setAccessibleName(tr("Given back: {amount}", amount=self.total.text()))

    # Making it

    def finish_note(self) -> None:
        """Make and issue the note, and go back."""
        try:
            wanted = self.lines.wanted()
        except Refused:
            return
        if self.sheet is None or not wanted or self._busy or self.wrong.text():
            return
        whole = self.lines.is_whole(wanted)
        key, today, keeps = self.sheet.invoice.id, self.bench.today, self.keep_credit.isChecked()
        invoicing = self.bench.desk.invoicing
        self._busy = True
        self._show()
        self._run(lambda: invoicing.credit(key, None if whole else wanted, today, keeps), self._on_made)

    def _on_made(self, moved: Moved) -> None:
        note = moved.credit_notes[0]
        amount = self.bench.figures.headline(note.total, note.currency)
        self.told.emit(
            tr("{number} issued, {amount} given back", number=note.number or "", amount=amount), None
        )
        self.asked.emit("invoices", None)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._show()
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
