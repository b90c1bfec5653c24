"""Accounts: what moved them is found, in order, on both databases, and along indexes."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from billdesk.domain.statement import Ageing
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from billdesk.storage.reader import Reader
from billdesk.storage.statements import Account, Accounts
from support.money import TODAY


@pytest.fixture
def moved(each_shop):
    """An account on which everything happened that can happen."""
    shop = each_shop
    shop.invoicing.void(shop.issued(77_00))
    shop.draft(88_00)
    first = shop.issued(100_00, title="Disks")
    paid = shop.payments.take(Received(shop.customer, 150_00, TODAY, method="check", reference="2291"))
    shop.payments.refund_payment(paid.payments[0].id, Request(TODAY, 60_00, to_credit=True))
    shop.payments.grant(Received(shop.customer, 5_00, TODAY), "goodwill")
    shop.payments.deposit("T-00001", 9_00, "cash", TODAY)
    bounced = shop.payments.take(Received(shop.customer, 3_00, TODAY, on_account=True)).payments[0]
    shop.payments.reverse(bounced.id, TODAY, "bounced")
    shop.payments.refund_invoice(first, Request(TODAY, 10_00, method="cash"))
    shop.invoicing.write_off(shop.issued(40_00), TODAY, "gone")
    shop.issued(30_00)
    return shop


def test_everything_that_moves_an_account_is_found_in_its_order(moved):
    with moved.office.reading() as work:
        found = work.accounts.moves(Account(moved.customer, "EUR"), TODAY)
        later = work.accounts.moves(Account(moved.customer, "EUR"), TODAY + timedelta(1))
        other = work.accounts.moves(Account(moved.other, "EUR"), TODAY)
    assert [(one.kind, one.amount) for one in found] == [
        ("invoice", 100_00),
        ("credit_note", -10_00),
        ("invoice", 40_00),
        ("invoice", 30_00),
        ("payment", -150_00),
        ("credit", -60_00),
        ("credit", -5_00),
        ("deposit", -9_00),
        ("payment", -3_00),
        ("to_credit", 60_00),
        ("reversal", 3_00),
        ("refund", 10_00),
        ("write_off", -40_00),
    ]
    assert (found[0].number, found[0].title, found[0].due_date) == ("INV-2026-00002", "Disks", TODAY)
    assert found[-2].number == "CN-2026-00001"
    assert found[-3].title == "bounced"
    assert (later, other) == ([], [])


def test_an_account_stands_at_the_sum_of_its_moves(moved):
    with moved.office.reading() as work:
        moves = work.accounts.moves(Account(moved.customer, "EUR"), TODAY - timedelta(999))
        standing = work.accounts.standing(moved.customer)["EUR"]
        every = work.accounts.moved(TODAY, TODAY)
        currencies = work.accounts.currencies(moved.customer)
    assert standing.balance == sum(one.amount for one in moves) == -34_00
    assert (standing.owed, standing.credit, standing.held, standing.notes) == (40_00, 65_00, 9_00, 0)
    assert every == {Account(moved.customer, "EUR"): -34_00}
    assert currencies == {"EUR"}


def test_what_is_owed_has_its_age(each_shop):
    for days in (-3, 0, 1, 30, 31, 60, 61, 90, 91, 400):
        due = TODAY - timedelta(days)
        each_shop.issued(1_00, date=min(due, TODAY), due_date=due)
    with each_shop.office.reading() as work:
        found = work.accounts.ageing(Account(each_shop.customer, "EUR"), TODAY)
        nothing = work.accounts.ageing(Account(each_shop.other, "EUR"), TODAY)
    assert found.parts == (2_00, 2_00, 2_00, 2_00, 2_00)
    assert nothing == Ageing()


def test_accounts_are_found_that_moved_in_a_period_or_stood_at_something_at_its_end(each_shop):
    shop, before, later = each_shop, TODAY - timedelta(40), TODAY + timedelta(40)

    def moved(day):
        with shop.office.reading() as work:
            return work.accounts.moved(day, day)

    one, other = Account(shop.customer, "EUR"), Account(shop.other, "EUR")
    assert moved(TODAY) == {}
    shop.payments.quick([shop.issued(10_00, customer_id=shop.other)], TODAY)
    assert (moved(before), moved(TODAY), moved(later)) == ({}, {other: 0}, {})
    old = shop.issued(10_00, date=before, due_date=before)
    shop.payments.take(Received(shop.other, 1_00, TODAY, on_account=True))
    assert moved(before) == {one: 10_00}
    assert moved(later) == {one: 10_00, other: -1_00}
    shop.payments.quick([old], TODAY)
    assert moved(before + timedelta(1)) == {one: 10_00}, "it was paid only later"


class Overhearing(Reader):
    """A reader that keeps what it is asked, and answers with nothing or zeros."""

    def rows(self, question):
        self.heard = question.sql
        return [(0,) * 5] if "due_day <" in question.sql else []


def test_no_table_is_read_through_for_one_account(shop):
    reader = Overhearing(None, True)
    accounts, account, heard = Accounts(reader), Account(1, "EUR"), []
    for ask in (
        lambda: accounts.moves(account, TODAY),
        lambda: accounts.ageing(account, TODAY),
        lambda: accounts.standing(1),
    ):
        ask()
        heard.append(reader.heard.replace("?", "1"))
    with shop.office.reading() as work:
        plans = [work.connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all() for sql in heard]
    through = [row.detail for plan in plans for row in plan if row.detail.startswith("SCAN")]
    assert [one for one in through if "SUBQUERY" not in one] == []
