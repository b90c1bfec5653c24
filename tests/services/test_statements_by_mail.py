"""Statements on their way out: the server gets what was seen, in the customer's words, once."""

import pytest

from billdesk.domain.errors import Refused
from billdesk.domain.statement import Wanted
from billdesk.services.customers import Customers
from billdesk.services.statements import Statements
from support.mailing import parsed
from support.small_shop import TODAY
from support.smtp import Fault


def queued(mailing, **more):
    """A statement of a customer with an invoice, in the outbox; its services and the customer."""
    customer = mailing.shop.customer(**more)
    mailing.shop.invoices(customer, 1)
    key = customer.id
    with mailing.shop.office.reading() as work:
        currency = next(iter(work.accounts.standing(key)))
    statements, wanted = Statements(mailing.shop.office), Wanted(key, currency, TODAY, TODAY.replace(day=1))
    statements.queue([wanted], TODAY)
    return statements, wanted


def test_the_server_gets_the_pdf_that_was_seen_and_the_letter_says_what_is_owed(mailing):
    statements, wanted = queued(mailing)
    seen = statements.pdf(wanted, TODAY)
    report = mailing.sending.flush()
    assert (report.sent, report.failed) == (1, 0)
    message = parsed(mailing.server.received[0])
    assert message["Subject"].startswith("Statement from")
    paper = next(message.iter_attachments())
    assert paper.get_content() == seen
    assert paper.get_filename().startswith("Statement ")
    body = message.get_body(("plain",)).get_content()
    assert "Balance:" in body
    with mailing.shop.office.reading() as work:
        told = [one.act for one in work.traces.of("customer", wanted.customer_id)]
    assert told[-2:] == ["statement_queued", "statement_sent"]
    assert mailing.sending.flush().sent == 0


def test_a_customer_who_was_sent_a_statement_stays_on_file_without_anything_else(mailing):
    customer = mailing.shop.customer()
    Statements(mailing.shop.office).queue([Wanted(customer.id, "USD", TODAY, TODAY.replace(day=1))], TODAY)

    with pytest.raises(Refused) as refused:
        Customers(mailing.shop.office).delete(customer.id)
    assert (refused.value.code, refused.value.facts["statement"]) == ("customer_is_used", 1)


def test_a_refused_one_is_shown_with_the_customer_and_goes_to_the_address_of_today(mailing):
    _statements, wanted = queued(mailing)
    mailing.server.fault = Fault("rcpt", "550 5.1.1 nobody here", times=1)
    assert mailing.sending.flush().failed == 1
    line = mailing.sending.list("failed")[0]
    with mailing.shop.office.work() as work:
        customer = work.customers.by_id(wanted.customer_id)
        assert line.customer == customer.name
        work.connection.exec_driver_sql("UPDATE customers SET email = 'new@acme.example'")
        work.commit()
    mailing.sending.resend(line.delivery.id)
    assert mailing.shop.deliveries()[0].recipients == ("new@acme.example",)
    assert mailing.sending.flush().sent == 1
