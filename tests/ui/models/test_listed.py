"""A short list in memory behind the model of long ones."""

from dataclasses import dataclass

import pytest

from billdesk.domain.lists import PageKey, Sort
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PageRequest


@dataclass(frozen=True)
class Row:
    id: int
    name: str


@pytest.fixture
def listed():
    made = Listed({"name": lambda row: row.name}, lambda row, wanted: wanted in row.name)
    made.replace([Row(1, "pear"), Row(2, "apple"), Row(3, "plum"), Row(4, "fig")])
    return made


def ids(page):
    return [row.id for row in page.rows]


def test_rows_stand_in_their_own_order_or_in_that_of_a_key(listed):
    assert ids(listed.fetch(PageRequest("", Sort("")))) == [1, 2, 3, 4]
    assert ids(listed.fetch(PageRequest("", Sort("name", False)))) == [2, 4, 1, 3]
    assert ids(listed.fetch(PageRequest("", Sort("name", True)))) == [3, 1, 4, 2]


def test_a_filter_counts_and_chooses(listed):
    assert ids(listed.fetch(PageRequest("p", Sort("")))) == [1, 2, 3]
    assert [one.count for one in listed.count("p")] == [3]


def test_pages_go_on_after_and_before_a_key_and_from_a_position(listed):
    sort = Sort("name", False)
    first = listed.fetch(PageRequest("", sort, 2))

    assert ids(listed.fetch(PageRequest("", sort, 2, after=first.last))) == [1, 3]
    assert ids(listed.fetch(PageRequest("", sort, 2, before=PageKey(None, 1)))) == [2, 4]
    assert ids(listed.fetch(PageRequest("", sort, 2, offset=3))) == [3]
