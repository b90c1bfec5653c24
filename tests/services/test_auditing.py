"""The trail by days of this computer, and nothing breaks on days that the calendar hardly has."""

from datetime import date, timedelta

import pytest

from billdesk.domain.audit import AuditFilter
from billdesk.services.auditing import Auditing
from support.money import TODAY


def test_a_day_holds_what_was_done_on_it(shop):
    key = shop.issued(10_00)
    auditing = Auditing(shop.office)
    here = shop.office.now().astimezone().date()
    assert auditing.count(AuditFilter(day_from=here, day_to=here)) == auditing.count(AuditFilter()) == 1
    assert auditing.count(AuditFilter(day_to=here - timedelta(1))) == 0
    assert auditing.count(AuditFilter(day_from=here + timedelta(1))) == 0
    row = auditing.page(AuditFilter("invoice", key)).rows[0]
    assert (row.act, row.subject_id, row.desk) == ("issued", key, "desk-1")


@pytest.mark.parametrize(
    "wanted",
    [
        AuditFilter(day_from=date.min, day_to=date.max),
        AuditFilter("nonsense", -1),
        AuditFilter("'; DROP TABLE audit --", 10**9),
        AuditFilter(day_from=date.max, day_to=date.min),
    ],
)
def test_rubbish_finds_little_and_never_breaks(shop, wanted):
    shop.issued(10_00, date=TODAY)
    assert Auditing(shop.office).count(wanted) in (0, 1)
    assert len(Auditing(shop.office).page(wanted, descending=False).rows) in (0, 1)
