"""The list of customers: search, filters, sums."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.customer import Customer, Record
from billdesk.domain.customer_list import CustomerFilter
from billdesk.ui.panes.customers import CustomersPane
from support.parts import calm, press, put_text


@pytest.fixture
def pane(customers_shop, open_part):
    return open_part(CustomersPane, customers_shop)


def names(pane):
    return [pane.model.row(at).name for at in range(pane.model.rowCount())]


def test_active_customers_come_by_name_with_what_they_owe(qtbot, customers_shop, pane):
    sums = customers_shop.real.customers.sums(CustomerFilter(active=True))

    assert names(pane) == ["Acme Dental", "Bistro Müller", "Café Québec"]
    said = pane.list.totals.accessibleName()
    assert said.startswith("3 customers Owe ")
    assert said.endswith(
        pane.bench.figures.several([(one.balance, one.currency) for one in sums if one.balance])
    )


@pytest.mark.parametrize("text", ["CAFE", "quebec café"])
def test_typing_finds_customers_by_the_beginnings_of_their_words(qtbot, pane, text):
    put_text(pane.filter.search, text)

    qtbot.waitUntil(lambda: names(pane) == ["Café Québec"])


@pytest.mark.parametrize("text", ["zzzz", "<b>", "=cmd()", "' OR 1=1 --", "\u202e", "x" * 9_999])
def test_what_finds_nothing_says_so_and_offers_to_clear_the_filters(qtbot, pane, text):
    put_text(pane.filter.search, text)
    qtbot.waitUntil(lambda: pane.filter.wanted().text == text.strip())
    qtbot.keyClick(pane.filter.search, Qt.Key.Key_Return)
    calm(qtbot, pane)
    if pane.model.rowCount():
        assert text in ("<b>", "' OR 1=1 --", "\u202e")  # signs alone narrow nothing
        return
    assert pane.list.empty.title.text() == "No customer matches these filters"
    press(qtbot, pane, "customers.clear_filters")

    qtbot.waitUntil(lambda: len(names(pane)) == 3)


def test_filters_show_who_owes_and_who_is_archived(qtbot, customers_shop, pane):
    customers_shop.real.customers.archive(customers_shop.id_of("Bistro Müller"))
    pane.filter.chips.chip("active").pick(("no",))
    qtbot.waitUntil(lambda: names(pane) == ["Bistro Müller"])
    pane.filter.chips.chip("active").pick(())
    pane.filter.chips.chip("owes").pick(("yes",))
    calm(qtbot, pane)

    assert pane.filter.wanted() == CustomerFilter(owes=True)
    assert "Acme Dental" in names(pane)
    assert all(row.owed for row in (pane.model.row(at) for at in range(pane.model.rowCount())))


def test_the_list_is_sorted_by_what_is_owed(qtbot, pane):
    pane.table.head.sort_asked.emit(2)
    calm(qtbot, pane)
    owed = [sum(one.balance for one in pane.model.row(at).owed) for at in range(pane.model.rowCount())]

    assert pane.model.order.key == "owes"
    assert owed == sorted(owed)


def test_what_comes_every_month_is_told_once_it_is_reckoned(qtbot, customers_shop, pane):
    acme = customers_shop.id_of("Acme Dental")
    qtbot.waitUntil(lambda: pane.model.row(0).mrr is not None)

    assert pane.model.row(0).mrr == customers_shop.sheet("Acme Dental").mrr
    assert pane.list.monthly.knows(acme)


def test_a_shop_without_customers_says_what_to_do(qtbot, tmp_path, open_part, customers_shop):
    for name in ("Acme Dental", "Bistro Müller", "Café Québec"):
        customers_shop.real.customers.archive(customers_shop.id_of(name))
    pane = open_part(CustomersPane, customers_shop)
    assert pane.list.empty.title.text() == "No customers yet"
    press(qtbot, pane, "customers.empty.new")
    assert pane.asked_places[0][0] == "customer"
    customers_shop.real.customers.save(Record(Customer(0, "", "First")))

    qtbot.waitUntil(lambda: names(pane) == ["First"])
