"""The bytes of an e-mail, read back by the standard library's parser."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.mail.compose import Attachment, Message, compose, recipients

DATE = datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
PDF = Attachment("Rechnung Müller & Söhne 2026-0001.pdf", "application/pdf", bytes(range(256)) * 40)
MESSAGE = Message(
    message_id="<8f2c.1@shop.example>",
    sender="bills@shop.example",
    sender_name="Repair & Söhne, Ltd.",
    reply_to="office@shop.example",
    to=("jo@example.com", "ann@müller.de"),
    cc=("books@example.com",),
    bcc=("bills@shop.example", "jo@example.com"),
    subject="Invoice 2026-0001",
    text="Dear Jo,\nplease find the invoice attached: 1.234,50 €.\n",
    html="<p>Dear Jo</p>",
    attachments=(PDF,),
)


headline = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)
breaks = st.sampled_from(
    ["\r", "\n", "\r\n", "\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ud800"]
)


def lines(content):
    return content.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def read(message=MESSAGE):
    return message_from_bytes(compose(message, DATE), policy=default)


def test_a_message_reads_back_with_all_its_parts():
    parsed = read()
    assert [str(parsed[name]) for name in ("date", "message-id", "reply-to", "cc")] == [
        "Sun, 01 Feb 2026 09:30:00 +0000",
        "<8f2c.1@shop.example>",
        "office@shop.example",
        "books@example.com",
    ]
    assert parsed["to"] == "jo@example.com, ann@xn--mller-kva.de"
    assert parsed["from"].addresses[0].display_name == "Repair & Söhne, Ltd."
    assert lines(parsed.get_body(("plain",)).get_content()) == lines(MESSAGE.text)
    assert parsed.get_body(("html",)).get_content().strip() == "<p>Dear Jo</p>"
    [pdf] = parsed.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type(), pdf.get_content()) == (
        PDF.name,
        PDF.media_type,
        PDF.content,
    )
    assert parsed.get_content_type() == "multipart/mixed"


def test_a_message_without_html_and_attachment_is_plain_text():
    parsed = read(replace(MESSAGE, html="", attachments=()))
    assert parsed.get_content_type() == "text/plain"
    assert lines(parsed.get_content()) == lines(MESSAGE.text)


def test_the_same_values_give_the_same_bytes_so_that_a_second_try_is_the_same_message():
    assert compose(MESSAGE, DATE) == compose(MESSAGE, DATE)


def test_blind_copies_are_delivered_and_in_no_header():
    data = compose(replace(MESSAGE, bcc=("secret@example.org",)), DATE)
    assert b"secret" not in data
    assert b"bcc" not in data.lower()
    assert recipients(MESSAGE) == (
        "jo@example.com",
        "ann@xn--mller-kva.de",
        "books@example.com",
        "bills@shop.example",
    )


def test_only_blind_copies_leave_the_list_of_readers_undisclosed():
    message = replace(MESSAGE, to=(), cc=())
    assert read(message)["to"] == "undisclosed-recipients:;"
    assert recipients(message) == MESSAGE.bcc


def test_a_message_to_nobody_is_refused():
    with pytest.raises(Refused) as refused:
        compose(replace(MESSAGE, to=(), cc=(), bcc=()), DATE)
    assert refused.value.code == "no_recipient"


@given(headline)
@example("Rechnung, =?utf-8?q?=41?= <x>")
@example("  two  spaces  ")
@example("ä" * 200)
@example("\U0001f9fe" * 100)
@example("word " * 39 + "last")
def test_any_subject_survives(subject):
    assert read(replace(MESSAGE, subject=subject))["subject"] == subject


@given(headline)
@example('"Miller" <eve@example.com>, Ltd. \\')
@example("=?utf-8?q?=41?=")
def test_any_sender_name_survives_and_never_becomes_an_address(name):
    # The newer parser keeps the space between two encoded words of a name, against RFC 2047, 6.2.
    parsed = message_from_bytes(compose(replace(MESSAGE, sender_name=name), DATE))
    [(encoded, address)] = getaddresses([parsed["from"]])
    assert address == MESSAGE.sender
    assert str(make_header(decode_header(encoded))) == " ".join(name.split())


@given(headline.filter(lambda name: name.strip() and "=?" not in name))
@example('a"b\\c;d=e.pdf')
@example("rechnung-" + "ü" * 180 + ".pdf")
@example("a%20b'c.pdf")
def test_any_attachment_name_survives(name):
    message = replace(MESSAGE, attachments=(replace(PDF, name=name),))
    [attachment] = read(message).iter_attachments()
    assert attachment.get_filename() == " ".join(name.split())
    assert attachment.get_content() == PDF.content


@given(st.text(max_size=300))
@example("--=_alternative\r\n--=_mixed--\r\n.\r\nFrom x\n")
@example("x" * 5000)
@example("\x00\x0b\x85\u2028 \t")
def test_any_text_survives_but_for_the_kind_of_its_line_ends(text):
    expected = text.encode("utf-8", "replace").decode()
    parsed = read(replace(MESSAGE, text=text, html=text or "x"))
    assert lines(parsed.get_body(("plain",)).get_content()) == lines(expected)
    assert lines(parsed.get_body(("html",)).get_content()) == lines(expected or "x")
    assert len(list(parsed.iter_attachments())) == 1


@given(headline, headline, st.text(max_size=300))
def test_what_is_handed_over_is_ascii_in_short_lines_ended_by_crlf(subject, name, text):
    data = compose(replace(MESSAGE, subject=subject, sender_name=name, text=text), DATE)
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("field", ["subject", "sender_name", "sender", "reply_to", "message_id"])
@given(before=headline, mark=breaks, after=headline)
def test_a_line_break_or_control_character_is_refused_in_every_header(field, before, mark, after):
    with pytest.raises(Refused) as refused:
        compose(replace(MESSAGE, **{field: before + mark + after}), DATE)
    assert (refused.value.code, refused.value.facts) == ("bad_header", {"field": field})


@pytest.mark.parametrize("field", ["to", "cc", "bcc"])
@given(mark=breaks)
def test_a_line_break_is_refused_in_every_address(field, mark):
    with pytest.raises(Refused) as refused:
        compose(
            replace(MESSAGE, **{field: ("jo@example.com", f"jo@example.com{mark}Bcc: eve@example.com")}), DATE
        )
    assert (refused.value.code, refused.value.facts) == ("bad_header", {"field": field})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "a\r\nX: y.pdf"}, "attachment"),
        ({"name": " "}, "attachment"),
        ({"name": "=?utf-8?q?=41?=.pdf"}, "attachment"),
        ({"media_type": "application/pdf\r\nX: y"}, "media_type"),
        ({"media_type": "message/rfc822"}, "media_type"),
        ({"media_type": "pdf"}, "media_type"),
    ],
)
def test_an_attachment_with_a_bad_header_is_refused(change, field):
    with pytest.raises(Refused) as refused:
        compose(replace(MESSAGE, attachments=(replace(PDF, **change),)), DATE)
    assert (refused.value.code, refused.value.facts) == ("bad_header", {"field": field})


@pytest.mark.parametrize("field", ["to", "cc", "bcc"])
def test_an_unusable_address_is_refused_by_name(field):
    with pytest.raises(Refused) as refused:
        compose(replace(MESSAGE, **{field: ("jo@localhost",)}), DATE)
    assert (refused.value.code, refused.value.facts) == (
        "bad_address",
        {"field": field, "address": "jo@localhost"},
    )


@pytest.mark.parametrize(
    "message_id", ["", "8f2c@shop.example", "<8f2c>", "<a b@shop.example>", "<ä@shop.example>"]
)
def test_a_message_id_that_is_none_is_refused(message_id):
    with pytest.raises(Refused) as refused:
        compose(replace(MESSAGE, message_id=message_id), DATE)
    assert refused.value.facts == {"field": "message_id"}
