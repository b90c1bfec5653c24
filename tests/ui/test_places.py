"""Tests of panes that are made when somebody first goes there."""

import pytest

from billdesk.ui.places import Panes, Targets


class Early:
    key, early, made_of = "papers", True, ()

    def add_more(self):
        return False


class Inner:
    key = "inner"


class Left:
    key, made_of = "left", (Inner,)

    def __init__(self, inner):
        self.inner = inner


class Right:
    key = "right"


class Late:
    key, early, made_of = "plans", False, (Left, Right)

    def __init__(self, *parts):
        self.parts = tuple(part.key for part in parts)
        self.more = 2

    def add_more(self):
        self.more -= 1
        return self.more >= 0


@pytest.fixture
def unmade():
    made, taken = [], []

    def make(kind, *parts):
        made.append(kind.key)
        return kind(*parts)

    found = Panes(make, lambda pane: taken.append(pane.key))
    found.log, found.taken = made, taken
    found.add((Late, Early))
    return found


@pytest.fixture
def panes(unmade):
    unmade.make_early()
    return unmade


def test_only_what_tells_something_while_nobody_looks_is_made_at_once(unmade):
    assert unmade.log == []
    assert unmade.lack_early()
    unmade.make_early()
    unmade.make_early()
    assert unmade.log == ["papers"]
    assert not unmade.lack_early()


def test_what_is_made_at_once_is_prepared_first(unmade):
    assert unmade.prepare()
    assert unmade.log == ["papers"]
    assert unmade.lack_early()
    assert unmade.prepare()
    assert unmade.taken == ["papers"]
    assert not unmade.lack_early()


def test_one_is_there_before_it_is_made(panes):
    assert panes.log == ["papers"]
    assert [pane.key for pane in panes.made()] == ["papers"]
    assert list(panes.keys()) == ["plans", "papers"]
    assert "plans" in panes


def test_a_pane_is_made_once_when_it_is_first_asked_for(panes):
    assert panes["plans"] is panes["plans"]
    assert panes.log == ["papers", "inner", "left", "right", "plans"]
    assert panes["plans"].parts == ("left", "right")
    assert panes.first() is panes["plans"]
    with pytest.raises(KeyError):
        panes["nowhere"]


def test_when_there_is_time_each_part_of_a_pane_is_made_in_a_step_then_the_pane_then_it_is_taken_in(panes):
    for made in ("inner", "left", "right", "plans"):
        assert panes.prepare()
        assert (panes.log.pop(), panes.taken) == (made, ["papers"])
    assert [pane.key for pane in panes.made()] == ["papers"]
    assert [pane.key for pane in panes.begun()] == ["papers", "plans"]
    assert panes.prepare()
    assert panes.taken == ["papers", "plans"]
    assert panes["plans"].parts == ("left", "right")
    assert panes.log == ["papers"]


def test_what_is_added_to_a_pane_comes_when_all_are_taken_in_a_piece_at_a_step(panes):
    plans = panes["plans"]
    assert plans.more == 2
    assert panes.prepare()
    assert plans.more == 1
    assert panes.prepare()
    assert not panes.prepare()


def test_whoever_goes_to_a_pane_that_is_half_made_gets_that_one(panes):
    for _ in range(4):
        panes.prepare()
    (_, begun) = panes.begun()
    assert panes["plans"] is begun
    assert (panes.log[-1], panes.taken) == ("plans", ["papers", "plans"])
    assert panes.begun() == panes.made()


def test_whoever_goes_to_a_pane_of_which_only_a_part_is_made_gets_one_with_that_part(panes):
    panes.prepare()
    panes.prepare()
    assert panes.log == ["papers", "inner", "left"]
    assert panes["plans"].parts == ("left", "right")
    assert panes.log == ["papers", "inner", "left", "right", "plans"]


def test_a_window_that_closes_makes_no_more(panes):
    more = panes["plans"].more
    panes.add((Left,))
    panes.end()
    assert not panes.prepare()
    assert panes["plans"].more == more
    assert "left" not in panes


def test_a_window_that_closes_early_makes_no_more(panes):
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
