"""The window speaks a language: its own words, its numbers, and the words of Qt."""

from PySide6.QtWidgets import QDialogButtonBox

from billdesk.ui import words
from billdesk.ui.speaking import speak


def cancel_words(qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


def test_words_and_numbers_of_the_program_are_said_in_the_language(qapp):
    speak("de")
    assert words.tr("Draft") == "Entwurf"
    assert words.counted(1234, "{count} invoice", "{count} invoices") == "1.234 Rechnungen"
    assert words.number(1_000_000) == "1.000.000"
    assert words.language() == "de"


def test_qt_speaks_it_too_and_goes_back_to_english(qtbot):
    assert cancel_words(qtbot) == "Cancel"
    speak("de")
    assert cancel_words(qtbot) == "Abbrechen"
    speak("en")
    assert cancel_words(qtbot) == "Cancel"
    assert words.tr("Draft") == "Draft"


def test_a_language_that_is_not_known_leaves_english(qtbot):
    speak("tlh")
    assert words.tr("Draft") == "Draft"
    assert words.number(1234) == "1,234"
    assert cancel_words(qtbot) == "Cancel"
