"""What of the schedule editor scrolls: prices that follow the catalog, and fields that can't be used yet."""

import pytest

from billdesk.domain.errors import Problem
from billdesk.ui.tasks import ScheduleTask
from support.editing import looked


@pytest.fixture
def page(scheduler, schedule_ids):
    return scheduler(ScheduleTask(schedule_ids["acme-msp"]))[0]


def test_prices_that_follow_the_catalog_are_shown_and_not_typed(page, qtbot):
    body = page.body
    assert body.lines.fields_at(1) == ("description", "included", "price")
    page.state.type_into(1, "price", "30", body.lines.cells)
    looked(qtbot, page)
    assert body.lines.painter.found[page.state.rows[1].line.id].net == 60_00
    body.prices.pick("catalog")
    looked(qtbot, page)
    assert body.lines.fields_at(1) == ("description", "included")
    assert body.lines.painter.found[page.state.rows[1].line.id].net == 65_00


def test_problems_go_to_the_part_that_has_their_field(page):
    found = [Problem("end", "end_before_start", {"start": page.bench.today}), Problem("lines", "no_lines")]
    assert page.body.tell_parts(found, focus=True) == found[1:]
    assert page.body.when.end.told()
    page.body.set_usable(False)
    assert not page.body.more.isEnabled()
    assert not page.body.head.title.isEnabled()
