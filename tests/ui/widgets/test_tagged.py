"""Text with {placeholders} as tags."""

import pytest

from billdesk.ui.widgets.painted import Ink
from billdesk.ui.widgets.tagged import Tagged, plain, width_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Managed IT {month_name} {year}", "Managed IT"),
        ("Managed IT, {period}", "Managed IT"),
        ("Hosting", "Hosting"),
        ("{customer}", "{customer}"),
    ],
)
def test_lists_show_the_text_without_its_placeholders(text, shown):
    assert plain(text) == shown


def test_tags_are_painted_on_the_tint_and_read_as_they_are_written(qtbot, look, painted):
    title = Tagged(look, "title")
    qtbot.addWidget(title)
    title.show_text("Managed IT {month_name}")
    title.resize(title.sizeHint())

    assert title.accessibleName() == "Managed IT {month_name}"
    picture = painted(title)
    tint = look.color("tint").rgb()
    assert any(picture.pixel(x, picture.height() // 2) == tint for x in range(picture.width()))


def test_a_tag_needs_more_room_than_its_words(look):
    assert width_of(look, "{year}", Ink("title", "ink")) > look.metrics("value").horizontalAdvance("{year}")
