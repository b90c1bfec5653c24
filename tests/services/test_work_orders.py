"""Work orders: a ticket on paper as it stands, in a folder and by e-mail."""

from dataclasses import replace

import pytest

from billdesk.domain.errors import Missing, Rejected
from billdesk.services.sending import Sending
from billdesk.services.work_orders import WorkOrders, read_work_order
from support.mailing import account_of, parsed


def order(shop):
    with shop.office.reading() as work:
        return read_work_order(work, shop.ticket)


def change_customer(shop, **fields):
    with shop.office.work() as work:
        assert work.customers.keep(replace(work.customers.by_id(shop.customer), **fields))
        work.commit()


def mailed(shop, server):
    """The shop's outbox with an account."""
    sending = Sending(shop.office, lambda _name: server.password, "desk:1:first", server.trust)
    sending.keep_account(account_of(server))
    return sending


def test_it_says_how_the_ticket_stands_and_never_what_is_asked_for_it(each_shop):
    shop = each_shop
    shop.part(99_00, description="Disk")
    shop.time(70, notes="Data moved")
    change_customer(shop, language="de", address="Hauptstr. 1\n\n 80331 München ")

    found = order(shop)

    assert (found.number, found.subject, found.status, found.language) == (
        "T-00001", "Slow laptop", "Neu", "de"
    )  # fmt: skip
    assert found.customer[-2:] == ("Hauptstr. 1", "80331 München")
    assert [(one.words, one.minutes) for one in found.work] == [("Data moved", 70)]
    assert [(one.description, one.quantity) for one in found.parts] == [("Disk", 1_0000)]
    shop.ticketing.set_status([shop.ticket], "Resolved")
    assert order(shop).status == "Gelöst"
    assert WorkOrders(shop.office).pdf(shop.ticket).startswith(b"%PDF")


def test_it_is_saved_by_its_number_and_overwrites_nothing(shop, tmp_path):
    (tmp_path / "T-00001.pdf").write_text("mine")
    saved = WorkOrders(shop.office).save([shop.ticket], tmp_path)
    assert [one.name for one in saved] == ["T-00001 (2).pdf"]
    assert (tmp_path / "T-00001.pdf").read_text() == "mine"


def test_it_goes_out_as_the_ticket_stands_then_and_the_ticket_remembers_it(shop, smtp_server):
    orders, sending = WorkOrders(shop.office), mailed(shop, smtp_server)
    change_customer(shop, email="ann@acme.example", language="de")
    delivery = orders.send(shop.ticket)
    assert orders.send(shop.ticket).id == delivery.id  # what waits isn't put in twice
    assert [(one.number, bool(one.customer)) for one in sending.list("queued")] == [("T-00001", True)]

    report = sending.flush()

    assert (report.sent, report.waiting) == (1, 0)
    message = parsed(smtp_server.received[0])
    assert message["Subject"] == "Arbeitsauftrag T-00001: Slow laptop"
    assert message["To"] == "ann@acme.example"
    [paper] = list(message.iter_attachments())
    assert (paper.get_filename(), paper.get_content()[:4]) == ("T-00001.pdf", b"%PDF")
    with shop.office.reading() as work:
        acts = [one.act for one in work.traces.of("ticket", shop.ticket)]
    assert acts[-2:] == ["mail_queued", "mail_sent"]
    assert orders.send(shop.ticket).id != delivery.id
    assert shop.found() == []


def test_without_a_usable_address_it_is_refused_by_name_and_nothing_is_queued(shop):
    orders = WorkOrders(shop.office)
    for email, code in (("", "no_address"), ("nobody", "bad_address")):
        change_customer(shop, email=email)
        assert orders.can_send(shop.ticket).code == code
        with pytest.raises(Rejected) as caught:
            orders.send(shop.ticket)
        assert [(one.place, one.code) for one in caught.value.problems] == [("T-00001", code)]
    with shop.office.reading() as work:
        assert work.outbox.all() == []


def test_a_failed_one_is_resent_to_the_address_of_today(shop, smtp_server):
    orders, sending = WorkOrders(shop.office), mailed(shop, smtp_server)
    change_customer(shop, email="old@acme.example")
    delivery = orders.send(shop.ticket)
    with shop.office.work() as work:
        work.outbox.settle(delivery.id, "failed", "550", shop.office.now())
        work.commit()
    change_customer(shop, email="new@acme.example")

    sending.resend(delivery.id)

    assert sending.list("queued")[0].delivery.recipients == ("new@acme.example",)


@pytest.mark.parametrize("key", [0, -1, 10**12])
def test_a_ticket_that_is_not_there_is_missing(shop, key, tmp_path):
    orders = WorkOrders(shop.office)
    for act in (orders.pdf, orders.send, orders.can_send, lambda one: orders.save([one], tmp_path)):
        with pytest.raises(Missing):
            act(key)
