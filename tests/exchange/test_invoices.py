"""Invoices and credit notes: what they take over, and what contradicts their state."""

from datetime import date

import pytest

from billdesk.exchange.reading import read
from support.shop_documents import problems, small_shop, written

INVOICE = {"ref": "i", "customer": "acme", "date": "2026-01-10"}
LINES = [{"description": "Care", "unit_price": "10.01"}]
ISSUED = {"state": "issued", "number": "R1"}


def _invoices(*invoices, **lists):
    document = small_shop(invoices=[{**INVOICE, "ref": f"i{at}", **one} for at, one in enumerate(invoices)])
    document["customers"][1]["contacts"] = [{"ref": "bo", "name": "Bo"}]
    document["tickets"] = [{"ref": "t", "customer": "bistro", "subject": "Till"}]
    grid = {"frequency": "monthly", "start": "2026-01-31"}
    document["schedules"] = [{"ref": "s", "customer": "bistro", **grid, "lines": [{"product": "care"}]}]
    return document | lists


@pytest.mark.parametrize(
    ("invoice", "place", "code"),
    [
        ({"number": "R1"}, ".number", "draft_with_number"),
        ({"state": "issued"}, "", "number_is_missing"),
        ({"state": "void"}, "", "number_is_missing"),
        ({"state": "paid", "number": "R1"}, ".state", "unknown_word"),
        ({"period_start": "2026-01-01"}, "", "period_incomplete"),
        (
            {"period_start": "2026-01-02", "period_end": "2026-01-01"},
            ".period_end",
            "end_before_start",
        ),
        ({"contact": "bo"}, ".contact", "contact_of_another_customer"),
        ({"ticket": "t"}, ".ticket", "ticket_of_another_customer"),
        ({"schedule": "s"}, ".schedule", "schedule_of_another_customer"),
        ({**ISSUED, "lines": [{"description": "x", "unit_price": "-1"}]}, ".total", "total_is_negative"),
        ({"waiting": "soon"}, ".waiting", "unknown_word"),
        ({"corrects": None}, ".corrects", "unknown_key"),
        ({"write_offs": [{"amount": "0", "date": "2026-01-10"}]}, ".write_offs[0].amount", "amount_is_zero"),
        ({**ISSUED, "write_offs": [{"amount": "-1", "date": "2026-01-10"}]}, "", "settled_above_total"),
    ],
)
def test_what_contradicts_an_invoice_is_refused_at_its_place(invoice, place, code):
    assert (f"invoices[0]{place}", code) in problems(_invoices(invoice))


def test_invoices_and_credit_notes_have_numbers_of_their_own():
    note = {**INVOICE, "ref": "g", **ISSUED}
    assert len(read(_invoices(ISSUED, credit_notes=[note])).invoices) == 2
    assert problems(_invoices(ISSUED, ISSUED)) == {("invoices[1].number", "number_doubled")}


def test_an_invoice_takes_over_what_its_customer_and_the_shop_say():
    customer = {"ref": "acme", "name": "Acme", "address": "Weg 2", "language": "fr", "currency": "EUR"}
    terms = [{"ref": "net14", "name": "Net 14", "days": 14}]
    shop = {"name": "S", "currency": "CHF", "cash_rounding": "0.05", "default_terms": "net14"}
    document = small_shop(shop=shop, terms=terms, customers=[customer], invoices=[INVOICE])
    invoice = read(document).invoices[0]
    assert (invoice.currency, invoice.language, invoice.addressee) == ("EUR", "fr", ("Acme", "Weg 2"))
    assert (invoice.due_date, invoice.terms_name, invoice.state) == (date(2026, 1, 24), "", "draft")
    assert invoice.rules.cash_rounding == 0  # the coins are those of the shop's own currency


def test_what_is_spelled_out_wins_over_customer_and_shop():
    own = {"currency": "JPY", "language": "de", "addressee": ["Old house"], "due_date": "2026-02-01"}
    invoice = read(_invoices(own)).invoices[0]
    assert (invoice.currency, invoice.language, invoice.addressee, invoice.due_date) == (
        "JPY",
        "de",
        ("Old house",),
        date(2026, 2, 1),
    )
    assert own.items() <= written(_invoices(own))["invoices"][0].items()


def test_what_an_invoice_takes_over_is_left_out_but_its_currency_due_date_and_totals():
    document = _invoices({"lines": LINES, "language": "en", "prices_include_tax": False, "terms": None})
    found = written(document)["invoices"][0]
    assert set(found) == set(INVOICE) | {
        *("currency", "due_date", "lines", "subtotal", "discount_amount", "taxes", "tax", "rounding", "total")
    }
    assert (found["currency"], found["due_date"], found["total"]) == ("USD", "2026-01-10", "10.01")


