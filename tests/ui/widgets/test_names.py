"""Names of counted things as chips."""

import pytest

from billdesk.ui.widgets.names import MOST, Names, natural


@pytest.fixture
def names(qtbot, look):
    made = Names(look, "names")
    qtbot.addWidget(made)
    return made


def test_new_and_gone_ones_are_said_to_be_so_in_natural_order(names):
    names.show_names(["NB-10", "NB-9"], added=["NB-9"], removed=["NB-1"])

    assert names.accessibleName() == "new: NB-9, NB-10, gone: NB-1"


def test_names_flow_over_as_many_lines_as_the_width_needs(names):
    names.show_names([f"NB-{number:03}" for number in range(30)])

    assert names.heightForWidth(200) > names.heightForWidth(900) > 0
    names.show_names([])
    assert names.heightForWidth(200) == 0


def test_very_many_names_are_counted_in_the_end(names):
    names.show_names([f"PC-{number}" for number in range(MOST + 5)])

    assert names.accessibleName().endswith("and 5 more")


def test_numbers_in_names_are_compared_as_numbers():
    assert sorted(["b2", "b10", "a", "10"], key=natural) == ["10", "a", "b2", "b10"]


def test_new_names_stand_on_the_tint(names, painted, look):
    names.resize(300, 24)
    names.show_names(["NB-1"], added=["NB-1"])

    assert painted(names).pixel(4, 10) == look.color("tint").rgb()
