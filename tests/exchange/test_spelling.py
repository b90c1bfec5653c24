"""Spelling is remembered where it differs, and never wins over a value that changed since."""

from hypothesis import given
from hypothesis import strategies as st

from billdesk.exchange.spelling import Word, plain, remember, respell


def _words(percent="10", interval=1, members=()):
    return {
        "percent": Word(percent),
        "interval": Word(interval, interval == 1),
        "members": Word([{"name": Word(name), "compound": Word(False, True)} for name in members]),
        "total": Word("5.00", True, True),
    }


def test_needless_keys_are_left_out_and_usual_ones_are_written():
    assert respell(_words(), None) == {"percent": "10", "members": [], "total": "5.00"}


def test_what_is_spelled_as_it_would_be_written_leaves_no_memory():
    assert remember(respell(_words(members=("A",)), None), _words(members=("A",))) is None


def test_a_default_spelled_out_comes_back():
    raw = {"percent": "10", "interval": 1, "members": [], "total": "5.00"}
    assert remember(raw, _words()) == {"interval": 1}
    assert respell(_words(), {"interval": 1}) == raw


def test_a_usual_key_that_was_left_out_stays_away():
    raw = {"percent": "10", "members": []}
    assert remember(raw, _words()) == {"total": 0}
    assert respell(_words(), {"total": 0}) == raw


def test_another_spelling_of_a_value_comes_back_as_long_as_it_means_the_present_one():
    memory = remember({"percent": "10.0", "members": [], "total": "5.00"}, _words())
    assert memory == {"percent": ["10", "10.0"]}
    assert respell(_words(), memory)["percent"] == "10.0"
    assert respell(_words(percent="11"), memory)["percent"] == "11"


def test_spelling_is_remembered_inside_of_lists_by_position():
    raw = {"percent": "10", "members": [{"name": "A"}, {"name": "B", "compound": False}], "total": "5.00"}
    memory = remember(raw, _words(members=("A", "B")))
    assert memory == {"members": {"1": {"compound": 1}}}
    assert respell(_words(members=("A", "B")), memory) == raw
    assert respell(_words(members=("A",)), memory)["members"] == [{"name": "A"}]


def test_a_value_that_is_no_default_any_more_is_written_whatever_is_remembered():
    assert respell(_words(interval=3), {"interval": 1})["interval"] == 3


@given(
    st.sampled_from(["10", "10.0", "10.00"]),
    st.booleans(),
    st.booleans(),
    st.lists(st.booleans(), max_size=4),
)
def test_any_spelling_comes_back_exactly(percent, interval, total, members):
    words = _words(members=["x"] * len(members))
    raw = {
        "percent": percent,
        "members": [{"name": "x"} | ({"compound": False} if one else {}) for one in members],
    }
    raw |= ({"interval": 1} if interval else {}) | ({"total": "5.00"} if total else {})
    assert respell(words, remember(raw, words)) == raw


def test_plain_gives_every_key():
    assert plain(_words(members=("A",)))["members"] == [{"name": "A", "compound": False}]
