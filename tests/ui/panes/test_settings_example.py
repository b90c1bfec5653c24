"""The example beside the settings shows facts, or a page that is made in the background."""

import pytest

from billdesk.ui.panes.settings_example import SOON_MS, SettingsExample
from billdesk.ui.widgets.entries import Entry


@pytest.fixture
def shown(qtbot, make_bench):
    bench = make_bench("little")
    example = SettingsExample(bench)
    qtbot.addWidget(example)
    example.resize(336, 700)
    example.show()
    return bench, example


def test_a_page_that_is_no_longer_wanted_does_not_come(qtbot, shown):
    bench, example = shown
    example.show_page()
    example.show_facts("Taxes", [Entry("VAT", "19%")])
    qtbot.wait(2 * SOON_MS)
    assert not bench.background.busy()
    example.show_page()
    qtbot.waitUntil(bench.background.busy)
    example.show_facts("Terms", [Entry("Net", "14 days")])
    qtbot.waitUntil(lambda: not bench.background.busy(), timeout=15_000)
    assert (example.title.text(), example.note.text()) == ("Terms", "")


def test_facts_have_a_title_and_a_page_has_its_number(qtbot, shown):
    bench, example = shown
    example.show_facts("Taxes", [Entry("VAT", "19%")])
    assert example.title.text() == "Taxes"
    assert example.facts.entries() == (Entry("VAT", "19%"),)
    example.show_page()
    qtbot.waitUntil(lambda: bool(example.page._pages), timeout=15_000)
    assert example.note.text().startswith("INV") or example.note.text()
    assert len(example.page._pages) == 1
    qtbot.waitUntil(lambda: not bench.background.busy())
