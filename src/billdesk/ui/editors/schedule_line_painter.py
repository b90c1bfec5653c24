"""Paints the lines of a schedule: what each counts, how much that is now, and what it comes to."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from billdesk.basics import words
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.schedule_draft import Pricing
from billdesk.services.schedule_sheet import SheetLine
from billdesk.ui.editors.line_painter import PAD, Column, LinePainter, Shown
from billdesk.ui.editors.line_state import Row
from billdesk.ui.editors.schedule_words import ICONS, counts_words, when_words
from billdesk.ui.figures import DASH
from billdesk.ui.widgets.painted import RIGHT, Ink, Painted
from billdesk.ui.widgets.tagged import paint_tagged
from billdesk.ui.words import counted, tr

SCHEDULE_COLUMNS = (
    Column("grip", "", 32),
    Column("description", "Line", 0),
    Column("counts", "Counts", 176),
    Column("quantity", "Now", 64, True),
    Column("included", "Included", 76, True),
    Column("price", "Price", 92, True),
    Column("amount", "Amount", 96, True),
)


class ScheduleLinePainter(LinePainter):
    """`found` is what is known of each line by its id; `chosen` is the row whose details are shown."""

    def __init__(self, grid: Painted) -> None:
        super().__init__(grid, SCHEDULE_COLUMNS)
        self.found: Mapping[int, SheetLine] = {}
        self.pricing: Pricing | None = None
        self.searches: Mapping[int, str] = {}
        self.fields: Mapping[str, str] = {}
        self.follows = False
        self.chosen = -1

    def paint_row(self, painter: QPainter, at: int, row: Row, cells: object, fresh: bool = False) -> None:
        if at == self.chosen and not fresh:
            whole = self.cell(at, "grip")
            whole.setWidth(self.grid.width())
            painter.fillRect(whole, self.look.color("tint"))
            bar = QRect(0, whole.y(), self.look.px(3), whole.height())
            painter.fillRect(bar, self.look.color("accent"))
        super().paint_row(painter, at, row, cells, fresh)

    def paint_cell(self, painter: QPainter, room: QRectF, field: str, shown: Shown) -> None:
        row = shown.row
        wrong = row.wrong(field)
        inner = room.adjusted(self.look.px(PAD), 0, -self.look.px(PAD), 0)
        if field == "counts":
            if not shown.fresh:
                self._counts(painter, inner, row)
            return
        if wrong is not None:
            self.outline(painter, room)
        if field == "description":
            text = wrong.text if wrong is not None else row.line.description or self.name_of(row.line)
            mark = "" if shown.fresh else when_words(row.line, shown.cells.today, shown.cells.language)
            if mark:
                inner = self._marked(painter, inner, mark)
            ink = Ink("strong", "ink3" if mark else "ink")
            paint_tagged(painter, self.grid, inner, " ".join(text.split())[:500], ink)
            return
        if shown.fresh and field != "quantity":
            return
        text, tone = (wrong.text, "ink") if wrong is not None else self._figure(row.line, field, shown)
        role = "strong" if field == "amount" and tone == "ink" else "body"
        self.grid.write(painter, inner, text, Ink(role, "ink3" if shown.fresh else tone, True, RIGHT))

    def _marked(self, painter: QPainter, inner: QRectF, mark: str) -> QRectF:
        """Write at the right since or until when a line counts; the room that is left for its words."""
        wide = self.look.metrics("small").horizontalAdvance(mark)
        self.grid.write(painter, inner, mark, Ink("small", "partly_fg", align=RIGHT))
        return inner.adjusted(0, 0, -wide - self.look.px(8), 0)

    def price_of(self, line: ScheduleLine) -> int | None:
        """The price that comes from the catalog; None where the line's own counts."""
        if self.pricing is None or not (line.unit_price is None or self.follows):
            return None
        return self.pricing.of(line)

    def name_of(self, line: ScheduleLine) -> str:
        """What the catalog calls it; "" where it isn't from there."""
        product = self.pricing.products.get(line.product_id or 0) if self.pricing else None
        return product.name if product else ""

    def _counts(self, painter: QPainter, inner: QRectF, row: Row) -> None:
        line, look = row.line, self.look
        side, dpr = look.px(14), painter.device().devicePixelRatio()
        name = "list-filter" if line.counter and line.counter.search_id else ICONS.get(line.type, "hash")
        picture = look.picture(name, "ink3", 14, dpr)
        painter.drawPixmap(round(inner.x()), round(inner.center().y() - side / 2), picture)
        said = counts_words(line, self.searches, self.fields)
        self.grid.write(painter, inner.adjusted(look.px(20), 0, 0, 0), said, Ink("small", "ink2"))

    def _figure(self, line: ScheduleLine, field: str, shown: Shown) -> tuple[str, str]:
        """The text of a figure and its tone."""
        found = self.found.get(line.id)
        if field == "quantity" and line.type != "standard":
            count = found.count if found else None
            none = "partly_fg" if count == 0 else "ink"
            return (DASH, "ink3") if count is None else (words.quantity(count, shown.cells.language), none)
        if field == "included":
            return ("", "ink3") if line.type == "standard" else (shown.cells.shown(line, field), "ink")
        if field == "price":
            return self._price(line, shown)
        if field == "amount":
            return self._amount(found, shown)
        return shown.cells.shown(line, field), "ink"

    def _price(self, line: ScheduleLine, shown: Shown) -> tuple[str, str]:
        if line.tiers or line.tier_mode:
            return counted(len(line.tiers), "{count} tier", "{count} tiers"), "ink2"
        price = self.price_of(line)
        if price is not None:
            return words.price(price, shown.cells.currency, shown.cells.language), "ink3"
        return shown.cells.shown(line, "price") or DASH, "ink2"

    def _amount(self, found: SheetLine | None, shown: Shown) -> tuple[str, str]:
        if found is None:
            return DASH, "ink3"
        if found.net is None:
            return (tr("not printed") if found.count == 0 else tr("not now")), "ink3"
        return words.amount(found.net, shown.cells.currency, shown.cells.language, symbol=False), "ink"
