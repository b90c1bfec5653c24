"""The filters of the audit trail: what another place asks for is asked for."""

from datetime import date

import pytest

from billdesk.domain.audit import AuditFilter
from billdesk.ui.pages.audit_filter import AuditFilterBar, kind_words
from support.windows import DAY


@pytest.fixture
def filters(qtbot, make_bench):
    made = AuditFilterBar(make_bench("empty"))
    qtbot.addWidget(made)
    return made


def test_what_is_shown_is_what_is_asked_for(filters):
    for wanted in (
        AuditFilter(),
        AuditFilter("payment"),
        AuditFilter("invoice", 7, name="INV-1"),
        AuditFilter(day_from=date(2026, 1, 5), day_to=date(2026, 1, 9)),
    ):
        filters.show_filter(wanted)
        assert filters.wanted() == wanted


def test_today_is_a_click_and_another_kind_forgets_the_one_thing(filters):
    filters.show_filter(AuditFilter("invoice", 7, name="INV-1"))
    filters.chips.chip("date").pick(("today",))
    assert filters.wanted() == AuditFilter("invoice", 7, DAY, DAY, "INV-1")
    filters.chips.chip("kind").pick(("customer",))
    assert filters.wanted() == AuditFilter("customer", None, DAY, DAY)
    filters.clear()
    assert filters.wanted() == AuditFilter()


def test_kinds_have_words(filters):
    assert kind_words("terms") == "Payment terms"
    assert kind_words("flying_fish") == "Flying fish"
