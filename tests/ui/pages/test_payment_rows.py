"""How the rows of Take payment are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.lists import PageKey, Sort
from billdesk.domain.payment import Payment
from billdesk.domain.split import OpenInvoice, Split
from billdesk.services.taking import Lately
from billdesk.ui.models.paged import PageRequest
from billdesk.ui.pages.payment_rows import Differing, SplitRows, Writer

TODAY = date(2026, 2, 1)


def invoice(key, due, balance=10_00, title=""):
    return OpenInvoice(key, f"INV-{key}", title, TODAY, due, 10_00, balance, "USD")


def said(bench, columns, row):
    return [column.cell(row).said for column in columns][1:-1]


def test_an_invoice_says_its_age_what_it_gets_and_what_stays_open(make_bench):
    columns = Writer(make_bench("empty"), TODAY).columns()
    late, now = invoice(1, date(2026, 1, 26), title="Disks"), invoice(2, date(2026, 2, 9), 4_00)
    split = Split((late, now), first=1).receiving(10_00).setting(2, 1_50)

    rows = [said(None, columns, row) for row in SplitRows(split).values()]

    assert rows[0] == [
        "INV-1 Disks · you came from here",
        "Jan 26",
        "Overdue 6 d",
        "10.00",
        "8.50",
        "1.50 stays open",
    ]
    assert rows[1] == ["INV-2 set by hand", "Feb 9", "Partly paid", "4.00", "1.50", "2.50 stays open"]
    paid = said(None, columns, SplitRows(split.setting(1, 10_00))[1])
    assert paid[-1] == "paid"
    assert said(None, columns, SplitRows(split.setting(1, 11_00))[1])[-1] == "too much"


def test_what_came_in_lately_says_what_it_settled(make_bench):
    columns = Writer(make_bench("empty"), TODAY).lately()
    payment = Payment(1, 5_00, "USD", TODAY, "check", "2291")

    many = Lately(payment, ("A", "B", "C", "D", "E"))
    assert [one.cell(many).said for one in columns] == ["Feb 1", "Check 2291", "A, B, C, 2 more", "5.00"]
    assert columns[2].cell(Lately(payment, ())).said == "on account"


MANY = Split(tuple(invoice(at, date(2026, 2, 9)) for at in range(10, 1_010)))


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, range(10, 13)),
        ({"offset": 998}, range(1_008, 1_010)),
        ({"offset": 5_000}, ()),
        ({"after": PageKey(None, 499)}, range(500, 503)),
        ({"before": PageKey(None, 500)}, range(497, 500)),
        ({"after": PageKey(None, 7)}, range(10, 13)),  # of a customer who is shown no more
    ],
)
def test_a_page_of_many_rows_is_made_when_it_is_asked_for(asked, ids):
    page = SplitRows(MANY).fetch(PageRequest(None, Sort("", False), 3, **asked))
    assert [row.id for row in page.rows] == [*ids]
    if page.rows:
        assert (page.first.id, page.last.id) == (ids[0], ids[-1])


@given(st.integers(0, 50_000), st.integers(0, 50_000), st.sampled_from([None, 10, 400]))
def test_those_that_differ_are_just_those_whose_row_is_another_one(before, now, by_hand):
    rows = SplitRows(MANY.receiving(before))
    split = MANY.receiving(now)
    more = SplitRows(split if by_hand is None else split.setting(by_hand, 3_00), rows)
    differing = Differing(more, rows)
    expected = {key: row for key, row in more.items() if rows[key] != row}
    assert dict(differing) == expected
    assert (10 in differing) == (10 in expected)
    assert len(more) == more.count()[0].count == 1_000
