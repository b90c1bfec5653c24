"""Shortcuts are written as the platform and the reader's language write them."""

import sys

import pytest

from billdesk.ui.keys import key_words, keys_of, with_keys
from billdesk.ui.speaking import speak


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS writes signs, not words")
@pytest.mark.parametrize(
    ("shortcut", "keys"),
    [
        ("", ()),
        ("F5", ("F5",)),
        ("Ctrl+K", ("Ctrl", "K")),
        ("Ctrl+Shift+N", ("Ctrl", "Shift", "N")),
        ("Ctrl++", ("Ctrl", "+")),
        ("Ctrl+-", ("Ctrl", "-")),
    ],
)
def test_a_shortcut_is_painted_key_by_key(shortcut, keys):
    assert keys_of(shortcut) == keys


def test_a_tool_tip_names_the_keys_behind_the_words_and_nothing_where_there_are_none():
    assert with_keys("Keep", "F5") == "Keep  F5"
    assert with_keys("Keep", "") == "Keep"


def test_nonsense_is_no_shortcut():
    assert key_words("Ctrl+Banana") == ""


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS writes signs, not words")
def test_keys_bear_the_names_of_the_readers_keyboard(qapp):
    speak("de")
    assert key_words("Ctrl+Shift+N") == "Strg+Umschalt+N"
