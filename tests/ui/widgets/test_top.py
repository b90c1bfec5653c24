"""The top bar."""

import pytest

from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.top import SplitButton, TopBar


@pytest.fixture
def top(look, qtbot):
    made = TopBar(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_where_one_is_and_the_way_back(top, qtbot):
    top.show_place("Preview run", "nothing is written", back=True)
    back = top.findChild(Button, "window.back")
    assert back.isVisible()
    with qtbot.waitSignal(top.back):
        back.click()

    top.show_place("Invoices")
    assert not back.isVisible()


def test_each_pane_brings_its_own_buttons(top, look):
    first, second = Button(look, "Run now"), Button(look, "New invoice", "primary")
    top.show_widgets([first])
    top.show_widgets([second])

    assert not first.isVisible()
    assert second.isVisible()
    assert top.height() == 56


def test_the_arrow_of_a_split_button_has_a_name(look, qtbot):
    split = SplitButton(look, "New invoice", "plus", "invoice.new")
    qtbot.addWidget(split)

    assert split.main.objectName() == "invoice.new"
    assert split.arrow.accessibleName() == "More new things"
    assert split.arrow.text() == ""


def test_plain_buttons_stand_before_the_command_field_and_the_filled_one_after_it(top, look):
    plain, filled = Button(look, "Preview run"), Button(look, "Run now", "primary")
    top.resize(1200, 56)
    top.show_widgets([plain, filled])
    top.layout().activate()
    assert plain.x() < top.field.x() < filled.x()
    assert not top.new.isVisible()


def test_with_the_windows_own_filled_button_no_other_is_filled(top, look):
    filled = Button(look, "Run now", "primary")
    top.new.show_act("New schedule", "New schedule  Ctrl+N")
    top.show_widgets([filled], new=True)
    assert (filled.kind, top.new.isVisible(), top.new.main.text()) == ("plain", True, "New schedule")


def test_the_view_is_a_word_that_says_what_it_is_to_screen_readers(top):
    top.view.show_view("Overdue", "invoices.view")
    assert (top.view.text(), top.view.objectName()) == ("Overdue", "invoices.view")
    assert top.view.accessibleName() == "Saved view: Overdue"
