"""Statements: they add up to the balances, are saved and e-mailed, and what was e-mailed is kept."""

from datetime import timedelta

import pytest

from billdesk.domain.errors import Missing, Rejected
from billdesk.domain.statement import Wanted
from billdesk.services.payments import Received
from billdesk.services.statements import Statements
from support.money import TODAY, refusal

MONTH = timedelta(30)


@pytest.fixture
def account(shop):
    """Two invoices, one of last month, and a payment of this one."""
    shop.issued(100_00, date=TODAY - MONTH, due_date=TODAY - MONTH, title="Disks")
    shop.payments.take(Received(shop.customer, 40_00, TODAY, method="check", reference="2291"))
    shop.issued(30_00)
    return shop


def activity(shop, start=TODAY, end=TODAY):
    return Wanted(shop.customer, "EUR", end, start)


def test_a_statement_begins_with_what_was_owed_and_ends_with_what_is(account):
    statements = Statements(account.office)
    found = statements.read(activity(account), TODAY)
    assert (found.opening, found.closing) == (100_00, 90_00)
    assert [(one.move.kind, one.balance) for one in found.lines] == [("invoice", 130_00), ("payment", 90_00)]
    before = statements.read(activity(account, TODAY - 2 * MONTH, TODAY - timedelta(1)), TODAY)
    assert (before.opening, before.closing, len(before.lines)) == (0, 100_00, 1)
    assert found.ageing.parts == (30_00, 60_00, 0, 0, 0)


def test_open_items_are_those_of_today_with_what_is_open_of_them(account):
    found = Statements(account.office).read(Wanted(account.customer, "EUR", TODAY), TODAY)
    assert [(one.title, one.total, one.balance) for one in found.items] == [
        ("Disks", 100_00, 60_00),
        ("", 30_00, 30_00),
    ]
    assert found.closing == found.ageing.total == 90_00


def test_a_statement_in_another_currency_holds_nothing_of_this_one(account):
    account.issued(7_00, currency="USD")
    statements = Statements(account.office)
    assert statements.currencies(account.customer) == ("EUR", "USD")
    found = statements.read(Wanted(account.customer, "USD", TODAY, TODAY), TODAY)
    assert (found.opening, found.closing) == (0, 7_00)


def test_rubbish_is_refused_with_its_reason(account):
    read = Statements(account.office).read
    for key in (0, -1, 10**30):
        with pytest.raises(Missing):
            read(Wanted(key, "EUR", TODAY, TODAY), TODAY)
    backwards = Wanted(account.customer, "EUR", TODAY - MONTH, TODAY)
    assert refusal(read, backwards, TODAY) == "period_ends_before_it_begins"
    assert refusal(read, Wanted(account.customer, "bananas", TODAY, TODAY), TODAY) == "currency_unknown"
    month = Statements(account.office).month
    assert refusal(month, TODAY, TODAY - MONTH) == "period_ends_before_it_begins"


def test_all_accounts_of_a_month_are_found_with_whether_they_can_be_e_mailed(account):
    account.issued(5_00, customer_id=account.other)
    rows = Statements(account.office).month(TODAY, TODAY)
    assert [(one.customer, one.balance, one.reachable) for one in rows] == [
        ("Acme", 90_00, True),
        ("Bolt", 5_00, False),
    ]


def test_statements_are_saved_by_customer_and_month_and_overwrite_nothing(account, tmp_path):
    statements, month = Statements(account.office), (TODAY, TODAY + timedelta(27))
    (tmp_path / "Statement Acme 2026-02 EUR.pdf").write_text("mine")
    heard = []
    wanted = [activity(account, *month), Wanted(account.customer, "EUR", TODAY)]
    saved = statements.save(wanted, tmp_path, TODAY, progress=lambda *done: heard.append(done))
    names = ["Statement Acme 2026-02 EUR (2).pdf", "Open items Acme 2026-02-01 EUR.pdf"]
    assert [one.name for one in saved] == names
    assert saved[0].read_bytes().startswith(b"%PDF")
    assert heard == [(1, 2), (2, 2)]
    assert statements.save(wanted, tmp_path, TODAY, stop=lambda: True) == []


def test_what_is_e_mailed_is_kept_and_told_with_the_customer(account):
    statements = Statements(account.office)
    wanted = activity(account)
    keys = statements.queue([wanted], TODAY)
    with account.office.reading() as work:
        delivery = work.outbox.by_id(keys[0])
        kept = work.traces.statements([delivery.statement_id])[delivery.statement_id]
        told = work.traces.of("customer", account.customer)
    assert (delivery.kind, delivery.recipients) == ("statement", ("pay@acme.example",))
    assert kept.pdf == statements.pdf(wanted, TODAY)
    assert (kept.facts["balance"], kept.facts["overdue"]) == ("€90.00", "€60.00")
    assert [one.act for one in told] == ["statement_queued"]
    account.issued(1_00)
    with account.office.reading() as work:
        assert work.traces.statements([kept.id])[kept.id].pdf == kept.pdf


def test_nothing_is_queued_where_one_cannot_be_e_mailed(account):
    statements = Statements(account.office)
    wanted = [activity(account), Wanted(account.other, "EUR", TODAY, TODAY)]
    assert [(one.place, one.code) for one in statements.can_queue(wanted)] == [("Bolt", "no_address")]
    with pytest.raises(Rejected):
        statements.queue(wanted, TODAY)
    with account.office.reading() as work:
        assert work.outbox.counts() == {}
