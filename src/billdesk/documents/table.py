"""The table of lines: columns as wide as their figures need, rows that may run over pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from billdesk.basics import words
from billdesk.documents import colors
from billdesk.documents.colors import EDGE, INK, INK2, INK3, LINE
from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.look import TableLook
from billdesk.documents.sheet import Sheet
from billdesk.domain.document import PrintedLine

# Sizes of the figures against the look's own, and what each must leave for the description; the small ones
# are for huge amounts.
SIZES = (
    (1.0, 150.0),
    (0.96, 130.0),
    (0.9, 110.0),
    (0.85, 90.0),
    (0.75, 80.0),
    (0.64, 70.0),
    (0.53, 60.0),
    (0.43, 50.0),
)
WIDEST_UNIT = 84.0
WIDEST_JOINED = 60.0
NUMBER_WIDTH = 19.0
TOGETHER = 12  # a row of up to so many lines is not cut by the end of a page
COMPANIONS = 2  # as many lines of the last row go with the totals at least
BESIDE = 5.0  # between a description and the note behind it


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of one row, as printed."""

    number: str = ""
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
    left: float
    description: float  # width
    quantity: float
    unit: float
    unit_width: float
    price: float
    discount: float | None
    amount: float
    mark: float | None
    whole: float  # width of the table inside of its padding


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the invoice, ready to be drawn. `aside` stands behind the last line of the description."""

    heading: bool
    look: TableLook
    cells: Cells
    words: tuple[tuple[Line, Type], ...]
    unit: tuple[Line, ...] = ()
    aside: Line | None = None

    @property
    def height(self) -> float:
        """Points from rule to rule."""
        return self.above + sum(self.step(how) for _, how in self.words[1:]) + self.below

    @property
    def above(self) -> float:
        """Points from the rule to the first baseline."""
        return self.look.first + (self.look.heading_first if self.heading else 0.0)

    @property
    def below(self) -> float:
        """Points from the last baseline to the rule."""
        return self.look.last - (0.9 if self.words[-1][1] == self.look.note else 0.0)

    def step(self, how: Type) -> float:
        """Points from the baseline above to this one's."""
        return how.leading if how == self.look.note else self.look.line


def draw_table(sheet: Sheet, totals_height: float) -> None:
    """All lines; the totals, so high, will find room below at least the end of the last one."""
    look = sheet.look.table
    cells = _all_cells(sheet)
    columns = _columns(sheet, cells)
    rows = [_row(look, line, cell, columns) for line, cell in zip(sheet.invoice.lines, cells, strict=True)]
    pages = sheet.pages
    pages.need(look.head_height + (_kept_together(rows, 0, totals_height) if rows else totals_height))
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
        height += row.height if _short(row) else row.above + row.below
    return height + (totals_height if place >= len(rows) - 1 and _short(rows[-1]) else 0.0)


def _short(row: Row) -> bool:
    return len(row.words) <= TOGETHER


def _all_cells(sheet: Sheet) -> list[Cells]:
    found, number = [], 0
    for line in sheet.invoice.lines:
        number += line.kind == "item"
        found.append(_cells(sheet, line, str(number) if sheet.look.table.numbered else ""))
    if sheet.look.table.unit_joined and _fit_joined(sheet, found):
        return [replace(cell, quantity=f"{cell.quantity} {cell.unit}".strip(), unit="") for cell in found]
    return found


def _fit_joined(sheet: Sheet, cells: Sequence[Cells]) -> bool:
    return all(sheet.look.table.body.width(cell.unit) <= WIDEST_JOINED for cell in cells)


def _cells(sheet: Sheet, line: PrintedLine, number: str) -> Cells:
    if line.kind == "heading":
        return Cells()
    language, currency = sheet.invoice.language, sheet.invoice.currency
    discount = line.discount_text or (sheet.money(-line.discount) if line.discount else "")
    return Cells(
        number,
        "" if line.quantity is None else words.quantity(line.quantity, language),
        line.unit,
        "" if line.unit_price is None else words.price(line.unit_price, currency, language),
        discount,
        "" if line.amount is None else sheet.money(line.amount),
        (line.tax_letters or line.tax_mark) if sheet.look.table.letters else line.tax_mark,
    )


