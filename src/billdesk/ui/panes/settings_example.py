"""The live example beside the settings: facts, or the first page of a document as the shop prints it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from billdesk.ui import paper
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.entries import Entries, Entry
from billdesk.ui.widgets.page import PageView
from billdesk.ui.widgets.painted import Label, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr

SOON_MS = 20
"""A page is drawn once the pane is painted, for both at once take twice as long."""


class SettingsExample(Wash):
    """Shows either facts or a page; a page is made in the background."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self._bench = bench
        self._work: Work | None = None
        look = bench.look
        self.setObjectName("settings.example")
        self.title = Label(look, "", "heading")
        self.note = Label(look, "", "body", "ink2", True)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(12))
        head.addWidget(self.title, 1)
        head.addWidget(self.note)
        self.page = PageView(look, "settings.example.page")
        self.facts = Entries(look, "settings.example.facts")
        self.facts.setProperty("on", "sunken")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.facts)
        self._stack.addWidget(self.page)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule(look))
        column.addWidget(self._stack, 1)

    def show_facts(self, title: str, entries: Sequence[Entry]) -> None:
        """Show what a section reckons."""
        self._leave_page()
        self.title.setText(title)
        self.note.setText("")
        self.setAccessibleName(title)
        self.facts.show_entries(entries, title, tr("Nothing yet."))
        self._stack.setCurrentWidget(self.facts)

    def show_page(self) -> None:
        """Show the first page of an invoice with the settings on file."""
        self._stack.setCurrentWidget(self.page)
        self.title.setText(tr("Preview"))
        self.setAccessibleName(tr("Preview"))
        self._soon.start()

    def _leave_page(self) -> None:
        self._soon.stop()
        if self._work is not None:
            self._work.forget()
            self._work = None

    def _draw(self) -> None:
        self._leave_page()
        desk, today, width = self._bench.desk, self._bench.today, max(200, self.page.wanted_width())

        def job(_work: Work) -> tuple[str, tuple[QImage, ...]]:
            invoice = desk.example.invoice(today)
            return invoice.number or "", paper.render(desk.papers.preview(invoice), width, 1)

        self._work = self._bench.background.run(job, self._on_page, lambda _error: None)

    def _on_page(self, found: tuple[str, tuple[QImage, ...]]) -> None:
        self._work = None
        number, pages = found
        self.note.setText(number)
        self.page.show_pages(pages, tr("Invoice {number} as it would be printed", number=number))
