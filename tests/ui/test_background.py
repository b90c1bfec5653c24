"""Jobs run elsewhere, and their answers come on the GUI thread."""

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer

from billdesk.domain.errors import Refused
from billdesk.ui.background import Background


def test_a_job_runs_on_another_thread_and_answers_on_this_one(background, qtbot):
    seen = []
    background.run(
        lambda _: threading.current_thread(),
        lambda thread: seen.append((thread, threading.current_thread())),
    )

    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert here is threading.main_thread()
    assert worker is not here


def test_a_known_error_goes_to_whoever_asked(background, qtbot):
    seen = []

    def job(work):
        raise Refused("no_email")

    background.run(job, failed=seen.append)

    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].code == "no_email"


def test_an_error_of_ours_is_told_and_raised_as_well(background, qtbot):
    seen = []

    def job(work):
        raise ZeroDivisionError("ours")

    with qtbot.captureExceptions() as raised:
        background.run(job, failed=seen.append)
        qtbot.waitUntil(lambda: bool(raised))

    assert raised[0][0] is ZeroDivisionError
    assert isinstance(seen[0], ZeroDivisionError)


def test_a_known_error_that_nobody_listens_to_is_raised(background, qtbot):
    def job(work):
        raise Refused("no_email")

    with qtbot.captureExceptions() as raised:
        background.run(job)
        qtbot.waitUntil(lambda: bool(raised))

    assert raised[0][0] is Refused


def test_answers_that_come_at_once_are_given_one_at_each_turn(background, qtbot):
    seen, go = [], threading.Event()
    for number in range(2):
        background.run(lambda _: go.wait(5), lambda _, number=number: seen.append(number))
    ticks = QTimer(interval=0)
    ticks.timeout.connect(lambda: seen.append("tick"))
    go.set()
    background._quick.shutdown(wait=True)  # both answers wait for the event loop now
    ticks.start()

    qtbot.waitUntil(lambda: {0, 1} <= set(seen))
    ticks.stop()
    first, second = seen.index(0), seen.index(1)
    assert "tick" in seen[min(first, second) : max(first, second)]
    assert not background.busy()


def test_a_closed_background_gives_no_answer_that_waited(qapp, qtbot):
    background, seen = Background(), []
    for number in range(3):
        background.run(lambda _: None, lambda _, number=number: seen.append(number))
    background._quick.shutdown(wait=True)
    qapp.processEvents()
    told = list(seen)
    background.close()
    qtbot.wait(20)
    assert seen == told


def test_progress_is_told_and_never_more_often_than_it_is_heard(background, qtbot):
    steps, done = [], []

    def job(work):
        for step in range(1, 100_001):
            work.report(step, 100_000)
        return "end"

    background.run(job, done.append, progress=lambda at, of: steps.append((at, of)), words="Counting")

    qtbot.waitUntil(lambda: bool(done))
    assert steps[-1] == (100_000, 100_000)
    assert len(steps) < 5_000


def test_a_long_job_stands_in_the_list_until_it_is_done(background, qtbot):
    go = threading.Event()
    work = background.run(lambda _: go.wait(20), words="Sending")
    assert background.works() == (work,)

    go.set()

    qtbot.waitUntil(lambda: background.works() == ())


def test_short_jobs_are_not_in_the_list_and_do_not_wait_behind_long_ones(background, qtbot):
    go, seen = threading.Event(), []
    for _ in range(8):
        background.run(lambda _: go.wait(20), words="Sending")
    background.run(lambda _: "page", seen.append)

    qtbot.waitUntil(lambda: seen == ["page"])
    assert len(background.works()) == 8
    go.set()


def test_a_job_that_is_asked_to_stop_hears_it(background, qtbot):
    begun, seen = threading.Event(), []

    def job(work):
        begun.set()
        while not work.stopped():
            threading.Event().wait(0.001)
        return "stopped at 5"

    work = background.run(job, seen.append, words="Sending")
    assert begun.wait(20)
    work.stop()

    qtbot.waitUntil(lambda: seen == ["stopped at 5"])


def test_a_forgotten_job_calls_nobody(background, qtbot):
    seen = []
    work = background.run(lambda _: 1, seen.append)
    work.forget()

    qtbot.waitUntil(lambda: not background.busy())
    assert seen == []


class _Page(QObject):
    """Asks for something in each way that pages do, and may be left before the answer."""

    def __init__(self, heard):
        super().__init__()
        self.heard = heard

    def ask(self, background, job):
        background.run(job, self.hear, self.hear)
        background.run(
            job, lambda answer: self.hear(answer, "again"), lambda error: self.hear(error, "again")
        )

    def hear(self, answer, _words=""):
        self.objectName()  # which nobody has who is gone
        self.heard.append(answer)


@pytest.mark.parametrize("answer", [1, Refused("no_email")])
@pytest.mark.parametrize("left", [False, True])
def test_a_page_that_was_left_is_not_called_however_it_asked(background, qtbot, answer, left):
    may_answer, heard = threading.Event(), []
    page = _Page(heard)

    def job(work):
        may_answer.wait(20)
        if isinstance(answer, Exception):
            raise answer
        return answer

    page.ask(background, job)
    if left:
        shiboken6.delete(page)
    may_answer.set()
    qtbot.waitUntil(lambda: not background.busy())

    assert heard == ([] if left else [answer, answer])


def test_what_belongs_to_qt_goes_on_the_gui_thread_though_a_job_was_the_last_to_know_it(background, qtbot):
    may_end, gone = threading.Event(), []

    class Owned(QObject):
        def __del__(self):
            gone.append(threading.current_thread())

    def ask(owned):
        background.run(lambda _work: (may_end.wait(20), owned.objectName())[1])

    ask(Owned())
    may_end.set()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.main_thread()]


def test_closing_stops_what_runs_and_waits_until_it_has(qapp):
    background, ended, seen = Background(), [], []
    begun = threading.Event()

    def job(work):
        begun.set()
        while not work.stopped():
            threading.Event().wait(0.001)
        ended.append(True)

    background.run(job, seen.append, words="Sending")
    waiting = [background.run(lambda _: ended.append("late"), words="Waits") for _ in range(4)]
    assert begun.wait(20)
    background.close()
    qapp.processEvents()

    assert True in ended
    assert all(work.stopped() for work in waiting)
    assert seen == []


def test_nothing_can_be_started_after_the_end(qapp):
    background = Background()
    background.close()

    started: list[int] = []
    work = background.run(lambda _: started.append(1))

    assert work.forgotten
    assert not background.busy()
    assert started == []
