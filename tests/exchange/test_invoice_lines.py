"""Lines of invoices: what they take from their tax, what they point to, and whether they add up."""

import pytest

from billdesk.domain.tax import Rate
from billdesk.exchange.reading import read
from support.shop_documents import problems, small_shop, written

LINE = {"description": "Care", "unit_price": "10.00"}
LAPTOP = {"ref": "a1", "name": "NB-1"}
VAT = {"ref": "vat", "name": "VAT", "percent": "20"}


def _invoice(line, **keys):
    invoice = {"ref": "i", "customer": "acme", "date": "2026-01-31", "lines": [{**LINE, **line}], **keys}
    document = small_shop(taxes=[VAT], invoices=[invoice])
    document["customers"][0]["assets"] = [LAPTOP]
    lines = [{"product": "care"}] * 2
    grid = {"frequency": "monthly", "start": "2026-01-31"}
    document["schedules"] = [{"ref": "s", "customer": "acme", **grid, "lines": lines}]
    return document


def _line(line, **keys):
    return read(_invoice(line, **keys)).invoices[0].lines[0]


def _written_line(line, **keys):
    return written(_invoice(line, **keys))["invoices"][0]["lines"][0]


@pytest.mark.parametrize(
    ("line", "place", "code"),
    [
        ({"kind": "heading"}, "", "heading_with_amount"),
        ({"schedule_line": 1}, ".schedule_line", "only_with"),
        ({"schedule_line": 0}, ".schedule_line", "out_of_range"),
        ({"source": "guess"}, ".source", "unknown_word"),
        ({"product": "tape"}, ".product", "unknown_reference"),
        ({"evidence": {"kind": "asset", "quantity": "-1"}}, ".evidence.quantity", "too_small"),
        (
            {"evidence": {"kind": "contact", "quantity": "1", "items": [LAPTOP]}},
            ".evidence.items[0].ref",
            "unknown_reference",
        ),
    ],
)
def test_what_a_line_cannot_be_is_refused_at_its_place(line, place, code):
    assert problems(_invoice(line)) == {(f"invoices[0].lines[0]{place}", code)}


def test_a_line_is_one_untaxed_item_by_hand():
    line = _line({})
    assert (line.kind, line.source, line.quantity, line.rates, line.tax_name) == (
        "item",
        "manual",
        10_000,
        (),
        "",
    )


def test_a_heading_counts_nothing_and_carries_no_amount():
    heading = {"kind": "heading", "description": "T1 Slow laptop", "unit_price": "0.00"}
    line = _line(heading)
    assert (line.quantity, line.gross, line.net) == (0, 0, 0)
    assert _written_line(heading) == {"kind": "heading", "description": "T1 Slow laptop"}


def test_name_and_rates_are_those_of_the_tax_and_then_not_written():
    line = _line({"tax": "vat"})
    assert (line.tax_name, line.rates) == ("VAT", (Rate("VAT", 200_000),))
    assert "rates" not in _written_line({"tax": "vat"})


def test_rates_of_their_time_stay_although_the_tax_has_others_by_now():
    old = {"tax": "vat", "tax_name": "VAT", "rates": [{"name": "VAT", "percent": "19"}]}
    assert _line(old).rates == (Rate("VAT", 190_000),)
    assert _written_line(old)["rates"] == old["rates"]


def test_amounts_that_are_left_out_are_worked_out_and_written_for_items():
    found = _written_line({"quantity": "2", "discount": {"percent": "10"}})
    assert (found["gross"], found["net"], found["taxable"]) == ("20.00", "18.00", "18.00")


def test_amounts_that_are_spelled_out_are_taken_as_they_stand():
    spelled = {"gross": "10.00", "net": "9.99", "taxable": "9.99"}
    totals = {"subtotal": "9.99", "total": "9.99"}
    line = _line(spelled, **totals)
    assert (line.gross, line.net, line.taxable) == (1000, 999, 999)


def test_totals_must_be_what_the_lines_add_up_to():
    assert problems(_invoice({}, total="10.01")) == {("invoices[0].total", "totals_disagree")}
    agreed = {"subtotal": "9.99", "total": "9.98"}
    assert problems(_invoice({"net": "9.99", "taxable": "9.99"}, **agreed)) == {
        ("invoices[0].total", "totals_disagree")
    }


def test_a_line_of_a_schedule_is_named_by_its_position():
    shop = read(_invoice({"schedule_line": 2}, schedule="s"))
    assert shop.invoices[0].lines[0].schedule_line_id == shop.schedules[0].lines[1].id
    assert _written_line({"schedule_line": 2}, schedule="s")["schedule_line"] == 2
    assert problems(_invoice({"schedule_line": 3}, schedule="s")) == {
        ("invoices[0].lines[0].schedule_line", "no_such_line")
    }


def test_what_was_counted_and_is_gone_by_now_has_a_name_and_no_ref():
    items = [LAPTOP, {"ref": None, "name": "NB-0"}]
    evidence = {"kind": "asset", "quantity": "2", "items": items, "as_of": None}
    line = {"source": "asset", "quantity": "2", "evidence": evidence}
    assert _line(line).evidence.items == ((-1, "NB-1"), (0, "NB-0"))
    assert _written_line(line)["evidence"] == {
        "kind": "asset",
        "quantity": "2",
        "items": [LAPTOP, {"name": "NB-0"}],
    }
