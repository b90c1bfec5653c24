"""Credit notes of an invoice add up to it exactly, however it is credited."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from billdesk.domain import credit
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount, Rules

DAY = date(2026, 2, 1)
RATES = st.lists(
    st.builds(Rate, st.sampled_from("ABC"), st.integers(0, 300_000), st.booleans()),
    max_size=2,
    unique_by=lambda rate: rate.name,
).map(tuple)
LINES = st.builds(
    InvoiceLine,
    st.just("Thing"),
    quantity=st.integers(1, 50_000),
    unit_price=st.integers(0, 10**9),
    discount=st.none() | st.builds(Discount, amount=st.integers(0, 10_000)),
    rates=RATES,
)
INVOICES = st.builds(
    lambda lines, discount, rules: reckoned(
        Invoice(
            1,
            "CHF",
            DAY,
            DAY,
            state="issued",
            number="1",
            lines=_numbered(lines),
            discount=discount,
            rules=rules,
        )
    ),
    st.lists(LINES, min_size=1, max_size=4),
    st.none() | st.builds(Discount, percent=st.integers(0, 1_000_000)),
    st.builds(Rules, st.booleans(), st.booleans(), st.sampled_from([0, 5])),
)


def _numbered(lines):
    return tuple(replace(line, id=at) for at, line in enumerate(lines, 100))


def issued(note, number):
    return replace(note, state="issued", number=str(number))


def row_sums(notes):
    """What notes have of everything that an invoice says."""
    sums = {name: sum(getattr(note, name) for note in notes) for name in NAMES}
    taxes = {}
    for note in notes:
        for tax in note.taxes:
            base, amount = taxes.get(tax.rate, (0, 0))
            taxes[tax.rate] = (base + tax.base, amount + tax.amount)
    return sums, {rate: pair for rate, pair in taxes.items() if any(pair)}


NAMES = ("subtotal", "discount_amount", "tax", "rounding", "total")


@given(INVOICES, st.lists(st.tuples(st.booleans(), st.integers(1, 10**6), st.integers(0, 3)), max_size=6))
def test_all_notes_together_are_the_invoice_to_the_cent(invoice, steps):
    assume(invoice.total >= 0)
    notes = []
    for by_amount, size, pick in steps:
        line = invoice.items[pick % len(invoice.items)]
        try:
            if by_amount:
                note = credit.by_amount(invoice, notes, size, DAY)
                assert note.total == size or note.total == credit.left_to_credit(invoice, notes)
            else:
                note = credit.by_lines(invoice, notes, {line.id: size % line.quantity + 1}, DAY)
        except Refused:
            continue
        require_sound(note)
        notes.append(issued(note, len(notes)))
    with suppress(Refused):  # nothing may be left
        notes.append(issued(credit.by_lines(invoice, notes, None, DAY), "last"))

    assert row_sums(notes) == row_sums([invoice])
    assert credit.left_to_credit(invoice, notes) == 0


def require_sound(note):
    """Its rows add up, and nothing of it is negative."""
    added = 0 if note.rules.includes_tax else note.tax
    assert note.subtotal == sum(line.net for line in note.items)
    assert note.tax == sum(tax.amount for tax in note.taxes)
    assert note.total == note.subtotal - note.discount_amount + note.rounding + added
    assert note.total >= 0
    assert all(line.net >= 0 and line.gross >= 0 for line in note.items)


def made(*prices, **fields):
    lines = tuple(
        InvoiceLine("Thing", quantity=30_000, unit_price=price * 10_000, id=at)
        for at, price in enumerate(prices, 1)
    )
    return reckoned(Invoice(1, "EUR", DAY, DAY, id=7, state="issued", number="1", lines=lines, **fields))


def test_the_last_unit_takes_the_last_cent():
    invoice = made(0)
    line = replace(invoice.lines[0], gross=10_00, net=10_00, taxable=10_00)
    invoice = replace(invoice, lines=(line,), subtotal=10_00, total=10_00)
    notes = []
    for number in range(3):
        notes.append(issued(credit.by_lines(invoice, notes, {1: 10_000}, DAY), number))

    assert [note.total for note in notes] == [3_33, 3_33, 3_34]


def test_a_line_of_returned_goods_is_credited_by_its_negative_units():
    lines = (
        InvoiceLine("Sold", quantity=20_000, unit_price=10_00_0000, id=1),
        InvoiceLine("Returned", quantity=-10_000, unit_price=4_00_0000, id=2),
    )
    invoice = reckoned(Invoice(1, "EUR", DAY, DAY, state="issued", number="1", lines=lines))

    assert credit.by_lines(invoice, [], None, DAY).total == invoice.total
    assert credit.by_lines(invoice, [], {1: 10_000, 2: -10_000}, DAY).total == 6_00
    with pytest.raises(Refused, match="total_is_negative"):
        credit.by_lines(invoice, [], {2: -10_000}, DAY)
    with pytest.raises(Refused, match="above_what_is_left"):
        credit.by_lines(invoice, [], {1: 20_000}, DAY)


@pytest.mark.parametrize("amount", [0, -1, 30_01])
def test_an_amount_is_credited_up_to_what_is_left(amount):
    with pytest.raises(Refused):
        credit.by_amount(made(10_00), [], amount, DAY)


def test_headings_and_charges_do_not_come_along():
    invoice = made(1_00)
    invoice = replace(
        invoice, lines=(InvoiceLine("Ticket", kind="heading"), replace(invoice.lines[0], charge_id=3))
    )

    (line,) = credit.by_lines(invoice, [], None, DAY).lines

    assert (line.charge_id, line.corrects_line) == (None, 2)
