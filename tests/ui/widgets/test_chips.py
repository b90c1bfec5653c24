"""Filter chips by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.menu import Menu

STATES = (Choice("draft", "Draft"), Choice("open", "Open"), Choice("paid", "Paid"))


@pytest.fixture
def chips(look, qtbot):
    made = FilterChips(
        look,
        "invoices.chips",
        (
            FilterSpec("status", "Status", STATES, many=True),
            FilterSpec("sent", "E-mailed", (Choice("yes", "Yes"), Choice("no", "No"))),
            FilterSpec("ticket", "Ticket", (Choice("yes", "Yes"),), shown=False),
        ),
    )
    qtbot.addWidget(made)
    made.show()
    yield made
    for menu in made.findChildren(Menu):
        menu.close()
    QApplication.processEvents()


@pytest.fixture
def told(chips):
    heard = []
    chips.changed.connect(lambda name, keys: heard.append((name, keys)))
    return heard


def entry(menu, name):
    return menu.findChild(QAction, name)


def test_down_opens_the_choices_and_several_can_be_ticked(chips, told, qtbot):
    chip = chips.chip("status")
    qtbot.keyClick(chip, Qt.Key.Key_Down)
    menu = chip.findChild(Menu)
    for name in ("paid", "draft"):
        entry(menu, f"invoices.chips.status.{name}").trigger()

    assert told == [("status", ("paid",)), ("status", ("draft", "paid"))]
    assert chip.accessibleName() == "Status: Draft, Paid"


def test_one_of_two_replaces_the_other(chips, told):
    chip = chips.chip("sent")
    menu = chip.open_choices()
    entry(menu, "invoices.chips.sent.yes").trigger()
    entry(menu, "invoices.chips.sent.no").trigger()

    assert chips.keys("sent") == ("no",)


def test_delete_clears_a_chip(chips, told, qtbot):
    chips.show_keys("status", ("open",))
    assert told == []

    qtbot.keyClick(chips.chip("status"), Qt.Key.Key_Delete)

    assert told == [("status", ())]
    assert not chips.any_set()


def test_the_cross_clears_and_the_rest_opens(chips, told, qtbot):
    chips.show_keys("status", ("open",))
    chip = chips.chip("status")
    chip.resize(chip.sizeHint())
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 14))
    assert told == [("status", ())]

    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, 14))
    assert chip.findChild(Menu) is not None


def test_filters_that_are_not_shown_wait_behind_the_plus(chips, told):
    assert chips.chip("ticket").isHidden()
    menu = chips.open_more()
    entry(menu, "invoices.chips.more.ticket").trigger()
    assert not chips.chip("ticket").isHidden()

    chips.chip("ticket").pick(("yes",))
    chips.chip("ticket").pick(())
    assert chips.chip("ticket").isHidden()


def test_clearing_all_tells_each_that_was_set(chips, told):
    chips.show_keys("status", ("open",))
    chips.show_keys("sent", ("no",))
    chips.clear()

    assert told == [("status", ()), ("sent", ())]


def test_a_set_chip_is_tinted_and_28_high(chips, look, painted):
    chips.show_keys("status", ("open",))
    chip = chips.chip("status")
    chip.resize(chip.sizeHint())
    chip.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)

    assert chip.height() == 28
    assert painted(chip).pixelColor(5, 14) in (look.color("tint"), look.color("tint2"))
