"""Every word goes through one function."""

import pytest

from billdesk.ui import words
from billdesk.ui.words import counted, tr


@pytest.fixture
def in_capitals():
    words.use(str.upper)
    yield
    words.use(str)


def test_english_is_said_as_it_is_written():
    assert tr("Take payment") == "Take payment"


def test_blanks_are_filled():
    assert tr("{done} of {total}", done=3, total=4) == "3 of 4"


def test_the_readers_language_is_used_before_blanks_are_filled(in_capitals):
    assert tr("Stop") == "STOP"


def test_one_thing_and_many_have_their_own_words():
    assert counted(1, "{count} invoice", "{count} invoices") == "1 invoice"
    assert counted(1234, "{count} invoice", "{count} invoices") == "1,234 invoices"


def test_braces_in_a_name_stay_where_nothing_is_to_be_filled():
    assert tr("{period}") == "{period}"


def test_words_within_a_sentence_begin_small_in_english_only():
    assert words.inside("Partly paid") == "partly paid"
    assert words.inside("") == ""
    words.use(str, "de")
    assert words.inside("Entwurf") == "Entwurf"
    words.use(str)
