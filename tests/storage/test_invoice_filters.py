"""Statuses as the table knows them: every invoice is in one arm, and words agree with the domain."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.invoice import status
from billdesk.domain.lists import STATUSES, InvoiceFilter
from billdesk.storage.invoice_filters import ARMS, arms_of, narrowings, plain_conditions, status_of
from support.ledger import TODAY, an_invoice


@given(
    state=st.sampled_from(["draft", "issued", "void"]),
    kind=st.sampled_from(["invoice", "credit_note"]),
    due=st.integers(-2, 2),
    settled=st.integers(0, 2),
)
def test_lists_and_documents_use_the_same_word_for_a_status(state, kind, due, settled):
    invoice = replace(
        an_invoice(1, 2), state=state, kind=kind, due_date=TODAY + timedelta(due), settled=settled
    )
    issued = {0: "open", 1: "partly_paid", 2: "paid"}[settled]
    bucket = state if state != "issued" else "credit" if kind == "credit_note" else issued

    assert status_of(bucket, invoice.due_date, TODAY) == status(invoice, TODAY)


def test_the_arms_cover_each_status_and_each_bucket_side_once():
    assert {arm.status for arm in ARMS} == set(STATUSES)
    assert len({(arm.bucket, arm.late) for arm in ARMS}) == len(ARMS)
    assert arms_of(InvoiceFilter()) == list(ARMS)
    assert [arm.bucket for arm in arms_of(InvoiceFilter(statuses=frozenset({"overdue"})))] == [
        "open",
        "partly_paid",
    ]


def test_every_wish_of_a_filter_becomes_a_condition():
    day = date(2026, 1, 1)
    wanted = InvoiceFilter(frozenset(), 1, 1, 1, day, day, 0, 0, False, False, False, day, (1,), "")

    assert len(plain_conditions(wanted)) == 12
    assert len(list(narrowings(wanted, TODAY))) == 6
    assert plain_conditions(InvoiceFilter()) == list(narrowings(InvoiceFilter(), TODAY)) == []
