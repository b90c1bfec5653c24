"""Nothing moves where the system or the user wants stillness."""

import plistlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from billdesk.ui import movement


def test_nothing_moves_where_the_system_has_switched_effects_off(qapp):
    effect = Qt.UIEffect.UI_General
    before = QApplication.isEffectEnabled(effect)
    QApplication.setEffectEnabled(effect, False)

    assert not movement.allowed()
    QApplication.setEffectEnabled(effect, before)


def test_the_users_wish_counts_whatever_the_system_says(qapp):
    movement.keep_still(True)
    assert (movement.is_still(), movement.allowed()) == (True, False)

    movement.keep_still(False)
    assert movement.is_still() is False


@pytest.mark.parametrize(("kept", "moves"), [({"reduceMotion": True}, False), ({}, True), (None, True)])
def test_macos_says_it_in_a_file_of_its_own(tmp_path, kept, moves):
    if kept is not None:
        place = tmp_path / "Library" / "Preferences" / "com.apple.universalaccess.plist"
        place.parent.mkdir(parents=True)
        place.write_bytes(plistlib.dumps(kept))

    assert movement.system_allows("darwin", tmp_path) is moves


def test_a_damaged_file_stops_nothing(tmp_path):
    place = tmp_path / "Library" / "Preferences" / "com.apple.universalaccess.plist"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"rubbish")

    assert movement.system_allows("darwin", tmp_path)
