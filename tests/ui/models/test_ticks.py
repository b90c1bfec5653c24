"""Ticked rows, one by one or all at once."""

from hypothesis import given
from hypothesis import strategies as st

from billdesk.ui.models.ticks import Ticks

ROWS = range(8)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sets(st.sampled_from(ROWS)), st.booleans()),
        st.tuples(st.just("all"), st.just(frozenset()), st.booleans()),
    ),
    max_size=12,
)


@given(STEPS)
def test_ticks_are_as_if_each_row_had_its_own_box(steps):
    ticks, boxes = Ticks(), set()
    for kind, rows, ticked in steps:
        if kind == "all":
            ticks.set_all(ticked)
            boxes = set(ROWS) if ticked else set()
        else:
            ticks.set(rows, ticked)
            boxes = boxes | rows if ticked else boxes - rows
    assert {row for row in ROWS if row in ticks} == boxes
    assert ticks.count(len(ROWS)) == len(boxes)


def test_a_change_is_told_once_and_no_change_is_not(qtbot):
    ticks, told = Ticks(), []
    ticks.changed.connect(lambda: told.append(True))
    ticks.toggle(3)
    ticks.set_all(False)
    ticks.set_all(False)

    assert len(told) == 2


def test_with_all_ticked_the_ids_are_those_left_out():
    ticks = Ticks()
    ticks.set_all(True)
    ticks.toggle(5)

    assert (ticks.all, ticks.ids(), ticks.count(1_000_000)) == (True, frozenset({5}), 999_999)
