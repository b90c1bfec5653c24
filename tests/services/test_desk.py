"""Tests of the announcer: whoever listens hears of each change, in the order of listening."""

from billdesk.domain.changes import Changed
from billdesk.services.desk import Announcer


def test_an_announcer_without_listeners_is_silent() -> None:
    Announcer()(Changed(frozenset({"invoice"})))


def test_every_listener_hears_every_change() -> None:
    first: list[Changed] = []
    second: list[Changed] = []
    announcer = Announcer([first.append, second.append])
    announcer(Changed(frozenset({"invoice"}), (1,)))
    assert first == second == [Changed(frozenset({"invoice"}), (1,))]
