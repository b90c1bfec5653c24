"""Payment terms in the settings: added with a late fee, changed, archived with Undo, deleted."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.terms import LateFee, Terms
from billdesk.ui.panes.settings import SettingsPane
from billdesk.ui.panes.settings_terms import due_words
from support.catalog_shop import click, pick, settle, type_into


@pytest.fixture
def pane(open_on_shop):
    return open_on_shop(SettingsPane, what="terms")


@pytest.fixture
def section(pane):
    return pane.sections["terms"]


def named(pane, name):
    return next((one for one in pane.bench.desk.terms.list() if one.name == name), None)


def test_terms_with_a_late_fee_are_added_and_reckoned_beside(qtbot, pane, section):
    click(qtbot, pane, "settings.terms.add")
    form = section.form
    type_into(qtbot, form.name, "Net 10")
    type_into(qtbot, form.days, "10")
    form.has_fee.edit.click()
    type_into(qtbot, form.after, "5")
    type_into(qtbot, form.percent, "1,5")
    click(qtbot, pane, "settings.terms.keep")
    assert named(pane, "Net 10").late_fee == LateFee(5, 0, 15_000)
    entry = next(one for one in pane.example.facts.entries() if one.text == "Net 10")
    assert (entry.figure, "$15.00" in entry.below) == ("due Feb 11", True)


def test_a_day_of_the_month_is_added_with_the_days_that_defer_it(qtbot, pane, section):
    click(qtbot, pane, "settings.terms.add")
    form = section.form
    type_into(qtbot, form.name, "Tenth")
    click(qtbot, pane, "settings.terms.kind.day")
    type_into(qtbot, form.day, "10")
    type_into(qtbot, form.defer, "9")
    click(qtbot, pane, "settings.terms.keep")
    made = named(pane, "Tenth")
    assert (made.days, made.day_of_month, made.defer_within_days) == (None, 10, 9)


@pytest.mark.parametrize(("field", "text"), [("days", "abc"), ("days", "-1"), ("days", "4000"), ("name", "")])
def test_rubbish_is_told_at_its_field(qtbot, pane, section, field, text):
    click(qtbot, pane, "settings.terms.add")
    type_into(qtbot, section.form.name, "Rubbish")
    type_into(qtbot, getattr(section.form, field), text)
    click(qtbot, pane, "settings.terms.keep")
    assert getattr(section.form, field).told()
    assert named(pane, "Rubbish") is None


def test_a_fee_of_nothing_and_bounds_that_cross_are_told(qtbot, pane, section):
    click(qtbot, pane, "settings.terms.add")
    form = section.form
    type_into(qtbot, form.name, "Fee")
    form.has_fee.edit.click()
    click(qtbot, pane, "settings.terms.keep")
    assert form.flat.told()
    type_into(qtbot, form.flat, "5")
    type_into(qtbot, form.least, "9")
    type_into(qtbot, form.most, "8")
    click(qtbot, pane, "settings.terms.keep")
    assert form.most.told()
    assert named(pane, "Fee") is None


def test_archiving_can_be_taken_back_and_unused_terms_can_be_deleted(qtbot, pane, section):
    made = pane.bench.desk.terms.create(Terms(0, "", "Old", 3))
    settle(qtbot, pane)
    key = str(made.id)
    section.roll.row(key).menu_asked.emit()
    pick(qtbot, pane, "settings.terms.archive")
    assert named(pane, "Old").archived
    pane.undo[0]()
    settle(qtbot, pane)
    assert not named(pane, "Old").archived
    section.roll.row(key).menu_asked.emit()
    pick(qtbot, pane, "settings.terms.default")
    assert pane.bench.desk.settings.read().default_terms_id == made.id
    section._delete(key)
    settle(qtbot, pane)
    assert [one.code for one in pane.troubles] == ["terms_are_used"]


def test_terms_are_changed_by_the_keyboard(qtbot, pane, section):
    row = section.roll.row(section.roll.keys()[0])
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    name = section.form.name.value()
    type_into(qtbot, section.form.name, f"{name} new", leave=False)
    qtbot.keyClick(section.form.name.edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, pane)
    assert named(pane, f"{name} new") is not None


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(1, "", "", 0), "at once"),
        (Terms(1, "", "", 1), "1 day"),
        (Terms(1, "", "", 14), "14 days"),
        (Terms(1, "", "", 0, True), "end of the month"),
        (Terms(1, "", "", 14, True), "14 days, end of the month"),
        (Terms(1, "", "", None, day_of_month=5), "day 5 of the month"),
    ],
)
def test_terms_say_in_a_few_words_when_they_are_due(terms, words):
    assert due_words(terms) == words
