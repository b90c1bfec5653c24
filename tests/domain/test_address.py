"""Which e-mail addresses a message can be sent to."""

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.address import ascii_address, usable_address


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("jo@example.com", "jo@example.com"),
        ("Jo.O'Neil+bills@Example.COM", "Jo.O'Neil+bills@example.com"),
        ("a@b.co", "a@b.co"),
        ("kasse@Müller.de", "kasse@xn--mller-kva.de"),
        ("kasse@mu\u0308ller.de", "kasse@xn--mller-kva.de"),
        ("post@straße.de", "post@xn--strae-oqa.de"),
        ("info@παράδειγμα.δοκιμή", "info@xn--hxajbheg2az3al.xn--jxalpdlp"),
        ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
        ("x@xn--mller-kva.de", "x@xn--mller-kva.de"),
        ("x" * 64 + "@example.com", "x" * 64 + "@example.com"),
        ("x@" + "d" * 63 + ".de", "x@" + "d" * 63 + ".de"),
        ("x@1.2.3.4.example", "x@1.2.3.4.example"),
    ],
)
def test_a_usable_address_is_written_in_ascii(text, wire):
    assert usable_address(text)
    assert ascii_address(text) == wire


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "jo",
        "jo@",
        "@example.com",
        "jo@localhost",
        "jo@example.",
        "jo@.example.com",
        "jo@example..com",
        "jo@@example.com",
        "jo@home@example.com",
        "jo ann@example.com",
        " jo@example.com",
        "jo@example.com ",
        "jo@example.com\n",
        "jo@example.com\r\nBcc: eve@example.com",
        "jo@exam\x00ple.com",
        "jo@exam\u200bple.com",
        "jo@exam\u3002ple",
        "jo@-example.com",
        "jo@example-.com",
        "jo@exam_ple.com",
        "jo@127.0.0.1",
        "jo@[127.0.0.1]",
        '"jo ann"@example.com',
        "Jo <jo@example.com>",
        "jo@example.com, ann@example.com",
        ".jo@example.com",
        "jo.@example.com",
        "j..o@example.com",
        "jö@example.com",
        "jo@ｅxample.com",
        "jo@\u0308x.com",
        "x" * 65 + "@example.com",
        "x@" + "d" * 64 + ".de",
        "x@" + "ü" * 63 + ".de",
        "x@" + ".".join(["d" * 60] * 5),
        "jo@exam\ud800ple.com",
    ],
)
def test_what_is_not_one_bare_address_is_not_usable(text):
    assert not usable_address(text)
    with pytest.raises(ValueError, match="not a usable"):
        ascii_address(text)


@given(st.text(max_size=80))
def test_any_text_is_judged_and_what_passes_is_one_ascii_word_with_one_at(text):
    for candidate in (text, f"jo@{text}.com", f"{text}@example.com"):
        if usable_address(candidate):
            wire = ascii_address(candidate)
            assert wire.isascii()
            assert wire.isprintable()
            assert wire.count("@") == 1
            assert not set(wire) & set(' <>,;:"()[]\\')
            assert ascii_address(wire) == wire


def _is_a_label(text):
    try:
        idna.encode(text, strict=True)
    except idna.IDNAError:
        return False
    return True


labels = st.text(st.characters(categories=("Ll", "Lo", "Mn", "Nd")), min_size=1, max_size=12).filter(
    _is_a_label
)


@given(labels)
def test_an_international_domain_is_looked_up_as_the_rule_of_2008_says(label):
    domain = f"{label}.example"
    assert ascii_address(f"jo@{domain}") == f"jo@{idna.encode(domain).decode()}"
