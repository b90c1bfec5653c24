"""Every fault of a mail server, and what is then known of the message."""

import ssl

import pytest

from billdesk.domain.errors import Refused, Trouble
from billdesk.mail.smtp import (
    Account,
    Connection,
    Permanent,
    Refusal,
    Sent,
    Temporary,
    Unknown,
    open_connection,
)
from support.smtp import Fault, SmtpServer

BODY = b"From: bills@shop.example\r\nSubject: Invoice\r\n\r\n.hidden dot\r\nEnd.\r\n"
# 21 MB: more than the sockets' buffers hold.
LARGE = b"Subject: large\r\n\r\n" + (b"x" * 70 + b"\r\n") * 300_000
JO = ("jo@example.com",)
SENDER = "bills@shop.example"


def account_of(server, timeout=10, **changes):
    facts = {"host": server.host, "port": server.port, "security": server.security, "user": server.user}
    return Account(**(facts | {"sender": SENDER, "timeout": timeout} | changes))


def connected(server, timeout=10):
    return open_connection(account_of(server, timeout), server.password, server.trust)


def outcome_with(server, fault, body=BODY, recipients=JO):
    with connected(server, 1 if fault.do == "stall" else 10) as connection:
        server.fault = fault
        return connection.send(body, SENDER, recipients)


def test_an_accepted_message_is_sent_byte_for_byte_with_its_envelope(smtp_server):
    with connected(smtp_server) as connection:
        outcome = connection.send(BODY, SENDER, ("jo@example.com", "ann@müller.de"))
    assert outcome == Sent("2.0.0 Ok: queued")
    [message] = smtp_server.received
    assert (message.sender, message.recipients) == (SENDER, ("jo@example.com", "ann@xn--mller-kva.de"))
    assert message.content == BODY


@pytest.mark.parametrize("security", ["starttls", "tls", "plain"])
@pytest.mark.parametrize("excluded", ["PLAIN", "LOGIN"])
def test_each_kind_of_connection_and_login_works(security, excluded):
    with SmtpServer(security) as server:
        server.excluded_logins = (excluded, "CRAM-MD5")
        with connected(server) as connection:
            assert isinstance(connection.send(BODY, SENDER, JO), Sent)
        assert (server.logins, len(server.received)) == (1, 1)


def test_200_messages_go_over_one_connection_each_once(smtp_server):
    bodies = [b"Subject: %d\r\n\r\nx\r\n" % number for number in range(200)]
    with connected(smtp_server) as connection:
        outcomes = [connection.send(body, SENDER, JO) for body in bodies]
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert [message.content for message in smtp_server.received] == bodies
    assert (smtp_server.connections, smtp_server.logins) == (1, 1)


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        (b".\r\n..\r\n", b".\r\n..\r\n"),
        (b"a\n.\nb", b"a\r\n.\r\nb\r\n"),
        (b"a\r.\rb\r\n", b"a\r\n.\r\nb\r\n"),
    ],
)
def test_no_line_of_a_message_ends_it(smtp_server, text, wire):
    with connected(smtp_server) as connection:
        assert isinstance(connection.send(text, SENDER, JO), Sent)
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
    assert [message.content for message in smtp_server.received] == [wire, BODY]


@pytest.mark.parametrize("at", ["mail", "rcpt", "data", "end"])
def test_a_4xx_reply_is_temporary_and_the_connection_serves_the_next(smtp_server, at):
    with connected(smtp_server) as connection:
        smtp_server.fault = Fault(at, "451 4.3.0 try later", times=1)
        outcome = connection.send(BODY, SENDER, JO)
        assert outcome == Temporary("4.3.0 try later", 451, address=JO[0] if at == "rcpt" else "")
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
    assert (len(smtp_server.received), smtp_server.connections) == (1, 1)


@pytest.mark.parametrize("at", ["mail", "rcpt", "data", "end"])
def test_a_5xx_reply_is_permanent_and_the_connection_serves_the_next(smtp_server, at):
    with connected(smtp_server) as connection:
        smtp_server.fault = Fault(at, "550 5.7.1 no", times=1)
        outcome = connection.send(BODY, SENDER, JO)
        assert outcome == Permanent("5.7.1 no", 550, JO[0] if at == "rcpt" else "")
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
    assert (len(smtp_server.received), smtp_server.connections) == (1, 1)


