"""Tests of CSV files: whole or not at all, and no text of people becomes a formula."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Trouble
from billdesk.exchange.sheets import BETWEEN, guarded, write_csv

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@pytest.mark.parametrize("text", ["=1+1", "+1 (302) 555", "-x", "@cmd", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.50", "0.00", "INV-1", "", "Müller & Söhne", "12"])
def test_plain_texts_and_figures_stay_as_they_are(text):
    assert guarded(text) == text


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_what_is_written_is_read_back_and_no_cell_begins_a_formula(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    assert write_csv(path, ("a", "b"), rows) == len(rows)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *found = list(csv.reader(file))
    assert head == ["a", "b"]
    for row, kept in zip(found, rows, strict=True):
        assert [
            cell.removeprefix("'") if cell != raw else cell for cell, raw in zip(row, kept, strict=True)
        ] == [*kept]
    for cell in (cell for row in found for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r"))


def test_what_fails_on_the_way_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("before")

    def rows():
        yield ("1",)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_csv(path, ("a",), rows())
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_stopped_on_the_way_it_leaves_the_file_as_it_was_and_says_so(tmp_path):
    path, heard = tmp_path / "list.csv", []
    path.write_text("before")
    rows = [(str(number),) for number in range(3 * BETWEEN)]

    def go_on(done):
        heard.append(done)
        return done < BETWEEN

    assert write_csv(path, ("a",), rows, go_on) is None
    assert heard == [0, BETWEEN]
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    (tmp_path / "list.csv").mkdir()
    with pytest.raises(Trouble, match="file_cannot_be_written"):
        write_csv(tmp_path / "list.csv", ("a",), [])
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]
