"""Credit notes: how they are made, what they settle, and what is left of them."""

import json

from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.totals import Discount, Rules
from billdesk.services.loading import Loading, Source
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from support.money import TODAY, VAT, Shop, refusal
from support.shops import office_at


def item(quantity, price, **fields):
    return InvoiceLine("Thing", quantity=quantity, unit_price=price, rates=(VAT,), tax_name="VAT", **fields)


def test_only_an_issued_invoice_without_payments_and_credit_notes_can_be_voided(shop):
    paid, draft = shop.issued(10_00), shop.draft(1_00)
    shop.payments.take(Received(shop.customer, 5_00, TODAY))

    assert refusal(shop.invoicing.void, paid) == "invoice_has_payments"
    assert refusal(shop.invoicing.void, draft) == "invoice_is_draft"


def test_a_full_credit_note_settles_what_is_open(shop):
    key = shop.issued(10_00, 5_00)

    moved = shop.invoicing.credit(key, None, TODAY)

    (note,) = moved.credit_notes
    assert (note.number, note.total, note.balance) == ("CN-2026-00001", 15_00, 0)
    assert shop.balance(key) == 0
    assert shop.found() == []


def test_what_a_credit_note_does_not_settle_becomes_credit_or_stays_on_it(shop):
    one, two = shop.issued(10_00), shop.issued(10_00)
    shop.payments.quick([one, two], TODAY)

    kept = shop.invoicing.credit(one, None, TODAY, to_credit=True)
    left = shop.invoicing.credit(two, None, TODAY)

    assert kept.credit == {"EUR": 10_00}
    assert left.credit_notes[0].balance == 10_00
    assert shop.found() == []


def test_units_credited_one_by_one_add_up_to_the_invoice_and_the_last_takes_the_last_cent(each_shop):
    key = each_shop.write(
        lines=(item(30_000, 3_3333_00),),
        discount=Discount(amount=6),
    )
    key = each_shop.invoicing.issue(key, TODAY).id
    original = each_shop.invoice(key)
    line = original.items[0].id

    notes = [each_shop.invoicing.credit(key, {line: 10_000}, TODAY).credit_notes[0] for _ in range(3)]

    for name in ("subtotal", "discount_amount", "tax", "total"):
        assert sum(getattr(note, name) for note in notes) == getattr(original, name)
    assert notes[0].total == notes[1].total != notes[2].total
    assert each_shop.balance(key) == 0
    assert refusal(each_shop.invoicing.credit, key, None, TODAY) == "nothing_left_to_credit"
    assert refusal(each_shop.invoicing.credit, key, {line: 1}, TODAY) == "units_above_what_is_left"


def test_prices_with_tax_are_credited_with_the_tax_inside_them(shop):
    key = shop.write(lines=(item(20_000, 9_99_0000),), rules=Rules(includes_tax=True))
    shop.invoicing.issue(key, TODAY)

    line = shop.invoice(key).items[0].id
    note = shop.invoicing.credit(key, {line: 10_000}, TODAY).credit_notes[0]

    assert (note.total, note.tax) == (9_99, 1_60)


def test_a_credit_note_says_what_is_wrong_with_what_it_is_asked_for(shop):
    key, draft = shop.issued(10_00), shop.draft(1_00)
    line = shop.invoice(key).items[0].id
    note = shop.invoicing.credit(shop.issued(1_00), None, TODAY).credit_notes[0]

    assert refusal(shop.invoicing.credit, draft, None, TODAY) == "invoice_is_draft"
    assert refusal(shop.invoicing.credit, note.id, None, TODAY) == "not_an_invoice"
    assert refusal(shop.invoicing.credit, key, {999: 10_000}, TODAY) == "line_missing"
    assert refusal(shop.invoicing.credit, key, {line: 0}, TODAY) == "units_above_what_is_left"
    assert refusal(shop.invoicing.credit, key, {line: -10_000}, TODAY) == "units_above_what_is_left"
    assert refusal(shop.invoicing.credit, key, {line: 10**15}, TODAY) == "units_above_what_is_left"
    assert refusal(shop.invoicing.credit, key, {}, TODAY) == "nothing_left_to_credit"
    assert shop.balance(key) == 10_00


def test_a_write_off_settles_without_money_and_cannot_be_credited_any_more(each_shop):
    key = each_shop.issued(10_00)

    after = each_shop.invoicing.write_off(key, TODAY, "bankrupt")

    assert (after.balance, after.written_off) == (0, 10_00)
    assert refusal(each_shop.invoicing.write_off, key, TODAY, "") == "invoice_is_paid"
    assert refusal(each_shop.invoicing.credit, key, None, TODAY) == "above_what_is_left"
    assert refusal(each_shop.invoicing.write_off, each_shop.draft(1_00), TODAY, "") == "invoice_is_draft"
    assert each_shop.found() == []


def test_a_shop_that_moved_as_a_document_goes_on_crediting_where_it_was(shop, tmp_path):
    key = shop.invoicing.issue(shop.write(lines=(item(30_000, 3_3333_00),)), TODAY).id
    shop.payments.quick([key], TODAY)
    line = shop.invoice(key).items[0].id
    shop.invoicing.credit(key, {line: 10_000}, TODAY)
    shop.payments.refund_invoice(key, Request(TODAY, 4_50))
    document = Loading(shop.office).dump()
    office = office_at(tmp_path / "moved")
    Loading(office).load([Source("moved.json", json.dumps(document).encode())])
    moved = Shop(office, shop.customer, shop.other, shop.labor, shop.ticket)

    note = moved.invoicing.credit(key, None, TODAY).credit_notes[0]

    with office.reading() as work:
        notes = work.invoices.notes_of(key)
    assert note.number == "CN-2026-00003"
    assert sum(one.total for one in notes) == moved.invoice(key).total
    assert sum(one.tax for one in notes) == moved.invoice(key).tax
    assert moved.found() == []
    office.store.close()
