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
