"""Invoices from draft to the end."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Missing
from billdesk.services.payments import Received
from support.money import TODAY, refusal


def test_issuing_takes_the_next_number_and_keeps_the_letterhead(each_shop):
    first, second = each_shop.issued(10_00), each_shop.issued(20_00)

    assert [each_shop.invoice(key).number for key in (first, second)] == ["INV-2026-00001", "INV-2026-00002"]
    with each_shop.office.reading() as work:
        assert work.settings.letterhead(1).name == "Bench"
    assert each_shop.found() == []


def test_an_empty_draft_cannot_be_issued_and_burns_no_number(shop):
    assert refusal(shop.invoicing.issue, shop.draft(), TODAY) == "invoice_has_no_lines"
    assert refusal(shop.invoicing.issue, shop.draft(-1_00), TODAY) == "total_is_negative"

    assert shop.invoice(shop.issued(1_00)).number == "INV-2026-00001"


def test_an_invoice_is_issued_once(shop):
    key = shop.issued(10_00)

    assert refusal(shop.invoicing.issue, key, TODAY) == "invoice_is_issued"


def test_voiding_keeps_the_number_and_gives_the_charges_back(each_shop):
    each_shop.part(30_00)
    key = each_shop.invoicing.issue(each_shop.tickets.make_invoice(["t1"], TODAY).id, TODAY).id

    voided = each_shop.invoicing.void(key)

    assert (voided.state, voided.number, voided.balance) == ("void", "INV-2026-00001", 0)
    assert each_shop.tickets.show("t1").pending == 30_00
    assert each_shop.found() == []


def test_a_deleted_draft_gives_its_charges_back_and_an_issued_one_stays(each_shop):
    each_shop.part(30_00)
    draft = each_shop.tickets.make_invoice(["t1"], TODAY)

    each_shop.invoicing.delete_draft(draft.id)

    assert each_shop.tickets.show("t1").pending == 30_00
    assert refusal(each_shop.invoicing.delete_draft, each_shop.issued(1_00)) == "invoice_is_issued"
    with pytest.raises(Missing):
        each_shop.invoicing.delete_draft(draft.id)


def test_waiting_drafts_are_released_with_their_e_mails_and_those_without_an_address_stay(each_shop):
    late, nobody = (
        each_shop.draft(10_00, waiting="late"),
        each_shop.draft(5_00, waiting="late", customer_id=each_shop.other),
    )
    each_shop.draft(1_00)

    released = each_shop.invoicing.release([], TODAY)

    assert [one.id for one in released.issued] == [late]
    assert [one.id for one in released.without_address] == [nobody]
    assert each_shop.invoice(nobody).waiting == "no_address"
    sheet = each_shop.invoicing.show("INV-2026-00001", TODAY)
    assert [one.recipients for one in sheet.deliveries] == [("pay@acme.example",)]
    assert refusal(each_shop.invoicing.release, [late], TODAY) == "invoice_does_not_wait"
    assert each_shop.found() == []


def test_notes_and_the_order_number_may_change_at_any_time(shop):
    key = shop.issued(10_00)

    after = shop.invoicing.set_notes(key, "call first", "PO 7")

    assert (after.internal_notes, after.reference) == ("call first", "PO 7")


def test_a_sheet_shows_everything_about_an_invoice(shop):
    key = shop.issued(10_00)
    shop.payments.take(Received(shop.customer, 4_00, TODAY))

    sheet = shop.invoicing.show(str(key), date(2026, 3, 1))

    assert (sheet.status, sheet.customer.ref, sheet.schedule) == ("overdue", "acme", "")
    assert [one.amount for one in sheet.allocations] == [4_00]
    assert [one.act for one in sheet.history] == ["issued", "settled"]


@pytest.mark.parametrize("name", ["", "INV-1", "99999999999999999", "-1", "1 OR 1=1", "²"])
def test_what_is_not_there_is_missing(each_shop, name):
    with pytest.raises(Missing):
        each_shop.invoicing.show(name, TODAY)


@pytest.mark.parametrize("key", [0, -1, 2**31, 2**63, 10**30])
def test_no_use_case_takes_an_id_of_nothing(each_shop, key):
    invoicing = each_shop.invoicing
    for act in (
        lambda: invoicing.issue(key, TODAY),
        lambda: invoicing.void(key),
        lambda: invoicing.delete_draft(key),
        lambda: invoicing.credit(key, None, TODAY),
        lambda: invoicing.write_off(key, TODAY, ""),
        lambda: invoicing.set_notes(key, "", ""),
    ):
        with pytest.raises(Missing):
            act()
    assert refusal(invoicing.release, [key], TODAY) == "invoice_does_not_wait"


def test_a_changed_draft_is_not_issued_by_its_old_copy(shop):
    key = shop.draft(10_00)
    old = shop.invoice(key)
    with shop.office.work() as work:
        work.invoices.replace_draft(replace(old, title="new"))
        work.commit()

    assert shop.invoicing.issue(key, TODAY).title == "new"


def test_an_invoice_names_the_tickets_whose_charges_it_bills(each_shop):
    each_shop.part(30_00)
    each_shop.part(5_00)
    made = each_shop.tickets.make_invoice(["t1"], TODAY)

    assert each_shop.invoicing.sheet(made.id, TODAY).tickets == (each_shop.ticket,)
    assert each_shop.invoicing.sheet(each_shop.draft(1_00), TODAY).tickets == ()


def test_a_write_off_is_taken_back_with_a_reason_and_the_invoice_is_open_again(each_shop):
    shop = each_shop
    key = shop.issued(10_00)
    shop.payments.take(Received(shop.customer, 4_00, TODAY))
    shop.invoicing.write_off(key, TODAY, "Closed down")

    assert refusal(shop.invoicing.take_back_write_off, key, TODAY, " ") == "why_is_missing"
    after = shop.invoicing.take_back_write_off(key, TODAY, "They pay after all")

    assert (after.balance, after.written_off) == (6_00, 0)
    assert refusal(shop.invoicing.take_back_write_off, key, TODAY, "x") == "not_written_off"
    with shop.office.reading() as work:
        rows = [(one.amount, one.reason) for one in work.payments.write_offs(key)]
        act = work.traces.of("invoice", key)[-1]
    assert rows == [(6_00, "Closed down"), (-6_00, "They pay after all")]
    assert (act.act, act.change["balance"]) == ("write_off_taken_back", [0, 6_00])
    shop.payments.quick([key], TODAY)
    assert shop.found() == []
    with pytest.raises(Missing):
        shop.invoicing.take_back_write_off(99, TODAY, "x")


def test_the_database_itself_takes_back_no_more_than_was_given_up(each_shop):
    key = each_shop.issued(10_00)
    each_shop.payments.take(Received(each_shop.customer, 10_00, TODAY))
    with each_shop.office.work() as work:
        lost = (key, -1_00, TODAY, "x", each_shop.office.now())
        assert refusal(work.attempt, lambda: work.payments.write_off(*lost)) == "above_written_off"
