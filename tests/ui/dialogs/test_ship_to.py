"""Where the things of an invoice go: asked for, refused where it can't be printed, taken out again."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.ship_to import ShipTo


@pytest.fixture
def ask(qtbot, make_bench):
    over, bench = QWidget(), make_bench()
    qtbot.addWidget(over)
    over.show()
    found = []

    def open_it(text=""):
        ShipTo(bench, over, text, found.append).open()
        return over.findChild(ShipTo), found

    yield open_it
    over.hide()


def test_the_address_is_told_as_it_was_typed(ask):
    dialog, found = ask("Old Mill\n1 Mill Lane")
    dialog.form.fields["ship_to"].edit.setPlainText("Acme Lab\n7 Quay\nLewes")
    dialog.keep.click()
    assert found == ["Acme Lab\n7 Quay\nLewes"]


def test_an_emptied_one_is_nothing_to_print(ask):
    dialog, found = ask("Old Mill\n1 Mill Lane")
    dialog.form.fields["ship_to"].edit.setPlainText("  \n ")
    dialog.keep.click()
    assert found == [""]


@pytest.mark.parametrize("rubbish", ["x" * 10_001, "Mill\x07Lane"])
def test_what_cannot_be_printed_is_told_in_place_and_stays(ask, rubbish):
    dialog, found = ask()
    field = dialog.form.fields["ship_to"]
    field.edit.setPlainText(rubbish)
    dialog.keep.click()
    assert not found
    assert field.told()
    assert field.edit.toPlainText() == rubbish
