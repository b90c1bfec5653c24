"""What the lists beside a detail have in common: what is remembered of them, and what comes later."""

import pytest

from billdesk.ui.panes.customers import CustomersPane
from billdesk.ui.panes.recurring import RecurringPane
from support.parts import calm, rows


@pytest.fixture
def customers(customers_shop, open_part):
    return open_part(CustomersPane, customers_shop)


@pytest.fixture
def recurring(recurring_shop, open_part):
    return open_part(RecurringPane, recurring_shop)


@pytest.fixture(params=["customers", "recurring"])
def pane(request):
    return request.getfixturevalue(request.param)


def test_the_list_is_found_again_with_its_filters_and_its_order(qtbot, customers):
    customers.filter.chips.chip("owes").pick(("yes",))
    customers.filter.search.show_text("caf")
    calm(qtbot, customers)
    left = customers.remembered()
    customers.filter.clear()
    customers.recall({**left, "sort": ["owes", True]})
    calm(qtbot, customers)

    assert left["filter"] == {"active": True, "owes": True, "has_schedules": None, "text": "caf"}
    assert customers.filter.wanted().owes is True
    assert (customers.model.order.key, customers.model.order.descending) == ("owes", True)


def test_an_order_that_is_not_known_any_more_is_passed_over(qtbot, pane):
    before = pane.model.order
    pane.recall({"filter": {}, "sort": ["no such column", True]})
    calm(qtbot, pane)

    assert pane.model.order == before
    assert rows(pane)


def test_values_that_take_reckoning_come_after_the_rows(qtbot, pane):
    value = {"customers": "mrr", "recurring": "amount"}[pane.key]
    qtbot.waitUntil(lambda: any(getattr(row, value) for row in rows(pane)))
    found = {row.id: getattr(row, value) for row in rows(pane)}
    pane.refresh()
    calm(qtbot, pane)

    assert {row.id: getattr(row, value) for row in rows(pane)} == found


def test_one_that_is_asked_for_is_chosen_among_the_others_and_where_a_filter_hides_it_shown_alone(
    qtbot, pane
):
    every = rows(pane)
    wanted = every[-1].id
    pane.show_what(wanted)
    qtbot.waitUntil(lambda: pane.shown_id() == wanted)
    assert [row.id for row in rows(pane)] == [row.id for row in every]
    pane.filter.search.setFocus()
    qtbot.keyClicks(pane.filter.search, "nobody at all")
    qtbot.waitUntil(lambda: not rows(pane))
    pane.show_what(wanted)
    qtbot.waitUntil(lambda: [row.id for row in rows(pane)] == [wanted])
