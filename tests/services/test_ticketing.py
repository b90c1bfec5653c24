"""Tickets: opened, edited, given a status, noted upon."""

import json
from dataclasses import replace

import pytest

from billdesk.domain.customer import Asset, Contact
from billdesk.domain.errors import Conflict, Missing, Rejected, Trouble
from billdesk.domain.ticket import Ticket
from billdesk.services.loading import Loading, Source
from billdesk.services.ticketing import Ticketing
from billdesk.services.tickets import Tickets
from support.money import TODAY

NEW = Ticket(0, "", 0, "Till repair", description="Drawer jams", priority="High")


def rejected(act, *arguments):
    with pytest.raises(Rejected) as caught:
        act(*arguments)
    return [(one.place, one.code) for one in caught.value.problems]


def with_people(shop):
    """A contact and an asset of the customer."""
    with shop.office.work() as work:
        contact, asset = work.take_ids("contact", 1)[0], work.take_ids("asset", 1)[0]
        work.customers.add_contacts([Contact(contact, "ann", shop.customer, "Ann")])
        work.customers.add_assets([Asset(asset, "nb", shop.customer, "NB-002")])
        work.commit()
    return contact, asset


def test_a_new_ticket_gets_its_number_and_is_found_again(each_shop):
    contact, asset = with_people(each_shop)
    ticketing = each_shop.ticketing

    made = ticketing.save(replace(NEW, customer_id=each_shop.customer, contact_id=contact), [asset], TODAY)

    assert (made.number, made.opened, made.status) == ("T-00002", TODAY, "New")  # T-00001 is loaded
    sheet = each_shop.tickets.show(made.ref)
    assert (sheet.ticket, sheet.contact.name) == (made, "Ann")
    assert [one.name for one in sheet.assets] == ["NB-002"]
    assert ticketing.form(made.id).assets == (asset,)
    assert [one.id for one in ticketing.people(each_shop.customer).contacts] == [contact]


def test_an_edited_ticket_keeps_its_number_and_the_slower_of_two_is_told(each_shop):
    ticketing, ticket = each_shop.ticketing, each_shop.ticketing.form(each_shop.ticket).ticket

    after = ticketing.save(replace(ticket, subject="Loud laptop", technician="Sam", number="X"), [], TODAY)

    assert (after.subject, after.number, after.version) == ("Loud laptop", "T-00001", 2)
    assert ticketing.technicians() == ("Sam",)
    with pytest.raises(Conflict, match="ticket_changed"):
        ticketing.save(replace(ticket, subject="Mine"), [], TODAY)
    with each_shop.office.reading() as work:
        found = work.traces.of("ticket", ticket.id)
    assert found[-1].change == {"subject": ["Slow laptop", "Loud laptop"], "technician": ["", "Sam"]}


def test_rubbish_is_told_by_its_place_and_nothing_is_written(shop):
    contact, asset = with_people(shop)
    strange = replace(NEW, customer_id=shop.other, contact_id=contact, status="Odd", subject="")

    assert rejected(shop.ticketing.save, NEW, [], TODAY) == [("customer_id", "nothing_typed")]
    assert rejected(shop.ticketing.save, strange, [asset], TODAY) == [
        ("subject", "nothing_typed"),
        ("status", "unknown_word"),
        ("contact_id", "contact_of_another_customer"),
        ("assets", "asset_of_another_customer"),
    ]
    assert rejected(shop.ticketing.note, shop.ticket, "  ") == [("text", "nothing_typed")]
    assert rejected(shop.ticketing.set_status, [shop.ticket], "Odd") == [("status", "unknown_word")]
    assert len(shop.tickets.list()) == 1


def test_the_customer_of_a_ticket_with_charges_stays(shop):
    ticket = shop.ticketing.form(shop.ticket).ticket
    shop.part(1_00)

    other = replace(ticket, customer_id=shop.other)

    assert rejected(shop.ticketing.save, other, [], TODAY) == [("customer_id", "ticket_has_charges")]


def test_several_tickets_get_a_status_at_once_and_have_their_own_back(each_shop):
    two = each_shop.ticketing.save(replace(NEW, customer_id=each_shop.other, status="Resolved"), [], TODAY)
    ids = [each_shop.ticket, two.id]

    done = each_shop.ticketing.set_status(ids, "Resolved")

    assert done.before == ((each_shop.ticket, "New"),)
    each_shop.ticketing.restore(done)
    assert [one.status for one in each_shop.tickets.list()] == ["New", "Resolved"]


def test_a_status_that_was_changed_again_is_not_taken_back(shop):
    done = shop.ticketing.set_status([shop.ticket], "Resolved")
    shop.ticketing.set_status([shop.ticket], "Closed")

    shop.ticketing.restore(done)

    assert shop.tickets.list()[0].status == "Closed"


def test_notes_are_only_added_the_newest_first(each_shop):
    for words in ("Called Ann", " Disk ordered\n"):
        each_shop.ticketing.note(each_shop.ticket, words, "Sam")

    notes = each_shop.tickets.show("t1").notes
    assert [(one.text, one.author) for one in notes] == [("Disk ordered", "Sam"), ("Called Ann", "Sam")]
    with each_shop.office.work() as work, pytest.raises((Trouble, Exception), match="rows_are_only_added"):
        work.connection.exec_driver_sql("UPDATE ticket_notes SET text = 'never said'")


def test_a_ticket_that_is_not_there_is_missing(shop):
    for act in (
        lambda: shop.ticketing.form(99),
        lambda: shop.ticketing.note(99, "x"),
        lambda: shop.ticketing.set_status([99], "Closed"),
        lambda: shop.ticketing.save(replace(NEW, id=99, customer_id=shop.customer), [], TODAY),
    ):
        with pytest.raises(Missing):
            act()


def test_a_new_ticket_begins_with_the_first_status_and_its_customer(shop):
    form = Ticketing(shop.office).form(customer_id=shop.customer)

    assert (form.ticket.id, form.ticket.status, form.customer.name) == (0, "New", "Acme")


def test_assets_and_notes_move_with_the_shop(each_office):
    office, loading = each_office, Loading(each_office)
    asset = {"ref": "nb", "name": "NB-002"}
    customers = [
        {"ref": "acme", "name": "Acme", "assets": [asset]},
        {"ref": "bolt", "name": "Bolt", "assets": [asset | {"ref": "pc"}]},
    ]
    note = {"at": "2026-01-02T10:00:00+00:00", "author": "Sam", "text": "Called"}
    ticket = {"ref": "t1", "customer": "acme", "subject": "Slow", "assets": ["nb"], "notes": [note]}
    document = {"billdesk": 1, "customers": customers, "tickets": [ticket]}
    strange = document | {"tickets": [ticket | {"assets": ["nb", "nb", "pc"]}]}

    assert rejected(loading.load, [Source("x", json.dumps(strange).encode())]) == [
        ("x: tickets[0].assets[1]", "ref_doubled"),
        ("x: tickets[0].assets[2]", "asset_of_another_customer"),
    ]
    loading.load([Source("x", json.dumps(document).encode())])

    sheet = Tickets(office).show("t1")
    assert ([one.name for one in sheet.assets], [one.text for one in sheet.notes]) == (["NB-002"], ["Called"])
    assert loading.dump()["tickets"] == [ticket]
