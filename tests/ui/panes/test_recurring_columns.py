"""What a row of the list of schedules says."""

from support.recurring_shop import rows, said, settled


def test_the_list_says_who_when_how_often_how_much_and_how_the_last_one_stands(qtbot, pane):
    settled(qtbot, pane)
    number = next(n for n, row in enumerate(rows(pane)) if row.customer == "Acme Dental")

    assert said(pane, number)[1:4] == [
        "Acme Dental Managed IT",
        "Mar 1 Monthly on the 1st",
        "588.45 last open",
    ]
