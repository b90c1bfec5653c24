"""The page beside an editor: what the customer will get, made anew after each pause in typing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from billdesk.domain.errors import BillDeskError
from billdesk.domain.invoice import Invoice
from billdesk.ui.bench import Bench
from billdesk.ui.reader import Reader
from billdesk.ui.widgets.painted import Label, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import counted, tr

WAIT_MS = 350


class LivePage(Wash):
    """Shows a draft as paper. Only the newest one is ever made, and one at a time."""

    failed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sunken")
        self.setObjectName("invoice.pdf")
        self._bench = bench.of(self)
        self._wanted: Invoice | None = None
        self._shown: Invoice | None = None
        self._busy = False
        px = self.look.px
        self.title = Label(self.look, tr("As your customer sees it"), "heading")
        self.count = Label(self.look, "", "small", "ink3")
        self.reader = Reader(self._bench, "invoice.page")
        self.page = self.reader.page
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(16), px(10))
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule(self.look))
        column.addWidget(self.reader, 1)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._make)
        self.reader.opened.connect(self._on_opened)
        self.reader.failed.connect(self._on_failed)

    def show_draft(self, draft: Invoice) -> None:
        """Show a draft soon; typing puts it off."""
        if self._wanted is None:
            self.reader.show_outline()
        self._wanted = draft
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: object) -> None:
        self._timer.start()

    def _make(self) -> None:
        draft = self._wanted
        if draft is None or self._busy or not self.isVisible() or draft == self._shown:
            return
        papers = self._bench.desk.papers
        self._busy = True
        self._bench.run(lambda: papers.preview(draft), lambda pdf: self._on_made(draft, pdf), self._on_failed)

    def _on_made(self, draft: Invoice, pdf: bytes) -> None:
        self._busy = False
        self._shown = draft
        self.reader.show_pdf(pdf, lambda count: counted(count, "Draft, {count} page", "Draft, {count} pages"))
        self._make()

    def _on_opened(self, pages: int) -> None:
        self.count.setText(counted(pages, "{count} page", "{count} pages"))

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._shown = None
        if isinstance(error, BillDeskError):
            self.failed.emit(error)
