"""The closing sheet of a day: a step back and forth, and the payments behind it."""

from datetime import timedelta

import pytest

from billdesk.domain.payment_list import PaymentFilter
from support.windows import DAY


@pytest.fixture
def page(make_bench, qtbot):
    from billdesk.ui.pages.closing import ClosingPage

    made = ClosingPage(make_bench())
    qtbot.addWidget(made)
    made.show()
    made.show_what(None)
    qtbot.waitUntil(lambda: not made.is_waiting())
    return made


def test_it_begins_with_today_and_steps_by_days(page, qtbot):
    assert page.day.edit.day == DAY
    page.before.click()
    assert page.day.edit.day == DAY - timedelta(1)
    page.after.click()
    page.after.click()
    assert page.day.edit.day == DAY + timedelta(1)
    qtbot.waitUntil(lambda: not page.is_waiting())


def test_it_leads_to_the_payments_of_its_day(page, qtbot):
    with qtbot.waitSignal(page.asked) as asked:
        page.payments.click()
    assert asked.args == ["payments", PaymentFilter(date_from=DAY, date_to=DAY)]


def test_a_payment_draws_it_anew(page):
    assert "payment" in page.kinds()
