"""A switch as a field: on or off by keys, with a warning below."""

from PySide6.QtCore import Qt

from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.switches import SwitchField


def test_it_is_switched_by_keys_and_tells_a_persons_change_only(look, qtbot):
    field = SwitchField(look, Caption("schedule.auto_send", "E-mail at once", "Off: a draft"))
    qtbot.addWidget(field)
    field.show()
    heard = []
    field.changed.connect(lambda: heard.append(field.value()))
    field.show_value(True)
    qtbot.keyClick(field.edit, Qt.Key.Key_Space)
    assert heard == [False]
    assert field.check()


def test_a_warning_stands_below_and_is_spoken(look, qtbot):
    field = SwitchField(look, Caption("schedule.auto_send", "E-mail at once", "Off: a draft"))
    qtbot.addWidget(field)
    field.tell("No address")
    assert (field.told(), field.edit.accessibleDescription()) == ("No address", "No address")
    look.choose("dark", 120)
    field.tell("")
    assert field.edit.accessibleDescription() == "Off: a draft"


def test_switches_are_as_high_as_a_small_button_that_may_stand_beside_them(qtbot, look):
    field = SwitchField(look, Caption("x.on", "On"))
    qtbot.addWidget(field)
    field.show()
    assert field.sizeHint().height() == look.px(28)
    assert field.edit.geometry().center().y() == look.px(28) // 2 - 1


def test_calm_words_stand_below_until_something_deserves_a_look(look, qtbot):
    field = SwitchField(look, Caption("x.on", "On", "A hint"))
    qtbot.addWidget(field)
    field.show()
    field.say("to jo@example.com")
    assert (field.told(), field.edit.accessibleDescription()) == ("", "to jo@example.com")
    field.tell("No address")
    assert field.edit.accessibleDescription() == "No address"
    field.tell("")
    assert field.edit.accessibleDescription() == "to jo@example.com"
