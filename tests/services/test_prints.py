"""Printing as sent: drafts are issued, and the invoice says that it went out."""

import pytest

from billdesk.domain.errors import Missing, Refused
from billdesk.services.papers import Papers
from billdesk.services.prints import Prints
from support.small_shop import TODAY, open_shop


@pytest.fixture
def prints(paper_shop):
    return Prints(paper_shop.office)


@pytest.fixture
def customer(paper_shop):
    return paper_shop.customer("Acme Dental")


def history(shop, key):
    with shop.office.reading() as work:
        return [trace.act for trace in work.traces.of("invoice", key)]


def mark(shop, key):
    with shop.office.reading() as work:
        return work.connection.exec_driver_sql(f"SELECT sent FROM invoices WHERE id = {key}").scalar()


def test_documents_come_in_the_order_asked_for_and_issued_ones_are_the_frozen_bytes(
    paper_shop, prints, customer
):
    one, two = paper_shop.invoices(customer, 2)
    draft = paper_shop.draft(customer)
    found = prints.documents((two, draft, one))
    papers = Papers(paper_shop.office)
    assert found[0] == papers.issued_pdf(two)
    assert found[2] == papers.issued_pdf(one)
    assert prints.drafts((two, draft, one)) == (draft,)
    with pytest.raises(Missing):
        prints.documents((one, 999))


def test_drafts_are_issued_in_their_order_before_they_are_printed_as_sent(paper_shop, prints, customer):
    first, second = paper_shop.draft(customer), paper_shop.draft(customer)
    done = paper_shop.invoice(customer)
    assert prints.issue((second, done, first), TODAY) == (second, first)
    assert paper_shop.read(second).number < paper_shop.read(first).number
    assert prints.issue((second, done, first), TODAY) == ()


def test_a_draft_that_cannot_be_issued_leaves_all_as_they_were(paper_shop, prints, customer):
    good, bad = paper_shop.draft(customer), paper_shop.draft(customer, lines=())
    with pytest.raises(Refused, match="no_lines"):
        prints.issue((good, bad), TODAY)
    assert paper_shop.read(good).state == "draft"


def test_what_was_printed_as_sent_says_so_in_list_and_history(paper_shop, prints, customer):
    issued, draft = paper_shop.invoice(customer), paper_shop.draft(customer)
    void = paper_shop.invoice(customer)
    paper_shop.void(void)
    prints.log((issued, draft, void), "Counter", 2)
    assert [mark(paper_shop, key) for key in (issued, draft, void)] == ["printed", "", ""]
    assert history(paper_shop, issued)[-1] == "printed"
    assert "printed" not in history(paper_shop, draft) + history(paper_shop, void)


def test_the_mark_of_an_e_mail_stays(paper_shop, prints, customer):
    key = paper_shop.invoice(customer)
    with paper_shop.office.work() as work:
        work.invoices.set_sent(key, "sent")
        work.commit()
    prints.log((key,), "Counter")
    assert mark(paper_shop, key) == "sent"
    assert history(paper_shop, key)[-1] == "printed"


def test_stamped_documents_are_made_afresh_only_where_they_are_paid(shop_target):
    shop = open_shop(shop_target)
    try:
        customer = shop.customer("Acme")
        paid, open_one = shop.invoices(customer, 2)
        before = Prints(shop.office).documents((paid, open_one))
        from billdesk.services.payments import Payments

        Payments(shop.office).quick([paid], TODAY)
        found = Prints(shop.office).documents((paid, open_one), stamped=True)
        assert found[0] != before[0]
        assert found[1] == before[1]
        assert Prints(shop.office).documents((paid, open_one)) == before
    finally:
        shop.office.store.close()
