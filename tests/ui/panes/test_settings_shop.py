"""The shop's own data: kept at once, and rubbish is told at its field and never kept."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.panes.settings import SettingsPane
from support.catalog_shop import settle, type_into


@pytest.fixture
def pane(open_on_shop):
    return open_on_shop(SettingsPane)


def fields(pane):
    return pane.sections["shop"]._fields


def test_each_line_is_kept_when_it_is_left(qtbot, pane):
    for name, text in (("name", "Müller & Söhne <b>"), ("email", "jo@x.example"), ("tax_number", "DE 1")):
        type_into(qtbot, fields(pane)[name], text)
        settle(qtbot, pane)
        assert getattr(pane.bench.desk.settings.read(), name) == text
        assert fields(pane)[name].told() == ""


def test_enter_keeps_a_line_and_a_text_keeps_its_lines(qtbot, pane):
    type_into(qtbot, fields(pane)["phone"], "555", leave=False)
    qtbot.keyClick(fields(pane)["phone"].edit, Qt.Key.Key_Return)
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().phone == "555"
    address = fields(pane)["address"]
    address.edit.setFocus()
    address.edit.setPlainText("1 Main St\nDover")
    qtbot.keyClick(address.edit, Qt.Key.Key_Tab)
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().address == "1 Main St\nDover"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", ""),
        ("name", "x" * 10_000),
        ("email", "no address"),
        ("email", "a@b.example, c@d.example"),
        ("phone", "1\x07"),
        ("website", "x" * 300),
    ],
)
def test_rubbish_is_told_at_its_field_and_not_kept(qtbot, pane, name, text):
    before = pane.bench.desk.settings.read()
    type_into(qtbot, fields(pane)[name], text)
    settle(qtbot, pane)
    assert fields(pane)[name].told()
    assert pane.bench.desk.settings.read() == before


def test_choices_are_kept_as_they_are_chosen_and_the_currency_says_why_it_stays(qtbot, pane):
    language = fields(pane)["language"]
    language.edit.setCurrentIndex(language.edit.findData("de"))
    language.edit.activated.emit(language.edit.currentIndex())
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().language == "de"
    currency = fields(pane)["currency"]
    currency.edit.setCurrentIndex(currency.edit.findData("JPY"))
    currency.edit.activated.emit(currency.edit.currentIndex())
    settle(qtbot, pane)
    assert "USD" in currency.told()
    assert pane.bench.desk.settings.read().currency == "USD"


def test_what_another_desk_changes_shows_but_never_over_what_is_being_typed(qtbot, pane):
    type_into(qtbot, fields(pane)["phone"], "mine", leave=False)
    pane.bench.desk.settings.change({"phone": "theirs", "website": "theirs.example"})
    settle(qtbot, pane)
    assert fields(pane)["website"].value() == "theirs.example"
    assert fields(pane)["phone"].value() == "mine"
