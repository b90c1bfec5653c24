"""The look follows the choice and the scale, and dresses the whole program at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from billdesk.ui.look import system_scale


def test_a_choice_of_dark_changes_colors_palette_and_style_sheet(look, qtbot):
    with qtbot.waitSignal(look.changed):
        look.choose("dark")

    assert look.dark
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    assert window == look.color("ground")
    assert look.tokens["accent"] in QApplication.instance().styleSheet()


def test_an_unknown_scheme_of_the_system_is_light(look):
    look.choose("system")

    assert look.name == "light"


def test_text_and_lengths_grow_together_in_whole_pixels(look):
    look.choose("light", 150)

    assert look.px(32) == 48
    assert look.font("body").pixelSize() == round(13 * 1.5)
    assert look.px(3) == 4


@pytest.mark.parametrize(
    ("pt", "platform", "desktop", "scale"),
    [
        (9, "win32", "", 1.0),
        (13.5, "win32", "", 1.5),
        (13, "darwin", "", 1.0),
        (11, "linux", "ubuntu:GNOME", 1.0),
        (12.5, "linux", "KDE", 1.25),
        (9, "linux", "", 1.0),
        (0, "win32", "", 1.0),
    ],
)
def test_the_systems_text_size_counts_against_the_platforms_own(pt, platform, desktop, scale):
    assert system_scale(pt, platform, desktop) == pytest.approx(scale)


def test_fonts_are_made_once(look):
    assert look.font("body") is look.font("body")


def test_a_picture_scales_with_the_text(look):
    look.choose("light", 150)

    assert look.picture("mail", "ink", 16, 1.0).width() == 24


def test_a_system_that_turns_dark_or_wants_contrast_is_followed_at_once(look, qtbot):
    look.choose("system")
    hints = QApplication.styleHints()
    with qtbot.waitSignal(look.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    with qtbot.waitSignal(look.changed):
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)


def test_a_fixed_choice_does_not_follow_the_system(look, qtbot):
    look.choose("dark")
    with qtbot.assertNotEmitted(look.changed):
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look.dark
