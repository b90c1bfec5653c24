"""Late fees on file: who may owe one, what is billed, on both databases alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from billdesk.domain.errors import Conflict
from billdesk.domain.history import Delivery
from billdesk.domain.late_fee import BilledFee
from billdesk.domain.terms import LateFee, Terms
from support.ledger import AT, TODAY, add_customers, an_invoice, an_issue, pay
from support.oracle import plan, statements

ONCE, AGAIN = LateFee(10, 100), LateFee(10, 100, monthly=True)
FEES = {1: ONCE, 2: AGAIN}
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def work(each_office):
    """Invoices of 100 that are due today: 1 and 2 under fees, 3 without, 4 with another's, 5 a draft."""
    with each_office.work() as work:
        add_customers(work, "Acme")
        names = [(1, ONCE), (2, AGAIN), (3, None)]
        work.catalog.add_terms([Terms(key, f"t{key}", f"T{key}", 0, late_fee=fee) for key, fee in names])
        made = [an_invoice(key, terms_id=terms) for key, terms in ((1, 1), (2, 2), (3, 3), (4, 2), (5, 2))]
        issues = [an_issue(work, f"I-{key}", key) for key in range(1, 5)]
        work.invoices.add(list(zip(made, [*issues, None], strict=True)), AT)
        yield work


def owing(work, **asked):
    return [(one.id, one.billed, one.emailed) for one in work.late_fees.overdue(FEES, LATER, **asked)]


def test_unpaid_issued_invoices_under_terms_with_fees_may_owe_one(work):
    assert owing(work) == [(1, 0, False), (2, 0, False), (4, 0, False)]
    assert owing(work, ids=[2, 3]) == [(2, 0, False)]
    assert work.late_fees.overdue(FEES, TODAY) == []
    (first, *_) = work.late_fees.overdue(FEES, LATER)
    assert (first.number, first.balance, first.due_date, first.fee) == ("I-1", 100, TODAY, ONCE)


def test_what_is_settled_void_or_given_up_owes_none(work):
    pay(work, 1, an_invoice(1), 100)
    work.invoices.void(2)
    work.payments.write_off(4, 100, TODAY, "gone", AT)
    assert owing(work) == []


def test_what_is_paid_in_part_owes_by_what_is_left(work):
    pay(work, 1, an_invoice(1), 60)
    assert [one.balance for one in work.late_fees.overdue(FEES, LATER)] == [40, 100, 100]


def test_credit_notes_owe_none(work):
    note = an_invoice(9, kind="credit_note", terms_id=2)
    work.invoices.add([(note, replace(an_issue(work, "C-1", 1), on=TODAY))], AT)
    assert [key for key, *_ in owing(work)] == [1, 2, 4]


def test_a_fee_is_written_once_and_comes_back_as_it_went_in(work):
    fee = BilledFee(1, 1, LATER, 4)
    work.late_fees.add([fee], AT)
    (found,) = work.late_fees.all()
    assert replace(found, id=0) == fee
    with pytest.raises(Conflict, match="already_there"):
        work.attempt(lambda: work.late_fees.add([replace(fee, fee_invoice_id=3)], AT))
    with pytest.raises(Conflict, match="already_there"):
        work.attempt(lambda: work.late_fees.add([replace(fee, number=2)], AT))


def test_what_is_billed_counts_on_and_what_bills_it_owes_none(work):
    work.late_fees.add([BilledFee(2, 2, LATER, 4)], AT)
    assert owing(work) == [(1, 0, False), (2, 2, False)]
    work.late_fees.add([BilledFee(1, 1, LATER, 3)], AT)
    assert owing(work) == [(2, 2, False)]  # the other one's comes only once


def test_what_was_e_mailed_says_so(work):
    work.outbox.add([Delivery(("a@x.example",), invoice_id=1, message_id="<1>", state="sent")], AT)
    work.outbox.add([Delivery(("a@x.example",), invoice_id=2, message_id="<2>")], AT)
    work.invoices.set_sent(4, "sent")
    assert owing(work) == [(1, 0, True), (2, 0, False), (4, 0, True)]


def test_one_statement_finds_them(each_office, work):
    with statements(each_office.store) as asked:
        owing(work)
    assert len(asked) == 1


def test_the_index_of_due_days_finds_them_among_a_million(office):
    with statements(office.store) as asked, office.reading() as work:
        work.late_fees.overdue(FEES, LATER)
    steps = plan(office.store, *asked[-1])
    assert "SEARCH invoices USING INDEX ix_invoices_bucket_due_day_id_day (bucket=? AND due_day<?)" in steps
    assert not [step for step in steps if step.startswith("SCAN")]
