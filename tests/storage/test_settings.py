"""Settings, number series and letterheads on file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.document import Letterhead
from billdesk.domain.errors import Refused
from billdesk.domain.numbering import Series
from support.ledger import TODAY
from support.values import TEXTS, some, values_of

PLAIN = st.none() | st.booleans() | st.integers() | TEXTS | st.lists(TEXTS, max_size=3)
LETTERHEADS = values_of(
    Letterhead,
    address=st.lists(TEXTS, max_size=3).map(tuple),
    bank=st.lists(TEXTS, max_size=3).map(tuple),
    logo=st.binary(max_size=20),
)


@some
@given(st.dictionaries(TEXTS, PLAIN, max_size=4), st.dictionaries(TEXTS, PLAIN, max_size=4))
def test_settings_are_kept_by_name_and_the_others_stay(each_office, first, second):
    with each_office.work() as work:
        work.settings.write(first)
        work.settings.write(second)

        assert work.settings.read() == first | second


@some
@given(LETTERHEADS)
def test_a_letterhead_comes_back_as_it_stood_and_is_written_once(each_office, letterhead):
    with each_office.work() as work:
        key = work.settings.keep_letterhead(letterhead)

        assert work.settings.letterhead(key) == letterhead
        assert work.settings.keep_letterhead(letterhead) == key


@some
@given(st.lists(LETTERHEADS, min_size=2, max_size=2, unique=True))
def test_different_letterheads_are_never_taken_for_the_same(office, letterheads):
    with office.work() as work:
        one, two = map(work.settings.keep_letterhead, letterheads)

        assert one != two


def test_a_series_that_is_not_set_up_is_none_and_kept_ones_are_listed(each_office):
    quotes, invoices = Series("quote", "Q-{counter}"), Series("invoice", "{year}-{counter}", True, 2026, 7)
    with each_office.work() as work:
        assert work.settings.series("quote") is None
        work.settings.keep_series(quotes)
        work.settings.keep_series(invoices)

        found = {one.kind: one for one in work.settings.all_series()}
        assert (work.settings.series("quote"), work.settings.series("invoice")) == (quotes, invoices)
    assert (list(found), found["quote"]) == (sorted(found), quotes)


def test_a_counter_never_goes_back(each_office):
    with each_office.work() as work:
        work.settings.keep_series(Series("invoice", "INV-{counter}", False, 2026, 7))
        work.commit()
    with pytest.raises(Refused, match="counter"), each_office.work() as work:
        work.settings.keep_series(Series("invoice", "INV-{counter}", False, 2026, 6))


def test_numbers_follow_each_other_also_where_no_pattern_was_set(office):
    with office.work() as work:
        found = [work.settings.next_number("quote", TODAY) for _ in range(3)]
        work.settings.keep_series(Series("receipt", "R-{year}-{counter:03}", True, 2025, 88))

        assert found == ["1", "2", "3"]
        assert work.settings.next_number("receipt", TODAY) == "R-2026-001"


def test_a_number_taken_without_a_commit_is_taken_again(office):
    with office.work() as work:
        work.settings.next_number("ticket", TODAY)
    with office.work() as work:
        assert work.settings.next_number("ticket", TODAY) == "T-00001"
