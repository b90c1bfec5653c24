"""How the rows of Take payment are written."""

from datetime import date

from billdesk.domain.payment import Payment
from billdesk.domain.split import OpenInvoice, Split
from billdesk.services.taking import Lately
from billdesk.ui.pages.payment_rows import Writer, rows_of

TODAY = date(2026, 2, 1)


def invoice(key, due, balance=10_00, title=""):
    return OpenInvoice(key, f"INV-{key}", title, TODAY, due, 10_00, balance, "USD")


def said(bench, columns, row):
    return [column.cell(row).said for column in columns][1:-1]


def test_an_invoice_says_its_age_what_it_gets_and_what_stays_open(make_bench):
    columns = Writer(make_bench("empty"), TODAY).columns()
    late, now = invoice(1, date(2026, 1, 26), title="Disks"), invoice(2, date(2026, 2, 9), 4_00)
    split = Split((late, now), first=1).receiving(10_00).setting(2, 1_50)

    rows = [said(None, columns, row) for row in rows_of(split)]

    assert rows[0] == [
        "INV-1 Disks · you came from here",
        "Jan 26",
        "Overdue 6 d",
        "10.00",
        "8.50",
        "1.50 stays open",
    ]
    assert rows[1] == ["INV-2 set by hand", "Feb 9", "Partly paid", "4.00", "1.50", "2.50 stays open"]
    paid = said(None, columns, rows_of(split.setting(1, 10_00))[0])
    assert paid[-1] == "paid"
    assert said(None, columns, rows_of(split.setting(1, 11_00))[0])[-1] == "too much"


def test_what_came_in_lately_says_what_it_settled(make_bench):
    columns = Writer(make_bench("empty"), TODAY).lately()
    payment = Payment(1, 5_00, "USD", TODAY, "check", "2291")

    many = Lately(payment, ("A", "B", "C", "D", "E"))
    assert [one.cell(many).said for one in columns] == ["Feb 1", "Check 2291", "A, B, C, 2 more", "5.00"]
    assert columns[2].cell(Lately(payment, ())).said == "on account"
