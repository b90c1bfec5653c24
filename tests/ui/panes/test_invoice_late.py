"""Tests of the notice about drafts that came due while nobody ran the program."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.services.run import Request
from billdesk.ui.panes.invoice_late import LateDrafts

LATER = date(2026, 3, 5)


@pytest.fixture
def make_late(qtbot, make_bench):
    over = QWidget()
    qtbot.addWidget(over)

    def make(name):
        asked = []
        bench = make_bench(name, LATER)
        made = LateDrafts(bench, over, lambda: asked.append("review"), lambda: asked.append("release"))
        made.asked, made.over = asked, over
        return made

    return make


def fetched(qtbot, late):
    with qtbot.waitSignal(late.told) as told:
        late.fetch()
    return told.args[0]


def test_nothing_is_told_where_nothing_is_late(qtbot, make_late):
    late = make_late("empty")
    assert fetched(qtbot, late) is None
    assert late.ids == ()


def test_what_came_due_is_counted_and_can_be_reviewed_or_released(qtbot, make_late):
    late = make_late("little")
    desk = late._bench.desk
    desk.run.go(Request(LATER))
    notice = fetched(qtbot, late)
    assert late.ids == desk.invoicing.late() != ()
    assert str(len(late.ids)) in notice.title
    for act in notice.acts:
        act.call()
    assert late.asked == ["review", "release"]
