"""Messages in place: the banner and the bar with Undo."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from billdesk.ui.messages import SECONDS, SOFT, Act, Banner, Later, Toast
from billdesk.ui.widgets.painted import Button


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.resize(800, 500)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def toast(look, window):
    return Toast(look, window)


def test_a_banner_says_its_sentence_and_offers_at_most_two_ways(look, window, qtbot):
    called = []
    banner = Banner(look, parent=window)
    acts = [
        Act(words, f"late.{number}", lambda number=number: called.append(number))
        for number, words in enumerate(("Review", "Release", "Third"))
    ]
    banner.tell("waits", "3 invoices came due", "They wait as drafts.", acts)

    buttons = [one for one in banner.findChildren(Button) if one.objectName().startswith("late.")]
    assert [one.text() for one in buttons] == ["Review", "Release"]
    assert banner.accessibleName() == "3 invoices came due They wait as drafts."
    buttons[1].click()
    assert called == [1]


def test_a_banner_goes_by_its_cross_and_by_escape(look, window, qtbot):
    banner = Banner(look, parent=window)
    banner.tell("news", "Changed")
    banner.findChild(Button, "window.banner.close").click()
    assert banner.isHidden()

    banner.tell("failed", "Refused")
    assert not banner.isHidden()
    qtbot.keyClick(banner, Qt.Key.Key_Escape)
    assert banner.isHidden()


@pytest.mark.parametrize("kind", ["waits", "failed", "news"])
def test_each_kind_of_banner_has_its_own_color(look, window, painted, kind):
    banner = Banner(look, parent=window)
    banner.resize(600, 56)
    banner.tell(kind, "Something")
    token = {"waits": "partly_bg", "failed": "overdue_bg", "news": "tint"}[kind]

    assert painted(banner).pixelColor(300, 4) == look.color(token)


def test_undo_is_offered_and_taken_once(toast):
    called = []
    toast.tell("Draft deleted", lambda: called.append(True))
    assert toast.can_take_back()

    toast.undo.click()
    toast.take_back()

    assert called == [True]
    assert toast.isHidden()


def test_the_newest_message_takes_the_place_of_the_older(toast):
    called = []
    toast.tell("First", lambda: called.append("first"))
    toast.tell("Second", lambda: called.append("second"))
    toast.take_back()

    assert called == ["second"]
    assert toast.words.text() == "Second"


def test_the_bar_goes_after_ten_seconds_and_the_change_stays(toast):
    called = []
    toast.tell("Draft deleted", lambda: called.append(True))
    for _ in range(SECONDS):
        assert not toast.isHidden()
        toast._on_second()

    assert toast.isHidden()
    assert not toast.can_take_back()
    assert called == []


def test_time_stands_still_under_the_mouse(toast):
    toast.tell("Draft deleted", str)
    place = QPointF(20, 20)
    QApplication.sendEvent(toast, QEnterEvent(place, place, place))
    toast._on_second()

    assert toast.seconds.text() == f"{SECONDS} s"
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    toast._on_second()
    assert toast.seconds.text() == f"{SECONDS - 1} s"


def test_without_undo_there_is_no_button(toast):
    toast.tell("E-mail sent")

    assert toast.undo.isHidden()
    assert toast.seconds.isHidden()


def test_the_bar_stays_at_the_bottom_centre_when_the_window_grows(toast, window, qtbot):
    toast.tell("Draft deleted", str)
    window.resize(1000, 700)

    assert abs(toast.geometry().center().x() - 500) <= 1
    assert 600 < toast.geometry().bottom() < 700


def test_once_the_bar_is_gone_nothing_can_be_taken_back(toast, qtbot):
    undone = []
    toast.tell("Draft deleted", lambda: undone.append(True))
    assert toast.can_take_back()
    with qtbot.waitSignal(toast.changed):
        toast.hide()
    toast.take_back()

    assert (undone, toast.can_take_back()) == ([], False)


def test_the_newest_message_wins_and_the_older_change_stays(toast):
    undone = []
    toast.tell("One deleted", lambda: undone.append(1))
    toast.tell("Two deleted", lambda: undone.append(2))
    toast.take_back()

    assert undone == [2]


def test_after_ten_seconds_it_goes_but_not_while_the_focus_is_in_it(toast, window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    toast.tell("Draft deleted", str)
    toast.undo.setFocus()
    for _ in range(12):
        toast._on_second()
    assert toast.isVisible()
    toast.undo.clearFocus()
    for _ in range(10):
        toast._on_second()
    assert not toast.isVisible()


@pytest.mark.parametrize("end", ["time", "close", "another"])
def test_what_can_not_be_taken_back_later_is_done_when_the_bar_goes(toast, end):
    done = []
    toast.tell("INV-7 becomes void", Later(done.append))
    assert done == []
    if end == "time":
        for _ in range(SECONDS):
            toast._on_second()
    elif end == "close":
        toast.findChild(Button, "window.toast.close").click()
    else:
        toast.tell("Something else")
    assert done == [False]


def test_what_waits_is_not_done_when_it_is_taken_back_and_is_when_the_program_ends(toast):
    done = []
    toast.tell("INV-7 becomes void", Later(done.append))
    toast.take_back()
    toast.settle(ending=True)
    assert done == []
    toast.tell("INV-7 becomes void", Later(done.append))
    toast.settle(ending=True)
    toast.settle(ending=True)
    assert done == [True]


def test_without_a_row_of_totals_the_bar_sinks_to_the_edge_of_the_window(look, window):
    sheet = QWidget(window)
    sheet.setGeometry(100, 50, 600, 400)
    toast = Toast(look, sheet, parent=window)
    toast.tell("Draft deleted", str)
    assert (toast.geometry().center().x(), toast.geometry().bottom() + 1) == (399, 450 - 52 + SOFT)
    toast.sink(True)
    assert (toast.geometry().center().x(), toast.geometry().bottom() + 1) == (399, 500 - 4 + SOFT)
