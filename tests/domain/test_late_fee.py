"""Late fees: when they come due, which one is billed, and what the invoice says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.customer import Contact, Customer
from billdesk.domain.errors import Refused
from billdesk.domain.late_fee import DueFee, Overdue, due_fee, fee_day, fee_in, fee_invoice, fees_by
from billdesk.domain.occurrence import Catalog, Shop
from billdesk.domain.tax import Rate, Tax
from billdesk.domain.terms import LateFee, Terms
from billdesk.domain.totals import Rules
from billdesk.services import phrases

DUE = date(2026, 1, 31)
FLAT = LateFee(10, 15_00)
MONTHLY = replace(FLAT, monthly=True)
ACME = Customer(7, "acme", "Acme", address="1 Main St", terms_id=3)
CATALOG = Catalog(
    Shop("USD", tax_id=1),
    phrases.names,
    phrases.note,
    {1: Tax(1, "vat", "VAT", (Rate("VAT", 190_000),))},
    {3: Terms(3, "net", "Net 14", 14)},
)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
FEES = st.builds(LateFee, st.integers(0, 400), st.just(1), monthly=st.booleans())


def late(fee=FLAT, **fields):
    usual = {"id": 1, "number": "INV-0012", "customer_id": 7, "contact_id": None, "currency": "USD"}
    return Overdue(**usual | {"balance": 200_00, "due_date": DUE, "fee": fee} | fields)


def billed(overdue, today, customer=ACME, catalog=CATALOG, contact=None):
    due = due_fee(overdue, today)
    assert due is not None
    return fee_invoice(due, customer, contact, catalog, today)


@given(DAYS, FEES, st.integers(0, 900))
def test_as_many_have_come_due_as_have_a_day_that_is_reached(due, fee, later):
    today = due + timedelta(days=later)
    days = [fee_day(due, fee, number) for number in range(1, 33)]
    reached = [day for day in days if day <= today]
    assert fees_by(due, fee, today) == (len(reached) if fee.monthly else min(len(reached), 1))


@given(DAYS, FEES, st.integers(1, 60))
def test_the_first_comes_days_after_the_due_day_and_the_others_by_months_from_it(due, fee, number):
    first = fee_day(due, fee)
    assert first == due + timedelta(days=max(fee.after_days, 1))
    assert fee_day(due, fee, number) == first + relativedelta(months=number - 1)


@given(DAYS, FEES, st.lists(st.integers(0, 90), max_size=12))
def test_however_often_one_looks_each_fee_is_due_once_and_never_before_its_day(due, fee, pauses):
    today, overdue, days = due, late(fee, due_date=due), []
    for pause in pauses:
        today += timedelta(days=pause)
        found = due_fee(overdue, today)
        if found is not None:
            assert due < found.day <= today
            assert found.number == overdue.billed + 1 + found.passed_over > overdue.billed
            days.append(found.day)
            overdue = replace(overdue, billed=found.number)
        assert due_fee(overdue, today) is None
    assert days == sorted(set(days))
    assert fee.monthly or len(days) <= 1


def test_a_fee_at_the_end_of_a_month_keeps_to_the_last_day():
    days = [fee_day(date(2026, 1, 21), MONTHLY, number) for number in (1, 2, 3)]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def test_nobody_is_late_on_the_due_day_itself():
    at_once = LateFee(0, 15_00)
    assert due_fee(late(at_once), DUE) is None
    assert due_fee(late(at_once), DUE + timedelta(days=1)) is not None


def test_what_was_issued_after_its_due_day_is_late_from_the_day_that_it_went_out():
    overdue = late(issued_on=date(2026, 3, 1))
    assert due_fee(overdue, date(2026, 3, 10)) is None
    assert due_fee(overdue, date(2026, 3, 11)) == DueFee(overdue, 1, date(2026, 3, 11))
    assert late(issued_on=date(2026, 1, 1)).late_from == DUE


def test_of_missed_months_only_the_newest_is_due():
    found = due_fee(late(MONTHLY), date(2026, 5, 1))
    assert found is not None
    assert (found.number, found.day, found.passed_over) == (3, date(2026, 4, 10), 2)


def test_a_fee_beyond_the_calendar_never_comes_due():
    last = date(9999, 12, 30)
    assert fees_by(last, LateFee(3650, 1, monthly=True), date(9999, 12, 31)) == 0
    assert fees_by(last, LateFee(1, 1, monthly=True), date(9999, 12, 31)) == 1
    with pytest.raises(Refused, match="beyond_calendar"):
        fee_day(last, LateFee(3650, 1))
    with pytest.raises(Refused, match="beyond_calendar"):
        fee_day(last, LateFee(1, 1, monthly=True), 2)


def test_the_invoice_has_one_line_without_tax_and_the_customers_terms():
    invoice = billed(late(), date(2026, 2, 12))
    assert (invoice.title, invoice.state, invoice.kind) == ("Late fee for INV-0012", "draft", "invoice")
    assert [(line.description, line.net, line.rates) for line in invoice.lines] == [
        ("Late fee on invoice INV-0012, 12 days overdue", 15_00, ())
    ]
    assert (invoice.total, invoice.tax, invoice.currency) == (15_00, 0, "USD")
    assert (invoice.date, invoice.due_date) == (date(2026, 2, 12), date(2026, 2, 26))
    assert (invoice.terms_id, invoice.terms_name) == (3, "Net 14")
    assert (invoice.addressee, invoice.apply_credit) == (("Acme", "1 Main St"), False)


def test_it_speaks_the_customers_language_and_is_made_out_to_the_same_person():
    german = replace(ACME, language="de")
    ann = Contact(5, "ann", 7, "Ann")
    invoice = billed(late(LateFee(0, 1), contact_id=5), date(2026, 2, 1), german, contact=ann)
    assert invoice.lines[0].description == "Mahngebühr zur Rechnung INV-0012, 1 Tag überfällig"
    assert (invoice.contact_id, invoice.addressee[1]) == (5, "Ann")


@pytest.mark.parametrize(
    ("fee", "total"),
    [
        (LateFee(10, 0, 15_000), 3_00),
        (LateFee(10, 5_00, 15_000), 8_00),
        (LateFee(10, 0, 15_000, minimum=20_00), 20_00),
        (LateFee(10, 0, 500_000, maximum=40_00), 40_00),
    ],
)
def test_it_comes_to_what_the_terms_say_of_the_balance(fee, total):
    assert billed(late(fee), date(2026, 2, 12)).total == total


@pytest.mark.parametrize("fee", [LateFee(10), LateFee(10, 5_00, maximum=0), LateFee(10, 0, 1)])
def test_a_fee_of_nothing_makes_no_invoice(fee):
    assert billed(late(fee, balance=1), date(2026, 2, 12)) is None


def test_a_fee_that_cash_rounding_rounds_away_makes_no_invoice():
    catalog = replace(CATALOG, shop=replace(CATALOG.shop, rules=Rules(cash_rounding=5)))
    assert billed(late(LateFee(10, 2)), date(2026, 2, 12), catalog=catalog) is None


def test_a_fee_too_large_to_keep_is_refused():
    with pytest.raises(Refused, match="amount_too_large"):
        billed(late(LateFee(10, 10**14 - 1, 1_000_000)), date(2026, 2, 12))


@pytest.mark.parametrize(("currency", "flat"), [("USD", 15_50), ("EUR", 15_50), ("JPY", 16), ("KWD", 15_500)])
def test_amounts_count_in_the_invoices_currency_as_they_are_typed(currency, flat):
    found = fee_in(LateFee(10, 15_50, 500, 15_50, None), "USD", currency)
    assert found == LateFee(10, flat, 500, flat, None)
    assert billed(late(LateFee(10, 15_50), currency=currency), date(2026, 2, 12)).total == flat


@given(DAYS, FEES, st.integers(0, 900), st.integers(-900, 900))
def test_a_fee_of_before_the_load_is_never_billed_and_any_other_as_if_nothing_was_loaded(due, fee, later, at):
    today, loaded = due + timedelta(later), due + timedelta(at)
    found = due_fee(late(fee, due_date=due, loaded_on=loaded), today)
    usual = due_fee(late(fee, due_date=due), today)
    assert found is None or not found.day <= loaded <= today
    if usual is not None and not usual.day <= loaded <= today:
        assert found is not None
        assert (found.number, found.day) == (usual.number, usual.day)


@pytest.mark.parametrize(
    ("loaded", "billed_before", "passed"),
    [(None, 0, 4), (date(2026, 4, 1), 0, 2), (date(2026, 4, 1), 3, 1), (date(2026, 7, 1), 0, 4)],
)
def test_fees_from_before_the_load_are_not_told_as_left_out(loaded, billed_before, passed):
    """By June 15 five have come due: on February 10 and then monthly; two of them by April 1."""
    due = due_fee(late(MONTHLY, loaded_on=loaded, billed=billed_before), date(2026, 6, 15))
    assert (due.number, due.passed_over) == (5, passed)
