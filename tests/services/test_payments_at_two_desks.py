"""Money in any order at two desks: after each step all equations hold, and no row was ever changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from billdesk.services.check import Check
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from support.desks import Desk
from support.money import TODAY, refusal, small_shop
from support.money_equations import (
    ONLY_ADDED,
    money_rows,
    require_equations,
    require_only_added,
    require_statements,
)
from support.shops import office_at

few = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
"""Each goes on in the shop that the one before has left, so that they come to a long story."""
ISSUED = "state = 'issued' AND kind = 'invoice'"


class MoneyDesk(Desk):
    """A desk at which everything is done that may be done with money."""

    def bill(self, chance):
        customer = chance.choice((self.shop.customer, self.shop.other))
        key = self.shop.draft(
            chance.randint(0, 30_000), customer_id=customer, apply_credit=chance.random() < 0.3
        )
        self.shop.invoicing.issue(key, TODAY)

    def bill_ticket(self, chance):
        self.shop.part(chance.randint(1, 30_000))
        self.shop.invoicing.issue(self.shop.tickets.make_invoice(["t1"], TODAY).id, TODAY)

    def pay(self, chance):
        customer = chance.choice((self.shop.customer, self.shop.other))
        self.shop.payments.take(Received(customer, chance.randint(1, 60_000), TODAY, method="cash"))

    def split(self, chance):
        owed = f"{ISSUED} AND settled < total AND customer_id = {self.shop.customer}"
        keys = [self.ids("invoices", chance, owed) for _ in range(3)]
        parts = [(key, chance.choice((None, chance.randint(1, 5_000)))) for key in dict.fromkeys(keys)]
        over = chance.randint(0, 9_000)
        received = Received(self.shop.customer, 15_000 + over, TODAY, method="check", invoices=parts)
        self.shop.payments.take(received)

    def quick(self, chance):
        keys = {self.ids("invoices", chance, f"{ISSUED} AND settled < total") for _ in range(2)}
        self.shop.payments.quick(sorted(keys), TODAY)

    def reverse(self, chance):
        self.shop.payments.reverse(self.ids("payments", chance), TODAY, "bounced")

    def refund_payment(self, chance):
        amount = chance.choice((None, chance.randint(1, 20_000)))
        request = Request(TODAY, amount, method="cash", to_credit=chance.random() < 0.4)
        self.shop.payments.refund_payment(self.ids("payments", chance), request)

    def refund_invoice(self, chance):
        key = self.ids("invoices", chance, "state = 'issued'")
        request = Request(TODAY, chance.randint(1, 20_000), method="cash", to_credit=chance.random() < 0.4)
        self.shop.payments.refund_invoice(key, request)

    def refund_line(self, chance):
        key = self.ids("invoices", chance, ISSUED)
        lines = {one.id: chance.randint(1, 10_000) for one in self.shop.invoice(key).items[:1]}
        self.shop.payments.refund_invoice(key, Request(TODAY, lines=lines, method="cash"))

    def deposit(self, chance):
        self.shop.payments.deposit("t1", chance.randint(1, 20_000), "cash", TODAY)

    def release(self, chance):
        self.shop.payments.release_deposit(self.ids("payments", chance, "ticket_id IS NOT NULL"))

    def refund_deposit(self, chance):
        key = self.ids("payments", chance, "ticket_id IS NOT NULL AND NOT released")
        amount = chance.choice((None, chance.randint(1, 9_000)))
        self.shop.payments.refund_payment(key, Request(TODAY, amount, method="cash"))

    def grant(self, chance):
        self.shop.payments.grant(Received(self.shop.customer, chance.randint(1, 9_000), TODAY), "goodwill")

    def take_credit_back(self, chance):
        key = self.ids("payments", chance, "method = 'store_credit' AND used < amount")
        self.shop.payments.reverse(key, TODAY, "granted by mistake")

    def apply_credit(self, chance):
        self.shop.payments.apply_credit(chance.choice((self.shop.customer, self.shop.other)), TODAY)

    def credit(self, chance):
        key = self.ids("invoices", chance, ISSUED)
        lines = {one.id: chance.randint(1, 10_000) for one in self.shop.invoice(key).items[:1]}
        wanted = chance.choice((None, lines))
        self.shop.invoicing.credit(key, wanted, TODAY, chance.random() < 0.5)

    def write_off(self, chance):
        self.shop.invoicing.write_off(self.ids("invoices", chance, ISSUED), TODAY, "gone")

    def void(self, chance):
        self.shop.invoicing.void(self.ids("invoices", chance, f"{ISSUED} AND settled = 0"))


VERBS = tuple(name for name in vars(MoneyDesk) if not name.startswith("_"))
PICKS = st.integers(0, 10**6)
STORIES = st.lists(st.tuples(st.sampled_from(VERBS), PICKS), min_size=8, max_size=20)
TURNS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(VERBS), PICKS), min_size=15, max_size=30)


@pytest.fixture
def desks(shop_target):
    """Two desks in the small shop, at which something was billed already."""
    office = office_at(shop_target)
    shop = small_shop(office)
    found = [MoneyDesk(shop, shop_target), MoneyDesk(shop, shop_target)]
    for at in range(4):
        found[at % 2].step("bill", at)
    yield found
    office.store.close()
    for desk in found:
        desk.close()


@few
@given(TURNS)
def test_after_each_step_of_two_desks_in_turn_every_equation_holds_and_no_row_was_changed(desks, turns):
    one = desks[0].shop.office
    before = money_rows(one)
    for at, verb, pick in turns:
        desks[at].step(verb, pick)
        seen = desks[1 - at].shop.office  # what one desk did is what the other sees
        after = money_rows(seen)
        require_only_added(before, after)
        require_equations(seen)
        require_statements(seen)
        before = after
    assert Check(one).all() == []
    assert [desk.unexpected for desk in desks] == [[], []]


@few
@given(STORIES, STORIES)
def test_two_desks_at_once_leave_money_that_adds_up(desks, one, other):
    office, gate = desks[0].shop.office, Barrier(2)
    before = money_rows(office)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda desk, steps: desk.do(steps, gate), desks, (one, other)))

    assert [desk.unexpected for desk in desks] == [[], []]
    require_only_added(before, money_rows(office))
    require_equations(office)
    require_statements(office)
    assert Check(office).all() == []


def test_every_verb_is_possible_and_does_something(desks):
    desk, office = desks[0], desks[0].shop.office
    for at in range(6):
        for verb in ("bill", "bill_ticket", "deposit", "pay", "grant", "split"):
            desk.step(verb, at)
    idle = []
    for verb in VERBS:
        for pick in range(25):
            for first in ("bill", "grant"):
                desk.step(first, pick)
            before = money_rows(office)
            desk.step(verb, pick)
            if money_rows(office) != before:
                break
        else:
            idle.append(verb)
    assert idle == []
    require_equations(office)
    require_statements(office)


@pytest.mark.parametrize("table", ONLY_ADDED)
def test_no_row_of_money_can_be_updated_or_deleted(desks, table):
    desk = desks[0]
    for verb in ("bill", "pay", "pay", "reverse", "write_off", "bill", "write_off"):
        desk.step(verb, 3)
    office = desk.shop.office
    with office.work() as work:
        column = {"audit": "act", "receipts": "sha256"}.get(table, "amount")
        value = "'x'" if column != "amount" else "amount + 1"
        count = work.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        if table == "receipts" and not count:
            work.traces.freeze_receipt(1, b"%PDF", office.now())
            count = 1
        assert count, f"there is nothing in {table} to try it with"
        for sql in (f"UPDATE {table} SET {column} = {value}", f"DELETE FROM {table}"):
            assert refusal(work.attempt, lambda sql=sql: work.connection.execute(text(sql))) == (
                "rows_are_only_added"
            )
