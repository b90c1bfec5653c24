"""The commands of the menu View change the look and keep it for the next start."""

import pytest
from PySide6.QtCore import QSettings

from billdesk.ui import movement
from billdesk.ui.shell import Shell
from billdesk.ui.view_acts import TEXT_SIZES, ViewActs
from billdesk.ui.widgets.side import Place


@pytest.fixture
def acts(qtbot, look, apart):
    shell = Shell(look, (Place("invoices", "Invoices", "file-text"),))
    qtbot.addWidget(shell)
    return ViewActs(shell)


def kept(name):
    return QSettings("BillDesk", "BillDesk").value(name)


def test_light_and_dark_are_chosen_and_kept_and_exactly_one_is_on(acts, look):
    acts.dark()
    assert (acts.is_light(), acts.is_dark(), acts.is_system()) == (False, True, False)
    assert (look.dark, kept("look")) == (True, "dark")

    acts.system()
    assert (acts.is_system(), kept("look")) == (True, "system")
    acts.light()
    assert acts.is_light()


def test_text_grows_and_shrinks_by_steps_and_stays_at_both_ends(acts, look):
    acts.larger()
    assert (look.percent, int(kept("text"))) == (110, 110)
    for _ in TEXT_SIZES:
        acts.larger()
    assert look.percent == TEXT_SIZES[-1]
    for _ in range(9):
        acts.smaller()
    assert look.percent == TEXT_SIZES[0]


def test_stillness_is_chosen_and_kept(acts):
    acts.still()
    assert acts.is_still()
    assert not movement.allowed()
    assert kept("still") == "true"
    acts.still()
    assert (acts.is_still(), kept("still")) == (False, "false")


def test_the_side_bar_folds(acts):
    acts.fold_side()
    assert acts._shell.side.narrow
