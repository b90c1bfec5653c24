"""Reads a PDF on the screen: its pages in a view, painted in the background as they come into sight."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.domain.errors import Trouble
from billdesk.ui import paper
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.page import PageView, Sized
from billdesk.ui.widgets.page_bar import PageBar
from billdesk.ui.widgets.painted import Rule

POINT = 96 / 72
Sizes = tuple[tuple[float, float], ...]
Found = tuple[tuple[int, QImage], ...]


class Reader(QWidget):
    """`opened` tells how many pages a document has, `failed` what went wrong with it.

    Only the pages in sight are ever painted, the newest wish first, and one job at a time.
    """

    opened = Signal(int)
    failed = Signal(object)

    def __init__(self, bench: Bench, name: str) -> None:
        super().__init__()
        self._bench = bench.of(self)
        self._pdf = b""
        self._document = 0
        self._busy = False
        self._painted: dict[int, int] = {}
        self.page = PageView(bench.look, name)
        self.bar = PageBar(bench.look, self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(Rule(bench.look))
        column.addWidget(self.bar)
        self.page.moved.connect(self._paint)

    def show_outline(self) -> None:
        """Show that a document is being made."""
        self._forget()
        self.page.show_outline()
        self.bar.show_place()

    def show_nothing(self, words: str = "") -> None:
        """Show no document, and say why."""
        self._forget()
        self.page.show_pages((), words)

    def show_pdf(self, pdf: bytes, words: Callable[[int], str]) -> None:
        """Show a document; `words` say what it is, by how many pages it has.

        The pages of the one before stay until those of this one are painted.
        """
        self._document += 1
        document = self._document

        def done(sizes: Sizes) -> None:
            if document != self._document:
                return
            self._pdf = pdf
            self._painted.clear()
            sheets = [Sized(wide * POINT, high * POINT) for wide, high in sizes]
            self.page.show_sizes(sheets, words(len(sizes)))
            self.opened.emit(len(sizes))

        def failed(error: Exception) -> None:
            if document == self._document:
                self.show_nothing()
                self.failed.emit(error)

        self._bench.run(lambda: _sizes(pdf), done, failed)

    def _forget(self) -> None:
        self._document += 1
        self._pdf = b""
        self._painted.clear()

    def _paint(self) -> None:
        """Have the pages painted that are seen and aren't there in this size."""
        if self._busy or not self._pdf:
            return
        width, seen = self.page.wanted_width(), self.page.in_sight()
        numbers = [number for number in seen if not self._is_painted(number, width)]
        if not numbers:
            return
        pdf, document = self._pdf, self._document
        self._busy = True
        self._bench.run(
            lambda: paper.pictures(pdf, numbers, width),
            lambda found: self._on_painted(document, width, found),
            lambda error: self._on_failed(document, error),
        )

    def _is_painted(self, number: int, width: int) -> bool:
        return self._painted.get(number) == width and self.page.has_page(number)

    def _on_painted(self, document: int, width: int, found: Found) -> None:
        self._busy = False
        if document == self._document:
            for number, picture in found:
                self._painted[number] = width
                self.page.put_page(number, picture)
        self._paint()

    def _on_failed(self, document: int, error: Exception) -> None:
        self._busy = False
        if document == self._document:
            self.show_nothing()
            self.failed.emit(error)


def _sizes(pdf: bytes) -> Sizes:
    """The sizes of all pages; Trouble for what is no document."""
    try:
        return paper.sizes(pdf)
    except RuntimeError:  # as PDFium's errors are
        raise Trouble("document_is_damaged") from None