def test_cash_is_rounded_to_the_coins_of_the_shop():
    document = _invoices({"lines": LINES}, shop={"name": "S", "cash_rounding": "0.05"})
    invoice = read(document).invoices[0]
    assert (invoice.rounding, invoice.total) == (-1, 1000)


def test_a_balance_given_up_is_written_inside_its_invoice():
    lost = {"amount": "4.00", "date": "2026-03-01"}
    document = _invoices({**ISSUED, "lines": LINES, "write_offs": [{**lost, "reason": ""}]})
    shop = read(document)
    assert (shop.write_offs[0].invoice_id, shop.invoices[0].written_off, shop.invoices[0].settled) == (
        -1,
        400,
        400,
    )
    assert written(document)["invoices"][0]["write_offs"] == [lost]


def test_a_credit_note_says_what_it_corrects_and_what_it_settles():
    note = {**INVOICE, "ref": "g", **ISSUED, "corrects": "i0", "lines": LINES}
    note["allocations"] = [{"invoice": "i0", "amount": "10.01", "date": "2026-01-11"}]
    document = _invoices({**ISSUED, "lines": LINES}, credit_notes=[note])
    invoice, found = read(document).invoices
    assert (found.kind, found.corrects_id, invoice.settled) == ("credit_note", invoice.id, 1001)
    assert written(document)["credit_notes"][0]["allocations"] == note["allocations"]


def test_one_wrong_line_hides_no_other_problem_of_the_invoice():
    wrong = {**LINES[0], "unit_price": 10}
    assert problems(_invoices({"lines": [wrong], "number": "R1"})) == {
        ("invoices[0].number", "draft_with_number"),
        ("invoices[0].lines[0].unit_price", "wrong_type"),
    }


FEE = {"number": 1, "date": "2026-02-10", "invoice": "f"}


def _with_fees(*fees, **fields):
    """An invoice with late fees, one that bills them, one of another customer, and a credit note."""
    issued = {"customer": "acme", "date": "2026-01-01", "state": "issued", "lines": LINES}
    late = {**issued, "ref": "l", "number": "A1", "late_fees": list(fees)}
    bills = {**issued, "ref": "f", "number": "A2"} | fields
    other = {**issued, "ref": "o", "number": "A3", "customer": "bistro"}
    note = {**issued, "ref": "g", "number": "G1"}
    return small_shop(invoices=[late, bills, other], credit_notes=[note])


def test_late_fees_come_back_as_they_went_in():
    document = _with_fees(FEE)
    shop = read(document)
    assert [(one.invoice_id, one.number, one.fee_invoice_id) for one in shop.late_fees] == [(-1, 1, -2)]
    assert written(document)["invoices"][0]["late_fees"] == [FEE]
    assert "late_fees" not in written(document)["invoices"][1]


@pytest.mark.parametrize(
    ("fee", "place", "code"),
    [
        ({"number": 0}, "[0].number", "out_of_range"),
        ({"number": "1"}, "[0].number", "wrong_type"),
        ({"date": "2026-02-30"}, "[0].date", "no_such_date"),
        ({"invoice": "x"}, "[0].invoice", "unknown_reference"),
        ({"invoice": "l"}, "[0].invoice", "late_fee_does_not_fit"),
        ({"invoice": "g"}, "[0].invoice", "late_fee_does_not_fit"),
        ({"invoice": "o"}, "[0].invoice", "invoice_of_another_customer"),
        ({"amount": "1"}, "[0].amount", "unknown_key"),
    ],
)
def test_a_late_fee_is_billed_by_an_invoice_of_the_same_customer(fee, place, code):
    assert (f"invoices[0].late_fees{place}", code) in problems(_with_fees({**FEE, **fee}))


def test_a_late_fee_is_billed_in_the_currency_of_its_invoice_once_and_bears_none_itself():
    place = "invoices[0].late_fees"
    assert problems(_with_fees(FEE, currency="EUR")) == {
        (f"{place}[0].invoice", "invoice_in_another_currency")
    }
    assert problems(_with_fees(FEE, FEE)) == {(f"{place}[1]", "late_fee_doubled")}
    own = {"number": 1, "date": "2026-02-10", "invoice": "l"}
    found = problems(_with_fees(FEE, late_fees=[own]))
    assert found == {(place, "late_fee_does_not_fit"), ("invoices[1].late_fees", "late_fee_does_not_fit")}
