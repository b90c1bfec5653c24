"""The table of lines: columns as wide as their figures need, rows that may run over pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from billdesk.basics import words
from billdesk.documents.colors import EDGE, INK, LINE
from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.sheet import BODY, BODY_FIGURE, HEAD, NOTE, STRONG, UNIT, Sheet
from billdesk.domain.document import PrintedLine

GAP = 14.0
# Sizes of the figures, and what each must leave for the description; the small ones are for huge amounts.
SIZES = (
    (9.4, 150.0),
    (9.0, 130.0),
    (8.5, 110.0),
    (8.0, 90.0),
    (7.0, 80.0),
    (6.0, 70.0),
    (5.0, 60.0),
    (4.0, 50.0),
)
WIDEST_UNIT = 84.0
FIRST_BASELINE = 14.2
AFTER_LAST = 9.0
HEAD_HEIGHT = 20.0
TOGETHER = 12  # a row of up to so many lines is not cut by the end of a page
COMPANIONS = 2  # as many lines of the last row go with the totals at least


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of one row, as printed."""

    quantity: str = ""
    unit: str = ""
    price: str = ""
    discount: str = ""
    amount: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns lie, in points from the left: right edges of figures, left edges of words."""

    figure: Type
    description: float  # width
    quantity: float
    unit: float
    unit_width: float
    price: float
    discount: float | None
    amount: float
    mark: float
    whole: float  # width of the table


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the invoice, ready to be drawn."""

    heading: bool
    cells: Cells
    words: tuple[tuple[Line, Type], ...]
    unit: tuple[Line, ...] = ()

    @property
    def height(self) -> float:
        """Points from rule to rule."""
        return self.above + sum(_step(how) for _, how in self.words[1:]) + self.below

    @property
    def above(self) -> float:
        """Points from the rule to the first baseline."""
        return FIRST_BASELINE + (5.0 if self.heading else 0.0)

    @property
    def below(self) -> float:
        """Points from the last baseline to the rule."""
        return AFTER_LAST - (0.9 if self.words[-1][1] == NOTE else 0.0)


def draw_table(sheet: Sheet, totals_height: float) -> None:
    """All lines; the totals, so high, will find room below at least the end of the last one."""
    cells = [_cells(sheet, line) for line in sheet.invoice.lines]
    columns = _columns(sheet, cells)
    rows = [_row(line, cell, columns) for line, cell in zip(sheet.invoice.lines, cells, strict=True)]
    pages = sheet.pages
    pages.need(HEAD_HEIGHT + (_kept_together(rows, 0, totals_height) if rows else totals_height))
    _draw_head(sheet, columns)
    before = pages.on_new_page

    def with_head() -> None:
        before()
        _draw_head(sheet, columns)

    pages.on_new_page = with_head
    for place, row in enumerate(rows):
        after = totals_height if place == len(rows) - 1 else 0.0
        pages.need(_kept_together(rows, place, totals_height))
        _draw_row(sheet, columns, row, after)
    pages.on_new_page = before


def _kept_together(rows: Sequence[Row], place: int, totals_height: float) -> float:
    """How much room the row asks for: a heading wants the line after it, the last line the totals."""
    height = 0.0
    while place < len(rows) and rows[place].heading:
        height += rows[place].height
        place += 1
    if place < len(rows):
        row = rows[place]
        height += row.height if len(row.words) <= TOGETHER else row.above + row.below
    return height + (totals_height if place >= len(rows) - 1 and _short(rows[-1]) else 0.0)


def _short(row: Row) -> bool:
    return len(row.words) <= TOGETHER


def _cells(sheet: Sheet, line: PrintedLine) -> Cells:
    language, currency = sheet.invoice.language, sheet.invoice.currency
    discount = line.discount_text or (sheet.money(-line.discount) if line.discount else "")
    return Cells(
        "" if line.quantity is None else words.quantity(line.quantity, language),
        line.unit,
        "" if line.unit_price is None else words.price(line.unit_price, currency, language),
        discount,
        "" if line.amount is None else sheet.money(line.amount),
        line.tax_mark,
    )


def _columns(sheet: Sheet, cells: Sequence[Cells]) -> Columns:
    """The widest figures decide; if they leave too little for the description, all are set smaller."""
    for size, least in SIZES:
        columns = _columns_at(sheet, cells, replace(BODY_FIGURE, size=size))
        if columns.description >= least:
            return columns
    return replace(columns, description=max(columns.description, SIZES[-1][1]))


