"""E-mail addresses: which ones a message can be sent to, and how they are written on the wire."""

import re
import unicodedata
from functools import lru_cache

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
LONGEST_NAME = 64  # the part before the @
LONGEST_LABEL = 63

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_ASCII_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_LETTERS_AND_DIGITS = frozenset(("Ll", "Lo", "Lm", "Mn", "Mc", "Nd"))  # RFC 5892, 2.1, in lower case


def usable_address(text: str) -> bool:
    """Whether a message can be sent to `text`, a bare address such as jo@example.com.

    One @; before it unquoted ASCII letters, digits and the marks that RFC 5322 allows; behind it a domain
    of at least two labels, in any script. Neither spaces nor control characters anywhere.
    """
    return _on_the_wire(text) is not None


def ascii_address(text: str) -> str:
    """The same address with its domain in ASCII, lower case; ValueError when it isn't usable."""
    address = _on_the_wire(text)
    if address is None:
        raise ValueError("not a usable e-mail address")
    return address


@lru_cache(maxsize=4096)
def _on_the_wire(text: str) -> str | None:
    name, at, domain = text.partition("@")
    if not at or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    labels = [_ascii_label(label) for label in domain.split(".")]
    if len(labels) < 2 or not all(labels) or str(labels[-1]).isdigit():  # digits: an IP address
        return None
    address = f"{name}@{'.'.join(map(str, labels))}"
    return address if len(address) <= LONGEST_ADDRESS else None


def _ascii_label(label: str) -> str:
    """One label of a domain as it is looked up, or "" when it isn't one.

    Not by Python's codec "idna": that is the rule of 2003, which turns ß into ss and so names another domain.
    """
    label = unicodedata.normalize("NFC", label.lower())
    if label.isascii():
        right = len(label) <= LONGEST_LABEL and _ASCII_LABEL.fullmatch(label) is not None
        return label if right else ""
    if not _is_international(label):
        return ""
    encoded = "xn--" + label.encode("punycode").decode("ascii")
    return encoded if len(encoded) <= LONGEST_LABEL else ""


def _is_international(label: str) -> bool:
    """Whether a label holds only letters, marks, digits and inner hyphens that have no second spelling."""
    if label[0] == "-" or label[-1] == "-" or unicodedata.category(label[0]).startswith("M"):
        return False
    if unicodedata.normalize("NFKC", label) != label or label[2:4] == "--":
        return False
    return all(
        character == "-" or unicodedata.category(character) in _LETTERS_AND_DIGITS for character in label
    )
