"""Hands e-mails to the shop's mail server by SMTP, and says what became of each."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billdesk.domain.address import ascii_address, usable_address
from billdesk.domain.errors import Refused
from billdesk.mail.login import Account, Answer, cause, logged_in

if TYPE_CHECKING:
    import smtplib

__all__ = [
    "Account",
    "Connection",
    "Outcome",
    "Permanent",
    "Refusal",
    "Sent",
    "Temporary",
    "Unknown",
    "open_connection",
]

_LONGEST_GOODBYE = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient whom the server didn't take, and what it said."""

    address: str
    code: int
    reply: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The server has taken the message for everybody but those in `refused`."""

    reply: str
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Temporary:
    """The server has not taken it; a later try may help. `code` is 0 when it said nothing readable."""

    reply: str
    code: int
    cause: str = "answer"  # "answer" | "timeout" | "lost"
    address: str = ""  # the recipient that the reply is about


@dataclass(frozen=True, slots=True)
class Permanent:
    """The server has not taken it and never will."""

    reply: str
    code: int
    address: str = ""  # the recipient that the reply is about


@dataclass(frozen=True, slots=True)
class Unknown:
    """The whole message was handed over and no clear answer came: it may have gone out."""

    reply: str
    cause: str  # "answer" | "timeout" | "lost"


Outcome = Sent | Temporary | Permanent | Unknown


@dataclass(frozen=True, slots=True)
class _Envelope:
    sender: str
    recipients: tuple[str, ...]


class _Broken(Exception):
    """The connection ended before anything of the message's content was handed over."""

    def __init__(self, outcome: Temporary) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class Connection:
    """One way to the server, kept only while both sides agree that no message is half handed over."""

    def __init__(self, account: Account, password: str, trust: ssl.SSLContext) -> None:
        if trust.verify_mode != ssl.CERT_REQUIRED or not trust.check_hostname:
            raise ValueError("certificates are always verified")
        self._account = account
        self._password = password
        self._trust = trust
        self._kept: smtplib.SMTP | None = None

    def __repr__(self) -> str:
        return f"<Connection to {self._account.host}:{self._account.port}>"

    def open(self) -> None:
        """Connects and logs in; raises Trouble."""
        self._kept = logged_in(self._account, self._password, self._trust)

    def close(self) -> None:
        """Says goodbye where there is still somebody to say it to."""
        smtp, self._kept = self._kept, None
        if smtp is None:
            return
        with suppress(OSError):  # the server may be gone already, and nothing depends on its answer
            if smtp.sock is not None:
                smtp.sock.settimeout(min(self._account.timeout, _LONGEST_GOODBYE))
            smtp.quit()
        smtp.close()

    def send(self, message: bytes, sender: str, recipients: Sequence[str]) -> Outcome:
        """Hands one message over.

        The first of `recipients` is whom the message is for: when the server refuses that one, nothing is
        handed over; others that it refuses are named in Sent. A connection that has died since the last
        message is opened anew, once. Refused: "bad_address" (address), "no_recipient".
        Trouble, as in `open_connection`, always means that nothing of this message was handed over.
        """
        envelope = _Envelope(_wire_address(sender), tuple(map(_wire_address, recipients)))
        if not envelope.recipients:
            raise Refused("no_recipient")
        content = _wire_form(message)
        if self._kept is not None:
            try:
                return self._attempt(envelope, content)
            except _Broken as broken:
                if broken.outcome.cause == "timeout":  # a silent server isn't waited for twice
                    return broken.outcome
        self.open()
        try:
            return self._attempt(envelope, content)
        except _Broken as broken:
            return broken.outcome

    def _attempt(self, envelope: _Envelope, content: bytes) -> Outcome:
        """One try; whatever happens in it, only a connection that is fit for the next message is kept."""
        smtp, self._kept = self._kept, None
        assert smtp is not None
        try:
            outcome = _handed_over(smtp, envelope, content)
            if _is_fit(smtp, outcome):
                self._kept = smtp
            return outcome
        finally:
            if self._kept is None:
                smtp.close()


