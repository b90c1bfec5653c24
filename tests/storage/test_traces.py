"""What is remembered: the audit trail, runs, frozen documents."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Conflict, Trouble
from billdesk.storage.traces import RunRecord, Trace
from support.ledger import AT, TODAY, add_customers, an_invoice, an_issue
from support.values import MOMENTS, TEXTS, some

CHANGES = st.none() | st.dictionaries(TEXTS, st.integers() | TEXTS | st.none(), max_size=3)


@pytest.fixture
def issued(each_office):
    """Two issued invoices and a draft."""
    with each_office.work() as work:
        add_customers(work, "Acme")
        rows = [(an_invoice(key), an_issue(work, f"INV-{key}", key)) for key in (1, 2)]
        work.invoices.add([*rows, (an_invoice(3), None)], AT)
        yield work


@some
@given(MOMENTS, TEXTS, CHANGES)
def test_a_line_of_the_audit_trail_comes_back_with_its_moment_and_desk(each_office, at, desk, change):
    with each_office.work() as work:
        work.traces.add([Trace("invoice", 1, "issued", change)], at, desk)

        assert work.traces.of("invoice", 1) == [Trace("invoice", 1, "issued", change, at, desk)]


def test_the_history_of_a_thing_is_its_own_oldest_first(office):
    acts = [("invoice", 1, "made"), ("payment", 1, "made"), ("invoice", 2, "made"), ("invoice", 1, "issued")]
    with office.work() as work:
        for act in acts:
            work.traces.add([Trace(*act)], AT, "desk")

        assert [one.act for one in work.traces.of("invoice", 1)] == ["made", "issued"]


def test_a_run_is_remembered_from_its_beginning_and_has_its_counts_at_the_end(each_office):
    counts = {"generated": 5, "skipped": 1, "failed": 2, "stopped": True, "late_fees": 3}
    later = AT + timedelta(minutes=3)
    with each_office.work() as work:
        key = work.traces.begin_run(TODAY, AT)
        assert work.traces.last_run() == RunRecord(key, TODAY, AT, None, 0, 0, 0, False)
        work.traces.end_run(key, later, counts)

        assert work.traces.last_run() == RunRecord(key, TODAY, AT, later, 5, 1, 2, True, 3)


def test_the_last_run_day_is_the_latest_day_and_not_that_of_the_newest_run(office):
    with office.work() as work:
        assert (work.traces.last_run(), work.traces.last_run_day()) == (None, None)
        work.traces.begin_run(TODAY, AT)
        work.traces.begin_run(TODAY - timedelta(days=9), AT)

        assert work.traces.last_run_day() == TODAY
        assert work.traces.last_run().today == TODAY - timedelta(days=9)


def test_a_frozen_document_is_the_same_to_the_byte(issued):
    pdf = b"%PDF-1.7\0" + bytes(range(256)) * 40
    issued.traces.freeze(1, pdf, AT)

    assert issued.traces.frozen(1) == pdf
    assert issued.traces.frozen(2) is None


def test_a_document_is_frozen_once(issued):
    issued.traces.freeze(1, b"%PDF", AT)

    with pytest.raises(Conflict, match="already_there"):
        issued.attempt(lambda: issued.traces.freeze(1, b"%PDF other", AT))
    assert issued.traces.frozen(1) == b"%PDF"


@pytest.mark.parametrize("damage", ["'rubbish'", "content || 'x'", "substr(content, 2)"])
def test_a_document_that_is_not_what_was_frozen_is_never_given_out(office, damage):
    with office.work() as work:
        add_customers(work, "Acme")
        work.invoices.add([(an_invoice(1), an_issue(work, "INV-1", 1))], AT)
        work.traces.freeze(1, b"%PDF-1.7", AT)
        for (rule,) in work.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'documents'"
        ).fetchall():
            work.connection.exec_driver_sql(f"DROP TRIGGER {rule}")
        work.connection.exec_driver_sql(f"UPDATE documents SET content = CAST({damage} AS BLOB)")

        if damage == "content || 'x'":
            assert work.traces.frozen(1) == b"%PDF-1.7"
            return
        with pytest.raises(Trouble, match="document_is_damaged"):
            work.traces.frozen(1)


def test_issued_documents_wait_to_be_frozen_and_drafts_do_not(issued):
    assert issued.traces.unfrozen(9) == [1, 2]
    assert issued.traces.unfrozen(1) == [1]

    issued.traces.freeze(1, b"%PDF", AT)

    assert issued.traces.unfrozen(9) == [2]
