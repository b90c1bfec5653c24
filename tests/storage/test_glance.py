"""The picture at a glance, and the kept sums that it is read from, against counting."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from billdesk.domain.lists import InvoiceFilter
from billdesk.storage.work import Work
from support.ledger import TODAY
from support.oracle import LOOSE, MADE, Oracle, a_store, plan, statements


@LOOSE
@given(made=st.lists(MADE, max_size=14), move=st.integers(-30, 30))
def test_the_picture_at_a_glance_is_what_counting_gives(tmp_path, made, move):
    with a_store(tmp_path, made) as store, Work(store, writes=False) as work:
        glance = work.lists.glance(TODAY, "EUR")
        rows = Oracle(store).rows

    month = TODAY.replace(day=1)
    for cell in glance.cells:
        mine = [row for row in rows if row["status"] == cell.status]
        if cell.status == "paid":
            mine = [row for row in mine if (row["settled_on"] or row["day"]) >= month]
        name = "total" if cell.status in ("draft", "paid") else "balance"
        assert cell.count == len(mine)
        assert cell.amount == sum(row[name] for row in mine if row["currency"] == "EUR")
        assert sum(other.count for other in cell.others) == sum(row["currency"] == "USD" for row in mine)
    issued = [row for row in rows if row["state"] == "issued" and row["currency"] == "EUR"]
    assert [one.month for one in glance.months][::11] == [date(2025, 4, 1), date(2026, 3, 1)]
    for one in glance.months:
        mine = [
            row
            for row in issued
            if row["day"].replace(day=1) == one.month and row["day"] <= TODAY.replace(day=31)
        ]
        signed = sum(row["total"] * (-1 if row["kind"] == "credit_note" else 1) for row in mine)
        assert (one.count, one.amount) == (len(mine), signed)


@LOOSE
@given(made=st.lists(MADE, max_size=12), deleted=st.sets(st.integers(1, 12)))
def test_kept_sums_equal_a_recount_and_keep_no_empty_rows(tmp_path, made, deleted):
    with a_store(tmp_path, made) as store:
        drafts = {key for key, one in enumerate(made, 1) if one.fate == "draft"}
        with Work(store) as work:
            for key in drafts & deleted:
                work.invoices.delete_draft(key)
            work.commit()
        with store.transaction(writes=False) as connection:
            kept = {
                tuple(row)
                for row in connection.execute(text("SELECT * FROM tallies WHERE bucket <> 'month'"))
            }
            recount = {tuple(row) for row in connection.execute(text(RECOUNT))}

    assert kept == recount


RECOUNT = """SELECT bucket, CASE WHEN bucket IN ('open', 'partly_paid') THEN due_day
WHEN bucket = 'paid' THEN coalesce(settled_on, day) ELSE day END AS at,
currency, count(*), sum(total), sum(balance) FROM invoices GROUP BY 1, 2, 3"""


def test_the_picture_at_a_glance_reads_the_kept_sums_alone_by_their_key(stocked):
    with statements(stocked) as seen, Work(stocked, writes=False) as work:
        work.lists.glance(TODAY, "EUR")
        work.lists.invoice_sums(InvoiceFilter(statuses=frozenset({"open", "overdue"})), TODAY)
    asked = [one for one in seen if one[0].startswith("SELECT")]

    assert len(asked) == 2
    assert all("FROM invoices" not in statement for statement, _ in asked)
    assert all("SCAN tallies" not in step for one in asked for step in plan(stocked, *one))
