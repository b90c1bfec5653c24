"""Makes the bytes of an e-mail (RFC 5322, MIME) from a message's text and attachments."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from billdesk.domain.address import ascii_address, usable_address
from billdesk.domain.errors import Refused

_WIRE = SMTP.clone(cte_type="7bit")  # no server has to know 8BITMIME
_CONTROLS = frozenset(("Cc", "Cs", "Zl", "Zp"))  # control characters, lone surrogates, line separators
_WORDS = re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,120}@[A-Za-z0-9.-]{1,120}>")
_MEDIA_TYPE = re.compile(r"(application|image|text)/[A-Za-z0-9][A-Za-z0-9.+-]{0,99}")
_PLAIN_LENGTH = 60  # characters of a header that still fit behind its name on one line
_WORD_BYTES = 42  # 56 characters in base64, 68 with the marks of an encoded word: a line is 76


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One e-mail. Addresses are bare (jo@example.com); `message_id` has its angle brackets."""

    message_id: str
    sender: str
    sender_name: str
    reply_to: str  # "" for none
    to: tuple[str, ...]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    subject: str
    text: str
    html: str  # "" for none
    attachments: tuple[Attachment, ...] = ()


def compose(message: Message, date: datetime) -> bytes:
    """The message as it is handed to a server: ASCII, lines ended by CRLF, same bytes for same values.

    Who gets a blind copy is not in it, see `recipients`. Refused: "bad_header" (field) for a line break,
    a control character or what can't stand in that header; "bad_address" (field, address); "no_recipient".
    """
    if not (message.to or message.cc or message.bcc):
        raise Refused("no_recipient")
    headers = "".join(f"{name}: {value}\r\n" for name, value in _headers(message, date))
    return headers.encode("ascii") + _body(message).as_bytes(policy=_WIRE)


def recipients(message: Message) -> tuple[str, ...]:
    """Everybody whom the server is told to deliver to, blind copies too, each once, in ASCII."""
    fields = (("to", message.to), ("cc", message.cc), ("bcc", message.bcc))
    return tuple(dict.fromkeys(_address(field, text) for field, texts in fields for text in texts))


def _headers(message: Message, date: datetime) -> Iterator[tuple[str, str]]:
    yield "Date", format_datetime(date)
    sender = _address("sender", message.sender)
    name = " ".join(_checked("sender_name", message.sender_name).split())
    yield "From", f"{_phrase(name)} <{sender}>" if name else sender
    if message.reply_to:
        yield "Reply-To", _address("reply_to", message.reply_to)
    recipients(message)  # refuses a bad blind copy too, which is in no header
    yield "To", _addresses("to", message.to) or "undisclosed-recipients:;"
    if message.cc:
        yield "Cc", _addresses("cc", message.cc)
    yield "Message-ID", _matching("message_id", message.message_id, _MESSAGE_ID)
    yield "Subject", _phrase(_checked("subject", message.subject))


def _checked(field: str, value: str) -> str:
    if any(unicodedata.category(character) in _CONTROLS for character in value):
        raise Refused("bad_header", field=field)
    return value


def _matching(field: str, value: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(value):
        raise Refused("bad_header", field=field)
    return value


def _address(field: str, text: str) -> str:
    _checked(field, text)
    if not usable_address(text):
        raise Refused("bad_address", field=field, address=text)
    return ascii_address(text)


def _addresses(field: str, texts: tuple[str, ...]) -> str:
    return ",\r\n ".join(_address(field, text) for text in texts)


def _phrase(text: str) -> str:
    """Words as they are; anything else as encoded words (RFC 2047), in which no character means anything."""
    if not text or (len(text) <= _PLAIN_LENGTH and _WORDS.fullmatch(text)):
        return text
    return "\r\n ".join(f"=?utf-8?b?{b64encode(piece).decode('ascii')}?=" for piece in _pieces(text))


def _pieces(text: str) -> Iterator[bytes]:
    """The text in UTF-8, cut between characters into pieces that fit one encoded word."""
    piece = b""
    for character in text:
        encoded = character.encode()
        if len(piece) + len(encoded) > _WORD_BYTES:
            yield piece
            piece = b""
        piece += encoded
    yield piece


def _body(message: Message) -> EmailMessage:
    body = EmailMessage(policy=_WIRE)
    # Quoted-printable keeps control characters and long lines of the text harmless.
    body.set_content(_encodable(message.text), cte="quoted-printable")
    if message.html:
        body.add_alternative(_encodable(message.html), subtype="html", cte="quoted-printable")
        body.set_boundary("=_alternative")
    for attachment in message.attachments:
        _attach(body, attachment)
    if message.attachments:
        body.set_boundary("=_mixed")  # neither quoted-printable nor base64 can contain =_ (RFC 2045, 6.7)
    return body


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # half a surrogate pair has no bytes


def _attach(body: EmailMessage, attachment: Attachment) -> None:
    name = " ".join(_checked("attachment", attachment.name).split())
    if not name or "=?" in name:  # readers take the latter for the beginning of an encoded word
        raise Refused("bad_header", field="attachment")
    kind, subtype = _matching("media_type", attachment.media_type, _MEDIA_TYPE).split("/")
    body.add_attachment(attachment.content, maintype=kind, subtype=subtype, filename=name)
