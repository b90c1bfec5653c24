"""`billdesk run`: the document that programs read, the exit status, and the clock guard's question."""

import json

from support.recurring import overdue
from support.shops import CASES

CHANGED = {"state": "issued", "number": "INV-2026-00001"}


def expected():
    return json.loads((CASES / "little-shop.expected.json").read_text(encoding="utf-8"))["invoices"]


def as_in_the_example(invoice):
    items = [line for line in invoice["lines"] if line["kind"] != "heading"]
    row = {name: invoice[name] for name in invoice if name not in ("invoice", "number", "lines")}
    return row | {
        "quantities": [line["quantity"] for line in items],
        "nets": [line["amount"] for line in items],
        "counted": [line["counted"] for line in items],
    }


def test_the_run_answers_with_the_invoices_of_the_example(each_terminal):
    found = each_terminal.done("run")

    assert [as_in_the_example(one) for one in found["generated"]] == expected()
    assert [one["number"] for one in found["generated"]] == [None, None, None, "INV-2026-00001"]
    assert found["skipped"] == found["failed"] == []
    assert found["seconds"] >= 0


def test_a_second_run_generates_nothing(each_terminal):
    each_terminal.done("run")

    assert each_terminal.done("run")["generated"] == []


def test_headings_carry_no_amount_and_vendors_no_names(terminal):
    lines = terminal.done("run")["generated"][3]["lines"]

    headings = [line for line in lines if line["kind"] == "heading"]
    assert headings
    assert all(line["amount"] is line["quantity"] is line["counted"] is None for line in headings)
    assert [line["counted"] for line in lines if line["kind"] == "vendor_usage"] == [None, None]
    assert {line["kind"] for line in lines} > {"standard", "asset", "policy_folder", "contact", "charge"}


def test_what_waits_for_the_biller_says_why(terminal):
    found = terminal.done("run")

    generated = {one["invoice"]: one for one in found["generated"]}
    assert [(one["schedule"], one["reason"]) for one in found["waiting"]] == [
        ("cafe-retainer", "late"),
        ("cafe-retainer", "late"),
    ]
    assert all(generated[one["invoice"]]["state"] == "draft" for one in found["waiting"])


def test_late_invoices_are_released_when_that_is_asked_for_and_then_miss_the_address(terminal):
    found = terminal.done("run", "--release-late")

    assert {one["reason"] for one in found["waiting"]} == {"no_address"}


def test_a_dry_run_shows_the_same_and_writes_nothing(terminal):
    before = terminal.dump()
    foreseen = terminal.done("run", "--dry-run")["generated"]

    assert terminal.dump() == before
    assert {one["invoice"] for one in foreseen} == {one["number"] for one in foreseen} == {None}
    assert [as_in_the_example(one) for one in foreseen] == expected()


def test_a_dry_run_until_a_later_day_shows_what_will_come(terminal):
    found = terminal.done("run", "--dry-run", "--until", "2026-03-01")

    assert [one["billing_date"] for one in found["generated"] if one["schedule"] == "acme-msp"] == [
        "2026-02-01",
        "2026-03-01",
    ]


def test_a_clock_that_went_back_stops_the_run_until_somebody_says_yes(terminal):
    terminal.done("run")

    assert "--yes" in terminal.refused("run", today="2026-01-31")
    assert terminal("run", "--yes", today="2026-01-31").status == 0


def test_a_failed_schedule_is_reported_and_asks_for_attention(terminal, tmp_path):
    product = {"ref": "eur", "name": "Euro thing", "unit_price": "5.00", "currency": "EUR"}
    line = {"type": "standard", "product": "eur", "quantity": "1"}
    schedule = {
        "ref": "odd",
        "customer": "acme",
        "frequency": "monthly",
        "start": "2026-02-01",
        "lines": [line],
    }
    extra = tmp_path / "extra.json"
    extra.write_text(json.dumps({"billdesk": 1, "products": [product], "schedules": [schedule]}))
    terminal.done("load", str(extra))

    told = terminal("--json", "run")

    assert told.status == 1
    failed = told.document["failed"]
    assert [(one["schedule"], one["billing_date"], one["code"]) for one in failed] == [
        ("odd", "2026-02-01", "price_in_other_currency")
    ]
    assert failed[0]["reason"] in told.err
    assert len(told.document["generated"]) == 4


def test_people_get_a_table(terminal):
    told = terminal("run")

    assert told.status == 0
    assert "INV-2026-00001  806.82  USD" in told.out
    assert told.out.splitlines()[-1] == "4 generated, 0 skipped, 2 waiting as drafts, 0 failed, 0 e-mailed"


def load_overdue(terminal, tmp_path, **fee):
    extra = tmp_path / "late.json"
    extra.write_bytes(overdue(**fee))
    terminal.done("load", str(extra))


def test_late_fees_are_told_apart_from_what_schedules_generate(terminal, tmp_path):
    assert "late_fees" not in terminal.done("run", "--dry-run")
    load_overdue(terminal, tmp_path)
    foreseen = terminal.done("run", "--dry-run")["late_fees"]

    found = terminal.done("run")

    assert [as_in_the_example(one) for one in found["generated"]] == expected()
    (fee,) = found["late_fees"]
    assert (fee["number"], fee["for"], fee["amount"]) == ("INV-2026-00002", "OLD-1", "15.00")
    assert foreseen == [fee | {"invoice": None, "number": None}]
    shown = terminal.done("invoice", "show", str(fee["invoice"]))
    assert (shown["title"], shown["total"], shown["tax"]) == ("Late fee for OLD-1", "15.00", "0.00")
    assert [one["act"] for one in terminal.done("invoice", "show", "OLD-1")["history"]] == ["late_fee_billed"]
    assert "late_fees" not in terminal.done("run")


def test_people_read_of_late_fees_below_the_table(terminal, tmp_path):
    load_overdue(terminal, tmp_path)

    told = terminal("run", "--no-send").out.splitlines()

    assert told[-2] == "Late fee for OLD-1: INV-2026-00002, 15.00 USD"
    assert told[-1].endswith("0 failed, 1 billed as late fees")


def test_a_late_fee_that_cannot_be_billed_asks_for_attention(terminal, tmp_path):
    load_overdue(terminal, tmp_path, flat="999999999999.99", percent="100")

    told = terminal("--json", "run")

    assert told.status == 1
    (fee,) = told.document["late_fees"]
    assert (fee["invoice"], fee["number"], fee["amount"]) == (None, None, None)
    assert (fee["for"], fee["code"]) == ("OLD-1", "amount_too_large")
    assert f"OLD-1: {fee['reason']}" in told.err
