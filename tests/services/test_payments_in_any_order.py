"""Money in any order: whatever is done, every equation holds, and no number is missing."""

from datetime import UTC, datetime
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from billdesk.domain import refund
from billdesk.domain.errors import BillDeskError
from billdesk.domain.invoice import InvoiceLine
from billdesk.services.check import Check
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from billdesk.services.store_credit import StoreCredit
from support.money import TODAY, VAT, small_shop
from support.shops import office_at

AMOUNTS = st.integers(1, 30_000)
PICK = st.integers(0, 10_000)
FEES = st.sampled_from((0, 0, 1, 5_00))


class Money(RuleBasedStateMachine):
    """A shop on a file, and everything that may be done with its money."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.shop = small_shop(
            office_at(f"{self.folder.name}/shop", lambda: datetime(2026, 2, 1, tzinfo=UTC))
        )
        self.refused = self.granted = 0

    def teardown(self):
        self.shop.office.store.close()
        self.folder.cleanup()

    def attempt(self, act, *arguments):
        """Do something; where a rule refuses it, it must say so, and the invariants look at what is left."""
        try:
            return act(*arguments)
        except BillDeskError:
            self.refused += 1
            return None

    def one(self, ids, pick):
        assume(ids)
        return ids[pick % len(ids)]

    def invoices(self, state="issued", kind="invoice"):
        with self.shop.office.reading() as work:
            return [one.id for one in work.invoices.all() if (one.state, one.kind) == (state, kind)]

    def received(self):
        with self.shop.office.reading() as work:
            return [one.id for one in work.payments.all()]

    @rule(
        lines=st.lists(
            st.tuples(st.integers(1, 30_000), st.integers(0, 9_999_999), st.booleans()), max_size=3
        ),
        credit=st.booleans(),
        issue=st.booleans(),
    )
    def bill(self, lines, credit, issue):
        made = tuple(
            InvoiceLine(
                "Thing",
                quantity=quantity,
                unit_price=price,
                rates=(VAT,) if taxed else (),
                tax_name="VAT" if taxed else "",
            )
            for quantity, price, taxed in lines
        )
        key = self.shop.write(lines=made, apply_credit=credit)
        if issue:
            self.attempt(self.shop.invoicing.issue, key, TODAY)

    @rule(price=AMOUNTS, held=AMOUNTS, issue=st.booleans())
    def bill_ticket(self, price, held, issue):
        self.shop.part(price)
        self.shop.payments.deposit("t1", held, "cash", TODAY)
        draft = self.shop.tickets.make_invoice(["t1"], TODAY)
        if issue:
            self.shop.invoicing.issue(draft.id, TODAY)

    @rule(pick=PICK)
    def issue(self, pick):
        self.attempt(self.shop.invoicing.issue, self.one(self.invoices("draft"), pick), TODAY)

    @rule(pick=PICK)
    def delete(self, pick):
        self.shop.invoicing.delete_draft(self.one(self.invoices("draft"), pick))

    @rule(amount=AMOUNTS)
    def pay(self, amount):
        self.shop.payments.take(Received(self.shop.customer, amount, TODAY))

    @rule(pick=PICK, amount=AMOUNTS, more=AMOUNTS)
    def pay_one(self, pick, amount, more):
        key = self.one(self.invoices(), pick)
        self.attempt(
            self.shop.payments.take,
            Received(
                self.shop.customer,
                amount + more,
                TODAY,
                invoices=[(key, min(amount, self.shop.balance(key) or 1))],
            ),
        )

    @rule(pick=PICK)
    def quick(self, pick):
        self.attempt(self.shop.payments.quick, [self.one(self.invoices(), pick)], TODAY)

    @rule()
    def apply_credit(self):
        self.attempt(self.shop.payments.apply_credit, self.shop.customer, TODAY)

    @rule(pick=PICK, units=st.integers(1, 20_000), whole=st.booleans(), keep=st.booleans())
    def credit(self, pick, units, whole, keep):
        key = self.one(self.invoices(), pick)
        lines = (
            None if whole else {one.id: min(units, one.quantity) for one in self.shop.invoice(key).items[:1]}
        )
        self.attempt(self.shop.invoicing.credit, key, lines, TODAY, keep)

    @rule(pick=PICK, amount=AMOUNTS, keep=st.booleans(), fee=FEES)
    def refund_invoice(self, pick, amount, keep, fee):
        key = self.one(self.invoices() + self.invoices(kind="credit_note"), pick)
        request = Request(TODAY, amount, to_credit=keep, fee=fee)
        foreseen = self.foreseen(key, amount, fee)
        done = self.attempt(self.shop.payments.refund_invoice, key, request)
        if key in self.invoices():
            out = sum(one.amount for one in done.refunds) if done else None
            assert out == foreseen, "the screen says what then happens"

    def foreseen(self, key, amount, fee):
        """What the screen says that will go back; None where it says that nothing can."""
        try:
            return refund.by_amount(self.shop.payments.refund_sheet(key).paid, amount, fee).out
        except BillDeskError:
            return None

    @rule(pick=PICK, amount=st.none() | AMOUNTS, keep=st.booleans(), fee=FEES)
    def refund_payment(self, pick, amount, keep, fee):
        key = self.one(self.received(), pick)
        self.attempt(self.shop.payments.refund_payment, key, Request(TODAY, amount, to_credit=keep, fee=fee))

    @rule(pick=PICK, fee=FEES)
    def reverse(self, pick, fee):
        self.attempt(self.shop.payments.reverse, self.one(self.received(), pick), TODAY, "bounced", fee)

    @rule(amount=AMOUNTS)
    def grant(self, amount):
        self.shop.payments.grant(Received(self.shop.customer, amount, TODAY), "goodwill")
        self.granted += amount

    @rule(amount=st.none() | AMOUNTS)
    def take_back_credit(self, amount):
        credit = StoreCredit(self.shop.office)
        self.attempt(credit.take_back, self.shop.customer, "EUR", amount, TODAY, "too much")

    @rule(amount=st.none() | AMOUNTS)
    def pay_out(self, amount):
        request = Request(TODAY, amount, method="cash")
        self.attempt(StoreCredit(self.shop.office).pay_out, self.shop.customer, "EUR", request)

    @rule(pick=PICK)
    def release(self, pick):
        self.attempt(self.shop.payments.release_deposit, self.one(self.received(), pick))

    @rule(pick=PICK)
    def void(self, pick):
        self.attempt(self.shop.invoicing.void, self.one(self.invoices(), pick))

    @rule(pick=PICK)
    def write_off(self, pick):
        self.attempt(self.shop.invoicing.write_off, self.one(self.invoices(), pick), TODAY, "gone")

    @rule(pick=PICK)
    def take_back_write_off(self, pick):
        key = self.one(self.invoices(), pick)
        self.attempt(self.shop.invoicing.take_back_write_off, key, TODAY, "pays after all")

    @invariant()
    def everything_agrees(self):
        assert Check(self.shop.office).all() == []

    @invariant()
    def the_equations_of_payments_hold(self):
        with self.shop.office.reading() as work:
            invoices = {one.id: one for one in work.invoices.all()}
            payments, allocations = work.payments.all(), work.payments.allocations()
            refunds = work.payments.refunds()
        for payment in payments:
            allocated = sum(one.amount for one in allocations if one.payment_id == payment.id)
            refunded = sum(one.amount for one in refunds if one.payment_id == payment.id)
            assert allocated + refunded + payment.credit == payment.amount
            assert min(allocated, refunded, payment.credit) >= 0
        for invoice in invoices.values():
            settled = sum(one.amount for one in allocations if one.invoice_id == invoice.id)
            notes = [
                one for one in invoices.values() if one.corrects_id == invoice.id and one.state == "issued"
            ]
            assert 0 <= settled <= invoice.total
            assert sum(note.total for note in notes) <= invoice.total
            if sum(note.total for note in notes) == invoice.total and notes:
                assert sum(note.tax for note in notes) == invoice.tax
        received = [one for one in payments if one.method != "store_credit"]
        out = sum(one.amount for one in refunds if one.kind == "refund")
        came_in = sum(one.amount for one in received) + self.granted
        assert out <= came_in, "no more goes out than came in or was given"
        withdrawn = sum(one.amount for one in refunds if one.kind == "withdrawn")
        assert withdrawn <= self.granted, "nobody loses what is theirs"

    @invariant()
    def numbers_have_no_gap(self):
        with self.shop.office.reading() as work:
            found = [one for one in work.invoices.all() if one.number]
        for kind, word in (("invoice", "INV"), ("credit_note", "CN")):
            numbers = sorted(one.number for one in found if one.kind == kind)
            assert numbers == [f"{word}-2026-{at:05}" for at in range(1, len(numbers) + 1)]


Money.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestMoney = pytest.mark.timeout(400)(Money.TestCase)  # what fails is made short for up to five minutes
