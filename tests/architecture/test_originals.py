"""docs/coverage-of-the-originals.md names tests that there are, and all of those that were made for it."""

import re

import pytest
from sources import ROOT

PAGE = ROOT / "docs" / "coverage-of-the-originals.md"
STORIES = sorted((ROOT / "tests" / "end_to_end").glob("test_original_*.py"))


def made():
    """The tests in the files of stories."""
    return {
        name
        for path in STORIES
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }


def stories():
    """Each story that the page names: how it is called there, and its test."""
    named = r"^- \*([\w ]+)\*: `(test_\w+)`$"
    return dict(re.findall(named, PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))


def rows():
    """The rows of the page's tables, cell by cell, without their heads."""
    found = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    return [row for row in found if row[0] not in ("the original says", "---")]


def test_every_test_that_is_named_exists_and_every_story_is_named():
    assert len(STORIES) == 2
    assert set(stories().values()) == made()


def test_the_files_that_the_page_names_exist():
    named = re.findall(r"`(tests/[\w/.]+)`", PAGE.read_text(encoding="utf-8"))
    assert {ROOT / each for each in named} == set(STORIES)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_sentence_is_done_by_a_story_or_is_told_to_be_missing(row):
    said, done, told = row
    named = set(re.findall(r"\*([\w ]+)\*", told))
    assert said
    assert named <= set(stories())
    assert named or "**not yet**" in done
    missing = re.findall(r"\*\*not yet\*\*(?: \(([^)]+)\))?", done)
    assert all(missing)  # each says what it waits for


def test_the_tables_are_really_read():
    assert len(rows()) > 60
