"""Tests of what every pane is given: today, words for errors, and work off the GUI thread."""

import threading
from datetime import date

from billdesk.domain.errors import Trouble


def test_today_is_that_of_the_desk(make_bench):
    assert make_bench("empty", date(2026, 8, 4)).today == date(2026, 8, 4)


def test_an_error_becomes_a_sentence(make_bench):
    assert make_bench("empty").sentence(Trouble("disk_is_full")).startswith("The disk is full.")


def test_a_job_runs_on_another_thread_and_answers_on_this_one(qtbot, make_bench):
    found = []
    make_bench("empty").run(
        threading.get_ident, lambda ident: found.append((ident, threading.get_ident())), str
    )
    qtbot.waitUntil(lambda: len(found) == 1)
    job, answer = found[0]
    assert answer == threading.get_ident() != job
