"""Lets the window speak a language: the program's own words, and those of Qt's fields and dialogs."""

from functools import partial

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from billdesk.basics import words as written
from billdesk.ui import words


class _Qt:
    """Holds the translator of Qt's own words, None while they are English."""

    translator: QTranslator | None = None


def speak(language: str) -> None:
    """From now on the window's words are said in `language`; English costs nothing."""
    if language == words.language():
        return
    words.use(str if language == "en" else partial(written.translate, language=language), language)
    _say_in_qt(language)


def _say_in_qt(language: str) -> None:
    app = QApplication.instance()
    if app is None:
        return
    if _Qt.translator is not None:
        app.removeTranslator(_Qt.translator)
        _Qt.translator = None
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator()
    if language != "en" and translator.load(QLocale(language), "qtbase", "_", folder):
        app.installTranslator(translator)
        _Qt.translator = translator
