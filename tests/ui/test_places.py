"""Tests of panes that are made when somebody first goes there."""

import pytest

from billdesk.ui.places import Panes, Targets


class Early:
    key, early = "papers", True


class Late:
    key, early = "plans", False


@pytest.fixture
def panes():
    made, taken = [], []

    def make(kind):
        made.append(kind.key)
        return kind()

    found = Panes(make, lambda pane: taken.append(pane.key))
    found.log, found.taken = made, taken
    found.add((Early, Late))
    return found


def test_only_what_tells_something_while_nobody_looks_is_made_at_once(panes):
    assert panes.log == ["papers"]
    assert [pane.key for pane in panes.made()] == ["papers"]
    assert list(panes.keys()) == ["papers", "plans"]
    assert "plans" in panes


def test_a_pane_is_made_once_when_it_is_first_asked_for(panes):
    assert panes["plans"] is panes["plans"]
    assert panes.log == ["papers", "plans"]
    assert panes.first() is panes["papers"]
    with pytest.raises(KeyError):
        panes["nowhere"]


def test_when_there_is_time_a_pane_is_made_in_one_step_and_taken_in_with_the_next(panes):
    assert panes.prepare()
    assert (panes.log, panes.taken) == (["papers", "plans"], ["papers"])
    assert [pane.key for pane in panes.made()] == ["papers"]
    assert [pane.key for pane in panes.begun()] == ["papers", "plans"]
    assert panes.prepare()
    assert panes.taken == ["papers", "plans"]
    assert not panes.prepare()
    assert panes.log == ["papers", "plans"]


def test_whoever_goes_to_a_pane_that_is_half_made_gets_that_one(panes):
    panes.prepare()
    (_, begun) = panes.begun()
    assert panes["plans"] is begun
    assert (panes.log, panes.taken) == (["papers", "plans"], ["papers", "plans"])
    assert panes.begun() == panes.made()


def test_a_window_that_closes_makes_no_more(panes):
    panes.end()
    assert not panes.prepare()
    assert "plans" not in panes


def test_commands_find_a_pane_before_it_is_made_and_make_it_when_they_are_called(panes):
    targets = Targets({"window": "the window"}, panes)
    assert "plans" in targets
    assert "window" in targets
    assert "nowhere" not in targets
    assert targets.get("plans") is None
    assert panes.log == ["papers"]
    assert targets["plans"] is panes["plans"]
    assert targets["window"] == "the window"
