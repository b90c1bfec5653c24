"""The annex: the names of what was counted, line by line, on pages behind the invoice."""

from collections.abc import Sequence

from billdesk.documents.colors import LINE
from billdesk.documents.fonts import clean
from billdesk.documents.layout import wrap
from billdesk.documents.sheet import NAME, Sheet
from billdesk.domain.document import Counted

GAP = 16.0
LEAST_COLUMN = 90.0
MOST_COLUMNS = 4


def draw_annex(sheet: Sheet) -> None:
    """All parts of the annex, on a page of its own; nothing where there are none."""
    parts = sheet.invoice.annex
    if not parts:
        return
    pages = sheet.pages
    pages.break_page()
    pages.at += NAME.leading
    pages.text(pages.left, pages.at, sheet.labels["annex"], NAME)
    pages.at += 8.0
    for part in parts:
        _draw_part(sheet, part)


def _draw_part(sheet: Sheet, part: Counted) -> None:
    pages, look = sheet.pages, sheet.look.table
    heading = f"{clean(part.description)} ({len(part.names)})"
    lines = wrap(heading, look.strong, pages.right - pages.left)
    pages.need(14.0 + len(lines) * look.line + 2 * look.line)
    pages.at += 10.0
    for line in lines:
        pages.need(look.line + 4.0)
        pages.at += look.line
        pages.text(pages.left, pages.at, line, look.strong)
    pages.at += 5.0
    pages.rule(pages.left, pages.right, LINE)
    pages.at += 3.0
    _draw_names(sheet, part.names)


def _draw_names(sheet: Sheet, names: Sequence[str]) -> None:
    """The names in as many columns as their widest allows, read row by row."""
    pages, how = sheet.pages, sheet.look.table.body
    room = pages.right - pages.left
    widest = max(LEAST_COLUMN, *(how.width(name) for name in names))
    columns = max(1, min(MOST_COLUMNS, int((room + GAP) // (widest + GAP))))
    width = (room + GAP) / columns
    for start in range(0, len(names), columns):
        cells = [wrap(name, how, width - GAP) for name in names[start : start + columns]]
        for place in range(max(map(len, cells))):
            pages.need(how.leading + 4.0)
            pages.at += how.leading
            for column, lines in enumerate(cells):
                if place < len(lines):
                    pages.text(pages.left + column * width, pages.at, lines[place], how)
