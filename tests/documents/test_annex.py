"""The annex, read back from the PDF."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billdesk.documents.invoice import render
from billdesk.documents.look import LOOKS
from billdesk.domain.document import Counted


@pytest.mark.parametrize("look", LOOKS)
def test_the_annex_names_what_was_counted_line_by_line_on_its_own_page(acme, read, look) -> None:
    annex = (
        Counted("Laptops", tuple(f"NB-{number:03}" for number in range(40))),
        Counted("People", ("Ann",)),
    )
    pages = read(render(acme(look=look, annex=annex)), layout=False)
    assert "Annex" not in pages[0]
    assert "Annex: what was counted" in pages[-1]
    assert "Laptops (40)" in pages[-1]
    assert re.findall(r"NB-(\d+)", pages[-1]) == [f"{number:03}" for number in range(40)]
    assert re.search(r"People \(1\)\s+Ann\n", pages[-1])


def test_without_names_there_is_no_annex(acme, read) -> None:
    assert "Annex" not in "".join(read(render(acme())))


def test_thousands_of_names_run_over_pages_and_none_is_lost(acme, read) -> None:
    annex = (Counted("Laptops", tuple(f"NB-{number:05}" for number in range(3000))),)
    pages = read(render(acme(annex=annex)), layout=False)
    assert re.findall(r"NB-(\d{5})", "".join(pages)) == [f"{number:05}" for number in range(3000)]
    assert all("Page" in page for page in pages)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=30), st.text(max_size=3000))
def test_no_name_breaks_it(acme, names, description) -> None:
    assert render(acme(annex=(Counted(description, tuple(names)),))).startswith(b"%PDF")