@contextmanager
def open_connection(
    account: Account, password: str, trust: ssl.SSLContext | None = None
) -> Iterator[Connection]:
    """A connection that is logged in and serves any number of messages, on one thread at a time.

    `trust` replaces the system's certificates. Trouble: mail_unreachable, mail_timeout, mail_no_tls,
    mail_certificate, mail_host_name (the certificate is another host's), mail_refused_password,
    mail_no_login (the server offers neither PLAIN nor LOGIN), mail_refused (status, reply).
    """
    connection = Connection(account, password, trust or ssl.create_default_context())
    connection.open()
    try:
        yield connection
    finally:
        connection.close()


def _handed_over(smtp: smtplib.SMTP, envelope: _Envelope, content: bytes) -> Outcome:
    size = [f"SIZE={len(content)}"] if smtp.has_extn("size") else []
    answer = _said(lambda: smtp.mail(envelope.sender, size))
    if answer.code != 250:
        return _not_taken(answer)
    refused = []
    for address in envelope.recipients:
        answer = _recipient_answer(smtp, address)
        if not 250 <= answer.code <= 252:
            refused.append(Refusal(address, answer.code, answer.reply))
        if refused and refused[0].address == envelope.recipients[0]:
            return _not_taken(answer, address)
    answer = _said(lambda: smtp.docmd("DATA"))
    return _content_handed_over(smtp, content, refused) if answer.code == 354 else _not_taken(answer)


def _recipient_answer(smtp: smtplib.SMTP, address: str) -> Answer:
    return _said(lambda: smtp.rcpt(address))


def _content_handed_over(smtp: smtplib.SMTP, content: bytes, refused: list[Refusal]) -> Outcome:
    """In two steps: before the end mark the server cannot have taken the message, after it may have."""
    try:
        smtp.send(content)
    except OSError as error:
        return Temporary("", 0, cause(error))
    try:
        smtp.send(b".\r\n")
        answer = Answer.of(*smtp.getreply())
    except OSError as error:
        return Unknown("", cause(error))
    if answer.code == 250:
        return Sent(answer.reply, tuple(refused))
    if 400 <= answer.code <= 599:
        return _not_taken(answer)
    return Unknown(answer.reply, "answer")


def _said(command: Callable[[], tuple[int, bytes]]) -> Answer:
    """The answer to a command before the content; _Broken when there is none, or when it is a goodbye."""
    try:
        answer = Answer.of(*command())
    except OSError as error:
        broken = Temporary("", 0, cause(error))
    else:
        if answer.code != 421:
            return answer
        broken = Temporary(answer.reply, answer.code)
    raise _Broken(broken)


def _not_taken(answer: Answer, address: str = "") -> Temporary | Permanent:
    if 500 <= answer.code <= 599:
        return Permanent(answer.reply, answer.code, address)
    return Temporary(answer.reply, answer.code, address=address)


def _is_fit(smtp: smtplib.SMTP, outcome: Outcome) -> bool:
    """Whether the next message may begin on this connection."""
    if isinstance(outcome, Sent):
        return True
    if isinstance(outcome, Unknown) or outcome.code == 421 or not 400 <= outcome.code <= 599:
        return False
    try:
        return smtp.rset()[0] == 250
    except OSError:
        return False


def _wire_address(text: str) -> str:
    if not usable_address(text):
        raise Refused("bad_address", address=text)
    return ascii_address(text)


def _wire_form(message: bytes) -> bytes:
    """Every line ended by CRLF, so that no server sees an end mark within; dots at line starts doubled."""
    lines = message.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n") + b"\n"
    doubled = (b"\n" + lines).replace(b"\n.", b"\n..")[1:]
    return doubled.replace(b"\n", b"\r\n")
