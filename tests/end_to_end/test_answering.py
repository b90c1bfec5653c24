"""The window answers while much goes on: nothing slow is done on its thread, in any place."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.mailbox import MailAccount
from billdesk.ui.panes.invoice_filters import Asked
from support.places import PLACES, settle
from support.probe import Probe
from support.smtp import SmtpServer

LATER = date(2026, 3, 5)


@pytest.fixture
def plain_server():
    """A mail server that anybody may hand something."""
    with SmtpServer("plain", users={}, offers_tls=False) as server:
        yield server


@pytest.fixture
def probe(qapp, record_property, capsys):
    """The blocks of the event loop, for the record: how long they are depends on the machine."""
    made = Probe()
    yield made
    made.stop()
    for phase, found in made.blocks.items():
        longest = made.longest(phase)
        record_property(f"longest block {phase}, ms", str(longest))
        with capsys.disabled():
            print(
                f"\n  {phase}: longest block {longest.clock:.0f} ms by the clock,"
                f" {longest.computed:.0f} ms computed on the GUI thread, of {len(found)}"
            )


def test_no_place_asks_the_database_or_draws_a_pdf_on_the_gui_thread(qtbot, make_window, on_gui_thread):
    window = make_window("little")
    doings = on_gui_thread()
    for place in PLACES.values():
        window.go_to(place.go_to, place.what)
        settle(qtbot, window)
        place.act(window.shown)
        settle(qtbot, window)
        window.go_back()
    settle(qtbot, window)
    assert doings.here == []
    assert doings.elsewhere > len(PLACES)


def test_lists_are_used_while_a_run_pdfs_and_mails_go_on_and_nothing_of_it_is_on_the_gui_thread(
    qtbot, make_window, on_gui_thread, plain_server, probe, tmp_path
):
    window = make_window(today=LATER)
    pane, desk = window.pane("invoices"), window.bench.desk
    desk.sending.keep_account(MailAccount("localhost", plain_server.port, "plain", "", "bills@shop.example"))
    ids = [pane.model.row(number).id for number in range(pane.model.rowCount())]
    doings = on_gui_thread()
    probe.enter("beside a run, PDFs and mails")

    window.run_now()
    pane.acts.save_into(ids, tmp_path / "pdf")
    turn = 0
    while window.background.busy() or turn < 4:
        use(qtbot, pane, turn)
        turn += 1
    settle(qtbot, window)

    assert doings.here == []
    assert desk.run.last().generated > 0
    assert len(list((tmp_path / "pdf").iterdir())) == len(ids)
    assert desk.sending.counts()["queued"] == 0
    assert plain_server.received
    assert len(probe.blocks["beside a run, PDFs and mails"]) > turn  # the window answered in between


def use(qtbot, pane, turn):
    """Filter, sort, scroll and search the list, as fast as anybody could."""
    pane.ask(Asked().with_keys("status", (("overdue", "open", "paid", "draft")[turn % 4],)))
    qtbot.wait(20)
    pane.clear_filters()
    pane.model.sort_by(2 + turn % 4)
    bar = pane.table.verticalScrollBar()
    for at in range(3):
        bar.setValue(bar.maximum() * at // 2)
        qtbot.wait(5)
    qtbot.keyClicks(pane.search_field, "acme")
    qtbot.keyClick(pane.search_field, Qt.Key.Key_Escape)