def _columns(sheet: Sheet, cells: Sequence[Cells]) -> Columns:
    """The widest figures decide; if they leave too little for the description, all are set smaller."""
    body = sheet.look.totals.figure
    for share, least in SIZES:
        columns = _columns_at(sheet, cells, replace(body, size=body.size * share))
        if columns.description >= least:
            return columns
    return replace(columns, description=max(columns.description, SIZES[-1][1]))


def _columns_at(sheet: Sheet, cells: Sequence[Cells], figure: Type) -> Columns:
    look, labels, pages = sheet.look.table, sheet.labels, sheet.pages

    def widest(name: str, label: str, least: float) -> float:
        texts = {getattr(cell, name) for cell in cells}
        return max([least, look.head.width(labels[label]), *map(figure.width, texts)])

    amount = pages.right - look.padding
    edge = amount - widest("amount", "amount", 55.0) - look.gap
    mark = edge if any(cell.mark for cell in cells) else None
    if mark is not None:
        edge -= _mark_width(sheet, cells) + look.gap * (1.0 if look.letters else 0.5)
    discount = edge if any(cell.discount for cell in cells) else None
    price = edge
    if discount is not None:
        price -= widest("discount", "line_discount", 40.0) + look.gap
    unit_width = _unit_width(sheet, cells, figure)
    unit = price - widest("price", "price", 46.0) - look.gap - unit_width
    quantity = unit - (4.6 if unit_width and not look.unit_titled else look.gap * 0.8 if unit_width else 0.0)
    left = pages.left + look.padding + (NUMBER_WIDTH if look.numbered else 0.0)
    description = quantity - widest("quantity", look.quantity_label, 40.0) - look.gap - left
    whole = amount - pages.left - look.padding
    return Columns(
        figure, left, description, quantity, unit, unit_width, price, discount, amount, mark, whole
    )


def _mark_width(sheet: Sheet, cells: Sequence[Cells]) -> float:
    look = sheet.look.table
    how = look.body if look.letters else look.note
    title = look.head.width(sheet.labels["tax_column"]) if look.letters else 0.0
    return max([title, *(how.width(cell.mark) for cell in cells)])


def _unit_width(sheet: Sheet, cells: Sequence[Cells], figure: Type) -> float:
    """The column of units: none without units, and narrower where huge figures need the room."""
    look = sheet.look.table
    width = max([0.0, *(look.body.width(unit) for unit in {cell.unit for cell in cells})])
    if not width:
        return 0.0
    usual = figure.size >= 0.96 * sheet.look.totals.figure.size
    return min(max(width, 40.0), WIDEST_UNIT if usual else WIDEST_UNIT / 2)


def _row(look: TableLook, line: PrintedLine, cells: Cells, columns: Columns) -> Row:
    if line.kind == "heading":
        return Row(True, look, Cells(), _words(look, line, columns.whole))
    aside = _aside(look, line, columns.description)
    if aside is not None:
        line = replace(line, note="")
    said = _words(look, line, columns.description)
    unit = wrap(cells.unit, look.body, columns.unit_width) if cells.unit else ()
    missing = len(unit) - len(said)
    return Row(False, look, cells, said + ((Line(""), look.body),) * missing, unit, aside)


def _words(look: TableLook, line: PrintedLine, width: float) -> tuple[tuple[Line, Type], ...]:
    how = look.strong if line.kind == "heading" else look.body
    lines = [(text, how) for text in wrap(line.description, how, width)]
    if line.note:
        lines += [(text, look.note) for text in wrap(line.note, look.note, width)]
    return tuple(lines) or ((Line(""), how),)


