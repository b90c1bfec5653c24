"""Tickets: time becomes charges as its labor says, unless the document says otherwise."""

import pytest

from billdesk.domain.tax import INHERIT
from billdesk.exchange.reading import read
from support.shop_documents import little_shop, problems, small_shop, written

TICKET = {"ref": "t", "customer": "acme", "subject": "Slow laptop"}
TIME = {"minutes": 90, "labor": "bench"}


def _tickets(**keys):
    return small_shop(tickets=[{**TICKET, **keys}])


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("time[0].minutes", True, "wrong_type"),
        ("time[0].minutes", 10**400, "out_of_range"),
        ("time[0].minutes", -1, "out_of_range"),
        ("time[0].labor", "ssd", "not_labor"),
        ("time[0].state", "billed", "unknown_word"),
        ("time[0].started", "2026-01-01T10:00", "moment_needs_offset"),
        ("charges[0].product", "tape", "unknown_reference"),
        ("charges[0].quantity", 1, "wrong_type"),
        ("subject", "", "empty"),
    ],
)
def test_what_is_wrong_in_a_ticket_is_refused_at_its_place(place, value, code):
    assert problems(little_shop(f"tickets[0].{place}", value)) == {(f"tickets[0].{place}", code)}


@pytest.mark.parametrize(
    ("time", "place", "code"),
    [
        ({"charge": {"description": "x", "unit_price": "1"}}, ".charge", "not_charged_yet"),
        ({"state": "charged", "billable": False}, ".state", "time_not_billable"),
        ({"state": "charged", "charge": {"unit_price": "1"}}, ".charge", "description_or_product"),
        ({"state": "charged", "charge": {"description": "x"}}, ".charge", "no_price"),
    ],
)
def test_only_billable_time_is_charged_and_only_charged_time_has_a_charge(time, place, code):
    assert problems(_tickets(time=[{**TIME, **time}])) == {(f"tickets[0].time[0]{place}", code)}


def test_a_ticket_and_its_time_have_the_defaults_of_the_screens():
    shop = read(_tickets(time=[TIME]))
    ticket, entry = shop.tickets[0], shop.time_entries[0]
    assert (ticket.status, ticket.number, ticket.contact_id) == ("New", None, None)
    assert (entry.billable, entry.state, entry.billed_minutes, shop.charges) == (
        True,
        "not_charged",
        None,
        (),
    )


def test_charged_time_has_the_charge_of_its_labor_which_is_not_written():
    document = _tickets(time=[{**TIME, "state": "charged"}])
    charge = read(document).charges[0]
    assert (charge.time_entry_id, charge.quantity, charge.description) == (-1, 15_000, "Bench")
    assert written(document) == document


def test_an_edited_charge_stands_beside_its_time():
    charge = {"description": "Bench", "quantity": "1", "unit_price": "80"}
    document = _tickets(time=[{**TIME, "state": "charged", "charge": charge}])
    assert read(document).charges[0].unit_price == 80 * 100 * 10_000
    assert written(document)["tickets"][0]["time"][0]["charge"] == {
        "description": "Bench",
        "unit_price": "80.00",
    }


def test_time_that_was_invoiced_elsewhere_is_never_billed_again():
    shop = read(_tickets(time=[{**TIME, "state": "invoiced"}, {**TIME, "state": "charged"}]))
    assert [charge.billed_elsewhere for charge in shop.charges] == [True, False]


def test_charges_of_time_come_before_those_of_the_ticket():
    document = _tickets(time=[{**TIME, "state": "charged"}], charges=[{"product": "care"}])
    assert [charge.time_entry_id for charge in read(document).charges] == [-1, None]


def test_a_charge_is_one_piece_at_the_price_and_tax_of_its_product():
    document = _tickets(charges=[{"product": "care", "quantity": "1.0", "unit_price": None, "note": ""}])
    charge = read(document).charges[0]
    assert (charge.quantity, charge.unit_price, charge.tax, charge.customer_id) == (10_000, None, INHERIT, -1)
    assert written(document)["tickets"][0]["charges"] == [{"product": "care"}]


def test_refs_of_charges_are_written_only_where_an_invoice_names_them():
    charges = [{"ref": "a", "product": "care"}, {"ref": "b", "product": "care"}]
    line = {"description": "Care", "unit_price": "32.5", "charge": "b"}
    invoice = {"ref": "i", "customer": "acme", "date": "2026-01-31", "lines": [line]}
    document = _tickets(charges=charges) | {"invoices": [invoice]}
    assert written(document)["tickets"][0]["charges"] == [
        {"product": "care"},
        {"ref": "b", "product": "care"},
    ]


def test_refs_of_charges_are_their_own_in_the_whole_document():
    charge = {"ref": "a", "product": "care"}
    assert problems(_tickets(charges=[charge, charge])) == {("tickets[0].charges[1].ref", "ref_doubled")}


def test_two_tickets_cannot_have_one_number():
    document = small_shop(tickets=[{**TICKET, "number": "T1"}, {**TICKET, "ref": "u", "number": "T1"}])
    assert problems(document) == {("tickets[1].number", "number_doubled")}


def test_time_beyond_all_money_is_refused():
    dear = {"ref": "gold", "name": "Gold", "kind": "labor", "unit_price": "9999999999"}
    document = _tickets(time=[{"minutes": 1_000_000, "labor": "gold", "state": "charged"}])
    document["products"].append(dear)
    assert problems(document) == {("tickets[0].time[0].minutes", "too_large")}


def test_assets_and_notes_of_a_ticket_are_checked_at_their_place():
    assert problems(_tickets(assets=["none"])) == {("tickets[0].assets[0]", "unknown_reference")}

    bad = _tickets(notes=[{"at": "yesterday", "text": "x"}, {"at": "2026-01-01T10:00:00Z"}])

    assert problems(bad) == {
        ("tickets[0].notes[0].at", "not_a_moment"),
        ("tickets[0].notes[1]", "missing_key"),
    }
