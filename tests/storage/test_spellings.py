"""How loaded documents spelled things, on file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Conflict
from support.values import TEXTS, some

FRAGMENTS = st.dictionaries(
    TEXTS, TEXTS | st.integers() | st.none() | st.lists(TEXTS, max_size=2), max_size=3
)


@some
@given(st.dictionaries(st.integers(1, 9), FRAGMENTS, max_size=4))
def test_fragments_come_back_by_kind_and_id(each_office, fragments):
    with each_office.work() as work:
        work.spellings.keep(("customer", key, fragment) for key, fragment in fragments.items())

        assert work.spellings.all() == ({"customer": fragments} if fragments else {})


def test_the_document_is_spelled_as_the_last_one_that_was_loaded(office):
    with office.work() as work:
        work.spellings.keep([("shop", 0, {"name": "Old"}), ("customer", 1, {"phone": "1"})])
        work.spellings.keep([("shop", 0, {"name": "Mid"}), ("shop", 0, {"name": "New"})])

        assert work.spellings.all() == {"shop": {0: {"name": "New"}}, "customer": {1: {"phone": "1"}}}


def test_a_thing_that_came_from_a_document_is_spelled_once(office):
    with office.work() as work:
        work.spellings.keep([("customer", 1, {"phone": "1"})])

        with pytest.raises(Conflict, match="already_there"):
            work.attempt(lambda: work.spellings.keep([("customer", 1, {"phone": "2"})]))
        assert work.spellings.all() == {"customer": {1: {"phone": "1"}}}
