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


def full_lines(image, columns):
    """The lines of pixels that have ink in every one of the columns."""
    return [y for y in range(4, 28) if all(image.pixelColor(x, y).lightness() < 200 for x in columns)]


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize(("place", "text"), [(0, "INV-2026-0007"), (1, "00,000.70")])
def test_what_is_void_is_struck_through_in_the_middle_of_its_letters(look, painter, place, text, percent):
    look.choose("light", percent)
    plain, struck = (
        row(painter, *(Cell(text if at == place else "", figure=True, struck=on) for at in (0, 1)))
        for on in (False, True)
    )
    span = range(200 * place, 200 + 100 * place)
    letters = inked(plain, span, 160)
    columns = range(letters[0], letters[-1] + 1)
    high = [y for y in range(4, 28) if any(plain.pixelColor(x, y).lightness() < 160 for x in columns)]

    strike = full_lines(struck, columns)

    assert full_lines(plain, columns) == []
    assert 1 <= len(strike) <= 2
    assert abs(sum(strike) / len(strike) - (high[0] + high[-1]) / 2) <= 2 * look.scale
    ends = inked(struck, span, 160)
    assert abs(ends[0] - letters[0]) <= 2
    assert abs(ends[-1] - letters[-1]) <= 2


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
