"""Invoices on file: written once, changed only as drafts, and found by number, id and customer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import Period
from billdesk.domain.counting import Evidence
from billdesk.domain.errors import Conflict, Missing, Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.money import SCALE
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount, Rules
from support.ledger import AT, TODAY, add_customers, an_invoice, an_issue, pay
from support.values import DAYS, TEXTS, some, values_of

UNITS = st.integers(-(10**9), 10**9)
PARTS = st.none() | st.integers(0, 100 * SCALE).map(Discount) | UNITS.map(lambda some: Discount(None, some))
RATES = st.lists(st.builds(Rate, TEXTS, st.integers(0, 100 * SCALE), st.booleans()), max_size=2, unique=True)
EVIDENCE = st.builds(
    Evidence, st.just("asset"), UNITS, st.lists(st.tuples(UNITS, TEXTS), max_size=2).map(tuple)
)
LINES = values_of(
    InvoiceLine,
    kind=st.sampled_from(["item", "heading"]),
    source="manual",
    quantity=UNITS,
    unit_price=UNITS,
    discount=PARTS,
    rates=RATES.map(tuple),
    charge_id=None,
    evidence=st.none() | EVIDENCE,
    gross=0,
    net=0,
    taxable=0,
    id=0,
)
INVOICES = values_of(
    Invoice,
    customer_id=1,
    id=1,
    kind=st.sampled_from(["invoice", "credit_note"]),
    state="draft",
    number=None,
    contact_id=None,
    schedule_id=None,
    period=st.none() | st.builds(Period, DAYS, DAYS),
    ticket_id=None,
    corrects_id=None,
    terms_id=None,
    discount=PARTS,
    rules=values_of(Rules, cash_rounding=st.sampled_from([0, 5, 100])),
    lines=st.lists(LINES, max_size=3).map(tuple),
    taxes=(),
    settled=0,
    written_off=0,
    addressee=st.lists(TEXTS, max_size=3).map(tuple),
    waiting="late",
    language="de",
    version=1,
    extra=st.just({}),
).map(reckoned)


def without_line_ids(invoice):
    return replace(invoice, lines=tuple(replace(line, id=0) for line in invoice.lines))


@pytest.fixture
def work(each_office):
    """Two customers; draft 1, and the issued invoices 2 and 3 of 100."""
    with each_office.work() as work:
        add_customers(work, "Acme", "Bolt")
        issued = [(an_invoice(key), an_issue(work, f"INV-{key}", key, "queued")) for key in (2, 3)]
        work.invoices.add([(an_invoice(1), None), *issued], AT)
        yield work


def column(work, name, key):
    return work.connection.exec_driver_sql(f"SELECT {name} FROM invoices WHERE id = {key}").scalar()


@some
@given(INVOICES)
def test_a_draft_comes_back_as_it_went_in(each_office, invoice):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.invoices.add([(invoice, None)], AT)

        assert without_line_ids(work.invoices.by_id(1)) == invoice
        assert [one.id for one in work.invoices.all()] == [1]


@some
@given(INVOICES, INVOICES)
def test_a_changed_draft_is_the_new_one_in_everything_but_its_ref(office, old, new):
    with office.work() as work:
        add_customers(work, "Acme")
        work.invoices.add([(old, None)], AT)
        work.invoices.replace_draft(new)

        assert without_line_ids(work.invoices.by_id(1)) == replace(new, ref=old.ref, version=2)


def test_a_draft_that_somebody_else_has_changed_is_not_written_over(work):
    mine = work.invoices.by_id(1)
    work.invoices.replace_draft(replace(mine, title="Theirs"))

    with pytest.raises(Conflict, match="invoice_changed"):
        work.invoices.replace_draft(replace(mine, title="Mine"))
    with pytest.raises(Conflict, match="invoice_changed"):
        work.invoices.issue(mine, an_issue(work, "INV-9", 9))
    assert (work.invoices.by_id(1).title, work.invoices.by_id(1).state) == ("Theirs", "draft")


def test_an_issued_draft_has_its_number_and_letterhead_for_good(work):
    issue = an_issue(work, "INV-9", 9, "queued")
    work.invoices.set_waiting(1, "late")
    work.invoices.issue(work.invoices.by_id(1), issue)

    found = work.invoices.by_id(1)
    assert (found.state, found.number, found.waiting) == ("issued", "INV-9", "")
    assert (column(work, "sent", 1), column(work, "counter", 1)) == ("queued", 9)
    assert work.invoices.letterhead_ids([1]) == {1: issue.letterhead_id}
    assert work.invoices.id_by_number("INV-9") == 1


def test_an_issued_invoice_is_not_issued_again_or_written_over(work):
    found = work.invoices.by_id(2)

    with pytest.raises(Conflict, match="invoice_changed"):
        work.invoices.issue(found, an_issue(work, "INV-9", 9))
    with pytest.raises(Refused, match="issued_is_final"):
        work.attempt(lambda: work.invoices.replace_draft(replace(found, title="Other")))


def test_a_number_is_given_once(work):
    with pytest.raises(Conflict, match="already_there"):
        work.attempt(lambda: work.invoices.issue(work.invoices.by_id(1), an_issue(work, "INV-2", 9)))


def test_a_void_invoice_keeps_its_number_and_owes_nothing(work):
    work.invoices.void(2)

    assert (work.invoices.by_id(2).state, work.invoices.by_id(2).number) == ("void", "INV-2")
    assert work.invoices.balances([1, 2, 3]) == {1: 100, 2: 0, 3: 100}


def test_an_invoice_with_payments_is_not_voided(work):
    pay(work, 1, work.invoices.by_id(2), 1)

    with pytest.raises(Refused, match="invoice_has_payments"):
        work.attempt(lambda: work.invoices.void(2))


def test_only_drafts_are_deleted_with_their_lines(work):
    work.invoices.delete_draft(1)
    with pytest.raises(Refused, match="issued_is_final"):
        work.attempt(lambda: work.invoices.delete_draft(2))

    assert [one.id for one in work.invoices.all()] == [2, 3]
    lines = work.connection.exec_driver_sql("SELECT invoice_id FROM invoice_lines ORDER BY 1")
    assert list(lines.scalars()) == [2, 3]


def test_marks_change_their_invoices_alone(work):
    work.invoices.set_sent(2, "printed")
    assert [column(work, "sent", key) for key in (1, 2, 3)] == ["", "printed", "queued"]

    work.invoices.mark_sent([2, 3], "sent")
    assert [column(work, "sent", key) for key in (1, 2, 3)] == ["", "sent", "sent"]
    assert [one.version for one in work.invoices.all()] == [1, 3, 2]


def test_notes_and_the_customers_order_number_may_change_after_the_issue(work):
    work.invoices.set_notes(2, "called twice", "PO 7")

    found = work.invoices.by_id(2)
    assert (found.internal_notes, found.reference, found.number) == ("called twice", "PO 7", "INV-2")


def test_drafts_that_wait_are_found_by_their_reason(work):
    work.invoices.add([(an_invoice(4, waiting="no_address"), None)], AT)
    work.invoices.set_waiting(1, "late")

    assert work.invoices.waiting() == [1, 4]
    assert work.invoices.waiting("no_address") == [4]


def test_an_invoice_is_named_by_number_before_id(work):
    work.invoices.add([(an_invoice(5), an_issue(work, "3", 5))], AT)

    assert (work.invoices.id_of("INV-2"), work.invoices.id_of("3"), work.invoices.id_of("2")) == (2, 5, 2)


@pytest.mark.parametrize("name", ["", "99", "INV-99", "-1", "9" * 40, "2 OR 1=1"])
def test_an_invoice_that_is_not_there_is_missing(work, name):
    with pytest.raises(Missing, match="invoice_missing"):
        work.invoices.id_of(name)
    with pytest.raises(Missing, match="invoice_missing"):
        work.invoices.by_id(99)


def test_a_number_of_both_kinds_is_that_of_the_invoice(work):
    work.invoices.add([(an_invoice(6, kind="credit_note"), an_issue(work, "INV-2", 2))], AT)

    assert work.invoices.id_by_number("INV-2") == 2


def test_open_invoices_of_a_customer_come_the_oldest_due_first(work):
    early = an_invoice(4, due_date=TODAY - timedelta(days=9), currency="USD")
    others = [(an_invoice(5, customer_id=2), an_issue(work, "INV-5", 5))]
    work.invoices.add([(early, an_issue(work, "INV-4", 4)), *others], AT)
    pay(work, 1, work.invoices.by_id(2), 100)
    pay(work, 2, work.invoices.by_id(3), 1)

    assert [one.id for one in work.invoices.open_of(1)] == [4, 3]


def test_credit_notes_that_count_are_those_that_are_issued_and_not_void(work):
    notes = [an_invoice(key, 10, kind="credit_note", corrects_id=2) for key in (4, 5, 6)]
    work.invoices.add([(one, an_issue(work, f"CN-{one.id}", one.id)) for one in notes[:2]], AT)
    work.invoices.add([(notes[2], None)], AT)
    work.invoices.void(4)

    assert [one.id for one in work.invoices.notes_of(2)] == [5]
    assert work.invoices.notes_of(3) == []
