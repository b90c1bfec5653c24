"""Policy folders as a tree, and what moving one does to paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.customer import Asset
from billdesk.domain.folders import Folder, clean_path, is_inside, moved_path, tree

PARTS = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=5).filter(
    str.strip
)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: clean_path("/".join(parts)))


def assets(*paths):
    return [Asset(at, f"a{at}", 1, f"PC-{at}", policy_folder=path) for at, path in enumerate(paths)]


def test_folders_are_a_tree_that_counts_what_lies_below():
    found = tree(assets("Servers", "Workstations/Front desk", "Workstations/Back", "workstations", ""))

    assert found == (
        Folder("Servers", "Servers", 1),
        Folder(
            "Workstations",
            "Workstations",
            3,
            (Folder("Workstations/Back", "Back", 1), Folder("Workstations/Front desk", "Front desk", 1)),
        ),
    )


def test_assets_that_are_put_away_make_no_folder():
    gone = Asset(1, "a", 1, "PC", policy_folder="Old", active=False)

    assert tree([gone]) == ()


@pytest.mark.parametrize(
    ("path", "cleaned"),
    [(" a / b ", "a/b"), ("/a//b/", "a/b"), ("", ""), (" / / ", ""), ("a", "a")],
)
def test_blanks_and_empty_parts_of_a_path_go(path, cleaned):
    assert clean_path(path) == cleaned


@pytest.mark.parametrize(
    ("path", "old", "new", "moved"),
    [
        ("Workstations/Front", "Workstations", "PCs", "PCs/Front"),
        ("workstations", "WORKSTATIONS/", "PCs", "PCs"),
        ("Workstations2/Front", "Workstations", "PCs", "Workstations2/Front"),
        ("A/B/C", "A/B", "Z/Y/X", "Z/Y/X/C"),
        ("A/B/C", "A/B", "", "C"),
        ("Other", "A", "B", "Other"),
    ],
)
def test_what_lies_in_a_moved_folder_goes_along(path, old, new, moved):
    assert moved_path(path, old, new) == moved


@given(PATHS, PATHS, PATHS)
def test_what_moved_lies_inside_of_the_new_folder(below, old, new):
    moved = moved_path(f"{old}/{below}", old, new)

    assert is_inside(moved, new)
    assert moved.count("/") == new.count("/") + below.count("/") + 1
