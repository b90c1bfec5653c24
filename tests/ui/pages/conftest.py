"""The page Preview run on the example shop, looking ahead into March, with one laptop more than last time."""

from datetime import date

import pytest

from billdesk.services.run import Request
from support.recurring_shop import FEB_1


@pytest.fixture
def page(recurring_shop, open_part, qtbot):
    from billdesk.ui.pages.preview_run import PreviewRunPage

    recurring_shop.add_laptops("NB-101")
    made = open_part(PreviewRunPage, recurring_shop, what=Request(FEB_1, date(2026, 3, 20)))
    qtbot.waitUntil(lambda: made.model.rowCount() == 3 and not made.bench.background.busy())
    return made
