"""A day is read along its index, however many days there are."""

from sqlalchemy import text

from billdesk.storage.closing import _LINES


def test_no_table_is_read_through_for_one_day(shop):
    sql = _LINES.replace("?", "'2026-02-01'")
    with shop.office.reading() as work:
        told = work.connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()
    assert [row.detail for row in told if row.detail.startswith("SCAN")] == []
