"""The buttons of the schedule editor: what each calls, and when it can be used."""

from billdesk.ui.editors.schedule_top import ScheduleTop


def test_each_button_calls_what_it_says_and_the_last_is_filled(look, qapp, qtbot):
    heard = []
    calls = {
        name: (lambda name=name: heard.append(name)) for name in ["undo", "redo", "preview", "cancel", "save"]
    }
    top = ScheduleTop(look, calls, qapp)
    for button in top.widgets():
        qtbot.addWidget(button)
    top.show_state((True, True, True), busy=False)
    for button in top.widgets():
        button.click()
    assert heard == list(calls)
    assert [button.kind for button in top.widgets()][-1] == "primary"
    top.show_state((False, False, True), busy=True)
    assert not any((top.undo.isEnabled(), top.redo.isEnabled(), top.save.isEnabled()))
    assert top.save.text() == "Saving…"
    top.throw_away()
    top.show_state((True, True, True), busy=False)
    top.setParent(None)
