"""The payment slip of the Swiss QR-bill, on the last page (Implementation Guidelines 2.3; lengths in mm)."""

from collections.abc import Sequence
from dataclasses import dataclass

from billdesk.documents import qr
from billdesk.documents.colors import BLACK, WHITE
from billdesk.documents.fonts import REGULAR, SEMIBOLD
from billdesk.documents.layout import Pages, Type, wrap
from billdesk.documents.sheet import Sheet
from billdesk.domain.document import Slip

MM = 72 / 25.4
HEIGHT = 105.0
RECEIPT = 62.0  # its width; the payment part takes the rest of 210
MARGIN = 5.0
CODE = 46.0
CROSS = ((7.0, 7.0, WHITE), (6.0, 6.0, BLACK), (1.17, 3.89, WHITE), (3.89, 1.17, WHITE))
CORNER = 3.0
TITLE = Type(SEMIBOLD, 11.0, 13.0, BLACK)


@dataclass(frozen=True, slots=True)
class _Half:
    """Receipt or payment part: where it lies, and its two sizes of type."""

    x: float
    width: float
    head: Type
    text: Type
    blank: tuple[float, float]  # the field for who pays, where that isn't known


SMALL = _Half(5.0, 52.0, Type(SEMIBOLD, 6.0, 9.0, BLACK), Type(REGULAR, 8.0, 9.0, BLACK), (52.0, 20.0))
LARGE = _Half(118.0, 87.0, Type(SEMIBOLD, 8.0, 11.0, BLACK), Type(REGULAR, 10.0, 11.0, BLACK), (65.0, 25.0))


def draw_slip(sheet: Sheet) -> int:
    """The slip at the bottom of a page of its own; the number of that page, 0 where there is none."""
    code = sheet.invoice.payment
    if code is None or code.slip is None:
        return 0
    pages = sheet.pages
    pages.break_page()
    top = pages.height - HEIGHT * MM
    _draw_edges(sheet, top)
    for half, title, x in ((SMALL, "receipt", 5.0), (LARGE, "payment_part", RECEIPT + MARGIN)):
        pages.text(x * MM, top + MARGIN * MM + 9.0, sheet.labels[title], TITLE)
        _draw_words(sheet, code.slip, half, top)
    _draw_amount(sheet, code.slip, SMALL, (5.0, top + 68 * MM))
    _draw_amount(sheet, code.slip, LARGE, (RECEIPT + MARGIN, top + 68 * MM))
    accept = sheet.labels["acceptance_point"]
    pages.text_right(57 * MM, top + 82 * MM + 6.0, accept, SMALL.head)
    corner = ((RECEIPT + MARGIN) * MM, top + 17 * MM)
    qr.draw(pages, code, corner, CODE * MM)
    middle = corner[0] + CODE / 2 * MM, corner[1] + CODE / 2 * MM
    for wide, high, color in CROSS:
        box = (middle[0] - wide / 2 * MM, middle[1] - high / 2 * MM, wide * MM, high * MM)
        pages.squares([box], color)
    return len(pages.pages)


def _draw_edges(sheet: Sheet, top: float) -> None:
    """Where to cut, and that one should."""
    pages = sheet.pages
    pages.text_right(205 * MM, top - 4.0, sheet.labels["separate"], SMALL.text)
    pages.squares([(0.0, top - 0.25, 210 * MM, 0.5), (RECEIPT * MM - 0.25, top, 0.5, HEIGHT * MM)], BLACK)


def _draw_words(sheet: Sheet, slip: Slip, half: _Half, top: float) -> None:
    labels, small = sheet.labels, half is SMALL
    y = top + (12.0 if small else 5.0) * MM
    said: list[tuple[str, Sequence[str]]] = [("account_to", (slip.account, *slip.creditor))]
    if slip.reference:
        said.append(("slip_reference", (slip.reference,)))
    if slip.message and not small:
        said.append(("additional", (slip.message,)))
    said.append(("payable_by", slip.debtor) if slip.debtor else ("payable_by_whom", ()))
    for label, lines in said:
        y += half.head.leading
        sheet.pages.text(half.x * MM, y, labels[label], half.head)
        for text in lines:
            for line in wrap(text, half.text, half.width * MM)[:2]:
                y += half.text.leading
                sheet.pages.text(half.x * MM, y, line, half.text)
        y += half.text.leading * (0.5 if small else 1.0)
    if not slip.debtor:
        _draw_corners(sheet.pages, (half.x * MM, y - half.text.leading * 0.4), half.blank)


def _draw_amount(sheet: Sheet, slip: Slip, half: _Half, place: tuple[float, float]) -> None:
    x, y = place[0] * MM, place[1] + half.head.leading
    for label, text, right in (("currency", slip.currency, 0.0), ("slip_amount", slip.amount, 15.0)):
        sheet.pages.text(x + right * MM, y, sheet.labels[label], half.head)
        sheet.pages.text(x + right * MM, y + half.text.leading + 1, text, half.text)


def _draw_corners(pages: Pages, place: tuple[float, float], size: tuple[float, float]) -> None:
    (x, y), wide, high, long, thick = place, size[0] * MM, size[1] * MM, CORNER * MM, 0.75
    for right in (x, x + wide):
        for down in (y, y + high):
            pages.squares(
                [
                    (right if right == x else right - long, down, long, thick),
                    (right, down if down == y else down - long, thick, long),
                ],
                BLACK,
            )
