"""Money that goes back: out of payments, for invoices, out of credit notes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from billdesk.domain.errors import Refused
from billdesk.services.office import Office
from billdesk.services.payments import Payments, Received
from billdesk.services.refunding import Request
from billdesk.storage.engine import open_store
from support.money import TODAY, refusal


def test_a_deposit_is_refunded_as_far_as_it_is_held(shop):
    key = shop.payments.deposit("t1", 20_00, "cash", TODAY).payments[0].id

    part = shop.payments.refund_payment(key, Request(TODAY, 5_00, method="cash"))
    rest = shop.payments.refund_payment(key, Request(TODAY, to_credit=True))

    assert part.payments[0].credit == 15_00
    assert rest.credit == {"EUR": 15_00}
    assert refusal(shop.payments.refund_payment, key, Request(TODAY)) == "payment_is_given_back"
    assert shop.found() == []


def test_a_refund_of_a_payment_takes_its_credit_first_and_then_reopens_its_invoices(each_shop):
    one, two = each_shop.issued(10_00), each_shop.issued(10_00)
    key = each_shop.payments.take(Received(each_shop.customer, 25_00, TODAY)).payments[0].id

    first = each_shop.payments.refund_payment(key, Request(TODAY, 5_00))
    second = each_shop.payments.refund_payment(key, Request(TODAY, 12_00))

    assert first.balances == {}
    assert second.balances == {two: 10_00, one: 2_00}
    assert refusal(each_shop.payments.refund_payment, key, Request(TODAY, 8_01)) == "above_what_is_left"
    assert each_shop.found() == []


def test_a_refund_of_an_invoice_makes_the_credit_note_too(each_shop):
    key = each_shop.issued(10_00)
    each_shop.payments.quick([key], TODAY)

    moved = each_shop.payments.refund("INV-2026-00001", Request(TODAY, 4_00, method="cash"))

    assert [(note.total, note.balance) for note in moved.credit_notes] == [(4_00, 0)]
    assert [(refund.amount, refund.method) for refund in moved.refunds] == [(4_00, "cash")]
    assert refusal(each_shop.payments.refund_invoice, key, Request(TODAY, 6_01)) == "above_what_is_left"
    assert each_shop.payments.refund_invoice(key, Request(TODAY)).refunds[0].amount == 6_00
    assert refusal(each_shop.payments.refund_invoice, key, Request(TODAY)) == "nothing_left_to_refund"
    assert each_shop.found() == []


def test_a_refund_of_lines_gives_back_no_more_than_was_received(shop):
    key = shop.issued(10_00, 5_00)
    line = shop.invoice(key).items[0].id
    unpaid = Request(TODAY, lines={line: 10_000})
    assert refusal(shop.payments.refund_invoice, key, unpaid) == "nothing_left_to_refund"
    shop.payments.quick([key], TODAY)

    moved = shop.payments.refund_invoice(key, Request(TODAY, lines={line: 5_000}, to_credit=True))

    assert (moved.credit_notes[0].total, moved.credit) == (5_00, {"EUR": 5_00})
    both = Request(TODAY, 1, {line: 1})
    assert refusal(shop.payments.refund_invoice, key, both) == "amount_or_lines"
    assert shop.found() == []


def test_money_never_goes_out_twice_by_the_payment_and_by_the_credit_note(shop):
    key = shop.issued(10_00)
    payment = shop.payments.quick([key], TODAY).payments[0].id
    shop.payments.refund_invoice(key, Request(TODAY, 4_00))

    assert refusal(shop.payments.refund_payment, payment, Request(TODAY)) == "above_what_is_left"
    shop.payments.refund_payment(payment, Request(TODAY, 6_00))
    assert refusal(shop.payments.refund_invoice, key, Request(TODAY)) == "nothing_left_to_refund"
    assert shop.found() == []


def test_an_open_credit_note_is_refunded_by_its_number(shop):
    key = shop.issued(10_00)
    shop.payments.quick([key], TODAY)
    shop.invoicing.credit(key, None, TODAY)

    moved = shop.payments.refund("CN-2026-00001", Request(TODAY, 3_00))
    rest = shop.payments.refund_invoice(key, Request(TODAY))

    assert (moved.refunds[0].amount, rest.refunds[0].amount) == (3_00, 7_00)
    assert rest.credit_notes == ()


def test_an_invoice_whose_payment_bounced_after_a_refund_is_written_off_whole(shop):
    key = shop.issued(10_00)
    payment = shop.payments.quick([key], TODAY).payments[0].id
    shop.payments.refund_invoice(key, Request(TODAY, 4_00))
    shop.payments.reverse(payment, TODAY, "bounced")

    assert shop.invoicing.write_off(key, TODAY, "gone").written_off == 10_00
    assert shop.found() == []


def test_two_desks_that_give_the_same_money_back_at_once_give_it_back_once(each_shop):
    shop = each_shop
    key = shop.issued(10_00)
    shop.payments.quick([key], TODAY)
    held = shop.payments.deposit("t1", 20_00, "cash", TODAY).payments[0].id
    target = shop.office.store.engine.url.render_as_string(hide_password=False)
    started, told = Barrier(2), []

    def give_back(_desk):
        store = open_store(target)
        payments = Payments(Office(store, shop.office.now, shop.office.announce, "other"))
        started.wait()
        out = 0
        for act, what in ((payments.refund_payment, held), (payments.refund_invoice, key)):
            try:
                out += sum(one.amount for one in act(what, Request(TODAY, method="cash")).refunds)
            except Refused as refused:
                told.append(refused.code)
        store.close()
        return out

    with ThreadPoolExecutor(2) as desks:
        assert sum(desks.map(give_back, range(2))) == 30_00
    assert sorted(told) == ["nothing_left_to_refund", "payment_is_given_back"]
    assert shop.found() == []
