"""The steps of a wizard say which one it is, and tick those that are done."""

from billdesk.ui.widgets.steps import Steps


def test_a_screen_reader_reads_the_step_and_the_marks_change(qtbot, look, painted):
    made = Steps(look, "wizard.steps", (("Shop", "Name"), ("Taxes", "Rates"), ("Data", "Import")))
    qtbot.addWidget(made)
    assert made.accessibleName() == "1 / 3: Shop"
    first = painted(made)
    made.show_step(2)
    assert made.accessibleName() == "3 / 3: Data"
    assert painted(made) != first
    look.choose("dark")
    assert painted(made) != first
