"""Placeholders are completed while one types, in one line and in several."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from billdesk.domain.placeholders import NAMES
from billdesk.ui.editors.placeholder_offers import _ORDER, PlaceholderOffers


@pytest.fixture
def page(look, qtbot):
    made = QWidget()
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.line, made.text = QLineEdit(), QPlainTextEdit()
    column = QVBoxLayout(made)
    column.addWidget(made.line)
    column.addWidget(made.text)
    made.offers = PlaceholderOffers(look, made)
    made.offers.meaning = lambda name: {"year": "2026"}.get(name, "")
    made.offers.watch(made.line, made.text)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_every_placeholder_is_offered():
    assert set(_ORDER) == NAMES


def test_a_name_is_completed_with_its_brace(qtbot, page):
    page.line.setFocus()
    qtbot.keyClicks(page.line, "Care {ye")
    shown = page.offers.offers.suggestions()
    assert [(one.key, one.second) for one in shown] == [("year", "2026")]
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == "Care {year}"
    assert not page.offers.offers.isVisible()


def test_arrow_keys_choose_and_escape_leaves_what_was_typed(qtbot, page):
    page.text.setFocus()
    qtbot.keyClicks(page.text, "From {period")
    qtbot.keyClick(page.text, Qt.Key.Key_Down)
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    assert page.text.toPlainText() == "From {period_start}"
    qtbot.keyClicks(page.text, " {mo")
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    assert not page.offers.offers.isVisible()
    assert page.text.toPlainText() == "From {period_start} {mo"
    qtbot.keyClicks(page.text, "?")
    assert not page.offers.offers.isVisible()
