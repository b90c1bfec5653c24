"""What can go wrong before the first message: the way, the certificate, the password."""

import socket
import ssl
import traceback
from base64 import b64encode

import pytest

from billdesk.domain.errors import Refused, Trouble
from billdesk.mail.login import Account, logged_in
from support.smtp import Fault, SmtpServer


def account_of(server, **changes):
    facts = {"host": server.host, "port": server.port, "security": server.security, "user": server.user}
    return Account(**(facts | {"sender": "bills@shop.example", "timeout": 10} | changes))


def trouble_with(server, password=None, trust=None, **changes):
    with pytest.raises(Trouble) as trouble:
        logged_in(account_of(server, **changes), password or server.password, trust or server.trust)
    return trouble.value


def test_a_wrong_password_is_told_after_one_attempt(smtp_server):
    trouble = trouble_with(smtp_server, password="wrong")
    assert (trouble.code, trouble.retry, smtp_server.logins) == ("mail_refused_password", False, 1)


@pytest.mark.parametrize("excluded", ["PLAIN", "LOGIN"])
def test_neither_password_nor_login_are_in_what_is_raised(smtp_server, excluded):
    smtp_server.excluded_logins = (excluded, "CRAM-MD5")
    trouble = trouble_with(smtp_server, password="wröng-pass")
    told = "".join(traceback.format_exception(trouble)) + repr(trouble) + repr(trouble.facts)
    plain = b64encode(f"\0{smtp_server.user}\0wröng-pass".encode()).decode()
    for secret in ("wröng-pass", plain, b64encode("wröng-pass".encode()).decode()):
        assert secret not in told
    assert trouble.__context__ is None


def test_a_password_with_half_a_character_is_just_wrong(smtp_server):
    assert trouble_with(smtp_server, password="x\ud800").code == "mail_refused_password"


def test_a_login_that_is_put_off_may_be_tried_later(smtp_server):
    smtp_server.fault = Fault("auth", "454 4.7.0 not now")
    trouble = trouble_with(smtp_server)
    assert (trouble.code, trouble.retry, trouble.facts["status"]) == ("mail_refused", True, 454)


def test_a_server_without_a_known_login_is_told(smtp_server):
    smtp_server.excluded_logins = ("PLAIN", "LOGIN")
    assert trouble_with(smtp_server).code == "mail_no_login"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_an_unknown_authority_is_refused(security):
    with SmtpServer(security) as server:
        trouble = trouble_with(server, trust=ssl.create_default_context())
        assert (trouble.code, trouble.retry, server.logins) == ("mail_certificate", False, 0)


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_certificate_of_another_host_is_refused(security, host):
    with SmtpServer(security, certified="mail.example.org") as server:
        assert trouble_with(server, host=host).code == "mail_host_name"
        assert server.logins == 0


def test_a_server_without_starttls_gets_no_password():
    with SmtpServer(offers_tls=False) as server:
        assert trouble_with(server).code == "mail_no_tls"
        assert server.logins == 0


def test_a_server_that_speaks_plainly_where_tls_is_meant_is_told(smtp_server):
    assert trouble_with(smtp_server, security="tls").code == "mail_no_tls"


def test_a_closed_port_is_unreachable_and_worth_another_try(smtp_server):
    smtp_server.stop_listening()
    trouble = trouble_with(smtp_server)
    assert (trouble.code, trouble.retry) == ("mail_unreachable", True)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 70 + ".example"])
def test_a_host_that_has_no_address_is_unreachable(smtp_server, host):
    assert trouble_with(smtp_server, host=host).code == "mail_unreachable"


@pytest.mark.parametrize(
    ("do", "code", "retry"),
    [
        ("stall", "mail_timeout", True),
        ("drop", "mail_unreachable", True),
        ("421 4.3.2 busy", "mail_refused", True),
        ("554 5.3.2 no service", "mail_refused", False),
        ("Hello, I am no mail server", "mail_refused", True),
    ],
)
def test_a_bad_greeting_is_told(smtp_server, do, code, retry):
    smtp_server.fault = Fault("greeting", do)
    trouble = trouble_with(smtp_server, timeout=0.3)
    assert (trouble.code, trouble.retry) == (code, retry)


def test_a_tls_server_that_says_nothing_times_out():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        account = Account("127.0.0.1", silent.getsockname()[1], "tls", "", "bills@shop.example", 0.3)
        with pytest.raises(Trouble) as trouble:
            logged_in(account, "", ssl.create_default_context())
    assert (trouble.value.code, trouble.value.retry) == ("mail_timeout", True)


def test_a_server_that_wants_no_login_is_not_told_any():
    with SmtpServer(users={}) as server:
        smtp = logged_in(account_of(server, user=""), "unused", server.trust)
        assert smtp.noop()[0] == 250
        smtp.quit()
        assert server.logins == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST"])
def test_a_plain_connection_to_this_machine_is_allowed(host):
    assert Account(host, 25, "plain", "", "bills@shop.example").host == host


@pytest.mark.parametrize(
    "host", ["mail.example.com", "192.168.1.2", "localhost.example.com", "127.0.0.1.example.com"]
)
def test_a_plain_connection_to_another_machine_is_refused(host):
    with pytest.raises(Refused) as refused:
        Account(host, 25, "plain", "", "bills@shop.example")
    assert (refused.value.code, refused.value.facts) == ("mail_needs_tls", {"host": host})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("host", "a b"),
        ("host", "a\r\nb"),
        ("port", 0),
        ("port", 65536),
        ("security", "ssl"),
        ("timeout", 0),
    ],
)
def test_an_account_that_cannot_work_is_refused_by_field(field, value):
    facts = {"host": "localhost", "port": 25, "security": "tls", "user": "", "sender": "bills@shop.example"}
    with pytest.raises(Refused) as refused:
        Account(**(facts | {field: value}))
    assert (refused.value.code, refused.value.facts) == ("bad_account", {"field": field})
