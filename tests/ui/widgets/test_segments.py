"""Exclusive choices by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.segments import Segment, Segments

CHOICES = (Choice("all", "All"), Choice("differ", "Differ"), Choice("skipped", "Skipped"))


@pytest.fixture(params=[False, True], ids=["bar", "tabs"])
def segments(request, look, qtbot):
    made = Segments(look, "run.only", CHOICES, tabs=request.param)
    qtbot.addWidget(made)
    return made


def part(segments, key):
    return segments.findChild(Segment, f"run.only.{key}")


def test_the_first_is_chosen_and_a_click_chooses_another(segments, qtbot):
    assert segments.chosen() == "all"
    with qtbot.waitSignal(segments.picked) as told:
        qtbot.mouseClick(part(segments, "skipped"), Qt.MouseButton.LeftButton)

    assert told.args == ["skipped"]
    assert [key for key in ("all", "differ", "skipped") if part(segments, key).isChecked()] == ["skipped"]


def test_a_click_on_the_chosen_one_keeps_it(segments, qtbot):
    qtbot.mouseClick(part(segments, "all"), Qt.MouseButton.LeftButton)

    assert segments.chosen() == "all"


def test_arrows_choose_and_stop_at_the_ends(segments, qtbot):
    for _ in range(4):
        qtbot.keyClick(segments, Qt.Key.Key_Right)
    assert segments.chosen() == "skipped"

    qtbot.keyClick(segments, Qt.Key.Key_Left)
    assert segments.chosen() == "differ"


def test_words_may_count(segments):
    segments.set_words("differ", "Differ 6")

    assert part(segments, "differ").accessibleName() == "Differ 6"


def test_the_focus_goes_to_the_chosen_one(segments, qtbot):
    segments.pick("differ")
    assert segments.focusProxy() is part(segments, "differ")
    segments.show_chosen("")
    assert segments.focusProxy() is part(segments, "all")


def test_what_was_chosen_is_read_where_it_cannot_be_chosen_otherwise(segments):
    chosen, other = part(segments, "all"), part(segments, "differ")
    assert (chosen.tone(), other.tone()) == ("ink", "ink2")
    segments.setEnabled(False)
    assert (chosen.tone(), other.tone()) == ("ink2", "ink_off")
