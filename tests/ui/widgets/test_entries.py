"""Tests of the quiet list of facts: what it says, that long words wrap, and that keys scroll it."""

from PySide6.QtCore import Qt

from billdesk.ui.widgets.entries import Entries, Entry


def test_it_says_everything_to_a_screen_reader(qtbot, look):
    entries = Entries(look, "x.lines")
    qtbot.addWidget(entries)
    entries.show_entries([Entry("Laptops", "422.50", "13 × 32.50")], "Lines", "No lines")
    assert (entries.accessibleName(), entries.accessibleDescription()) == (
        "Lines",
        "Laptops 422.50 13 × 32.50",
    )
    entries.show_entries([], "Lines", "No lines")
    assert entries.accessibleDescription() == "No lines"


def test_long_words_below_make_an_entry_higher(qtbot, look, painted):
    entries = Entries(look, "x.evidence")
    qtbot.addWidget(entries)
    entries.resize(300, 400)
    assert entries._height(Entry("a", below="NB-001, " * 40)) > entries._height(Entry("a", below="NB-001"))
    entries.show_entries([Entry("a", "1", "NB-001, " * 40), Entry("b", heading=True)], "Evidence", "")
    assert not painted(entries).isNull()


def test_heights_follow_the_width_the_entries_and_the_size_of_the_text(qtbot, look, painted):
    entries = Entries(look, "x.evidence")
    qtbot.addWidget(entries)
    entries.resize(600, 400)
    entries.show()
    entries.show_entries([Entry("a", below="NB-001, " * 40)], "Evidence", "")
    wide = entries._measured()
    assert wide is entries._measured()
    entries.resize(300, 400)
    narrow = entries._measured()
    assert narrow[0] > wide[0]
    look.choose(look.choice, 150)
    assert entries._measured()[0] > narrow[0]
    entries.show_entries([Entry("a", below="NB-001"), Entry("b")], "Evidence", "")
    assert len(entries._measured()) == 2
    assert entries._measured()[0] < narrow[0]


def test_keys_scroll_what_does_not_fit(qtbot, look):
    entries = Entries(look, "x.history")
    qtbot.addWidget(entries)
    entries.resize(300, 200)
    entries.show()
    entries.show_entries([Entry(str(number)) for number in range(50)], "History", "")
    bar = entries.verticalScrollBar()
    qtbot.keyClick(entries, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(entries, Qt.Key.Key_Home)
    qtbot.keyClick(entries, Qt.Key.Key_Down)
    assert 0 < bar.value() < bar.maximum()
