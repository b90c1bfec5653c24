"""Names of files that are made from what people have typed: allowed everywhere, and never a path."""

import re
import unicodedata
from collections.abc import Mapping

from billdesk.domain.errors import Refused

LONGEST = 150
"""Bytes in UTF-8, ending left out: file systems allow 255, and a number may be put behind it."""

PDF_FIELDS = ("number", "customer", "date", "due_date", "title", "kind", "id")
"""What the placeholders in the names of PDFs may be called."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_FIELD = re.compile(r"\{([^{}]*)\}")


def safe_name(text: str) -> str:
    """The text as the name of a file without its ending; "document" where nothing of it can be kept."""
    kept = "".join(_kept(character) for character in unicodedata.normalize("NFC", text))
    name = " ".join(kept.split()).strip(". ")
    if _DEVICES.match(name):
        name = f"_{name}"
    return _cut(name) or "document"


def filled_name(pattern: str, facts: Mapping[str, str]) -> str:
    """A pattern such as "{number} {customer}" filled in; Refused for an unknown placeholder."""
    for field in _FIELD.findall(pattern):
        if field not in facts:
            raise Refused("unknown_placeholder", placeholder=f"{{{field}}}", known=", ".join(facts))
    return safe_name(_FIELD.sub(lambda found: facts[found.group(1)], pattern))


def _kept(character: str) -> str:
    if character in _FORBIDDEN:
        return "-"
    if character.isspace():
        return " "
    return "" if unicodedata.category(character)[0] == "C" else character


def _cut(name: str) -> str:
    return name.encode()[:LONGEST].decode(errors="ignore").strip(". ")
