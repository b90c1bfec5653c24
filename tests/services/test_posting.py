"""Writing a group: numbers in its order, money once, nothing per invoice that could be done at once."""

from datetime import date

import pytest
from sqlalchemy import event

from billdesk.services.issuing import new_message_id
from billdesk.services.office import Office
from support.recurring import FLAT, Book, load, schedule
from support.running import assert_whole


@pytest.fixture
def book(office: Office) -> Book:
    return Book(office)


def test_message_ids_are_never_given_twice_and_name_the_shops_domain() -> None:
    found = {new_message_id("shop.example") for _ in range(1000)}
    assert len(found) == 1000
    assert all(one.startswith("<") and one.endswith("@shop.example>") for one in found)


def test_drafts_between_issued_ones_take_no_number(each_office: Office) -> None:
    book = Book(each_office)
    load(each_office, schedule("a"), schedule("b", auto_send=False), schedule("c"))
    book.run("2026-01-01")
    assert book.numbers() == ["INV-2026-00001", None, "INV-2026-00002"]
    assert_whole(each_office)


def test_credit_goes_to_the_first_invoice_first_and_never_into_another_currency(book: Book) -> None:
    payment = {"ref": "p", "customer": "acme", "date": "2025-12-01", "amount": "120.00", "method": "cash"}
    both = [schedule(name, apply_credit=True) for name in ("a", "b")]
    foreign = schedule("eur", apply_credit=True, currency="EUR", start="2025-12-30")
    load(book.office, foreign, *both, payments=[payment])
    book.run("2026-01-01")
    assert [(one.currency, one.settled) for one in book.invoices()] == [
        ("EUR", 0),
        ("USD", 10000),
        ("USD", 2000),
    ]


def test_numbers_start_anew_with_the_year_where_the_shop_wants_it(book: Book) -> None:
    shop = {"invoice_number": "{year}/{counter}", "number_reset_yearly": True, "email": "b@shop.example"}
    load(book.office, schedule(start="2025-12-31", frequency="weekly"), shop={"name": "Shop"} | shop)
    for day in ("2025-12-31", "2026-01-07", "2026-01-14"):
        book.run(day)
    assert book.numbers() == ["2025/1", "2026/1", "2026/2"]


def test_an_invoice_keeps_the_letterhead_of_its_day(book: Book) -> None:
    load(book.office, schedule())
    book.run("2026-01-01")
    book.change("""UPDATE settings SET value = '["Renamed"]' WHERE name = 'name'""")
    book.run("2026-02-01")
    found = book.rows(
        "SELECT l.content LIKE '%Renamed%' FROM invoices i JOIN letterheads l ON l.id = letterhead_id"
    )
    assert found == [(0,), (1,)]


def test_skipped_dates_are_remembered_with_their_reason(book: Book) -> None:
    load(book.office, schedule(catch_up="latest"))
    book.run("2026-02-01")
    assert [(one.billing_date, one.reason) for one in book.occurrences()] == [
        (date(2026, 1, 1), "catch_up"),
        (date(2026, 2, 1), ""),
    ]
    assert book.rows("SELECT act FROM audit WHERE kind = 'schedule'") == [("skipped",)]


def test_a_bigger_group_takes_no_more_statements(book: Book) -> None:
    load(book.office, *(schedule(f"s{at}", start="2026-01-01", lines=[FLAT]) for at in range(3)))
    many = [schedule(f"m{at}", start="2026-02-01", end="2026-02-01") for at in range(40)]
    for at, one in enumerate(many):
        one["customer"] = f"c{at}"
    customers = [{"ref": f"c{at}", "name": f"C{at}", "email": f"c{at}@example.com"} for at in range(40)]
    load(book.office, *many, customers=customers)
    counts = []
    for day in ("2026-01-01", "2026-02-01"):
        statements: list[str] = []
        event.listen(
            book.office.store.engine,
            "before_cursor_execute",
            lambda *found, to=statements: to.append(found[2]),
        )
        book.run(day)
        counts.append(len(statements))
    assert counts[1] <= counts[0]
