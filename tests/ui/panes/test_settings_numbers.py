"""Numbers in the settings: patterns tried as they are typed, counters that only go up."""

import pytest

from billdesk.ui.panes.settings import SettingsPane
from support.catalog_shop import settle, type_into


@pytest.fixture
def pane(open_on_shop):
    return open_on_shop(SettingsPane, what="numbers")


@pytest.fixture
def section(pane):
    return pane.sections["numbers"]


def shown(pane):
    return pane.example.facts.entries()[0].figure


def test_a_pattern_shows_what_comes_next_before_it_is_kept_and_is_kept_when_left(qtbot, pane, section):
    before = pane.bench.desk.settings.read().invoice_number
    type_into(qtbot, section.patterns["invoice"], "R{year}-{counter:03}", leave=False)
    qtbot.waitUntil(lambda: shown(pane).startswith("R2026-"))
    assert pane.bench.desk.settings.read().invoice_number == before
    pane.open_section("shop")
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().invoice_number == "R{year}-{counter:03}"


@pytest.mark.parametrize(
    "pattern",
    ["INV", "{counter}{counter}", "{day}-{counter}", "", "../{counter}/{x}", "{counter}" + "x" * 600],
)
def test_a_pattern_that_cannot_be_used_is_told_and_not_kept(qtbot, pane, section, pattern):
    before = pane.bench.desk.settings.read()
    type_into(qtbot, section.patterns["invoice"], pattern)
    settle(qtbot, pane)
    assert section.patterns["invoice"].told()
    assert pane.bench.desk.settings.read() == before


def test_a_counter_is_raised_and_never_lowered(qtbot, pane, section):
    counter = section.counters["invoice"]
    low = counter.value()
    type_into(qtbot, counter, "500")
    settle(qtbot, pane)
    assert shown(pane).endswith("00500")
    for rubbish in (str(low), "0", "-3", "abc", "1e999", "1.5", ""):
        type_into(qtbot, counter, rubbish)
        settle(qtbot, pane)
        assert counter.told(), rubbish
    assert next(one for one in pane.bench.desk.numbers.all(pane.bench.today)).counter == 500


def test_starting_anew_each_year_is_kept_at_once(qtbot, pane, section):
    before = pane.bench.desk.settings.read().number_reset_yearly
    section.yearly.edit.click()
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().number_reset_yearly != before
