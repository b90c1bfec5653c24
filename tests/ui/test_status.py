"""Tests of what the status bar says: outbox, runs, work in progress, and where its buttons lead."""

from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt

from billdesk.services.loading import Source
from billdesk.services.run import Request
from billdesk.ui.running import Running
from billdesk.ui.status import Status, left_in_words, time_of
from billdesk.ui.ticker import Ticker
from billdesk.ui.widgets.status import StatusBar
from support.recurring import overdue


@pytest.fixture
def make_status(qtbot, look, make_bench):
    def make(name="little"):
        bench = make_bench(name)
        bar = StatusBar(look)
        qtbot.addWidget(bar)
        bar.resize(1440, 28)
        bar.show()
        status = Status(bar, bench, Running(bench, bar), Ticker(lambda: datetime.now(UTC), bar))
        status.refresh()
        qtbot.waitUntil(lambda: bool(bar.spot("next_run").text()))
        return bar, bench, status

    return make


def test_a_new_shop_has_an_empty_outbox_and_no_last_run(make_status):
    bar, _, _ = make_status("empty")
    assert bar.spot("outbox").text() == "Outbox empty"
    assert not bar.spot("last_run").isVisible()
    assert bar.spot("next_run").text().startswith("Next run ")
    assert bar.spot("database").text() == "empty.billdesk"


def test_it_says_what_waits_and_how_the_last_run_went(make_status):
    bar, bench, _ = make_status()
    waiting = bench.desk.sending.counts()["queued"]
    assert bar.spot("outbox").text().startswith(f"{waiting} e-mail")
    assert bar.spot("last_run").text().startswith("Last run ")


def test_late_fees_are_invoices_of_the_last_run_too(qtbot, make_status):
    bar, bench, status = make_status("little")
    bench.desk.loading.load([Source("late.json", overdue())])
    bench.desk.run.go(Request(bench.today, confirmed=True))
    status.refresh()
    qtbot.waitUntil(lambda: bar.spot("last_run").text().endswith("1 invoice"))


def test_each_button_leads_to_its_place(qtbot, make_status):
    bar, _, status = make_status()
    asked = []
    status.asked.connect(lambda place, what: asked.append((place, what)))
    for key in ("outbox", "last_run", "next_run", "database"):
        qtbot.mouseClick(bar.spot(key), Qt.MouseButton.LeftButton)
    assert asked == [("outbox", None), ("recurring", None), ("preview_run", None), ("database", None)]


def test_work_in_progress_is_shown_and_stop_stops_it(qtbot, make_status):
    bar, bench, _ = make_status()

    def job(work):
        work.report(3, 10)
        while not work.stopped():
            work._stop.wait(0.01)

    bench.background.run(job, words="Generating invoices")
    qtbot.waitUntil(lambda: bar.work.words.text() == "Generating invoices 3 of 10")
    assert bar.work.isVisible()
    qtbot.mouseClick(bar.work.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.work.isVisible())


def test_of_several_works_the_oldest_is_shown_with_how_many_more_there_are(qtbot, make_status):
    bar, bench, _ = make_status()
    works = [
        bench.background.run(lambda work: work._stop.wait(20), words=words)
        for words in ("Saving PDFs", "Sending e-mails")
    ]
    qtbot.waitUntil(lambda: bar.work.words.text() == "Saving PDFs · 1 more")
    qtbot.mouseClick(bar.work.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.work.words.text() == "Sending e-mails")
    works[1].stop()
    qtbot.waitUntil(lambda: not bar.work.isVisible())


def test_no_stop_is_offered_for_what_can_only_be_done_to_its_end(qtbot, make_status):
    bar, bench, _ = make_status()
    go_on = Event()
    bench.background.run_to_end(lambda _work: go_on.wait(20), None, None, "Printing")
    qtbot.waitUntil(lambda: bar.work.words.text() == "Printing")
    assert not bar.work.stop.isVisible()

    bench.background.run(lambda work: work._stop.wait(20), words="Saving PDFs")
    qtbot.waitUntil(lambda: bar.work.words.text() == "Saving PDFs · 1 more")
    qtbot.mouseClick(bar.work.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.work.words.text() == "Printing")
    assert not bar.work.stop.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: not bar.work.isVisible())


def test_a_database_out_of_reach_is_said(qtbot, make_status, tmp_path):
    bar, bench, status = make_status()
    bench.desk.close()
    (tmp_path / "little.billdesk").write_bytes(b"rubbish" * 1000)
    status.refresh()
    qtbot.waitUntil(lambda: bar.spot("outbox").text() == "Database out of reach")


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, 10, 5.0, ""),
        (5, 0, 5.0, ""),
        (1, 10, 0.5, ""),
        (5, 10, 44.0, "44 s left"),
        (1, 10, 60.0, "9 min left"),
    ],
)
def test_what_is_left_is_said_where_it_can_be_told(done, total, seconds, said):
    assert left_in_words(done, total, seconds) == said


def test_a_time_of_another_day_carries_its_day(make_bench):
    bench = make_bench("empty")
    now = datetime.now(UTC)
    assert time_of(now, bench) == f"{now.astimezone():%H:%M}"
    before = now - timedelta(days=3)
    assert time_of(before, bench).endswith(f"{before.astimezone():%H:%M}")
    assert len(time_of(before, bench)) > 5
    assert bench.today == date(2026, 2, 1)
