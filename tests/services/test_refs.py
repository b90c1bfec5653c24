"""Refs are made of names, and never twice."""

import pytest

from billdesk.services.refs import ref_of


@pytest.mark.parametrize(
    ("name", "taken", "ref"),
    [
        ("Managed IT", (), "managed-it"),
        ("Managed IT", ("managed-it",), "managed-it-2"),
        ("Managed IT", ("managed-it", "managed-it-2"), "managed-it-3"),
        ("  Größe „L“ / XL", (), "grosse-l-xl"),
        ("../../etc/passwd", (), "etc-passwd"),
        ("!!!", (), "product"),
        ("", ("product",), "product-2"),
    ],
)
def test_a_ref_is_made_of_the_words_of_a_name(name, taken, ref):
    assert ref_of(name, taken, "product") == ref


def test_a_long_name_makes_a_short_ref():
    assert len(ref_of("word " * 1000, (), "product")) <= 60
