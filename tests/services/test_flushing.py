"""A pass over the outbox, with every fault that a mail server can have."""

import threading
from datetime import timedelta

import pytest

from billdesk.domain.delivery import pause_after
from billdesk.domain.errors import Trouble
from billdesk.services.papers import Papers
from support.mailing import Mailing, accepted, account_of, parsed, sending_at
from support.small_shop import TODAY, open_shop
from support.smtp import Fault, SmtpServer

QUEUED_AGAIN = ["queued"]


def test_a_message_brings_the_frozen_pdf_and_is_marked_as_sent(mailing):
    [key] = mailing.queued()
    report = mailing.sending.flush()
    assert (report.sent, report.failed, report.unknown, report.waiting) == (1, 0, 0, 0)
    assert report.trouble is None
    [delivery] = mailing.shop.deliveries()
    assert (delivery.id, delivery.state, delivery.tries, delivery.reply) == (
        key,
        "sent",
        1,
        "250 2.0.0 Ok: queued",
    )
    [message] = map(parsed, mailing.server.received)
    [paper] = message.iter_attachments()
    assert paper.get_filename() == "INV-2026-00001.pdf"
    assert paper.get_content() == Papers(mailing.shop.office).pdf(1)
    assert message["Message-ID"] == delivery.message_id
    assert mailing.marks() == ["sent"]


def test_many_messages_go_over_one_connection_in_their_order_each_once(mailing):
    mailing.queued(45)
    steps = []
    report = mailing.sending.flush(progress=lambda *step: steps.append(step))
    assert report.sent == 45
    assert steps == [(number, 45) for number in range(1, 46)]
    assert (mailing.server.connections, mailing.server.logins) == (1, 1)
    ids = [one.message_id for one in mailing.shop.deliveries()]
    assert [parsed(one)["Message-ID"] for one in mailing.server.received] == ids


def test_only_one_delivery_is_being_handed_over_at_a_time(mailing):
    mailing.queued(3)
    seen = []
    mailing.sending.flush(progress=lambda *_: seen.append(mailing.sending.counts()["sending"]))
    assert seen == [1, 1, 0]


def test_an_outbox_with_nothing_due_connects_to_nobody(mailing):
    mailing.sending.flush()
    assert mailing.server.connections == 0


def test_a_pass_that_is_stopped_leaves_the_rest_waiting(mailing):
    mailing.queued(5)
    report = mailing.sending.flush(stop=lambda: len(mailing.server.received) == 2)
    assert (report.sent, report.waiting) == (2, 3)
    assert mailing.states() == ["sent", "sent", "queued", "queued", "queued"]


@pytest.mark.parametrize("at", ["mail", "rcpt", "data", "end"])
def test_a_temporary_refusal_waits_and_is_tried_again(mailing, at):
    mailing.queued()
    mailing.server.fault = Fault(at, "450 4.2.1 busy", times=1)
    report = mailing.sending.flush()
    assert (report.retried, report.sent, report.trouble) == (1, 0, None)
    [delivery] = mailing.shop.deliveries()
    assert (delivery.state, delivery.tries) == ("queued", 1)
    assert "450 4.2.1 busy" in delivery.reply
    assert delivery.not_before == mailing.shop.clock() + pause_after(1) == mailing.sending.next_due()
    assert mailing.sending.flush().sent == 0
    mailing.shop.clock.pass_by(minutes=1)
    assert mailing.sending.flush().sent == 1
    assert set(accepted(mailing.server).values()) == {1}


@pytest.mark.parametrize("at", ["mail", "rcpt", "data", "end"])
def test_a_permanent_refusal_ends_it_with_the_reason(mailing, at):
    mailing.queued()
    mailing.server.fault = Fault(at, "550 5.1.1 nobody here")
    assert mailing.sending.flush().failed == 1
    [delivery] = mailing.shop.deliveries()
    assert delivery.state == "failed"
    assert "550 5.1.1 nobody here" in delivery.reply
    mailing.server.fault = None
    mailing.shop.clock.pass_by(days=9)
    assert mailing.sending.flush().sent == 0
    assert (mailing.marks(), mailing.server.received) == (["failed"], [])


def test_pauses_grow_and_at_last_it_is_given_up(mailing):
    mailing.queued()
    mailing.server.fault = Fault("mail", "451 4.7.1 come back later")
    pauses = []
    while mailing.states() == QUEUED_AGAIN:
        mailing.sending.flush()
        due = mailing.sending.next_due()
        if due is not None:
            pauses.append(due - mailing.shop.clock())
            mailing.shop.clock.moment = due
    assert pauses == sorted(pauses)
    assert timedelta(days=2) < sum(pauses, timedelta()) < timedelta(days=4)
    [delivery] = mailing.shop.deliveries()
    assert (delivery.state, delivery.tries) == ("failed", len(pauses) + 1)


