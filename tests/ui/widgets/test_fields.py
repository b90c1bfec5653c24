"""Fields: searching, saying what is wrong, switching."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.fields import CommandField, Field, SearchField, Switch


@pytest.fixture
def search(look, qtbot):
    made = SearchField(look, "invoices.search", "Number, customer…")
    qtbot.addWidget(made)
    return made


def test_typing_asks_once_after_a_short_while(search, qtbot):
    asked = []
    search.asked.connect(asked.append)
    qtbot.keyClicks(search, "acme")
    assert asked == []

    qtbot.waitUntil(lambda: asked == ["acme"])


def test_enter_asks_at_once_and_escape_clears(search, qtbot):
    asked = []
    search.asked.connect(asked.append)
    search.setText("Müller")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.keyClick(search, Qt.Key.Key_Escape)

    assert asked == ["Müller", ""]
    assert search.accessibleName() == "Number, customer"


def test_blanks_around_what_is_typed_are_not_another_question(search, qtbot):
    asked = []
    search.asked.connect(asked.append)
    for text in ("acme", "acme "):
        search.setText(text)
        qtbot.keyClick(search, Qt.Key.Key_Return)

    assert asked == ["acme"]


def test_a_wrong_field_says_what_to_type_until_one_types(look, qtbot):
    field = Field(look, "payment.amount", "Amount", "In dollars")
    qtbot.addWidget(field)
    field.tell("Not an amount. Type 12.50")
    assert field.edit.accessibleDescription() == "Not an amount. Type 12.50"
    assert field.edit.property("state") == "wrong"

    qtbot.keyClicks(field.edit, "1")
    assert field.edit.accessibleDescription() == "In dollars"
    assert field.edit.property("state") == ""


def test_a_label_is_the_name_of_its_field(look, qtbot):
    field = Field(look, "payment.amount", "Amount")
    qtbot.addWidget(field)

    assert field.edit.accessibleName() == "Amount"
    assert field._label.buddy() is field.edit


def test_a_switch_is_switched_by_space_and_shows_it(look, qtbot, painted):
    switch = Switch(look, "Send by e-mail", "schedule.auto_send")
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    assert painted(switch).pixelColor(24, 9) == look.color("edge_strong")

    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    assert painted(switch).pixelColor(6, 9) == look.color("accent")


def test_the_command_field_is_a_button_with_its_words(look, qtbot):
    field = CommandField(look, "Search or run a command", ("Ctrl", "K"), "window.command")
    qtbot.addWidget(field)
    assert field.accessibleName() == "Search or run a command"
    wide = field.sizeHint().width()
    field.narrow = True

    assert field.sizeHint().width() < wide


def test_text_that_is_shown_is_not_asked_for(search, qtbot):
    asked = []
    search.asked.connect(asked.append)
    search.show_text("acme")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert (search.text(), asked) == ("acme", [])


def test_the_command_field_is_short_in_a_narrow_window(look, qtbot):
    field = CommandField(look, "Search", ("Ctrl", "K"), "window.command")
    qtbot.addWidget(field)
    wide = field.sizeHint().width()
    field.fold(True)
    assert (field.sizeHint().width(), wide) == (200, 296)
    assert field.minimumSizeHint() == field.sizeHint()


def test_the_hint_of_a_search_is_read_whole_where_there_is_room(look, qtbot):
    for hint in ("Number, customer…", "Customer, receipt, reference…"):
        search = SearchField(look, "x.search", hint, least=80)
        qtbot.addWidget(search)
        words = look.metrics("body").horizontalAdvance(search.placeholderText())
        assert words < search.sizeHint().width() - look.px(42) < words + look.px(10)
    search.setPlaceholderText("Number, customer, line text, reference, title and more")
    assert search.sizeHint().width() == search.maximumWidth()
