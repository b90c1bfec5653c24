"""Connects to the shop's mail server, makes the connection secret, and logs in."""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from billdesk.domain.errors import Refused, Trouble

if TYPE_CHECKING:
    import smtplib

SECURITIES = ("starttls", "tls", "plain")

_OWN_NAME = (
    "[127.0.0.1]"  # an address literal (RFC 5321, 4.1.3): says nothing about the desk, asks no name server
)
_LONGEST_REPLY = 500  # characters of a server's reply that are kept
_ANOTHER_NAME = (62, 64)  # OpenSSL's X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH


@dataclass(frozen=True, slots=True)
class Account:
    """How the shop's mail server is reached; the password is not in it. `timeout` is seconds per answer.

    Refused: "bad_account" (field), "mail_needs_tls" (host) for "plain" to another machine.
    """

    host: str
    port: int
    security: str  # one of SECURITIES
    user: str  # "" where the server wants no login
    sender: str
    timeout: float = 30.0

    def __post_init__(self) -> None:
        is_right = {
            "host": self.host != "" and self.host.isprintable() and " " not in self.host,
            "port": 0 < self.port < 65536,
            "security": self.security in SECURITIES,
            "timeout": self.timeout > 0,
        }
        for field, right in is_right.items():
            if not right:
                raise Refused("bad_account", field=field)
        if self.security == "plain" and not _is_loopback(self.host):
            raise Refused("mail_needs_tls", host=self.host)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its code, 0 for none that could be read, and its words on one line."""

    code: int
    reply: str

    @classmethod
    def of(cls, code: int, reply: bytes | str) -> Answer:
        """From what smtplib gives."""
        words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        line = "".join(filter(str.isprintable, " ".join(words.split())))
        return cls(max(code, 0), line[:_LONGEST_REPLY])


def logged_in(account: Account, password: str, trust: ssl.SSLContext) -> smtplib.SMTP:
    """A new connection, ready for a message; Trouble as told in smtp.open_connection.

    Trouble is raised outside the handlers because the errors that lead to it may quote the login.
    """
    smtp = None
    try:
        smtp = _connected(account, trust)
        _secure(smtp, account, trust)
        _log_in(smtp, account.user, password)
        return smtp
    except Trouble as known:
        trouble = Trouble(known.code, known.retry, **known.facts)
    except (OSError, UnicodeError) as error:
        trouble = _trouble(error)
    if smtp is not None:
        smtp.close()
    raise trouble


def cause(error: BaseException) -> str:
    """Either "timeout", which smtplib hides behind an error of its own, or "lost"."""
    is_timeout = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    return "timeout" if is_timeout else "lost"


def _connected(account: Account, trust: ssl.SSLContext) -> smtplib.SMTP:
    import smtplib

    place = (account.host, account.port, _OWN_NAME)
    if account.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=account.timeout, context=trust)
    else:
        smtp = smtplib.SMTP(*place, timeout=account.timeout)
    assert smtp.sock is not None
    # Else the end mark waits until the server has confirmed the content's last packet.
    smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def _secure(smtp: smtplib.SMTP, account: Account, trust: ssl.SSLContext) -> None:
    import smtplib

    smtp.ehlo_or_helo_if_needed()
    if account.security != "starttls":
        return
    if not smtp.has_extn("starttls"):
        raise Trouble("mail_no_tls")
    try:
        smtp.starttls(context=trust)
    except smtplib.SMTPResponseException as error:
        raise Trouble("mail_no_tls", retry=400 <= error.smtp_code <= 499) from None
    smtp.ehlo_or_helo_if_needed()


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """One attempt by one mechanism; smtplib's own login tries several, and accounts get locked by it."""
    if not user:
        return
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        code = _conversation(smtp, "PLAIN " + _base64(f"\0{user}\0{password}"))
    elif "LOGIN" in offered:
        code = _conversation(smtp, "LOGIN", _base64(user), _base64(password))
    else:
        raise Trouble("mail_no_login")
    if 400 <= code <= 499:
        raise Trouble("mail_refused", retry=True, status=code, reply="")
    if code != 235:
        raise Trouble("mail_refused_password")


def _conversation(smtp: smtplib.SMTP, opening: str, *answers: str) -> int:
    """The code at the end of a login. The server's words aren't kept: they may repeat what it was told."""
    code = smtp.docmd("AUTH", opening)[0]
    for answer in answers:
        if code == 334:
            code = smtp.docmd(answer)[0]
    return code


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-8", "replace")).decode("ascii")


def _trouble(error: OSError | UnicodeError) -> Trouble:
    import smtplib

    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble("mail_host_name" if error.verify_code in _ANOTHER_NAME else "mail_certificate")
    if isinstance(error, smtplib.SMTPResponseException):
        answer = Answer.of(error.smtp_code, error.smtp_error)
        is_final = 500 <= answer.code <= 599
        return Trouble("mail_refused", retry=not is_final, status=answer.code, reply=answer.reply)
    if cause(error) == "timeout":
        return Trouble("mail_timeout", retry=True)
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Trouble("mail_no_tls")
    return Trouble("mail_unreachable", retry=isinstance(error, OSError))


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
