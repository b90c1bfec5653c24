"""What the window remembers comes back as it was, for one shop only, and rubbish is forgotten."""

import pytest
from PySide6.QtCore import QSettings

from billdesk.ui.memory import Memory, SavedView, view_of, with_first

STATE = {"filter": {"status": ["overdue"], "text": "acme"}, "sort": ["date", True], "widths": {"number": 90}}


@pytest.fixture
def kept(tmp_path):
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def memory(kept):
    return Memory(kept, "/shops/northgate.billdesk")


def test_a_pane_comes_back_as_it_was_left_without_what_was_typed_or_linked(memory):
    memory.keep_pane("invoices", {**STATE, "filter": {**STATE["filter"], "ids": [3], "schedule": 4}})

    assert memory.pane("invoices") == {**STATE, "filter": {"status": ["overdue"]}}
    assert memory.pane("recurring") == {}


def test_another_shop_remembers_nothing_of_it(memory, kept):
    memory.keep_pane("invoices", STATE)
    memory.keep_shown("recurring")
    other = Memory(kept, "/shops/other.billdesk")

    assert (other.pane("invoices"), other.shown()) == ({}, "")
    assert memory.shown() == "recurring"


def test_views_come_back_by_name(memory):
    views = (SavedView("late", {"sort": ["date", True]}), SavedView("Cash", {}, first=True))
    memory.keep_views("invoices", views)

    assert [one.name for one in memory.views("invoices")] == ["Cash", "late"]
    assert memory.views("invoices")[0].first
    assert memory.views("recurring") == ()


@pytest.mark.parametrize("rubbish", ["{", '[1, {}, {"name": "x"}, {"name": "", "state": {}}]', "7", "null"])
def test_rubbish_is_forgotten(memory, kept, rubbish):
    memory.keep_pane("invoices", STATE)
    root = next(name for name in kept.allKeys() if name.endswith("invoices/state")).rpartition("/")[0]
    for name in ("state", "views"):
        kept.setValue(f"{root}/{name}", rubbish)

    assert memory.pane("invoices") == {}
    assert memory.views("invoices") == ()


def test_a_view_holds_filters_order_and_columns_and_no_widths():
    assert view_of(STATE) == {"filter": STATE["filter"], "sort": ["date", True]}


def test_at_the_most_one_view_is_the_first():
    views = (SavedView("a", {}, first=True), SavedView("b", {}))

    assert [one.first for one in with_first(views, "b")] == [False, True]
    assert [one.first for one in with_first(views, "")] == [False, False]
