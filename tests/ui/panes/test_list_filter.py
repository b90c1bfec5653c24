"""What filters have in common: a free span of days is typed, said in the chip, and kept."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from billdesk.domain.payment_list import PaymentFilter
from billdesk.ui.panes.payments_filter import PaymentsFilter
from billdesk.ui.widgets.span import Span


@pytest.fixture
def filters(qtbot, make_bench):
    made = PaymentsFilter(make_bench("empty"))
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    made.asked = []
    made.changed.connect(lambda: made.asked.append(made.wanted()))
    return made


def popup(filters):
    return filters.findChild(Span, "payments.days")


def test_a_span_of_days_is_typed_and_said(filters):
    filters.chips.chip("date").pick(("last_month",))
    filters.chips.chip("date").pick(("other",))
    span = popup(filters)
    assert filters.wanted().date_from == date(2026, 1, 1), "until one is chosen, the one before holds"
    for field, text in zip(span.fields, ("2026-01-05", "2026-01-09"), strict=True):
        field.edit.setText(text)
    QTest.keyClick(span, Qt.Key.Key_Return)
    assert filters.asked[-1] == PaymentFilter(date_from=date(2026, 1, 5), date_to=date(2026, 1, 9))
    assert "Jan 5, 2026 – Jan 9, 2026" in filters.chips.chip("date").accessibleName()
    kept = filters.as_plain()
    filters.clear()
    filters.show_plain(kept)
    assert filters.wanted() == PaymentFilter(date_from=date(2026, 1, 5), date_to=date(2026, 1, 9))


def test_one_end_may_stay_open_and_rubbish_is_said_at_its_field(filters):
    filters.chips.chip("date").pick(("other",))
    span = popup(filters)
    span.fields[0].edit.setText("31.31.")
    span.take()
    assert span.fields[0].told().startswith("Not a date")
    span.fields[0].edit.setText("2026-01-09")
    span.fields[1].edit.setText("2026-01-05")
    span.take()
    assert span.fields[1].told() == "It ends before it begins"
    span.fields[1].edit.setText("")
    span.take()
    assert filters.wanted() == PaymentFilter(date_from=date(2026, 1, 9))
    assert "from Jan 9, 2026" in filters.chips.chip("date").accessibleName()


def test_nothing_typed_asks_for_every_day(filters):
    filters.show_days(date(2026, 1, 5), None)
    filters.chips.chip("date").pick(("other",))
    for field in popup(filters).fields:
        field.edit.setText("")
    popup(filters).take()
    assert filters.wanted() == PaymentFilter()
