"""Which pages a typed range means."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from billdesk.ui.page_ranges import pages_of


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 1, 2, 3, 4)),
        (" ", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("1-3, 5", (0, 1, 2, 4)),
        ("4 – 5", (3, 4)),
        ("5;1", (0, 4)),
        ("3-", (2, 3, 4)),
        ("-2", (0, 1)),
        ("4-99", (3, 4)),
        ("1,1,1-2", (0, 1)),
    ],
)
def test_a_range_names_pages_once_each_in_their_order(text, pages):
    assert pages_of(text, 5) == pages


@pytest.mark.parametrize("text", ["0", "3-1", "x", "1-2-3", "-", ",", "1,,2", "6", "9-12", "1.5", "12345678"])
def test_what_means_no_page_is_none(text):
    assert pages_of(text, 5) is None


@given(some.text(alphabet="0123456789-,; x", max_size=12), some.integers(1, 40))
def test_no_page_is_outside_of_the_document(text, count):
    pages = pages_of(text, count)
    assert pages is None or (pages and all(0 <= page < count for page in pages))
