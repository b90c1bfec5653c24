"""Margins and gaps follow the size of text while the window is open."""

import gc

import pytest
import shiboken6
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget


def made(look):
    """A widget as panes make theirs: layouts in each other, with margins, gaps and a stretch."""
    px, widget = look.px, QWidget()
    column, row, grid = QVBoxLayout(widget), QHBoxLayout(), QGridLayout()
    column.setContentsMargins(px(20), px(14), px(20), 0)
    column.setSpacing(px(5))
    column.addLayout(row)
    column.addSpacing(px(17))
    column.addLayout(grid)
    column.addStretch(1)
    row.setSpacing(px(12))
    row.addWidget(QLabel("x"))
    row.addWidget(QLabel("y"))
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(3))
    grid.addWidget(QLabel("z"), 0, 0)
    return widget


def lengths(widget):
    """Every margin and gap of the widget's layouts."""
    column, row, grid = widget.layout(), widget.layout().itemAt(0), widget.layout().itemAt(2)
    edge = column.contentsMargins()
    gap = column.itemAt(1).spacerItem().sizeHint().height()
    sides = (edge.left(), edge.top(), edge.right(), edge.bottom())
    return (*sides, column.spacing(), gap, row.spacing(), grid.horizontalSpacing(), grid.verticalSpacing())


@pytest.mark.parametrize("percent", [90, 125, 150])
def test_a_widget_that_stands_gets_the_lengths_of_one_made_anew(look, qtbot, percent):
    widget = made(look)
    qtbot.addWidget(widget)
    before = lengths(widget)
    look.choose("light", 110)
    look.choose("light", percent)
    assert lengths(widget) == lengths(made(look))
    look.choose("light", 100)
    assert lengths(widget) == before


def test_what_was_changed_meanwhile_counts_from_its_new_length(look, qtbot):
    widget = made(look)
    qtbot.addWidget(widget)
    look.choose("light", 150)
    widget.layout().setSpacing(look.px(30))
    look.choose("light", 100)
    assert widget.layout().spacing() == 30


def test_nothing_is_kept_of_items_that_qt_may_delete_as_it_would_be_taken_for_what_comes_in_their_place(
    look, qtbot
):
    def kept():
        items = [
            one for one in gc.get_objects() if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
        ]
        return sum(map(shiboken6.isValid, items))

    qtbot.addWidget(widget := made(look))
    before = kept()
    look.choose("light", 150)
    look.choose("light", 100)

    assert kept() == before
    assert widget.layout().itemAt(1).spacerItem().sizeHint().height() == look.px(17)
