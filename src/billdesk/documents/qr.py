"""Payment codes as QR symbols: which squares are dark, how large they are, and drawing them."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from billdesk.documents.colors import BLACK
from billdesk.documents.layout import Pages
from billdesk.domain.document import PaymentCode

LEAST_SIDE = 56.0
LEAST_SQUARE = 1.55  # points; half a millimetre is read by every phone, and the white around is the page
Squares = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)
def squares(text: str) -> Squares:
    """The symbol in error level M, as rows of dark and light squares; bytes in UTF-8."""
    from reportlab.graphics.barcode import qrencoder  # brings a third of ReportLab, and few print a code

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(text.encode()))
    code.make()
    return tuple(tuple(bool(square) for square in row) for row in code.modules)


def side_of(code: PaymentCode) -> float:
    """How wide and high the symbol stands beside the totals, in points."""
    return max(LEAST_SIDE, len(squares(code.text)) * LEAST_SQUARE)


def draw(pages: Pages, code: PaymentCode, corner: tuple[float, float], side: float = 0.0) -> None:
    """The symbol with its upper left corner at (x, y from the top)."""
    pages.squares(_bars(squares(code.text), corner, side or side_of(code)), BLACK)


def _bars(
    rows: Squares, corner: tuple[float, float], side: float
) -> Iterator[tuple[float, float, float, float]]:
    """The dark squares, neighbours in a row made one, as (x, y, width, height)."""
    (x, y), one = corner, side / len(rows)
    for down, row in enumerate(rows):
        right = 0
        for dark, group in groupby(row):
            count = len(list(group))
            if dark:
                yield x + right * one, y + down * one, count * one, one
            right += count
