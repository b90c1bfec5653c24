"""The settings: sections by mouse, keyboard and search; what is typed is kept; the example follows."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.panes.settings import SECTIONS, SettingsPane
from support.catalog_shop import click, settle, type_into


@pytest.fixture
def pane(open_on_shop):
    return open_on_shop(SettingsPane)


def test_the_first_section_comes_when_there_is_time_or_somebody_goes_there(qtbot, make_bench):
    pane = SettingsPane(make_bench("little"))
    qtbot.addWidget(pane)
    qtbot.waitUntil(lambda: pane.sheet is not None)
    pane.finish()
    pane.toggle_preview()
    assert not pane.sections  # nobody looks
    assert pane.add_more()
    assert list(pane.sections) == ["shop"]
    assert not pane.add_more()

    other = SettingsPane(make_bench("little"))
    qtbot.addWidget(other)
    other.entered()
    assert other.section.key == "shop"
    assert other.items["shop"].isChecked()
    qtbot.waitUntil(lambda: not other.bench.background.busy() and not pane.bench.background.busy())


def test_each_section_opens_by_a_click_and_shows_its_example(qtbot, pane):
    for make in SECTIONS:
        click(qtbot, pane, f"settings.sections.{make.key}")
        assert pane.section.key == make.key
        assert pane.section.isVisible()
        assert pane.example.isVisible() == pane.section.has_example


def test_the_arrows_walk_through_the_sections_and_enter_goes_into_one(qtbot, pane):
    item = pane.items["shop"]
    item.setFocus()
    qtbot.keyClick(item, Qt.Key.Key_Down)
    assert pane.section.key == "taxes"
    assert pane.items["taxes"].hasFocus()
    qtbot.keyClick(pane.items["taxes"], Qt.Key.Key_Up)
    assert pane.section.key == "shop"


@pytest.mark.parametrize(
    ("words", "keys"),
    [("vat", ["taxes"]), ("late fee", ["terms"]), ("logo", ["documents"]), ("port", ["mail"]), ("zzz", [])],
)
def test_the_search_finds_sections_by_what_is_in_them(qtbot, pane, words, keys):
    pane.search()
    assert pane.search_field.hasFocus()
    pane.search_field.setText(words)
    qtbot.waitUntil(lambda: pane.search_field._last == words)
    shown = [key for key, item in pane.items.items() if not item.isHidden()]
    assert set(keys) <= set(shown)
    assert pane.none.isVisible() == (not shown)
    assert not shown or pane.section.key in shown


def test_another_place_can_ask_for_a_section(pane):
    pane.show_what("mail")
    assert pane.section.key == "mail"
    pane.show_what("nothing like it")
    assert pane.section.key == "mail"


def test_what_is_typed_is_kept_when_the_section_or_the_pane_is_left(qtbot, pane):
    shop = pane.section
    type_into(qtbot, shop._fields["phone"], "555-1", leave=False)
    pane.open_section("taxes")
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().phone == "555-1"
    pane.open_section("shop")
    type_into(qtbot, shop._fields["phone"], "555-2", leave=False)
    pane.hide()
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().phone == "555-2"


def test_what_is_typed_is_kept_when_the_program_ends(qtbot, pane):
    type_into(qtbot, pane.section._fields["phone"], "555-3", leave=False)
    pane.finish()
    assert pane.bench.desk.settings.read().phone == "555-3"


def test_the_page_of_a_document_stands_beside_the_shop(qtbot, pane):
    pane.open_section("shop")
    settle(qtbot, pane)
    qtbot.waitUntil(lambda: bool(pane.example.page._pages))
    assert pane.example.note.text()


def test_a_narrow_window_has_no_example_until_it_is_asked_for(qtbot, pane):
    pane.fold(1024, 640)
    assert not pane.example.isVisible()
    pane.toggle_preview()
    assert pane.example.isVisible()
    pane.toggle_preview()
    assert not pane.example.isVisible()


def test_the_commands_open_the_form_they_name(qtbot, pane):
    pane.add_tax()
    settle(qtbot, pane)
    assert pane.sections["taxes"].form.isVisible()
    pane.add_terms()
    settle(qtbot, pane)
    assert pane.sections["terms"].form.isVisible()
    pane.try_mail()
    settle(qtbot, pane)
    assert pane.section.key == "mail"
    assert pane.sections["mail"].fields.host.told()  # nothing is typed, and it says so


def test_every_control_has_a_name_for_tests_and_for_those_who_cannot_see_it(pane):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    nameless = []
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for one in pane.findChildren(kind):
            if one.objectName().startswith("qt_") or isinstance(one.parent(), QComboBox):
                continue
            if not one.objectName() or not one.accessibleName():
                nameless.append((type(one).__name__, one.objectName()))
    assert nameless == []
