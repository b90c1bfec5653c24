"""Names of files from what people have typed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.services.filenames import LONGEST, filled_name, safe_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("INV-2026-00001", "INV-2026-00001"),
        ("2026/0001", "2026-0001"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\Windows\\win.ini", "C--Windows-win.ini"),
        ("CON", "_CON"),
        ("lpt1.old", "_lpt1.old"),
        ("Müller & Söhne", "Müller & Söhne"),
        ("a\nb\tc", "a b c"),
        ("..", "document"),
        ("\x00\u202e", "document"),
    ],
)
def test_a_name_keeps_what_is_harmless(typed, name):
    assert safe_name(typed) == name


@given(st.text(st.characters(), max_size=300))
def test_whatever_is_typed_stays_one_file_in_the_folder(typed):
    name = safe_name(typed)
    path = Path("folder") / f"{name}.pdf"
    assert path.parent == Path("folder")
    assert path.name == f"{name}.pdf"
    assert 0 < len(name.encode()) <= LONGEST
    assert name == name.strip(". ")
    assert name.isprintable()


def test_a_pattern_is_filled_once_and_never_from_what_it_was_filled_with():
    facts = {"number": "{customer}", "customer": "Acme"}
    assert filled_name("{number} {customer}", facts) == "{customer} Acme"


def test_an_unknown_placeholder_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        filled_name("{number} {password}", {"number": "1"})
    assert refused.value.code == "unknown_placeholder"
    assert refused.value.facts["placeholder"] == "{password}"