@pytest.mark.parametrize("at", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("do", ["drop", "stall"])
def test_a_server_that_goes_or_stalls_before_the_content_leaves_it_temporary(smtp_server, at, do):
    outcome = outcome_with(smtp_server, Fault(at, do))
    assert outcome == Temporary("", 0, "lost" if do == "drop" else "timeout")
    assert (smtp_server.received, smtp_server.contents_begun) == ([], 0)
    assert smtp_server.connections == (2 if do == "drop" else 1)


@pytest.mark.parametrize(("do", "cause"), [("drop", "lost"), ("stall", "timeout")])
def test_a_server_that_goes_or_stalls_within_the_content_leaves_it_temporary(smtp_server, do, cause):
    assert outcome_with(smtp_server, Fault("middle", do), LARGE) == Temporary("", 0, cause)
    assert (smtp_server.received, smtp_server.contents_begun) == ([], 1)


def test_a_short_message_that_may_have_reached_a_server_that_goes_is_never_sent(smtp_server):
    assert isinstance(outcome_with(smtp_server, Fault("middle", "drop")), Temporary | Unknown)
    assert (smtp_server.received, smtp_server.contents_begun) == ([], 1)


@pytest.mark.parametrize(("do", "cause"), [("drop", "lost"), ("stall", "timeout")])
def test_a_server_that_goes_or_stalls_after_the_content_leaves_it_unknown(smtp_server, do, cause):
    assert outcome_with(smtp_server, Fault("end", do)) == Unknown("", cause)
    assert (len(smtp_server.received), smtp_server.contents_begun) == (1, 1)


@pytest.mark.parametrize("reply", ["251 4.0.0 who knows", "354 go on", "hello"])
def test_an_unclear_answer_to_the_content_is_unknown_and_ends_the_connection(smtp_server, reply):
    with connected(smtp_server) as connection:
        smtp_server.fault = Fault("end", reply, times=1)
        outcome = connection.send(BODY, SENDER, JO)
        assert isinstance(outcome, Unknown)
        assert outcome.cause == "answer"
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
    assert smtp_server.connections == 2


def test_an_endless_answer_to_the_content_is_unknown(smtp_server):
    assert isinstance(outcome_with(smtp_server, Fault("end", "250 " + "x" * 9000)), Unknown)


@pytest.mark.parametrize("at", ["mail", "rcpt"])
def test_a_server_out_of_step_gets_no_content(smtp_server, at):
    outcome = outcome_with(smtp_server, Fault(at, "354 what"))
    assert isinstance(outcome, Temporary)
    assert smtp_server.contents_begun == 0


def test_a_server_that_skips_354_gets_no_content(smtp_server):
    assert outcome_with(smtp_server, Fault("data", "250 fine")) == Temporary("fine", 250)


def test_a_message_accepted_before_the_server_goes_is_sent_and_the_next_one_too(smtp_server):
    with connected(smtp_server) as connection:
        smtp_server.fault = Fault("after", "drop", times=1)
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
    assert (len(smtp_server.received), smtp_server.connections) == (2, 2)


def test_a_kept_connection_that_died_is_opened_anew_once(smtp_server):
    with connected(smtp_server) as connection:
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
        smtp_server.drop_connections()
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
    assert (len(smtp_server.received), smtp_server.connections) == (2, 2)


def test_a_server_that_says_goodbye_to_an_idle_connection_is_asked_again(smtp_server):
    with connected(smtp_server) as connection:
        smtp_server.fault = Fault("mail", "421 4.4.2 idle for too long", times=1)
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
        smtp_server.fault = Fault("mail", "421 4.3.2 going down")
        assert connection.send(BODY, SENDER, JO) == Temporary("4.3.2 going down", 421)
    assert len(smtp_server.received) == 1


def test_a_kept_connection_whose_server_is_gone_is_trouble_and_works_again_later(smtp_server):
    with connected(smtp_server) as connection:
        smtp_server.stop_listening()
        smtp_server.drop_connections()
        with pytest.raises(Trouble) as trouble:
            connection.send(BODY, SENDER, JO)
        assert (trouble.value.code, trouble.value.retry) == ("mail_unreachable", True)
        smtp_server.listen_again()
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)
    assert len(smtp_server.received) == 1


def test_a_goodbye_after_the_content_is_temporary_and_not_repeated_by_itself(smtp_server):
    assert outcome_with(smtp_server, Fault("end", "421 4.3.2 down")) == Temporary("4.3.2 down", 421)
    assert smtp_server.contents_begun == 1


def test_a_refused_copy_is_told_and_the_others_get_the_message(smtp_server):
    fault = Fault("rcpt", "550 5.1.1 nobody", address="ann@example.com")
    outcome = outcome_with(
        smtp_server, fault, recipients=("jo@example.com", "ann@example.com", "bo@example.com")
    )
    assert outcome == Sent("2.0.0 Ok: queued", (Refusal("ann@example.com", 550, "5.1.1 nobody"),))
    assert smtp_server.received[0].recipients == ("jo@example.com", "bo@example.com")


def test_nothing_is_handed_over_when_the_customer_is_refused_and_only_copies_would_go_out(smtp_server):
    fault = Fault("rcpt", "550 5.1.1 nobody", address="jo@example.com")
    outcome = outcome_with(smtp_server, fault, recipients=("jo@example.com", "bills@shop.example"))
    assert outcome == Permanent("5.1.1 nobody", 550, "jo@example.com")
    assert smtp_server.contents_begun == 0


def test_an_unusable_address_never_reaches_the_server(smtp_server):
    with connected(smtp_server) as connection:
        for sender, recipients in ((SENDER, ("jo@x.com>\r\nDATA",)), ("me", JO)):
            with pytest.raises(Refused) as refused:
                connection.send(BODY, sender, recipients)
            assert refused.value.code == "bad_address"
        with pytest.raises(Refused) as refused:
            connection.send(BODY, SENDER, ())
        assert refused.value.code == "no_recipient"
        assert isinstance(connection.send(BODY, SENDER, JO), Sent)


def test_a_connection_refuses_to_trust_anybody(smtp_server):
    careless = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    with pytest.raises(ValueError, match="verified"):
        Connection(account_of(smtp_server), "", careless)


def test_a_password_is_in_no_representation(smtp_server):
    with connected(smtp_server) as connection:
        assert smtp_server.password not in repr(connection) + str(connection) + repr(account_of(smtp_server))
