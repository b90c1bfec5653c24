"""Renders the pages of a PDF as pictures, on any thread."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2

_LOCK = threading.Lock()
"""PDFium may be used by one thread at a time."""


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
