"""The Recurring pane on the example shop, with Acme's schedule chosen."""

import pytest

from support.recurring_shop import choose


@pytest.fixture
def pane(recurring_shop, open_part, qtbot):
    from billdesk.ui.panes.recurring import RecurringPane

    made = open_part(RecurringPane, recurring_shop)
    choose(qtbot, made, "Acme Dental")
    return made