def test_a_drop_in_the_middle_of_the_content_is_never_taken_for_sent(mailing):
    """Whether the loss of the line shows before the end of the content or after it is a matter of moments."""
    mailing.queued()
    mailing.server.fault = Fault("middle", "drop")
    report = mailing.sending.flush()
    assert (report.sent, report.retried + report.unknown) == (0, 1)
    assert mailing.states() in (QUEUED_AGAIN, ["unknown"])
    assert not accepted(mailing.server)


@pytest.mark.parametrize("at", ["mail", "rcpt", "data"])
def test_a_drop_before_the_end_of_the_content_is_tried_again_and_never_doubled(mailing, at):
    mailing.queued()
    mailing.server.fault = Fault(at, "drop")
    assert mailing.sending.flush().retried == 1
    assert mailing.states() == QUEUED_AGAIN
    mailing.server.fault = None
    mailing.shop.clock.pass_by(minutes=1)
    assert mailing.sending.flush().sent == 1
    assert set(accepted(mailing.server).values()) == {1}


def test_a_drop_after_the_content_is_unknown_and_never_resent_by_itself(mailing):
    mailing.queued()
    mailing.server.fault = Fault("end", "drop", times=1)
    assert mailing.sending.flush().unknown == 1
    assert (mailing.states(), mailing.marks()) == (["unknown"], ["unknown"])
    mailing.shop.clock.pass_by(days=30)
    assert mailing.sending.recover() == ()
    assert mailing.sending.flush().sent == 0
    assert set(accepted(mailing.server).values()) == {1}


def test_what_was_accepted_is_sent_even_if_the_line_breaks_right_after(mailing):
    mailing.queued(2)
    mailing.server.fault = Fault("after", "drop", times=1)
    assert mailing.sending.flush().sent == 2
    assert set(accepted(mailing.server).values()) == {1}


@pytest.mark.parametrize(("at", "state"), [("mail", "queued"), ("data", "queued"), ("end", "unknown")])
def test_a_silent_server_is_not_waited_for_again_and_again(mailing, at, state):
    mailing.set_account(timeout=0.6)
    mailing.queued(4)
    mailing.server.fault = Fault(at, "stall")
    report = mailing.sending.flush()
    assert isinstance(report.trouble, Trouble)
    assert (report.trouble.code, report.trouble.retry) == ("mail_timeout", True)
    assert mailing.states() == [state, state, "queued", "queued"]
    assert [one.tries for one in mailing.shop.deliveries()] == [1, 1, 0, 0]


def test_one_unclear_answer_does_not_keep_the_others_waiting(mailing):
    mailing.queued(3)
    mailing.server.fault = Fault("end", "drop", times=1)
    report = mailing.sending.flush()
    assert (report.unknown, report.sent, report.trouble) == (1, 2, None)
    assert mailing.states() == ["unknown", "sent", "sent"]


def test_a_server_that_sends_everybody_away_is_asked_for_two_messages_only(mailing):
    mailing.queued(4)
    mailing.server.fault = Fault("mail", "421 4.3.2 closing")
    report = mailing.sending.flush()
    assert (report.retried, report.trouble.code, report.trouble.facts["status"]) == (2, "mail_refused", 421)
    assert [one.tries for one in mailing.shop.deliveries()] == [1, 1, 0, 0]


def unreachable(mailing):
    mailing.server.stop_listening()


def wrong_password(mailing):
    mailing.server.users[mailing.server.user] = "another"


def not_certified(mailing):
    mailing.sending._trust = None


def rude(mailing):
    mailing.server.fault = Fault("greeting", "554 5.7.1 not you")


@pytest.mark.parametrize(
    ("breakage", "code"),
    [
        (unreachable, "mail_unreachable"),
        (wrong_password, "mail_refused_password"),
        (not_certified, "mail_certificate"),
        (rude, "mail_refused"),
    ],
)
def test_without_a_connection_everything_waits_untried_and_it_is_said_once(mailing, breakage, code):
    mailing.queued(3)
    breakage(mailing)
    report = mailing.sending.flush()
    assert report.trouble.code == code
    assert (report.sent, report.retried, report.failed, report.waiting) == (0, 0, 0, 3)
    assert [(one.state, one.tries) for one in mailing.shop.deliveries()] == [("queued", 0)] * 3


