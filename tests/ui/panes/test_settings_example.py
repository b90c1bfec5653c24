"""The example beside the settings shows facts, or a page that is made in the background."""

from billdesk.ui.panes.settings_example import SettingsExample
from billdesk.ui.widgets.entries import Entry


def test_facts_have_a_title_and_a_page_has_its_number(qtbot, make_bench):
    bench = make_bench("little")
    example = SettingsExample(bench)
    qtbot.addWidget(example)
    example.resize(336, 700)
    example.show()
    example.show_facts("Taxes", [Entry("VAT", "19%")])
    assert example.title.text() == "Taxes"
    assert example.facts.entries() == (Entry("VAT", "19%"),)
    example.show_page()
    qtbot.waitUntil(lambda: bool(example.page._pages), timeout=15_000)
    assert example.note.text().startswith("INV") or example.note.text()
    assert len(example.page._pages) == 1
    qtbot.waitUntil(lambda: not bench.background.busy())
