"""What every pane and page has in common."""

import pytest

from billdesk.domain.changes import Changed
from billdesk.ui.panes.pane import Pane


class Drawer(Pane):
    """A pane that counts how often it fetches."""

    key = "drawer"
    title = "Drawer"

    def __init__(self, bench):
        super().__init__(bench)
        self.fetched = 0

    def kinds(self):
        return frozenset({"invoice", "payment"})

    def refresh(self):
        self.fetched += 1


@pytest.fixture
def drawer(qtbot, make_bench):
    made = Drawer(make_bench("empty"))
    qtbot.addWidget(made)
    return made


def test_a_pane_is_found_by_its_key_and_read_out_by_its_title(drawer):
    assert (drawer.objectName(), drawer.accessibleName()) == ("drawer", "Drawer")
    assert drawer.top_widgets() == ()
    assert drawer.notice is None


def test_a_shown_pane_fetches_at_once_what_it_cares_for(drawer):
    drawer.show()
    drawer.heard(Changed(frozenset({"schedule"})))
    assert drawer.fetched == 0

    drawer.heard(Changed(frozenset({"schedule", "payment"})))
    assert drawer.fetched == 1
    drawer.entered()

    assert drawer.fetched == 1


def test_a_hidden_pane_fetches_once_when_it_is_entered_however_much_it_missed(drawer):
    drawer.heard(Changed(frozenset({"invoice"})))
    drawer.heard(Changed(frozenset({"payment"})))
    assert drawer.fetched == 0

    drawer.show()
    drawer.entered()
    drawer.entered()

    assert drawer.fetched == 1


def test_a_pane_without_a_use_for_changes_fetches_nothing(qtbot, make_bench):
    pane = Pane(make_bench("empty"))
    qtbot.addWidget(pane)
    pane.heard(Changed(frozenset({"invoice", "settings"})))

    assert pane.kinds() == frozenset()
    assert not pane._missed
