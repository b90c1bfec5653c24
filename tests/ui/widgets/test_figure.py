"""Tests of the headline figure."""

from billdesk.ui.widgets.figure import Figure


def test_it_speaks_the_whole_amount_and_is_as_wide_as_it(qtbot, look, painted):
    figure = Figure(look, "x.figure")
    qtbot.addWidget(figure)
    figure.show_parts(("$1,152", ".05", ""))
    assert figure.accessibleName() == "$1,152.05"
    short = figure.sizeHint().width()
    assert not painted(figure).isNull()
    figure.show_parts(("$1,111,152", ".05", ""))
    assert figure.sizeHint().width() > short
