"""Looking things up: each question is one reading transaction, and nothing is written."""

from datetime import date

from billdesk.domain.lists import InvoiceFilter, Part, Sort
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.domain.settings import ShopSettings
from billdesk.services.browsing import Browsing
from billdesk.services.settings import keep_settings
from support.ledger import AT, a_schedule, add_customers, an_invoice, an_issue

TODAY = date(2026, 3, 10)


def filled(office):
    with office.work() as work:
        keep_settings(work, ShopSettings(currency="EUR"))
        add_customers(work, "Acme", "Bolt")
        work.schedules.add([a_schedule(1), a_schedule(2, customer_id=2, state="paused")])
        invoices = [an_invoice(key, key * 100) for key in (1, 2, 3)]
        work.invoices.add(
            [(invoices[0], None), *[(one, an_issue(work, f"INV-{one.id}", one.id)) for one in invoices[1:]]],
            AT,
        )
        work.commit()
    return Browsing(office)


def test_invoices_come_by_page_with_their_sums_and_the_picture(each_office):
    browsing = filled(each_office)

    page = browsing.invoices(InvoiceFilter(), Sort("total"), TODAY, Part(2))
    rest = browsing.invoices(InvoiceFilter(), Sort("total"), TODAY, Part(2, after=page.last))
    sums = browsing.invoice_sums(InvoiceFilter(statuses=frozenset({"open"})), TODAY)
    cells = {cell.status: (cell.count, cell.amount) for cell in browsing.glance(TODAY).cells}

    assert [row.number for row in (*page.rows, *rest.rows)] == ["INV-3", "INV-2", None]
    assert [(one.currency, one.count, one.balance) for one in sums] == [("EUR", 2, 500)]
    assert cells["open"] == (2, 500)
    assert cells["draft"] == (1, 100)
    assert browsing.glance(TODAY).currency == "EUR"


def test_schedules_come_with_counts_by_state(each_office):
    browsing = filled(each_office)
    paused = ScheduleFilter(states=frozenset({"paused"}))

    assert [row.id for row in browsing.schedules(paused, Sort("title"), TODAY).rows] == [2]
    assert browsing.schedule_counts(paused) == {"active": 1, "paused": 1}


def test_customers_are_offered_by_what_is_typed(each_office):
    assert [one.name for one in filled(each_office).customers("bo")] == ["Bolt"]


def test_the_command_box_finds_some_of_each_kind_and_numbers_only_after_a_hash(each_office):
    browsing = filled(each_office)

    found = browsing.find("customer", TODAY, limit=0)
    numbers = browsing.find(" #inv-3", TODAY)

    assert [one.id for one in browsing.find("acme", TODAY).customers] == [1]
    assert [one.id for one in browsing.find("managed", TODAY).schedules] == [1, 2]
    assert len(found.invoices) == 1
    assert [one.number for one in numbers.invoices] == ["INV-3"]
    assert (numbers.customers, numbers.schedules) == ((), ())
