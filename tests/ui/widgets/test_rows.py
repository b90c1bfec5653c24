"""Rows are painted from caches, and nothing is cut off without need."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.widgets import rows
from billdesk.ui.widgets.rows import RowPainter, RowState, width_of_cell

COLUMNS = (
    Column("name", "Name", lambda _: Cell("")),
    Column("amount", "Amount", lambda _: Cell(""), align=RIGHT),
)
SPANS = [(0, QRect(0, 0, 200, 32)), (1, QRect(200, 0, 100, 32))]


def row(painter, *cells, state=None):
    image = QImage(300, 32, QImage.Format.Format_RGB32)
    brush = QPainter(image)
    painter.paint(brush, cells, SPANS, state or RowState())
    brush.end()
    return image


def inked(image, columns, color):
    """Which of the columns of pixels have something darker than their ground."""
    return [x for x in columns if any(image.pixelColor(x, y).lightness() < color for y in range(4, 28))]


@pytest.fixture
def painter(look):
    return RowPainter(look, COLUMNS, 1)


def test_amounts_of_different_length_end_at_the_same_pixel(painter):
    ends = set()
    for text in ("1.00", "264.13", "1,152.05", "88,888.80"):
        image = row(painter, Cell("x"), Cell(text, figure=True, strong=True))
        ends.add(max(inked(image, range(200, 300), 160)))

    assert max(ends) - min(ends) <= 1


def test_second_words_stand_only_where_there_is_room(painter):
    short = row(painter, Cell("Acme", "Managed IT", strong=True), Cell(""))
    long = row(painter, Cell("A customer with a very long name", "Managed IT", strong=True), Cell(""))

    assert inked(short, range(60, 120), 160)
    assert not inked(long, range(193, 200), 160)


def second_row(painter, cells, dpr):
    """The second of two rows, painted on a screen of so many device pixels to one; its hairline left out."""
    image = QImage(300 * dpr, 65 * dpr, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    brush = QPainter(image)
    for top in (0, 33):
        painter.paint(brush, cells, [(n, rect.translated(0, top)) for n, rect in SPANS], RowState())
    brush.end()
    return image.copy(0, 34 * dpr, 300 * dpr, 29 * dpr)


def dark(image, x, y):
    return image.pixelColor(x, y).lightness() < 170


@pytest.mark.parametrize("dpr", [1, 2])
@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize(("place", "text"), [(0, "INV 2026 0007"), (1, "00,000.70")])
def test_what_is_void_is_struck_through_in_the_middle_of_its_letters(
    look, painter, place, text, percent, dpr
):
    look.choose("light", percent)
    plain, struck = (
        second_row(
            painter, tuple(Cell(text if n == place else "", figure=True, struck=on) for n in (0, 1)), dpr
        )
        for on in (False, True)
    )
    high = range(plain.height())
    letters = [x for x in range(plain.width()) if any(dark(plain, x, y) for y in high)]
    wide = range(letters[0], letters[-1] + 1)
    lines = [y for y in high if any(dark(plain, x, y) for x in wide)]

    strike = [y for y in high if all(dark(struck, x, y) for x in wide)]

    assert [y for y in high if all(dark(plain, x, y) for x in wide)] == []
    assert 1 <= len(strike) <= 2 * dpr
    assert abs(sum(strike) / len(strike) - (lines[0] + lines[-1]) / 2) <= 2 * dpr * look.scale
    ends = [x for x in range(plain.width()) if any(dark(struck, x, y) for y in high)]
    assert ends[0] >= letters[0] - 3 * dpr
    assert ends[-1] <= letters[-1] + 3 * dpr


def test_a_painted_text_is_kept(painter):
    row(painter, Cell("Acme"), Cell("1.00"))
    kept = dict(painter._texts)
    row(painter, Cell("Acme"), Cell("1.00"))

    assert painter._texts == kept


def test_the_cache_of_texts_has_an_end(painter, monkeypatch):
    monkeypatch.setattr(rows, "KEPT_TEXTS", 50)
    for number in range(200):
        row(painter, Cell(f"Customer {number}"), Cell("1.00"))

    assert len(painter._texts) <= 52


@pytest.mark.parametrize(
    ("state", "token"),
    [
        (RowState(), "sheet"),
        (RowState(hover=True), "hover"),
        (RowState(ticked=True), "tint"),
        (RowState(chosen=True, focused=True), "tint"),
        (RowState(chosen=True), "press"),
    ],
)
def test_the_ground_of_a_row_says_how_it_stands(painter, look, state, token):
    assert row(painter, Cell(""), Cell(""), state=state).pixelColor(100, 10) == look.color(token)


def test_markup_in_a_name_is_painted_as_it_is(painter):
    image = row(painter, Cell("<b>x</b>"), Cell(""))
    plain = row(painter, Cell("x"), Cell(""))

    assert max(inked(image, range(200), 160)) > max(inked(plain, range(200), 160)) + 20


def test_the_width_of_a_cell_counts_badge_and_icon(look):
    bare = width_of_cell(look, Cell("Open"))

    assert width_of_cell(look, Cell("Open", badge="open")) > bare
    assert width_of_cell(look, Cell("Open", icon="repeat")) > bare


@pytest.mark.parametrize(("name", "below"), [("Acme", False), ("A customer with a long name", True)])
def test_a_badge_stands_before_the_second_line_where_the_name_would_be_cut_off(look, name, below):
    painter = RowPainter(look, COLUMNS, 2)
    image = QImage(200, 46, QImage.Format.Format_RGB32)
    brush = QPainter(image)
    painter.paint(
        brush, (Cell(f"{name}\nPaused", "Hosting", badge="paused"),), [(0, QRect(0, 0, 200, 46))], RowState()
    )
    brush.end()
    fill = look.color("partly_bg")
    places = {y for x in range(200) for y in range(46) if image.pixelColor(x, y) == fill}
    assert (min(places) > 18) is below
    assert max(places) < 45
