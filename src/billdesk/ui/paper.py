"""Renders the pages of a PDF as pictures, on any thread."""

import io
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2

_LOCK = threading.Lock()
"""PDFium may be used by one thread at a time."""


def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(page.get_size() for page in document)
        finally:
            document.close()


def page(pdf: bytes, number: int, width: int) -> QImage:
    """Paint one page, counted from 0, `width` device pixels wide."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return _page(document[number], width)
        finally:
            document.close()


def pictures(pdf: bytes, numbers: Sequence[int], width: int) -> tuple[tuple[int, QImage], ...]:
    """Paint some pages, counted from 0, `width` device pixels wide; each with its number."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple((number, _page(document[number], width)) for number in numbers)
        finally:
            document.close()


def joined(pdfs: Sequence[bytes], pages: Sequence[int] | None = None) -> bytes:
    """All PDFs as one, in their order; of it only these pages, counted from 0, where they are named."""
    import pypdfium2

    if len(pdfs) == 1 and pages is None:
        return pdfs[0]
    with _LOCK:
        whole = pypdfium2.PdfDocument.new()
        for pdf in pdfs:
            part = pypdfium2.PdfDocument(pdf)
            whole.import_pages(part)
            part.close()
        if pages is not None:
            for number in reversed(range(len(whole))):
                if number not in pages:
                    del whole[number]
        file = io.BytesIO()
        whole.save(file)
        whole.close()
        return file.getvalue()


def render(pdf: bytes, width: int, most: int = 20) -> tuple[QImage, ...]:
    """Paint the first `most` pages `width` device pixels wide; raises pypdfium2.PdfiumError for rubbish."""
    import pypdfium2  # PDFium is loaded when the first page is shown

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_page(document[number], width) for number in range(min(most, len(document))))
        finally:
            document.close()


def _page(page: "pypdfium2.PdfPage", width: int) -> QImage:
    # PDFium rounds up, so a hundredth less gives exactly the width.
    bitmap = page.render(scale=(width - 0.01) / page.get_width(), rev_byteorder=False, prefer_bgrx=True)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    return image.copy()
