"""Text that isn't JSON is told by line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Rejected
from billdesk.exchange.parsing import DEEPEST, parse, step


def _problem(text):
    with pytest.raises(Rejected) as caught:
        parse(text)
    (problem,) = caught.value.problems
    return problem


def test_json_is_read_from_text_and_from_bytes_with_or_without_a_mark():
    assert parse('{"a": [1]}') == parse(b'{"a": [1]}') == parse(b'\xef\xbb\xbf{"a": [1]}') == {"a": [1]}


def test_broken_json_is_named_by_line_and_column():
    problem = _problem('{\n "a": 1,\n "b" 2\n}')
    assert (problem.code, problem.facts["line"], problem.facts["column"]) == ("not_json", 3, 6)


def test_bytes_that_are_not_utf8_are_named_by_their_place():
    problem = _problem(b'{"a": "\xff"}')
    assert (problem.code, problem.facts["byte"]) == ("not_utf8", 7)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 5_000, '"\\"[" [' + "[" * DEEPEST])
def test_too_many_levels_are_refused_before_they_are_read(text):
    assert _problem(text).code in ("too_deep", "not_json")


def test_brackets_in_texts_are_no_levels():
    text = '"' + "[{" * 1000 + '\\""'
    assert parse(f"[{text}]") == ["[{" * 1000 + '"']


def test_a_key_that_stands_twice_is_named_with_its_place():
    problem = _problem('{"customers": [{"ref": "a", "name": "b", "ref": "c"}]}')
    assert (problem.place, problem.code, problem.facts) == ("customers[0]", "key_doubled", {"key": "ref"})


def test_a_number_of_ten_thousand_digits_is_refused():
    assert _problem("[" + "9" * 10_000 + "]").code == "number_too_long"


def test_odd_keys_can_be_printed_in_a_place():
    assert step("a", "b\x1b\ud800") == "a.b??"
    assert len(step("", "x" * 1000)) == 61


@given(st.text() | st.binary())
def test_nothing_but_rejection_comes_of_any_text(text):
    place = ""
    try:
        parse(text)
    except Rejected as rejected:
        place = rejected.problems[0].place
    assert place == ""
