"""How the rows of the list of payments are written."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.payment_list import PaymentRow
from billdesk.services.payment_sheet import Settled
from billdesk.ui.panes.payment_columns import Writer

ROW = PaymentRow(1, "R-7", date(2026, 2, 1), 1, "Acme", "check", "2291", "USD", 30_00, 0, False, False)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, ["Acme R-7 · Check 2291", "Feb 1", "30.00"]),
        (replace(ROW, credit=5_00), ["Acme R-7 · Check 2291", "Feb 1", "30.00 5.00 to credit"]),
        (replace(ROW, credit=5_00, held=True), ["Acme R-7 · Check 2291", "Feb 1", "30.00 5.00 held"]),
        (replace(ROW, reversed=True, reference=""), ["Acme R-7 · Check", "Feb 1", "30.00 taken back"]),
        (replace(ROW, number=None, currency="CAD"), ["Acme Check 2291", "Feb 1", "CAD 30.00"]),
    ],
)
def test_a_payment_says_who_how_when_and_what_is_left(make_bench, row, said):
    columns = Writer(make_bench("empty")).columns()
    assert [column.cell(row).said for column in columns[1:-1]] == said


def test_an_invoice_that_it_settles_says_whether_it_is_paid(make_bench):
    columns = Writer(make_bench("empty")).settles("USD")
    open_one = Settled(1, "INV-1", "Disks", 5_00, 1_00)
    assert [one.cell(open_one).said for one in columns] == ["INV-1", "Disks", "5.00", "Partly paid"]
    assert columns[3].cell(replace(open_one, balance=0)).said == "Paid"
