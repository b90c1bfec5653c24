"""Where the cells of the grid stand: beside each other, over the whole width."""

from billdesk.ui.editors.line_painter import COLUMNS, LEAST


def test_cells_stand_beside_each_other_over_the_whole_width(editor):
    page, typist = editor
    typist.type("One")
    spans = page.grid.painter.spans()
    assert list(spans) == [column.field for column in COLUMNS]
    end = 0
    for x, wide in spans.values():
        assert x == end
        end += wide
    assert end == page.grid.width()


def test_the_words_keep_some_room_however_narrow_it_gets(editor):
    page, _typist = editor
    page.grid.resize(300, 200)
    assert page.grid.painter.spans()["description"][1] == page.look.px(LEAST)


def test_a_place_on_the_screen_is_a_row_and_a_column(editor):
    page, _typist = editor
    painter = page.grid.painter
    middle = painter.cell(3, "price").center()
    assert (painter.row_at(middle.y()), painter.field_at(middle.x())) == (3, "price")
    assert painter.row_at(2) < 0
    assert painter.field_at(-5) == ""


def test_lines_headings_and_wrong_cells_are_painted(editor, painted):
    page, typist = editor
    typist.type("One")
    before = painted(page.grid)
    page.grid.open(0, "price")
    typist.type("x")
    page.grid.insert_heading()
    typist.type("Heading")
    assert painted(page.grid) != before
