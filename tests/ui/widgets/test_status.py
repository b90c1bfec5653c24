"""The status bar."""

import pytest

from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.status import Bar, StatusBar


@pytest.fixture
def status(look, qtbot):
    made = StatusBar(look)
    qtbot.addWidget(made)
    made.resize(1000, 28)
    made.show()
    return made


def test_a_spot_is_a_button_to_its_place(status, qtbot):
    status.tell("outbox", "4 wait")
    with qtbot.waitSignal(status.asked) as told:
        status.findChild(Button, "window.status.outbox").click()

    assert told.args == ["outbox"]
    assert status.spot("outbox").accessibleName() == "4 wait"


def test_a_spot_without_words_is_not_there(status):
    status.tell("outbox", "4 wait", "mail")
    assert status.spot("outbox").isVisible()

    status.tell("outbox", "")
    assert not status.spot("outbox").isVisible()


def test_where_there_is_no_room_some_spots_show_only_their_pictures_and_say_the_rest_in_a_tip(status, qtbot):
    said = {
        "outbox": "1 e-mail waits",
        "last_run": "Last run 4 Aug, 06:00 · 0 invoices",
        "next_run": "Next run 03:45",
        "database": "northgate.billdesk",
    }
    for key, words in said.items():
        status.tell(key, words)
    qtbot.waitUntil(lambda: [status.spot(key).text() for key in said] == list(said.values()))
    assert status.spot("database").toolTip() == ""

    folded = []
    for wide in range(1000, 200, -20):
        status.resize(wide, 28)
        status.layout().activate()
        folded.append(tuple(key for key in said if not status.spot(key).text()))
        shown = [status.spot(key) for key in said]
        assert folded[-1] == ("last_run", "next_run", "database") or all(
            spot.width() >= spot.sizeHint().width() for spot in shown
        )
    order = ((), ("database",), ("next_run", "database"), ("last_run", "next_run", "database"))
    assert tuple(dict.fromkeys(folded)) == order
    assert status.spot("last_run").toolTip() == status.spot("last_run").accessibleName() == said["last_run"]

    status.resize(1000, 28)
    qtbot.waitUntil(lambda: status.spot("database").text() == "northgate.billdesk")
    assert status.spot("database").toolTip() == ""


def test_work_shows_words_bar_and_what_is_left_and_can_be_stopped(status, qtbot):
    status.show_work("Sending 38 of 214", (38, 214), "44 s left")
    assert status.work.isVisible()
    assert (status.work.words.text(), status.work.left.text()) == ("Sending 38 of 214", "44 s left")
    assert status.work.bar.width() == 110
    with qtbot.waitSignal(status.stop_asked):
        status.findChild(Button, "window.status.stop").click()

    status.show_work("")
    assert not status.work.isVisible()


def test_the_bar_is_filled_as_far_as_the_work_is(look, qtbot, painted):
    bar = Bar(look)
    qtbot.addWidget(bar)
    bar.resize(110, 4)
    bar.show_progress(1, 2)
    image = painted(bar)
    filled = [x for x in range(110) if image.pixelColor(x, 2) == look.color("accent")]

    assert 50 <= max(filled) <= 55
    assert bar.accessibleName() == "1 of 2"


def test_work_without_a_total_is_shown_as_being_at_work(look, qtbot):
    bar = Bar(look)
    qtbot.addWidget(bar)
    bar.show_progress(0, 0)

    assert bar.accessibleName() == "At work"


def test_the_buttons_of_the_timer_stay_pictures_in_another_language(status):
    status.timer.relabel()
    assert [button.text() for button in (status.timer.pause, status.timer.stop)] == ["", ""]
    assert [button.accessibleName() for button in (status.timer.pause, status.timer.stop)] == [
        "Pause the timer",
        "Stop the timer",
    ]
