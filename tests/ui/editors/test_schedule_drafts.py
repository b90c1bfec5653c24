"""What was typed of a schedule and not saved is there again, whole."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from billdesk.domain.calendar import FREQUENCIES, Recurrence
from billdesk.domain.counting import COUNTERS, Counter, Measure, Tier
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine
from billdesk.domain.tax import UNTAXED, Choice
from billdesk.domain.totals import Discount
from billdesk.ui.editors.schedule_drafts import ScheduleDrafts

DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
TEXTS = st.text(max_size=12)
DISCOUNTS = st.sampled_from((None, Discount(percent=5), Discount(amount=7)))
LINES = st.builds(
    ScheduleLine,
    st.integers(-5, 5),
    st.sampled_from(("standard", *COUNTERS)),
    TEXTS,
    unit_price=st.none() | st.integers(0, 10),
    discount=DISCOUNTS,
    tax=st.sampled_from((Choice(), UNTAXED, Choice(True, 3))),
    counter=st.none() | st.builds(Counter, vendor=TEXTS, search_id=st.none() | st.integers(1, 9)),
    measure=st.builds(Measure, st.integers(0, 9), st.none() | st.integers(0, 9)),
    tiers=st.sampled_from(((), (Tier(5, 1), Tier(None, 2)))),
    effective_from=DAYS,
    used_on=DAYS,
    one_time=st.booleans(),
)
SCHEDULES = st.builds(
    Schedule,
    st.just(4),
    TEXTS,
    st.integers(1, 9),
    st.builds(
        Recurrence, st.sampled_from(FREQUENCIES), st.integers(1, 4), st.just(date(2026, 1, 1)), anchor=DAYS
    ),
    st.lists(LINES, max_size=3).map(tuple),
    title=TEXTS,
    discount=DISCOUNTS,
    end=DAYS,
    pending=st.sampled_from((None, Pending(), Pending(("New", "Closed"), "ticket", "before"))),
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(SCHEDULES)
def test_a_draft_is_read_as_it_was_kept(apart, draft):
    drafts = ScheduleDrafts("folder/shop.billdesk")
    drafts.keep(draft)
    assert ScheduleDrafts("folder/shop.billdesk").find(4) == draft
    assert ScheduleDrafts("folder/other.billdesk").find(4) is None
    drafts.forget(4)
    assert drafts.find(4) is None


def test_a_draft_that_cannot_be_read_is_none(apart):
    drafts = ScheduleDrafts("shop")
    for rubbish in ("{", "[]", "null", '{"recurrence": {"start": "soon"}}', "7", '{"recurrence": 3}'):
        QSettings("BillDesk", "BillDesk").setValue("drafts/shop/schedule-0", rubbish)
        assert drafts.find(0) is None
