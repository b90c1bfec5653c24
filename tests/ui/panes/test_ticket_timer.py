"""The timer of a ticket in the pane: started, paused, stopped, and what can't be known is asked."""

from support.tickets_shop import answer, asked, do, settle


def test_work_is_clocked_paused_and_stopped_by_buttons(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    do(qtbot, pane, "ticket.start_timer")
    assert pane.detail.timer.isVisible()
    tickets_shop.passed += 300
    pane.detail.timer._tick()
    assert pane.detail.timer.clock.text() == "0:05:00"

    do(qtbot, pane, "ticket.timer.pause")
    tickets_shop.passed += 9_000
    do(qtbot, pane, "ticket.timer.start")
    tickets_shop.passed += 120
    do(qtbot, pane, "ticket.timer.charge")

    row = tickets_shop.sheet().log[-1]
    assert (row.entry.minutes, row.entry.state) == (7, "charged")
    assert pane.told_words[-1] == "7 min logged and charged"
    assert not pane.detail.timer.isVisible()


def test_time_that_nobody_watched_is_asked_for(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    do(qtbot, pane, "ticket.start_timer")
    tickets_shop.passed, tickets_shop.epoch = 7_200, "another boot"

    do(qtbot, pane, "ticket.timer.stop")
    dialog = answer(qtbot, pane, "doubt.question", minutes=None)
    assert dialog.form.fields["minutes"].told()
    assert len(tickets_shop.real.labor.running()) == 1
    answer(qtbot, pane, "doubt.question", minutes=25)

    assert tickets_shop.sheet().log[-1].entry.minutes == 25
    pane.undo[-1]()
    settle(qtbot, pane)
    assert len(tickets_shop.sheet().log) == 4


def test_a_second_timer_of_the_same_technician_asks_whether_the_first_shall_pause(
    qtbot, tickets_shop, tickets_pane
):
    pane, labor = tickets_pane, tickets_shop.real.labor
    labor.start(tickets_shop.sheet("t2").ticket.id)
    do(qtbot, pane, "ticket.start_timer")
    asked(qtbot, pane, "timer.question").reject()
    assert [one.number for one in labor.running()] == ["t2"]

    do(qtbot, pane, "ticket.start_timer")
    answer(qtbot, pane, "timer.question")

    assert [one.number for one in labor.running()] == ["t1"]
