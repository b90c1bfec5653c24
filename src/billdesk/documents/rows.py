"""Plain rows in columns, for statements and closing sheets: head on each page, hairline below each row."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from billdesk.documents import colors
from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.sheet import Sheet, shrunk

GAP = 12.0
MOST_LINES = 3  # of a note below a row


@dataclass(frozen=True, slots=True)
class Column:
    """A column of points wide; one is 0 wide and takes what the others leave. Figures end at the right."""

    title: str
    width: float = 0.0
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Draws rows of texts below each other, in columns."""

    sheet: Sheet
    columns: tuple[Column, ...]

    @contextmanager
    def below_head(self) -> Generator[None, None, None]:
        """The titles, here and on every page that begins within."""
        pages = self.sheet.pages
        pages.need(80.0)
        self._draw_head()
        before = pages.on_new_page

        def with_head() -> None:
            before()
            self._draw_head()

        pages.on_new_page = with_head
        yield
        pages.on_new_page = before

    def draw(self, cells: Sequence[str], note: str = "", strong: int | None = None) -> None:
        """A row, with a note in small letters below its words; the cell `strong` stands out."""
        pages, look = self.sheet.pages, self.sheet.look.table
        places, rest = self._places(), self._rest()
        lines: list[tuple[Line, Type]] = []
        for column, place, cell in zip(self.columns, places, cells, strict=True):
            if not column.width:
                lines += [(line, look.body) for line in wrap(cell, look.body, rest)]
                lines += [(line, look.note) for line in wrap(note, look.note, rest)[:MOST_LINES] if note]
                words_at = place
        pages.need(look.first + look.line * (len(lines) - 1) + look.last)
        pages.at += look.first
        base = pages.at
        for number, (column, place, cell) in enumerate(zip(self.columns, places, cells, strict=True)):
            if column.width:
                self._draw_cell(column, (place, base), cell, number == strong)
        for number, (line, how) in enumerate(lines):
            pages.at = base + number * look.line
            pages.text(words_at, pages.at, line, how)
        pages.at += look.last
        pages.rule(pages.left, pages.right, colors.LINE, 0.5)

    def _draw_cell(self, column: Column, place: tuple[float, float], text: str, strong: bool) -> None:
        pages, figure = self.sheet.pages, self.sheet.look.totals.figure
        if column.figure:
            how = self.sheet.look.table.strong if strong else figure
            pages.text_right(*place, text, shrunk(text, how, column.width))
        else:
            how = replace(figure, color=colors.INK2)
            pages.text(*place, wrap(text, how, column.width)[0], how)

    def _rest(self) -> float:
        pages, padding = self.sheet.pages, self.sheet.look.table.padding
        taken = sum(column.width for column in self.columns) + GAP * (len(self.columns) - 1)
        return pages.right - pages.left - 2 * padding - taken

    def _places(self) -> list[float]:
        """Where each column begins, or ends where it holds figures."""
        x, rest, places = self.sheet.pages.left + self.sheet.look.table.padding, self._rest(), []
        for column in self.columns:
            wide = column.width or rest
            places.append(x + wide if column.figure else x)
            x += wide + GAP
        return places

    def _draw_head(self) -> None:
        pages, look = self.sheet.pages, self.sheet.look.table
        top, ground, head = pages.at, self.sheet.ground(look.head_ground), look.head
        if ground is not None:
            pages.box((pages.left, top, pages.right - pages.left, look.head_height), 0.0, ground)
            head = replace(head, color=colors.ink_on(ground))
        for column, place in zip(self.columns, self._places(), strict=True):
            draw = pages.text_right if column.figure else pages.text
            draw(place, top + look.head_base, column.title, head)
        for rule in look.head_rules:
            pages.at = top + rule
            pages.rule(pages.left, pages.right, colors.INK, 0.75)
        pages.at = top + (look.head_height if ground is not None else look.head_rules[-1])
