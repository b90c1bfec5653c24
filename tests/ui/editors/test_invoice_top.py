"""The editor's buttons: one is filled and says what it does, the others are there when they can be used."""

from PySide6.QtWidgets import QMenu


def test_exactly_one_button_is_filled_and_it_says_what_happens(editor):
    page, _typist = editor
    kinds = [one.property("kind") for one in page.top.widgets()]
    assert "primary" not in kinds  # the split button holds it
    assert page.top.split.main.property("kind") == "primary"
    assert page.top.split.main.objectName() == "invoice.issue"


def test_undo_and_redo_can_be_used_when_there_is_something_to_take_back(editor):
    page, typist = editor
    assert not page.top.undo.isEnabled()
    typist.type("x")
    assert page.top.undo.isEnabled()
    page.top.undo.click()
    assert (page.top.undo.isEnabled(), page.top.redo.isEnabled()) == (False, True)


def test_while_it_is_issued_it_says_so_and_can_not_be_pressed_twice(editor):
    page, _typist = editor
    page.top.show_state(True, True, (False, False, True))
    assert page.top.split.main.text() == "Issuing\N{HORIZONTAL ELLIPSIS}"
    assert not page.top.split.main.isEnabled()


def test_the_arrow_opens_the_other_ways_to_finish(editor, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.top.open_menu()
    names = [one.objectName() for one in page.top.menu.actions()]
    assert names == ["invoice.issue.menu.issue_only", "invoice.issue.menu.delete"]
    assert isinstance(page.top.menu, QMenu)
    page.top.menu.close()
    page.top.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: ("invoices", None) in typist.asked)
    assert typist.told == ["INV-2026-00002 issued"]


def test_buttons_that_went_are_not_touched_any_more(editor):
    page, _typist = editor
    page.top.throw_away()
    page.top.show_state(True, False, (True, True, True))
