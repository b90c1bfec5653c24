"""Folders as a tree, and saved searches below them."""

import pytest

from billdesk.ui.panes.customer_folders import Folders, Place


@pytest.fixture
def folders(qtbot, customers_shop, make_bench):
    made = Folders(make_bench())
    qtbot.addWidget(made)
    made.show_sheet(customers_shop.sheet("Acme Dental"))
    return made


def words(tree):
    found = []

    def walk(item, deep):
        found.append("  " * deep + item.text(0))
        for at in range(item.childCount()):
            walk(item.child(at), deep + 1)

    for at in range(tree.topLevelItemCount()):
        walk(tree.topLevelItem(at), 0)
    return found


def test_the_tree_counts_what_lies_in_each_folder(folders, customers_shop):
    [(_search, count)] = customers_shop.sheet("Acme Dental").searches

    assert words(folders) == [
        "All assets  3",
        "Servers  1",
        "Workstations  2",
        "  Front desk  1",
        f"16 GB and more  {count}",
        "Archived  1",
    ]


def test_everything_is_chosen_first_and_what_is_chosen_stays(folders, customers_shop):
    assert folders.place() == Place()
    told = []
    folders.chosen.connect(told.append)
    folders.choose(Place("Workstations/Front desk"))
    folders.show_sheet(customers_shop.sheet("Acme Dental"))

    assert told == [Place("Workstations/Front desk")]
    assert folders.place() == Place("Workstations/Front desk")


def test_a_folder_that_is_gone_gives_way_to_everything(folders, customers_shop):
    folders.choose(Place("Servers"))
    folders.show_sheet(customers_shop.sheet("Bistro Müller"))

    assert folders.place() == Place()