def _aside(look: TableLook, line: PrintedLine, width: float) -> Line | None:
    """The note, where the look sets it behind a description of one line and it fits there."""
    if not look.note_beside or not line.note.strip():
        return None
    described, noted = wrap(line.description, look.body, width), wrap(line.note, look.note, width)
    if len(described) != 1 or len(noted) != 1 or described[0].right or noted[0].right:
        return None
    wide = look.body.width(described[0].text) + BESIDE + look.note.width(noted[0].text)
    return noted[0] if wide <= width else None


def _draw_head(sheet: Sheet, columns: Columns) -> None:
    pages, labels, look = sheet.pages, sheet.labels, sheet.look.table
    top, ground, head = pages.at, sheet.ground(look.head_ground), look.head
    if ground is not None:
        pages.box((pages.left, top, pages.right - pages.left, look.head_height), 0.0, ground)
        head = replace(head, color=colors.ink_on(ground))
    base = top + look.head_base
    if look.numbered:
        pages.text(pages.left + look.padding, base, "#", head)
    pages.text(columns.left, base, labels["description"], head)
    pages.text_right(columns.quantity, base, labels[look.quantity_label], head)
    if look.unit_titled and columns.unit_width:
        pages.text(columns.unit, base, labels["unit"], head)
    pages.text_right(columns.price, base, labels["price"], head)
    if columns.discount is not None:
        pages.text_right(columns.discount, base, labels["line_discount"], head)
    if columns.mark is not None and look.letters:
        pages.text_right(columns.mark, base, labels["tax_column"], head)
    pages.text_right(columns.amount, base, labels["amount"], head)
    for rule in look.head_rules:
        pages.at = top + rule
        pages.rule(pages.left, pages.right, INK, 0.75)
    pages.at = top + (look.head_height if ground is not None else look.head_rules[-1])


def _draw_row(sheet: Sheet, columns: Columns, row: Row, after: float) -> None:
    """The row and the rule below it. `after` is room that must stay below the last lines of the row."""
    pages = sheet.pages
    ground = sheet.ground(row.look.heading_ground)
    if row.heading and ground is not None and _short(row):
        pages.box((pages.left, pages.at, pages.right - pages.left, row.height), 0.0, ground)
    pages.at += row.above
    if row.cells.number:
        pages.text(
            pages.left + row.look.padding, pages.at, row.cells.number, replace(columns.figure, color=INK3)
        )
    x = pages.left + row.look.padding if row.heading else columns.left
    base, pending = pages.at, True
    for place, (line, how) in enumerate(row.words):
        if place:
            pages.at += row.step(how)
            left = row.words[place + 1 :]
            below = row.below
            if place >= len(row.words) - COMPANIONS:
                below += sum(row.step(kind) for _, kind in left) + after
            if pages.room < below:  # the row goes on, on a new page
                if pending:
                    _draw_cells(sheet, columns, row, base)
                pending = False
                pages.break_page()
                pages.at += row.above
        pages.text(x, pages.at, line, how)
    if pending:
        _draw_cells(sheet, columns, row, base)
    pages.at += row.below
    pages.rule(pages.left, pages.right, EDGE if row.heading else LINE, 0.5)


def _draw_cells(sheet: Sheet, columns: Columns, row: Row, base: float) -> None:
    """The figures of a row, after its words: so it is read aloud and copied as it is meant."""
    pages, look, cells = sheet.pages, row.look, row.cells
    if row.aside is not None:
        x = columns.left + look.body.width(row.words[0][0].text) + BESIDE
        pages.text(x, base, row.aside, look.note)
    pages.text_right(columns.quantity, base, cells.quantity, columns.figure)
    unit = look.body if look.unit_titled else replace(look.body, color=INK2)
    for place, line in enumerate(row.unit):
        pages.text(columns.unit, base + place * (look.line - 0.1), line, unit)
    pages.text_right(columns.price, base, cells.price, columns.figure)
    if columns.discount is not None:
        pages.text_right(columns.discount, base, cells.discount, columns.figure)
    if cells.mark and columns.mark is not None:
        pages.text_right(columns.mark, base, cells.mark, look.body if look.letters else look.note)
    pages.text_right(columns.amount, base, cells.amount, columns.figure)
