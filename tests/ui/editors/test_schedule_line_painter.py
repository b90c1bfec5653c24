"""What the grid paints of a line: its figures, and in which tone."""

import pytest

from billdesk.domain.counting import Tier
from billdesk.ui.editors.line_painter import Shown
from billdesk.ui.tasks import ScheduleTask
from support.editing import looked


@pytest.fixture
def page(scheduler, schedule_ids):
    return scheduler(ScheduleTask(schedule_ids["acme-msp"]))[0]


def figures(page, at):
    painter, row = page.body.lines.painter, page.state.rows[at]
    shown = Shown(row, page.body.lines.cells, False)
    return [
        painter._figure(row.line, field, shown)[0] for field in ("quantity", "included", "price", "amount")
    ]


def test_counts_prices_and_amounts_are_those_of_the_next_invoice(page, qtbot):
    assert figures(page, 0) == ["1", "", "400.00", "400.00"]
    assert figures(page, 1) == ["2", "", "32.50", "65.00"]
    assert figures(page, 5) == ["40", "2", "2 tiers", "81.00"]
    assert figures(page, 6) == ["0", "", "9.00", "not printed"]
    painter = page.body.lines.painter
    assert painter.price_of(page.state.rows[1].line) == 32_50 * 10_000
    assert painter.price_of(page.state.rows[0].line) is None
    assert painter.name_of(page.state.rows[1].line) == "Device care"
    page.body.lines.choose(5)
    page.body.lines.grab()
    line = page.state.rows[5].line
    assert line.tiers[-1] == Tier(None, 2_00 * 10_000)
    looked(qtbot, page)