def _columns_at(sheet: Sheet, cells: Sequence[Cells], figure: Type) -> Columns:
    def widest(texts: Sequence[str], label: str, least: float) -> float:
        return max([least, HEAD.width(sheet.labels[label]), *map(figure.width, texts)])

    mark = max([0.0, *(NOTE.width(cell.mark) for cell in cells)])
    amount = sheet.pages.right
    left_of_amount = amount - widest([cell.amount for cell in cells], "amount", 55.0) - GAP
    mark_edge = left_of_amount
    left_of_amount -= mark + GAP / 2 if mark else 0.0
    discount = left_of_amount if any(cell.discount for cell in cells) else None
    price = left_of_amount
    if discount is not None:
        price -= widest([cell.discount for cell in cells], "line_discount", 40.0) + GAP
    unit_width = max([0.0, *(UNIT.width(cell.unit) for cell in cells)])
    unit_width = min(
        max(unit_width, 40.0 if unit_width else 0.0), WIDEST_UNIT if figure.size > 9 else WIDEST_UNIT / 2
    )
    unit = price - widest([cell.price for cell in cells], "price", 46.0) - GAP - unit_width
    quantity = unit - (4.6 if unit_width else 0.0)
    description = (
        quantity - widest([cell.quantity for cell in cells], "quantity", 40.0) - GAP - sheet.pages.left
    )
    return Columns(
        figure,
        description,
        quantity,
        unit,
        unit_width,
        price,
        discount,
        amount,
        mark_edge,
        amount - sheet.pages.left,
    )


def _row(line: PrintedLine, cells: Cells, columns: Columns) -> Row:
    if line.kind == "heading":
        return Row(True, Cells(), _words(line, STRONG, columns.whole))
    words_of_line = _words(line, BODY, columns.description)
    unit = wrap(cells.unit, UNIT, columns.unit_width) if cells.unit else ()
    missing = len(unit) - len(words_of_line)
    return Row(False, cells, words_of_line + ((Line(""), BODY),) * missing, unit)


def _words(line: PrintedLine, how: Type, width: float) -> tuple[tuple[Line, Type], ...]:
    lines = [(text, how) for text in wrap(line.description, how, width)]
    if line.note:
        lines += [(text, NOTE) for text in wrap(line.note, NOTE, width)]
    return tuple(lines) or ((Line(""), how),)


def _step(how: Type) -> float:
    """Points from the baseline above to this one's."""
    return 12.6 if how in (BODY, STRONG) else how.leading


def _draw_head(sheet: Sheet, columns: Columns) -> None:
    pages, labels = sheet.pages, sheet.labels
    base = pages.at + 8.6
    pages.text(pages.left, base, labels["description"], HEAD)
    pages.text_right(columns.quantity, base, labels["quantity"], HEAD)
    pages.text_right(columns.price, base, labels["price"], HEAD)
    if columns.discount is not None:
        pages.text_right(columns.discount, base, labels["line_discount"], HEAD)
    pages.text_right(columns.amount, base, labels["amount"], HEAD)
    pages.at += HEAD_HEIGHT - 3.0
    pages.rule(pages.left, pages.right, INK, 0.75)


def _draw_row(sheet: Sheet, columns: Columns, row: Row, after: float) -> None:
    """The row and the rule below it. `after` is room that must stay below the last lines of the row."""
    pages = sheet.pages
    pages.at += row.above
    _draw_cells(sheet, columns, row)
    for place, (line, how) in enumerate(row.words):
        if place:
            pages.at += _step(how)
            left = row.words[place + 1 :]
            if place >= len(row.words) - COMPANIONS:
                _keep_line(sheet, row, sum(_step(kind) for _, kind in left) + row.below + after)
            else:
                _keep_line(sheet, row, row.below)
        pages.text(pages.left, pages.at, line, how)
    pages.at += row.below
    pages.rule(pages.left, pages.right, EDGE if row.heading else LINE, 0.5)


def _keep_line(sheet: Sheet, row: Row, below: float) -> None:
    """Goes on, on a new page, when the baseline at the cursor leaves less than `below`."""
    if sheet.pages.room < below:
        sheet.pages.break_page()
        sheet.pages.at += row.above


def _draw_cells(sheet: Sheet, columns: Columns, row: Row) -> None:
    pages, cells, base = sheet.pages, row.cells, sheet.pages.at
    pages.text_right(columns.quantity, base, cells.quantity, columns.figure)
    for place, line in enumerate(row.unit):
        pages.text(columns.unit, base + place * UNIT.leading, line, UNIT)
    pages.text_right(columns.price, base, cells.price, columns.figure)
    if columns.discount is not None:
        pages.text_right(columns.discount, base, cells.discount, columns.figure)
    pages.text_right(columns.amount, base, cells.amount, columns.figure)
    if cells.mark:
        pages.text_right(columns.mark, base, cells.mark, NOTE)
