"""What the tops of all looks are built from: text in columns, the logo, and the line on further pages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from billdesk.basics import words
from billdesk.documents import colors
from billdesk.documents.fonts import SEMIBOLD
from billdesk.documents.layout import Line, Type, opened_picture, wrap
from billdesk.documents.sheet import SMALL, Sheet, shrunk

SMALL_NAME = Type(SEMIBOLD, 8.25, 12.0, colors.INK2)

Column = list[tuple[Line, Type]]


def draw_next_top(sheet: Sheet) -> None:
    """Whose document it is and which, small, on every further page."""
    pages = sheet.pages
    base = pages.at + 3.0
    heading = shrunk(sheet.heading, SMALL, 240.0)
    pages.text_right(pages.right, base, sheet.heading, heading)
    limit = pages.right - pages.left - heading.width(sheet.heading) - 20
    pages.text(pages.left, base, wrap(sheet.invoice.letterhead.name, SMALL_NAME, limit)[0], SMALL_NAME)
    pages.at += 24.0


def draw_logo(sheet: Sheet, x: float, most: tuple[float, float]) -> float:
    """The logo with its top at the cursor, at most so wide and high; its width, 0 where there is none."""
    head = sheet.invoice.letterhead
    picture = opened_picture(head.logo) if head.logo else None
    if picture is None:
        return 0.0
    wide, high = picture.getSize()
    scale = min(most[0] / wide, most[1] / high)
    sheet.pages.picture(picture, x, wide * scale, high * scale)
    return float(wide * scale)


def spaced(lines: Iterable[tuple[Line, Type]], more: float = 1.9) -> Column:
    """The lines, the first one a little further below its label."""
    column = list(lines)
    first = [(line, replace(how, leading=how.leading + more)) for line, how in column[:1]]
    return first + column[1:]


def set_in(text: str, how: Type, width: float) -> Column:
    """The text wrapped, all lines in one type."""
    return [(line, how) for line in wrap(text, how, width)]


def about(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What the document is about, as far as it says: label and text."""
    invoice, labels = sheet.invoice, sheet.labels
    if invoice.ship_to:
        yield labels["ship_to"], "\n".join(invoice.ship_to)
    if invoice.period_start and invoice.period_end:
        yield labels["period"], words.date_range(invoice.period_start, invoice.period_end, invoice.language)
    if invoice.title.strip():
        yield labels["subject"], invoice.title
    if invoice.reference.strip():
        yield labels["reference"], invoice.reference


def contact(sheet: Sheet) -> str:
    """How to reach the shop, on one line."""
    head = sheet.invoice.letterhead
    return " · ".join(part for part in (head.phone, head.email) if part.strip())


def flow(sheet: Sheet, columns: list[tuple[float, Column]]) -> None:
    """Columns side by side, on as many pages as they need; the cursor ends at the last baseline."""
    pages = sheet.pages
    while any(column for _, column in columns):
        start, deepest = pages.at, pages.at
        for x, column in columns:
            y = start
            while column and y + column[0][1].leading <= pages.bottom - 4.0:
                line, how = column.pop(0)
                y += how.leading
                pages.text(x, y, line, how)
            deepest = max(deepest, y)
        pages.at = deepest
        if any(column for _, column in columns):
            pages.break_page()
