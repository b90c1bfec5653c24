"""Tests of the picture above the list."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.lists import CurrencySum, Glance, GlanceCell, MonthSum
from billdesk.ui.panes.invoice_picture import InvoicePicture

MONTHS = tuple(MonthSum(date(2025 + (at > 3), (at + 8) % 12 + 1, 1), at, at * 10_000) for at in range(12))
FOUND = Glance(
    "USD",
    (
        GlanceCell("draft", 5, 211_340),
        GlanceCell("open", 14, 984_217, (CurrencySum("CAD", 1, 7_186, 7_186),)),
        GlanceCell("partly_paid", 2, 131_000),
        GlanceCell("overdue", 6, 305_640),
        GlanceCell("paid", 9, 602_188),
    ),
    MONTHS,
)


@pytest.fixture
def picture(qtbot, make_bench):
    made = InvoicePicture(make_bench("empty"))
    qtbot.addWidget(made)
    made.resize(1200, 104)
    made.show()
    made.show_glance(FOUND)
    return made


def test_cells_say_count_and_sum_and_other_currencies_beside(picture):
    cell = picture.glance.cell("open")
    assert cell.accessibleName() == "Open 14 $9,842.17"
    assert cell.toolTip() == "and CAD 71.86"


def test_months_say_their_sums(picture):
    said = picture.months.accessibleDescription()
    assert said.startswith("September 2025: $0.00, 0 invoices")
    assert said.endswith("August 2026: $1,100.00, 11 invoices")


def test_a_month_is_picked_with_its_name_and_another_filter_lets_it_go(qtbot, picture):
    picture.months.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(picture.month_picked) as picked:
        qtbot.keyClick(picture.months, Qt.Key.Key_Return)
    assert picked.args == [date(2026, 8, 1), "August 2026"]
    picture.show_chosen("", ("2026-08-01",))
    assert picture.months.chosen() == date(2026, 8, 1)
    picture.show_chosen("open", ())
    assert picture.months.chosen() is None
    assert picture.glance.chosen() == "open"


def test_in_a_low_window_the_months_leave(picture):
    picture.fold(True)
    assert not picture.months.isVisible()
    assert picture.glance.height() == 52
    assert picture.glance.cell("paid").sizeHint().height() == 52
    picture.fold(False)
    assert picture.months.isVisible()
    assert picture.glance.height() == 104
