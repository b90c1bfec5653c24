"""Drafts by hand: defaults, taxes that follow the customer, charges in their place, copies, problems."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain import draft as rules
from billdesk.domain.catalog import Product
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import InvoiceLine, reckoned
from billdesk.domain.occurrence import Catalog, Shop
from billdesk.domain.tax import UNTAXED, Choice, Rate, Tax
from billdesk.domain.terms import Terms
from billdesk.domain.totals import Discount
from billdesk.services import phrases

DAY = date(2026, 8, 4)
VAT, LOW = Tax(1, "vat", "VAT", (Rate("VAT", 190_000),)), Tax(2, "low", "Low", (Rate("Low", 70_000),))
NET = Terms(1, "net14", "Net 14", 14)
DISK = Product(7, "ssd", "SSD 1 TB", unit="piece", unit_price=119_90 * 10_000)
YEN = Product(8, "yen", "Adapter", unit_price=900 * 10_000, currency="JPY")
LABOR = Product(9, "bench", "Labor", "labor", tax=Choice(True, 2))
CATALOG = Catalog(
    Shop("EUR", "de", 1, 1),
    phrases.names,
    phrases.note,
    taxes={1: VAT, 2: LOW},
    terms={1: NET, 2: Terms(2, "now", "At once", 0)},
    products={one.id: one for one in (DISK, YEN, LABOR)},
)
ACME = Customer(1, "acme", "Acme", address="1 Main St\nDover")
YENS = Customer(2, "yens", "Yens", currency="JPY", language="ja", terms_id=2, tax=UNTAXED)
CHURCH = Customer(3, "church", "Church", tax_exempt=True)


def test_a_blank_draft_takes_the_customers_words_and_then_the_shops():
    mine = rules.blank(ACME, CATALOG, DAY, Contact(4, "ann", 1, "Ann Archer"))
    theirs = rules.blank(YENS, CATALOG, DAY)

    assert (mine.currency, mine.language, mine.terms_name, mine.due_date) == (
        "EUR",
        "de",
        "Net 14",
        date(2026, 8, 18),
    )
    assert mine.addressee == ("Acme", "Ann Archer", "1 Main St", "Dover")
    assert (theirs.currency, theirs.language, theirs.terms_name, theirs.due_date) == (
        "JPY",
        "ja",
        "At once",
        DAY,
    )
    assert rules.is_blank(mine)
    assert not rules.is_blank(replace(mine, title="Repair"))
    assert not rules.is_blank(replace(mine, lines=(InvoiceLine(""),)))


def test_lines_are_taxed_by_line_product_customer_and_shop_in_that_order():
    assert rules.manual_line(ACME, CATALOG).tax_id == 1
    assert rules.manual_line(YENS, CATALOG).tax_id is None
    assert rules.unpriced_line(LABOR, YENS, CATALOG).tax_id == 2
    assert rules.unpriced_line(LABOR, CHURCH, CATALOG).rates == ()


def test_a_product_brings_its_words_and_its_price():
    line = rules.product_line(DISK, ACME, "EUR", CATALOG)
    assert (line.description, line.quantity, line.unit, line.unit_price) == (
        "SSD 1 TB",
        10_000,
        "piece",
        119_90 * 10_000,
    )


@pytest.mark.parametrize(
    ("product", "currency", "code"),
    [
        (DISK, "USD", "price_in_other_currency"),
        (YEN, "EUR", "price_in_other_currency"),
        (LABOR, "EUR", "price_is_missing"),
    ],
)
def test_a_product_without_a_price_in_the_currency_is_refused(product, currency, code):
    with pytest.raises(Refused) as caught:
        rules.product_line(product, ACME, currency, CATALOG)
    assert caught.value.code == code


def test_the_due_date_follows_date_and_terms_unless_it_was_set_by_hand():
    draft = rules.blank(ACME, CATALOG, DAY)
    later = rules.dated(draft, date(2026, 9, 1), CATALOG)
    by_hand = rules.dated(replace(draft, due_date=date(2026, 12, 1)), date(2026, 9, 1), CATALOG)

    assert (later.due_date, by_hand.due_date) == (date(2026, 9, 15), date(2026, 12, 1))
    assert rules.with_terms(by_hand, 2, CATALOG).due_date == date(2026, 9, 1)
    none = rules.with_terms(by_hand, None, CATALOG)
    assert (none.terms_id, none.terms_name, none.due_date) == (None, "", date(2026, 9, 1))
    assert rules.with_terms(draft, 99, CATALOG).terms_id is None


def draft_of(*lines, **fields):
    return reckoned(replace(rules.blank(ACME, CATALOG, DAY), lines=lines, **fields))


def test_taxes_that_came_from_the_customer_follow_and_chosen_ones_stay():
    own = replace(rules.manual_line(ACME, CATALOG), description="Own")
    chosen = rules.taxed(own, LOW)
    moved = rules.moved_to(draft_of(own, chosen), ACME, CHURCH, CATALOG).draft
    assert [line.tax_id for line in moved.lines] == [None, None]
    plain = Customer(5, "plain", "Plain", tax=UNTAXED)
    moved = rules.moved_to(draft_of(own, chosen), ACME, plain, CATALOG).draft
    assert [line.tax_id for line in moved.lines] == [None, 2]


def test_another_currency_names_the_lines_whose_price_must_be_typed_anew():
    lines = (
        rules.product_line(DISK, ACME, "EUR", CATALOG),
        InvoiceLine("Own", quantity=10_000, unit_price=10**6),
    )
    draft = draft_of(*lines, rules.unpriced_line(YEN, ACME, CATALOG), discount=Discount(amount=5_00))
    moved = rules.moved_to(draft, ACME, YENS, CATALOG)

    assert (moved.draft.currency, moved.unpriced, moved.draft.discount) == ("JPY", (0,), None)
    assert [line.unit_price for line in moved.draft.lines] == [0, 10**6, 900 * 10_000]


def test_charges_stay_with_the_customer_whom_they_belong_to():
    heading, charge = (
        InvoiceLine("T", kind="heading", source="charge"),
        InvoiceLine("P", source="charge", charge_id=1),
    )
    moved = rules.moved_to(draft_of(heading, charge, InvoiceLine("Own")), ACME, CHURCH, CATALOG).draft
    assert [line.description for line in moved.lines] == ["Own"]


def test_more_charges_of_a_ticket_go_below_those_that_are_there():
    heading = InvoiceLine("T", kind="heading", source="charge")
    first, second = (
        InvoiceLine("P", source="charge", charge_id=1),
        InvoiceLine("Q", source="charge", charge_id=2),
    )
    one = rules.placed(draft_of(InvoiceLine("Own")), (heading, first), frozenset({1, 2}))
    both = rules.placed(
        replace(one, lines=(*one.lines, InvoiceLine("Last"))), (heading, second), frozenset({1, 2})
    )
    assert [line.description for line in both.lines] == ["Own", "T", "P", "Q", "Last"]


def test_a_duplicate_is_of_today_and_takes_the_taxes_of_today():
    old = (Rate("VAT", 160_000),)
    counted = InvoiceLine(
        "PCs", source="asset", note="PC-1", quantity=10_000, unit_price=10**6, tax_id=1, rates=old
    )
    free = InvoiceLine("Free", quantity=10_000, unit_price=10**6)
    invoice = draft_of(counted, free, number="INV-1", reference="PO 7", terms_id=2)

    copy = rules.duplicated(invoice, ACME, CATALOG, date(2027, 1, 1))

    assert (copy.number, copy.reference, copy.due_date) == (None, "", date(2027, 1, 1))
    assert [(line.source, line.note, line.rates) for line in copy.lines] == [
        ("manual", "", VAT.members),
        ("manual", "", ()),
    ]
    assert all(line.rates == () for line in rules.duplicated(invoice, CHURCH, CATALOG, DAY).lines)


def test_an_invoice_becomes_a_schedule_of_its_items():
    draft = draft_of(InvoiceLine("Head", kind="heading"), rules.product_line(DISK, ACME, "EUR", CATALOG))
    made = rules.as_schedule(draft, [5, 6], date(2026, 9, 4))
    assert (made.ref, made.recurrence.frequency, made.recurrence.start) == (
        "schedule-5",
        "monthly",
        date(2026, 9, 4),
    )
    line = made.lines[0]
    assert (line.id, line.type, line.description, line.unit_price) == (
        6,
        "standard",
        "SSD 1 TB",
        119_90 * 10_000,
    )
    assert line.tax == Choice(True, 1)


@given(st.dates(date(1, 1, 1), date(9999, 11, 30)), st.dates())
def test_a_month_on_lies_in_the_month_after_today_as_near_to_the_day_as_it_gets(today, day):
    found = rules.a_month_on(day, today)
    assert (found.year * 12 + found.month) == today.year * 12 + today.month + 1
    assert found.day == day.day or found.day >= 28


def test_the_calendar_ends():
    with pytest.raises(Refused) as caught:
        rules.a_month_on(DAY, date(9999, 12, 31))
    assert caught.value.code == "beyond_calendar"


def test_a_sound_draft_has_no_problems():
    assert rules.problems(draft_of(rules.product_line(DISK, ACME, "EUR", CATALOG))) == ()


def test_a_draft_is_made_out_to_a_person_or_to_nobody_in_particular():
    mine = rules.addressed(rules.blank(ACME, CATALOG, DAY), ACME, Contact(4, "ann", 1, "Ann Archer"))
    assert (mine.contact_id, mine.addressee) == (4, ("Acme", "Ann Archer", "1 Main St", "Dover"))
    nobody = rules.addressed(mine, ACME, None)
    assert (nobody.contact_id, nobody.addressee) == (None, ("Acme", "1 Main St", "Dover"))


def test_where_things_go_comes_from_the_customer_and_follows_another_one():
    lab = replace(ACME, ship_to="Acme Lab\n7 Quay")
    draft = rules.blank(lab, CATALOG, DAY)
    assert draft.ship_to == "Acme Lab\n7 Quay"
    assert rules.moved_to(draft, lab, CHURCH, CATALOG).draft.ship_to == ""
    wrong = rules.flaws(replace(draft, ship_to="x" * 10_001))
    assert [(one.place, one.code) for one in wrong] == [("ship_to", "too_long")]
