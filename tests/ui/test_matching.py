"""What is typed is found without case and accents, and marked where it stands."""

import pytest

from billdesk.ui.matching import has_all, marks, plain, plain_sign, words_of


def test_words_are_plain_and_different():
    assert words_of("  ACME  Müller acme ") == ("acme", "muller")
    assert plain("Straße Éa") == "strasse ea"
    assert plain_sign("ß") == "ss"


def test_each_word_must_stand_in_one_of_the_texts():
    assert has_all(("run", "now"), "Run", "run.now")
    assert not has_all(("run", "later"), "Run now")
    assert has_all((), "anything")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Acme Dental", ("ac",), ((0, 2),)),
        ("Acme Macau", ("ac",), ((0, 2), (6, 8))),
        ("Kovács", ("ac",), ((3, 5),)),
        ("Straße", ("asse",), ((3, 6),)),
        ("Acme", ("acm", "cme"), ((0, 4),)),
        ("Acme", ("", "zz"), ()),
        ("", ("a",), ()),
    ],
)
def test_marks_count_in_the_texts_own_signs(text, words, found):
    assert marks(text, words) == found
