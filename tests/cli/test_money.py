"""`billdesk pay`, `quick-pay`, `apply-credit`, `deposit`, `refund`, `reverse`."""

import pytest


@pytest.fixture
def billed(terminal):
    terminal.done("run")
    return terminal


def test_a_payment_settles_the_oldest_and_leaves_the_rest_as_credit(each_terminal):
    each_terminal.done("run")

    found = each_terminal.done(
        "pay", "acme", "900.00", "--method", "check", "--ref", "1024", "--date", "2026-01-31"
    )

    assert (found["amount"], found["method"], found["reference"]) == ("900.00", "check", "1024")
    assert found["date"] == "2026-01-31"
    assert [(one["invoice"], one["amount"]) for one in found["allocations"]] == [("INV-2026-00001", "806.82")]
    assert (found["credit"], found["customer_credit"]) == ("93.18", {"USD": "93.18"})
    assert found["balances"] == {"INV-2026-00001": "0.00"}


def test_a_payment_is_split_as_asked_for(billed):
    found = billed.done("pay", "acme", "100", "--method", "cash", "--invoice", "INV-2026-00001=40")

    assert [one["amount"] for one in found["allocations"]] == ["40.00"]
    assert found["credit"] == "60.00"


def test_invoices_are_paid_quickly_and_the_payment_is_taken_back(billed):
    found = billed.done("quick-pay", "INV-2026-00001")
    receipt = found["payments"][0]["number"]
    back = billed.done("reverse", receipt, "--reason", "wrong one")

    assert found["balances"] == {"INV-2026-00001": "0.00"}
    assert back["balances"] == {"INV-2026-00001": "806.82"}
    assert [one["kind"] for one in back["refunds"]] == ["reversal"]
    assert receipt in billed.refused("reverse", receipt)


def test_credit_is_used_for_what_is_open(billed):
    billed.done("pay", "acme", "806.82", "--method", "cash")
    billed.done("pay", "acme", "30", "--method", "cash")
    billed.done("schedule", "bill-now", "acme-msp")

    found = billed.done("apply-credit", "acme")

    assert [(one["invoice"], one["amount"]) for one in found["allocations"]] == [("INV-2026-00002", "30.00")]
    assert found["credit"] == {}


def test_credit_is_used_for_the_invoice_named(billed):
    billed.done("pay", "acme", "10", "--method", "cash", "--invoice", "INV-2026-00001=1")

    found = billed.done("apply-credit", "INV-2026-00001")

    assert found["balances"] == {"INV-2026-00001": "796.82"}


def test_a_deposit_is_held_and_given_back(billed):
    held = billed.done("deposit", "t1", "50.00", "--method", "cash")
    back = billed.done("refund", held["payments"][0]["number"])

    assert (held["payments"][0]["held"], held["credit"]) == (True, {})
    assert [one["amount"] for one in back["refunds"]] == ["50.00"]


def test_an_invoice_is_refunded_by_amount_with_its_credit_note(billed):
    billed.done("quick-pay", "INV-2026-00001")

    found = billed.done("refund", "INV-2026-00001", "--amount", "10.00", "--method", "cash")

    assert [one["total"] for one in found["credit_notes"]] == ["10.00"]
    assert [(one["amount"], one["method"]) for one in found["refunds"]] == [("10.00", "cash")]


def test_an_invoice_is_refunded_by_line_to_credit(billed):
    billed.done("quick-pay", "INV-2026-00001")

    found = billed.done("refund", "INV-2026-00001", "--line", "2=1", "--to-credit")

    assert found["credit_notes"][0]["subtotal"] == "32.50"
    assert found["credit"] == {"USD": found["credit_notes"][0]["total"]}


def test_people_get_lines(billed):
    told = billed("pay", "acme", "900.00", "--method", "cash")

    assert "806.82 settles INV-2026-00001" in told.out
    assert "Credit USD  93.18" in told.out


def test_a_bounced_check_bills_a_fee_and_a_deposit_is_released(billed):
    taken = billed.done("pay", "acme", "806.82", "--method", "check")
    back = billed.done("reverse", taken["number"], "--reason", "No funds", "--fee", "25")
    assert [(one["total"], one["balance"]) for one in back["fees"]] == [("25.00", "25.00")]

    held = billed.done("deposit", "t1", "50.00", "--method", "cash")["payments"][0]["number"]
    assert billed.done("ticket", "show", "t1")["deposits"][0]["held"] == "50.00"
    assert billed.done("release", held)["credit"] == {"USD": "50.00"}
    shown = billed.done("ticket", "show", "t1")["deposits"][0]
    assert (shown["amount"], shown["held"], shown["applied"]) == ("50.00", "0.00", "0.00")
    assert held in billed.refused("release", held)


def test_a_restocking_fee_is_kept_of_a_refund(billed):
    billed.done("quick-pay", "INV-2026-00001")
    found = billed.done("refund", "INV-2026-00001", "--amount", "100", "--fee", "15", "--method", "cash")
    assert [one["amount"] for one in found["refunds"]] == ["85.00"]
    assert [(one["total"], one["balance"]) for one in found["fees"]] == [("15.00", "0.00")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pay", "nobody", "5", "--method", "cash"], "“nobody”"),
        (["pay", "acme", "5"], "--method"),
        (["pay", "acme", "5", "--method", "shells"], "“shells”"),
        (["pay", "acme", "0", "--method", "cash"], "not above 0"),
        (["pay", "acme", "5.001", "--method", "cash"], "5.001"),
        (["pay", "acme", "999999999999999999", "--method", "cash"], "more than BillDesk can hold"),
        (["pay", "acme", "5", "--method", "cash", "--invoice", "INV-1"], "“INV-1”"),
        (["pay", "acme", "5", "--method", "cash", "--invoice", "INV-2026-00001=9"], "The parts are more"),
        (["pay", "acme", "5", "--method", "cash", "--invoice", "INV-2026-00001="], "above 0"),
        (["pay", "acme", "5", "--method", "cash", "--invoice", "INV-2026-00001=-1"], "above 0"),
        (["pay", "bistro", "5", "--method", "cash", "--invoice", "INV-2026-00001"], "another customer"),
        (["pay", "acme", "5", "--method", "cash", "--date", "2026-13-01"], "2026-13-01"),
        (["pay", "acme", "5", "--method", "store_credit"], "credit"),
        (["quick-pay"], "NUMBER"),
        (["quick-pay", "1"], "draft"),
        (["quick-pay", "INV-2026-00001", "INV-9"], "“INV-9”"),
        (["apply-credit", "acme"], "no credit"),
        (["apply-credit", "nobody"], "“nobody”"),
        (["deposit", "t9", "5"], "“t9”"),
        (["deposit", "t1", "abc"], "'abc'"),
        (["refund", "R-1"], "“R-1”"),
        (["refund", "INV-2026-00001"], "Nothing is left"),
        (["refund", "INV-2026-00001", "--line", "1"], "--line"),
        (["reverse", "R-1"], "“R-1”"),
        (["reverse", "R-1", "--fee", "0"], "not above 0"),
        (["release", "R-1"], "“R-1”"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_place(billed, words, said):
    assert said in billed.refused(*words)