def test_a_connection_that_cannot_be_opened_again_puts_the_claimed_one_back_untried(mailing):
    mailing.queued(3)

    def break_the_line(done, _total):
        if done == 1:
            mailing.server.stop_listening()
            mailing.server.drop_connections()

    report = mailing.sending.flush(progress=break_the_line)
    assert (report.sent, report.trouble.code) == (1, "mail_unreachable")
    assert [(one.state, one.tries) for one in mailing.shop.deliveries()] == [
        ("sent", 1),
        ("queued", 0),
        ("queued", 0),
    ]
    mailing.server.listen_again()
    assert mailing.sending.flush().sent == 2
    assert set(accepted(mailing.server).values()) == {1}


def test_a_refused_copy_is_named_and_the_customer_still_gets_it(mailing):
    mailing.queued(cc=("gone@acme.example",))
    mailing.server.fault = Fault("rcpt", "550 5.1.1 gone", address="gone@acme.example")
    assert mailing.sending.flush().sent == 1
    [delivery] = mailing.shop.deliveries()
    assert delivery.reply == "250 2.0.0 Ok: queued | gone@acme.example: 550 5.1.1 gone"


def test_the_limit_of_an_hour_is_kept_and_the_rest_waits(mailing):
    mailing.set_account(per_hour=4)
    mailing.queued(10)
    report = mailing.sending.flush()
    assert (report.sent, report.waiting, report.limited, report.trouble) == (4, 6, True, None)
    assert mailing.sending.flush().sent == 0
    mailing.shop.clock.pass_by(minutes=61)
    assert mailing.sending.flush().sent == 4


def test_an_invoice_that_was_voided_meanwhile_is_not_sent(mailing):
    mailing.queued(2)
    mailing.shop.void(1)
    report = mailing.sending.flush()
    assert (report.sent, report.failed) == (1, 1)
    assert mailing.states() == ["failed", "sent"]
    assert mailing.shop.deliveries()[0].reply == "invoice_is_void"


def test_an_invoice_voided_between_making_ready_and_handing_over_is_not_sent(mailing):
    mailing.queued(3)
    mailing.sending.flush(progress=lambda done, _: done == 1 and mailing.shop.void(3))
    assert mailing.states() == ["sent", "sent", "failed"]
    assert len(mailing.server.received) == 2


def test_a_pdf_that_cannot_be_made_stops_only_its_own_message(mailing, monkeypatch):
    mailing.queued(3)
    from billdesk.documents import invoice as invoices

    render = invoices.render

    def broken(document):
        if document.number == "INV-2026-00002":
            raise RuntimeError("a bug")
        return render(document)

    monkeypatch.setattr(invoices, "render", broken)
    assert mailing.sending.flush().sent == 2
    assert mailing.states() == ["sent", "failed", "sent"]
    assert mailing.shop.deliveries()[1].reply == "document_failed"


def test_a_result_that_could_not_be_written_is_written_by_the_next_pass(mailing, monkeypatch):
    mailing.queued(2)
    from billdesk.storage.outbox import Outbox

    settle = Outbox.settle

    def away(*_args):
        raise Trouble("database_is_away", retry=True)

    monkeypatch.setattr(Outbox, "settle", away)
    with pytest.raises(Trouble):
        mailing.sending.flush()
    assert mailing.states() == ["sending", "queued"]
    monkeypatch.setattr(Outbox, "settle", settle)
    assert mailing.sending.flush().sent == 1
    assert mailing.states() == ["sent", "sent"]
    assert set(accepted(mailing.server).values()) == {1}


@pytest.mark.parametrize("senders", [2, 4])
def test_senders_at_the_same_instant_send_each_message_once(shop_target, senders):
    shop = open_shop(shop_target)
    with SmtpServer() as server:
        first = Mailing(shop, server, sending_at(shop, server))
        first.sending.keep_account(account_of(server))
        shop.office.tell("settings")
        keys = shop.invoices(shop.customer(), 40)
        first.sending.queue(keys, TODAY)
        Papers(shop.office).freeze_pending()
        start, reports = threading.Barrier(senders), []

        def send(number):
            sending = sending_at(shop, server, f"desk-{number}:1:x")
            start.wait()
            reports.append(sending.flush())

        threads = [threading.Thread(target=send, args=(number,)) for number in range(senders)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert first.states() == ["sent"] * 40
        assert sum(report.sent for report in reports) == 40
        assert sorted(accepted(server).values()) == [1] * 40
    shop.office.store.close()
