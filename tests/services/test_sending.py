"""The account, the outbox and what the biller decides on."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from billdesk.basics import secrets
from billdesk.domain.errors import Missing, Refused, Rejected, Trouble
from billdesk.domain.mailbox import MailAccount
from billdesk.services.customers import Customers
from billdesk.services.deliveries import LEASE
from billdesk.services.payments import Payments, Received
from billdesk.services.sending import Sending
from support.mailing import SENDER, account_of, parsed, sending_at
from support.small_shop import TODAY


def claim(mailing, process):
    """Leave a delivery behind as a process does that was killed."""
    with mailing.shop.office.work() as work:
        [delivery] = work.outbox.claim(mailing.shop.clock(), process, 1)
        work.commit()
    return delivery.id


def test_without_an_account_everything_just_waits(paper_shop, smtp_server):
    sending = sending_at(paper_shop, smtp_server)
    sending.queue(paper_shop.invoices(paper_shop.customer(), 2), TODAY)
    report = sending.flush()
    assert (report.waiting, report.trouble, sending.account()) == (2, None, None)
    assert smtp_server.connections == 0


def test_the_account_is_kept_and_its_password_nowhere_near_it(mailing):
    found = mailing.sending.account()
    assert (found.sender, found.port, found.security) == (SENDER, mailing.server.port, "starttls")
    assert mailing.sending.has_password()
    content = mailing.shop.office.store.path.read_bytes()
    assert mailing.server.password.encode() not in content


def test_a_password_for_this_start_is_remembered_under_the_accounts_own_name(mailing):
    account = mailing.sending.account()
    sending = Sending(mailing.shop.office, secrets.read, "desk:1:x")
    try:
        sending.keep_account(account, "secret", kept=False)
        assert secrets.read(account.secret) == "secret"
        assert sending.has_password()
    finally:
        secrets._remembered.clear()


def test_where_no_keyring_is_the_password_is_refused_and_nothing_is_written(paper_shop, smtp_server):
    sending = sending_at(paper_shop, smtp_server)
    with pytest.raises(Trouble) as trouble:
        sending.keep_account(account_of(smtp_server), "secret")
    assert trouble.value.code == "keyring_missing"
    assert sending.account() is None


def test_a_missing_password_is_a_trouble_and_everything_waits(mailing):
    mailing.queued()
    sending = Sending(mailing.shop.office, lambda _name: None, "desk:1:first", mailing.server.trust)
    report = sending.flush()
    assert (report.trouble.code, report.waiting) == ("mail_password_missing", 1)
    assert not sending.has_password()


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"sender": "nobody"}, "sender", "bad_address"),
        ({"reply_to": "x@y\nBcc: z@z.zz"}, "reply_to", "bad_address"),
        ({"sender_name": "Shop\r\nBcc: z@z.zz"}, "sender_name", "bad_header"),
        ({"host": ""}, "host", "bad_account"),
        ({"port": 0}, "port", "bad_account"),
        ({"security": "none"}, "security", "bad_account"),
        ({"host": "mail.example", "security": "plain"}, "security", "mail_needs_tls"),
        ({"per_hour": -1}, "per_hour", "below_zero"),
    ],
)
def test_an_account_that_cannot_work_is_rejected_by_field(paper_shop, smtp_server, more, place, code):
    sending = sending_at(paper_shop, smtp_server)
    facts = {"host": "mail.example", "sender": SENDER} | more
    with pytest.raises(Rejected) as rejected:
        sending.keep_account(MailAccount(**facts))
    assert [(one.place, one.code) for one in rejected.value.problems] == [(place, code)]
    assert sending.account() is None


def test_queueing_marks_the_invoice_and_remembers_it(mailing):
    mailing.queued()
    assert (mailing.states(), mailing.marks()) == (["queued"], ["queued"])
    with mailing.shop.office.reading() as work:
        assert [one.act for one in work.traces.of("invoice", 1)] == ["mail_queued"]


def test_a_draft_is_issued_with_its_delivery(mailing):
    key = mailing.shop.draft(mailing.shop.customer())
    mailing.sending.queue([key], TODAY)
    assert mailing.shop.read(key).number == "INV-2026-00001"
    assert mailing.sending.flush().sent == 1


def test_what_waits_already_is_not_put_in_twice(mailing):
    mailing.queued()
    assert mailing.sending.queue([1], TODAY) == ()
    mailing.sending.flush()
    assert len(mailing.sending.queue([1], TODAY)) == 1


def test_a_customer_without_a_usable_address_is_refused_by_name_and_nothing_is_queued(mailing):
    paper_shop = mailing.shop
    fine = paper_shop.invoice(paper_shop.customer())
    nobody = paper_shop.draft(paper_shop.customer("Nobody Ltd", email=""))
    typo = paper_shop.invoice(paper_shop.customer("Typo Ltd", email="ann@typo"))
    with pytest.raises(Rejected) as rejected:
        mailing.sending.queue([fine, nobody, typo], TODAY)
    problems = rejected.value.problems
    assert [(one.code, one.facts["customer"]) for one in problems] == [
        ("no_address", "Nobody Ltd"),
        ("bad_address", "Typo Ltd"),
    ]
    assert problems == mailing.sending.can_queue([fine, nobody, typo])
    assert mailing.sending.can_queue([fine]) == ()
    assert (mailing.states(), paper_shop.read(nobody).state) == ([], "draft")


def test_void_and_missing_invoices_are_not_queued(mailing):
    key = mailing.shop.invoice(mailing.shop.customer())
    mailing.shop.void(key)
    assert [one.code for one in mailing.sending.can_queue([key])] == ["invoice_is_void"]
    with pytest.raises(Missing):
        mailing.sending.queue([999], TODAY)


def test_billing_contacts_get_the_mail_and_copies_go_along(mailing):
    customer = mailing.shop.customer(cc=("boss@acme.example",))
    mailing.shop.contact(customer, "Bo", "bo@acme.example", billing=True)
    mailing.set_account(bcc_self=True, reply_to="desk@northgate.example", sender_name="Desk")
    mailing.sending.queue([mailing.shop.invoice(customer)], TODAY)
    mailing.sending.flush()
    [received] = mailing.server.received
    message = parsed(received)
    assert received.recipients == ("bo@acme.example", "boss@acme.example", SENDER)
    assert (message["To"], message["Cc"], message["Bcc"]) == ("bo@acme.example", "boss@acme.example", None)
    assert (message["From"], message["Reply-To"]) == (f"Desk <{SENDER}>", "desk@northgate.example")


def dead_process():
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_what_a_dead_process_left_behind_is_unknown_and_not_resent_by_itself(mailing):
    [key] = mailing.queued()
    claim(mailing, f"desk:{dead_process()}:x")
    assert mailing.sending.recover() == (key,)
    assert (mailing.states(), mailing.marks()) == (["unknown"], ["unknown"])
    assert mailing.sending.flush().sent == 0


def test_what_is_being_handed_over_by_others_is_left_alone_until_the_lease_ends(mailing):
    mailing.queued(2)
    claim(mailing, f"desk:{os.getppid()}:x")
    claim(mailing, f"another-desk:{dead_process()}:x")
    assert mailing.sending.recover() == ()
    mailing.shop.clock.moment += LEASE
    assert mailing.sending.recover() == ()
    mailing.shop.clock.pass_by(seconds=1)
    assert len(mailing.sending.recover()) == 2


def test_an_unknown_delivery_is_resent_on_the_billers_word_under_its_message_id(mailing):
    [key] = mailing.queued()
    claim(mailing, f"desk:{dead_process()}:x")
    mailing.sending.recover()
    before = mailing.shop.deliveries()[0].message_id
    assert [one.code for one in mailing.sending.can_queue([1])] == ["delivery_is_unknown"]
    mailing.sending.resend(key)
    assert mailing.sending.flush().sent == 1
    assert [parsed(one)["Message-ID"] for one in mailing.server.received] == [before]


def test_an_unknown_delivery_can_be_confirmed(mailing):
    [key] = mailing.queued()
    claim(mailing, f"desk:{dead_process()}:x")
    mailing.sending.recover()
    mailing.sending.confirm(key)
    assert (mailing.states(), mailing.marks()) == (["sent"], ["sent"])


def test_a_failed_delivery_is_resent_to_the_address_of_today(mailing):
    [key] = mailing.queued(email="old@acme.example")
    with mailing.shop.office.work() as work:
        work.outbox.settle(key, "failed", "550 gone", mailing.shop.clock())
        work.connection.exec_driver_sql("UPDATE customers SET email = 'new@acme.example'")
        work.commit()
    mailing.sending.resend(key)
    mailing.sending.flush()
    assert [one.recipients for one in mailing.server.received] == [("new@acme.example",)]


@pytest.mark.parametrize("act", ["resend", "confirm"])
def test_only_what_is_undecided_can_be_decided_on(mailing, act):
    [key] = mailing.queued()
    with pytest.raises(Refused) as refused:
        getattr(mailing.sending, act)(key)
    assert refused.value.code == "delivery_is_queued"
    with pytest.raises(Missing):
        getattr(mailing.sending, act)(999)


def test_a_test_message_says_what_the_server_said(mailing):
    assert mailing.sending.send_test_message("me@acme.example") == "2.0.0 Ok: queued"
    [message] = map(parsed, mailing.server.received)
    assert message["To"] == "me@acme.example"
    assert message["Subject"] == "Test message from Northgate IT"
    assert mailing.states() == []


def test_a_test_message_needs_an_account_and_an_address(paper_shop, smtp_server, mailing):
    with pytest.raises(Refused):
        mailing.sending.send_test_message("nobody")
    with mailing.shop.office.work() as work:
        work.settings.write({"mail": None})
        work.commit()
    with pytest.raises(Refused) as refused:
        mailing.sending.send_test_message("me@acme.example")
    assert refused.value.code == "mail_no_account"


def test_the_outbox_is_listed_newest_first_with_number_and_customer(mailing):
    mailing.queued(3)
    lines = mailing.sending.list("queued", limit=2)
    assert [(one.number, one.customer) for one in lines] == [
        ("INV-2026-00003", "Acme Dental"),
        ("INV-2026-00002", "Acme Dental"),
    ]
    assert mailing.sending.list("sent") == ()
    assert mailing.sending.counts() == {"queued": 3, "sending": 0, "sent": 0, "failed": 0, "unknown": 0}


def test_a_receipt_goes_out_with_its_pdf_and_the_payment_remembers_it(mailing):
    office, sending = mailing.shop.office, mailing.sending
    customer = mailing.shop.customer()
    taken = Payments(office).take(Received(customer.id, 25_00, TODAY, method="cash")).payments[0]

    (key,) = sending.queue_receipts([taken.id])
    assert sending.queue_receipts([taken.id]) == ()  # it waits already
    assert sending.flush().sent == 1

    [received] = mailing.server.received
    letter = parsed(received)
    assert taken.number in letter["Subject"]
    assert [one.get_filename() for one in letter.iter_attachments()] == [f"{taken.number}.pdf"]
    [line] = sending.list("sent")
    assert (line.delivery.id, line.number, line.customer) == (key, taken.number, "Acme Dental")
    with office.reading() as work:
        acts = [one.act for one in work.traces.of("payment", taken.id)]
    assert acts == ["taken", "mail_queued", "mail_sent"]


def test_the_receipt_of_a_payment_that_was_taken_back_meanwhile_stays_here(mailing):
    office, sending = mailing.shop.office, mailing.sending
    payments = Payments(office)
    taken = payments.take(Received(mailing.shop.customer().id, 25_00, TODAY)).payments[0]
    (key,) = sending.queue_receipts([taken.id])
    payments.reverse(taken.id, TODAY, "wrong one")

    assert sending.flush().failed == 1
    [line] = sending.list("failed")
    assert (line.delivery.id, line.delivery.reply) == (key, "payment_is_taken_back")
    assert mailing.server.received == []
    customers = Customers(office)
    record = customers.form(taken.customer_id).record
    customers.save(replace(record, customer=replace(record.customer, email="new@acme.example")))
    sending.resend(key)
    assert sending.list("queued")[0].delivery.recipients == ("new@acme.example",)


def test_receipts_that_cannot_go_out_are_rejected_all_together(mailing):
    payments = Payments(mailing.shop.office)
    one = payments.take(Received(mailing.shop.customer().id, 1_00, TODAY)).payments[0].id
    other = mailing.shop.customer("Bolt", email="")
    two = payments.take(Received(other.id, 1_00, TODAY)).payments[0].id
    with pytest.raises(Rejected) as caught:
        mailing.sending.queue_receipts([one, two])
    assert [problem.code for problem in caught.value.problems] == ["no_address"]
    assert mailing.sending.counts()["queued"] == 0
    with pytest.raises(Missing):
        mailing.sending.queue_receipts([99])
