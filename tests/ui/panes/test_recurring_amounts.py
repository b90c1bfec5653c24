"""What the next invoices come to, found in the background."""


def test_what_the_next_invoices_come_to_is_summed_up_without_paused_ones(qtbot, pane):
    qtbot.waitUntil(lambda: "Next invoices" in pane.list.totals.accessibleName())

    assert pane.list.totals.accessibleName() == "4 schedules Next invoices $663.45"
