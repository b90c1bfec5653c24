"""The Customers pane on a real database: by mouse and by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.domain.customer import Customer, Record
from billdesk.domain.customer_list import CustomerFilter
from billdesk.domain.lists import InvoiceFilter
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.domain.ticket_list import TicketFilter
from billdesk.ui.panes.customers import CustomersPane
from billdesk.ui.tasks import CustomerTask, TicketTask
from support.customers_shop import choose
from support.parts import calm, press


@pytest.fixture
def pane(customers_shop, open_part, qtbot):
    made = open_part(CustomersPane, customers_shop)
    choose(qtbot, made, "Acme Dental")
    return made


def trigger(pane, name):
    pane.findChild(object, f"customers.menu.{name}").trigger()


def undo(qtbot, pane):
    pane.undo[-1]()
    calm(qtbot, pane)


def test_the_chosen_customer_is_shown_with_everything(customers_shop, pane):
    sheet = customers_shop.sheet("Acme Dental")

    assert pane.detail.name.text() == "Acme Dental"
    assert pane.detail.mark.letters() == "AD"
    assert pane.detail.sheet == sheet
    assert [fact.label for fact in pane.detail.facts.facts()] == [
        "Owes",
        "MRR",
        "Pays after",
        "Not billed yet",
        "Credit and deposits",
    ]


def test_the_first_customer_is_chosen_when_the_pane_opens(open_part, customers_shop, qtbot):
    pane = open_part(CustomersPane, customers_shop)
    qtbot.waitUntil(lambda: pane.detail.sheet is not None)

    assert pane.detail.sheet.customer.name == pane.table.current_row().name
    assert pane.table.hasFocus()


def test_a_new_customer_asks_for_an_empty_editor(pane):
    pane.new()

    assert pane.asked_places == [("customer", CustomerTask())]


def test_editing_asks_for_the_editor_of_the_chosen_customer(qtbot, customers_shop, pane):
    key = customers_shop.id_of("Acme Dental")
    press(qtbot, pane, "customer.edit")
    pane.new_contact()
    pane.new_asset()
    trigger(pane, "edit")

    assert pane.asked_places == [
        ("customer", CustomerTask(key)),
        ("customer", CustomerTask(key, "contacts")),
        ("customer", CustomerTask(key, "assets")),
        ("customer", CustomerTask(key)),
    ]


def test_an_invoice_is_begun_for_an_active_customer_only(qtbot, customers_shop, pane):
    key = customers_shop.id_of("Acme Dental")
    press(qtbot, pane, "customer.new_invoice")
    assert pane.asked_places == [("invoice", {"customer": key})]
    customers_shop.real.customers.archive(key)
    pane.show_what(CustomerFilter(active=False))
    choose(qtbot, pane, "Acme Dental")
    pane.new_invoice()

    assert not pane.can_new_invoice()
    assert not pane.detail.bill.isVisible()
    assert len(pane.asked_places) == 1


def test_a_contact_is_edited_from_the_overview(qtbot, customers_shop, pane):
    ann = next(one for one in customers_shop.sheet("Acme Dental").contacts if one.active)
    grid = pane.detail.overview.people
    grid.row(0).setFocus()
    qtbot.keyClick(grid.row(0), Qt.Key.Key_Return)

    assert pane.asked_places == [
        ("customer", CustomerTask(customers_shop.id_of("Acme Dental"), "contacts", ann.id))
    ]


def test_invoices_and_schedules_lead_to_their_panes(qtbot, customers_shop, pane):
    key = customers_shop.id_of("Acme Dental")
    invoice = pane.detail.sheet.unpaid[0]
    pane.detail.overview.open.row(0).click()
    press(qtbot, pane, "customer.open.all")
    pane.detail.overview.schedules.row(0).click()

    assert pane.asked_places == [
        ("invoices", InvoiceFilter(ids=(invoice.id,))),
        ("invoices", InvoiceFilter(customer_id=key)),
        ("recurring", ScheduleFilter(customer_id=key)),
    ]


def test_a_customer_is_archived_and_undo_brings_it_back(qtbot, customers_shop, pane):
    trigger(pane, "archive")
    calm(qtbot, pane)
    assert pane.told_words == ["Acme Dental is archived"]
    assert not customers_shop.record("Acme Dental").customer.active
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    assert "Acme Dental" not in [pane.model.row(at).name for at in range(2)]

    undo(qtbot, pane)
    assert customers_shop.record("Acme Dental").customer.active
    assert pane.told_words[-1] == "Acme Dental is active again"


def test_an_archived_customer_can_be_brought_back_by_its_button(qtbot, customers_shop, pane):
    customers_shop.real.customers.archive(customers_shop.id_of("Acme Dental"))
    pane.show_what(CustomerFilter(active=False))
    choose(qtbot, pane, "Acme Dental")
    assert pane.can_restore()
    assert not pane.can_archive()
    press(qtbot, pane, "customer.restore")
    calm(qtbot, pane)

    assert customers_shop.record("Acme Dental").customer.active


def test_archiving_a_stale_copy_is_told_and_nothing_changes(qtbot, customers_shop, pane):
    record = customers_shop.record("Acme Dental")
    sheet = pane.detail.sheet
    pane.bench.desk.announcer.listeners.clear()
    customers_shop.real.customers.save(replace(record, customer=replace(record.customer, phone="1")))
    pane.acts.archive(sheet.customer)
    calm(qtbot, pane)

    assert [error.code for error in pane.troubles] == ["customer_changed"]
    assert customers_shop.record("Acme Dental").customer.active


def test_only_a_customer_without_anything_can_be_deleted(qtbot, customers_shop, pane):
    assert not pane.can_delete()
    customers_shop.real.customers.save(Record(Customer(0, "", "Zed")))
    qtbot.waitUntil(lambda: any(pane.model.row(at).name == "Zed" for at in range(pane.model.rowCount())))
    choose(qtbot, pane, "Zed")
    assert pane.can_delete()
    trigger(pane, "delete")
    calm(qtbot, pane)

    assert pane.told_words == ["Zed is deleted"]
    assert "Zed" not in [one.name for one in customers_shop.real.browsing.customers("", 500)]


def test_the_menu_of_acts_opens_by_keys(qtbot, pane):
    more = pane.findChild(QWidget, "customer.more")
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)

    qtbot.waitUntil(pane._menu.isVisible)
    enabled = {one.objectName(): one.isEnabled() for one in pane._menu.actions() if one.objectName()}
    assert enabled == {
        "customers.menu.edit": True,
        "customers.menu.statement": True,
        "customers.menu.new_ticket": True,
        "customers.menu.use_credit": False,
        "customers.menu.grant_credit": True,
        "customers.menu.pay_out": False,
        "customers.menu.take_back_credit": False,
        "customers.menu.archive": True,
        "customers.menu.restore": False,
        "customers.menu.delete": False,
    }
    pane._menu.close()


def test_in_a_narrow_window_enter_opens_the_detail_and_esc_leads_back(qtbot, pane):
    pane.resize(900, 560)
    pane.fold(1024, 640)
    assert not pane.detail.isVisible()
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.detail.isVisible()
    assert not pane.list.isVisible()

    qtbot.keyClick(pane.detail.edit, Qt.Key.Key_Escape)
    assert pane.list.isVisible()
    assert pane.table.hasFocus()
    pane.toggle_preview()
    assert pane.detail.isVisible()
    pane.fold(1440, 900)
    assert pane.list.isVisible()
    assert pane.detail.isVisible()


def test_a_customer_asked_for_is_chosen_and_where_a_filter_hides_it_shown_alone(qtbot, customers_shop, pane):
    names = [pane.model.row(at).name for at in range(pane.model.rowCount())]
    other = next(name for name in names if name != "Acme Dental")
    pane.show_what(customers_shop.id_of(other))
    qtbot.waitUntil(lambda: pane.table.current_row() is not None and pane.table.current_row().name == other)
    assert pane.model.rowCount() == len(names)

    pane.show_what(CustomerFilter(text="nobody at all"))
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    pane.show_what(customers_shop.id_of(other))
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert pane.model.row(0).name == other


def test_ctrl_f_leads_to_the_search(pane):
    pane.search()

    assert pane.filter.search.hasFocus()


def test_what_changed_elsewhere_is_shown(qtbot, customers_shop, pane):
    record = customers_shop.record("Acme Dental")
    customers_shop.real.customers.save(replace(record, customer=replace(record.customer, name="Acme Care")))

    qtbot.waitUntil(lambda: pane.detail.name.text() == "Acme Care")
    assert pane.table.current_row().name == "Acme Care"


def test_searches_and_fields_have_their_pages(qtbot, pane):
    pane.edit_searches()
    pane.edit_fields()

    assert pane.asked_places == [("asset_searches", None), ("custom_fields", None)]


def test_tickets_of_the_customer_are_led_to_and_new_ones_begun(qtbot, pane):
    tickets = pane.detail.sheet.tickets
    pane.detail.overview.tickets.picked.emit(tickets[0])
    press(qtbot, pane, "customer.tickets.all")
    trigger(pane, "new_ticket")
    key = pane.detail.sheet.customer.id
    assert pane.asked_places[-3:] == [
        ("tickets", tickets[0].id),
        ("tickets", TicketFilter(customer_id=key)),
        ("ticket", TicketTask(customer_id=key)),
    ]
