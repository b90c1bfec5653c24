"""The detail of one customer."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.panes.customer_detail import TABS, CustomerDetail


@pytest.fixture
def detail(qtbot, make_bench):
    made = CustomerDetail(make_bench())
    qtbot.addWidget(made)
    made.resize(840, 800)
    made.show()
    return made


def test_nothing_is_shown_until_a_customer_is_chosen(detail, customers_shop):
    assert not detail.name.isVisible()
    detail.show_sheet(customers_shop.sheet("Acme Dental"))
    assert detail.name.isVisible()
    detail.show_nothing()

    assert detail.sheet is None
    assert not detail.name.isVisible()


def test_tabs_count_what_is_in_them(detail, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    detail.show_sheet(sheet)
    words = [detail.tabs._parts[key].text() for key in TABS]

    assert words == [
        "Overview",
        f"Invoices {sheet.invoice_count}",
        "Schedules 1",
        f"Contacts {sum(one.active for one in sheet.contacts)}",
        "Assets 3",
        "History",
    ]


def test_the_tab_stays_when_another_customer_is_shown(qtbot, detail, customers_shop):
    detail.show_sheet(customers_shop.sheet("Acme Dental"))
    detail.show_tab("contacts")
    detail.show_sheet(customers_shop.sheet("Bistro Müller"))
    assert detail.pages.currentIndex() == TABS.index("contacts")
    qtbot.keyClick(detail.tabs, Qt.Key.Key_Right)

    assert detail.tabs.chosen() == "assets"
    assert detail.assets.isVisible()


def test_each_tab_shows_the_customer_that_is_seen_whenever_it_is_looked_at(detail, customers_shop):
    acme, bistro = (customers_shop.sheet(name) for name in ("Acme Dental", "Bistro Müller"))
    detail.show_sheet(acme)
    for tab in TABS:
        detail.show_tab(tab)
    detail.show_sheet(bistro)
    detail.forget()  # another one is chosen, and Bistro is still seen
    detail.show_tab("overview")
    assert detail.invoices.values == acme.invoices
    for tab in TABS:
        detail.show_tab(tab)
    assert detail.invoices.values == bistro.invoices
    assert detail.schedules.values == bistro.schedules
    assert detail.contacts.values == bistro.contacts
    assert detail.invoices.values != acme.invoices


def test_names_are_plain_text_and_an_archived_customer_can_be_brought_back(detail, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    customer = replace(sheet.customer, name="<b>Acme</b>", active=False)
    detail.show_sheet(replace(sheet, customer=customer))

    assert detail.name.text() == "<b>Acme</b>"
    assert detail.name.textFormat() == Qt.TextFormat.PlainText
    assert detail.who.text().startswith("Archived")
    assert detail.restore.isVisible()


def test_of_many_invoices_it_says_how_many_are_shown(detail, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    detail.show_tab("invoices")
    detail.show_sheet(replace(sheet, invoice_count=10_001))
    assert detail._invoices.note.text().endswith("of 10,000+")
    assert detail.tabs._parts["invoices"].text() == "Invoices 10,000+"
    detail.show_sheet(replace(sheet, invoice_count=1234))

    assert detail._invoices.note.text() == f"the newest {len(sheet.invoices)} of 1234"


def test_acts_wait_while_one_is_under_way(detail, customers_shop):
    detail.show_sheet(customers_shop.sheet("Acme Dental"))
    detail.show_busy(True)
    assert not detail.edit.isEnabled()
    detail.show_busy(False)

    assert detail.edit.isEnabled()
