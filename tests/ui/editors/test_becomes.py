"""The strip that says what a change makes of the next date."""

from billdesk.ui.editors.becomes import Becomes


def test_it_is_there_only_while_it_has_something_to_say(look, qtbot):
    strip = Becomes(look, "schedule.becomes")
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.tell("It becomes Sep 15.")
    assert not strip.isHidden()
    assert strip.accessibleName() == "It becomes Sep 15."
    look.choose("dark", 150)
    strip.grab()
    strip.tell("")
    assert strip.isHidden()
