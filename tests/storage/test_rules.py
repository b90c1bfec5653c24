"""The rules that the database holds by itself: each is broken by bare SQL, on both databases, and refused."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from billdesk.domain.card import Charge as Try
from billdesk.domain.catalog import Product
from billdesk.domain.errors import BillDeskError, Refused
from billdesk.domain.history import Occurrence
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.money import SCALE
from billdesk.domain.numbering import Series
from billdesk.domain.payment import Refund
from billdesk.domain.products import Price
from billdesk.domain.tax import Rate, Tax
from billdesk.domain.ticket import Charge, Note, Ticket
from billdesk.storage.rules import EFFECTS, GUARDS, statements
from billdesk.storage.traces import SentStatement, Trace
from support.ledger import AT, TODAY, a_schedule, add_customers, an_invoice, an_issue, pay

FINAL, ADDED = "issued_is_final", "rows_are_only_added"
VAT = Rate("VAT", 19 * SCALE)


def charged(key, charge):
    """A draft that bills one charge."""
    line = InvoiceLine("Part", quantity=SCALE, unit_price=100 * SCALE, charge_id=charge, source="charge")
    return an_invoice(key, lines=(line,))


@pytest.fixture
def office(each_office):
    """1 is a draft, 2 partly paid, 3 paid, 4 void, 5 a credit note, 6 bills a charge, 7 has tax."""
    taxed = an_invoice(7, lines=(InvoiceLine("Work", quantity=SCALE, unit_price=100 * SCALE, rates=(VAT,)),))
    with each_office.work() as work:
        add_customers(work, "Acme", "Bolt")
        work.catalog.add_taxes([Tax(1, "vat", "VAT", (VAT,))])
        work.catalog.add_products([Product(1, "part", "Part", unit_price=100 * SCALE)])
        work.catalog.add_price(1, Price(TODAY, 100 * SCALE), AT)
        work.tickets.add([Ticket(1, "ticket-1", 1, "Printer")])
        work.tickets.add_charges([Charge(key, 1, 1, "Part", SCALE, 100 * SCALE) for key in (1, 2)])
        work.schedules.add([a_schedule()])
        invoices = [an_invoice(key, 100) for key in (2, 3, 4)]
        invoices += [an_invoice(5, 60, kind="credit_note"), charged(6, 1), taxed]
        rows = [(one, an_issue(work, f"INV-{one.id}", one.id)) for one in invoices]
        work.invoices.add([(an_invoice(1), None), *rows], AT)
        work.schedules.add_occurrences([Occurrence(1, 0, TODAY, "billed", 2)], AT)
        pay(work, 1, invoices[1], 100)
        pay(work, 2, invoices[0], 40)
        work.invoices.void(4)
        work.payments.write_off(7, 9, TODAY, "lost", AT)
        work.payments.refund([Refund(10, TODAY, credit_note_id=5)], AT)
        work.settings.keep_series(Series("invoice", "INV-{counter}", False, 2026, 7))
        work.traces.add([Trace("invoice", 2, "issued")], AT, "desk")
        work.traces.freeze(2, b"%PDF", AT)
        work.traces.freeze_receipt(1, b"%PDF", AT)
        work.traces.keep_statements([SentStatement(1, {}, b"%PDF")], AT)
        work.tickets.add_notes([Note(1, 1, AT, "Ada", "Rang back")])
        work.cards.queue([Try(2), Try(3)], AT)
        work.cards.write(Try(2, state="refused", reason="card_refused", id=1), AT)
        work.cards.write(Try(3, state="taken", key="k", amount=100, currency="EUR", payment_id=1, id=2), AT)
        work.commit()
    return each_office


def one(office, sql):
    with office.reading() as work:
        return tuple(work.connection.execute(text(sql)).one())


def do(office, *sql):
    with office.work() as work:
        for statement in sql:
            work.connection.execute(text(statement))
        work.commit()


def line(key, invoice, charge="NULL"):
    """A bare line."""
    return (
        "INSERT INTO invoice_lines (id, invoice_id, position, kind, source, description, note, quantity,"
        " unit, unit_price, tax_name, rates, gross, net, taxable, charge_id)"
        f" VALUES ({key}, {invoice}, 9, 'item', 'manual', 'x', '', 1, '', 1, '', '[]', 1, 1, 1, {charge})"
    )


ALLOCATION = (
    "INSERT INTO allocations (payment_id, credit_note_id, invoice_id, amount, day, made_at)"
    " VALUES ({payment}, {note}, {invoice}, {amount}, '2026-03-10', '2026-03-10')"
)


def allocation(invoice, amount=1, payment="NULL", note="NULL"):
    return ALLOCATION.format(payment=payment, note=note, invoice=invoice, amount=amount)


def late_fee(invoice, fee_invoice):
    return (
        "INSERT INTO late_fees (invoice_id, number, day, fee_invoice_id, made_at)"
        f" VALUES ({invoice}, 1, '2026-03-10', {fee_invoice}, '2026-03-10')"
    )


BROKEN = {
    "an issued invoice gets another total": (
        "UPDATE invoices SET total = 1, subtotal = 1 WHERE id = 2",
        FINAL,
    ),
    "an issued invoice gets another customer": (
        "UPDATE invoices SET customer_id = 2 WHERE id = 2",
        FINAL,
    ),
    "an issued invoice gets another number": (
        "UPDATE invoices SET number = 'X' WHERE id = 2",
        FINAL,
    ),
    "a void invoice gets another day": (
        "UPDATE invoices SET day = '2020-01-01' WHERE id = 4",
        FINAL,
    ),
    "a void invoice is issued again": ("UPDATE invoices SET state = 'issued' WHERE id = 4", "no_such_step"),
    "an issued invoice is a draft again": (
        "UPDATE invoices SET state = 'draft' WHERE id = 2",
        "no_such_step",
    ),
    "a draft is voided": ("UPDATE invoices SET state = 'void' WHERE id = 1", "no_such_step"),
    "a paid invoice is voided": ("UPDATE invoices SET state = 'void' WHERE id = 3", "invoice_has_payments"),
    "an issued invoice is deleted": ("DELETE FROM invoices WHERE id = 2", FINAL),
    "a void invoice is deleted": ("DELETE FROM invoices WHERE id = 4", FINAL),
    "a line is added to an issued invoice": (line(900, 2), FINAL),
    "a line of an issued invoice is changed": (
        "UPDATE invoice_lines SET net = 5 WHERE invoice_id = 2",
        FINAL,
    ),
    "a line of an issued invoice is deleted": (
        "DELETE FROM invoice_lines WHERE invoice_id = 2",
        FINAL,
    ),
    "a tax of an issued invoice is changed": (
        "UPDATE invoice_taxes SET amount = 5 WHERE invoice_id = 7",
        FINAL,
    ),
    "a tax of an issued invoice is deleted": (
        "DELETE FROM invoice_taxes WHERE invoice_id = 7",
        FINAL,
    ),
    "a billed charge is billed again": (line(900, 1, charge=1), "charge_is_billed"),
    "a billed charge is deleted": ("DELETE FROM charges WHERE id = 1", "charge_is_billed"),
    "a payment settles another customer's invoice": (allocation(2, payment=3), "allocation_does_not_fit"),
    "a payment settles a draft": (allocation(1, payment=2), "allocation_does_not_fit"),
    "a payment settles a credit note": (allocation(5, payment=2), "allocation_does_not_fit"),
    "an invoice settles an invoice": (allocation(2, note=7), "allocation_does_not_fit"),
    "a late fee is billed by a draft": (late_fee(2, 1), "late_fee_does_not_fit"),
    "a late fee is billed by the invoice itself": (late_fee(2, 2), "late_fee_does_not_fit"),
    "a late fee is of a credit note": (late_fee(5, 2), "late_fee_does_not_fit"),
    "a late fee is changed": (f"{late_fee(2, 3)}; UPDATE late_fees SET number = 2", ADDED),
    "a late fee is deleted": (f"{late_fee(2, 3)}; DELETE FROM late_fees", ADDED),
    "an allocation is changed": ("UPDATE allocations SET amount = 1", ADDED),
    "an allocation is deleted": ("DELETE FROM allocations", ADDED),
    "a refund is changed": ("UPDATE refunds SET amount = 1", ADDED),
    "a refund is deleted": ("DELETE FROM refunds", ADDED),
    "a write-off is changed": ("UPDATE write_offs SET amount = 1", ADDED),
    "a write-off is deleted": ("DELETE FROM write_offs", ADDED),
    "the amount of a payment is changed": (
        "UPDATE payments SET amount = 1000 WHERE id = 1",
        ADDED,
    ),
    "a payment is deleted": ("DELETE FROM payments WHERE id = 1", ADDED),
    "the audit trail is changed": ("UPDATE audit SET act = 'x'", ADDED),
    "the audit trail is deleted": ("DELETE FROM audit", ADDED),
    "a frozen document is changed": ("UPDATE documents SET sha256 = 'x'", ADDED),
    "a frozen document is deleted": ("DELETE FROM documents", ADDED),
    "a frozen receipt is changed": ("UPDATE receipts SET sha256 = 'x'", ADDED),
    "a frozen receipt is deleted": ("DELETE FROM receipts", ADDED),
    "an e-mailed statement is changed": ("UPDATE statements SET sha256 = 'x'", ADDED),
    "an e-mailed statement is deleted": ("DELETE FROM statements", ADDED),
    "a ticket's note is changed": ("UPDATE ticket_notes SET text = 'x'", ADDED),
    "a ticket's note is deleted": ("DELETE FROM ticket_notes", ADDED),
    "a charge that is billed is withdrawn": (
        "UPDATE charges SET withdrawn = TRUE WHERE id = 1",
        "charge_is_billed",
    ),
    "a charge that is withdrawn is billed": (
        "UPDATE charges SET withdrawn = TRUE WHERE id = 2; " + line(900, 1, charge=2),
        "charge_is_billed",
    ),
    "a card that was charged is to be charged again": (
        "UPDATE card_charges SET state = 'queued', payment_id = NULL WHERE id = 2",
        ADDED,
    ),
    "a refused try gets another reason": ("UPDATE card_charges SET reason = '' WHERE id = 1", ADDED),
    "a try that was asked for is deleted": ("DELETE FROM card_charges WHERE id = 2", ADDED),
    "a price of the past is changed": ("UPDATE prices SET unit_price = 1", ADDED),
    "a price of the past is deleted": ("DELETE FROM prices", ADDED),
    "a letterhead is changed": ("UPDATE letterheads SET content = '{}'", ADDED),
    "a letterhead is deleted": ("DELETE FROM letterheads", ADDED),
    "a billed occurrence is deleted": ("DELETE FROM occurrences", ADDED),
    "the rates of a tax are changed": ("UPDATE taxes SET members = '[]'", "rates_are_final"),
    "a counter goes back": ("UPDATE series SET counter = 6", "counter_is_used"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_database_refuses_that(office, what):
    sql, code = BROKEN[what]
    with office.work() as work:
        work.connection.execute(
            text(
                "INSERT INTO payments (id, customer_id, amount, used, currency, day, method, reference, note,"
                " released, made_at)"
                " VALUES (3, 2, 50, 0, 'EUR', '2026-03-10', 'cash', '', '', FALSE, '2026-03-10')"
            )
        )
        work.commit()

    with pytest.raises(Refused) as refused:
        do(office, *sql.split("; "))

    assert refused.value.code == code


def test_each_code_of_a_guard_is_tried():
    assert {guard.code for guard in GUARDS} == {code for _, code in BROKEN.values()} | {"lines_do_not_add_up"}
    tried = " ".join(sql for sql, _ in BROKEN.values())
    assert {guard.table for guard in GUARDS if f" {guard.table} " not in tried + " "} == set()
    assert len(statements("sqlite")) == len(GUARDS) + len(EFFECTS) + 4
    assert len(statements("postgresql")) == 2 * (len(GUARDS) + len(EFFECTS)) + 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE invoice_lines SET net = 50 WHERE invoice_id = 1",
        "UPDATE invoices SET tax = 1, total = 101 WHERE id = 1",
    ],
)
def test_a_draft_whose_lines_or_taxes_do_not_add_up_cannot_be_issued(office, change):
    do(office, change)
    with office.work() as work:
        draft, issue = work.invoices.by_id(1), an_issue(work, "INV-99", 99)

        with pytest.raises(Refused, match="lines_do_not_add_up"):
            work.attempt(lambda: work.invoices.issue(draft, issue))


def test_an_invoice_whose_lines_do_not_add_up_cannot_be_written_issued(office):
    with office.work() as work:
        wrong = an_invoice(50)
        object.__setattr__(wrong, "subtotal", 7)
        object.__setattr__(wrong, "total", 7)
        issue = an_issue(work, "INV-50", 50)

        with pytest.raises(Refused, match="lines_do_not_add_up"):
            work.attempt(lambda: work.invoices.add([(wrong, issue)], AT))


@pytest.mark.parametrize(
    "sql",
    [
        allocation(3, payment=2),  # beyond the invoice's total
        allocation(2, amount=61, payment=2),  # beyond both
        allocation(2, amount=-41, payment=2),  # below nothing
        allocation(2, amount=51, note=5),  # a credit note gives no more than is left of it
        (
            "INSERT INTO occurrences (schedule_id, billing_date, position, state, reason, note, made_at)"
            " VALUES (1, '2026-03-10', 0, 'billed', '', '', '2026-03-10')"
        ),
        "INSERT INTO invoices SELECT * FROM invoices WHERE id = 2",
    ],
)
def test_constraints_hold_what_no_trigger_needs_to(office, sql):
    with pytest.raises((BillDeskError, DBAPIError)):
        do(office, sql)


def test_what_is_not_frozen_changes_on_an_issued_invoice(office):
    do(
        office,
        "UPDATE invoices SET sent = 'sent', internal_notes = 'x', reference = 'PO 1' WHERE id = 2",
    )


# Effects.


def test_an_allocation_is_counted_on_both_sides_and_its_reversal_back(office):
    do(office, allocation(2, amount=-40, payment=2))

    assert one(office, "SELECT settled, bucket, balance FROM invoices WHERE id = 2") == (0, "open", 100)
    assert one(office, "SELECT used FROM payments WHERE id = 2") == (0,)


def test_a_credit_note_settles_an_invoice_and_is_used(office):
    do(office, allocation(2, amount=50, note=5))

    assert one(office, "SELECT settled, bucket FROM invoices WHERE id = 2") == (90, "partly_paid")
    assert one(office, "SELECT settled, balance FROM invoices WHERE id = 5") == (60, 0)  # 10 were given back


def test_a_refund_of_a_payment_uses_it(office):
    do(
        office,
        allocation(2, amount=-40, payment=2),
        "INSERT INTO refunds (payment_id, kind, amount, day, method, reference, reason, made_at)"
        " VALUES (2, 'refund', 40, '2026-03-10', 'cash', '', '', '2026-03-10')",
    )

    assert one(office, "SELECT used FROM payments WHERE id = 2") == (40,)


def test_a_write_off_settles_and_is_told_apart(office):
    assert one(office, "SELECT settled, written_off, bucket FROM invoices WHERE id = 7") == (
        9,
        9,
        "partly_paid",
    )


def test_a_charge_is_taken_by_a_line_and_pending_again_when_the_draft_goes_or_the_invoice_is_voided(office):
    taken = "SELECT invoice_id FROM charges WHERE id = {}"
    with office.work() as work:
        work.invoices.add([(charged(8, 2), None)], AT)
        work.commit()
    assert one(office, taken.format(2)) == (8,)

    with office.work() as work:
        work.invoices.delete_draft(8)
        work.invoices.void(6)
        work.commit()
    assert one(office, taken.format(2)) == (None,)
    assert one(office, taken.format(1)) == (None,)


def test_kept_sums_move_with_their_invoices_and_leave_no_empty_rows(office):
    sums = (
        "SELECT count(*), coalesce(sum(count), 0), coalesce(sum(balance), 0) FROM tallies WHERE bucket = '{}'"
    )
    assert one(office, sums.format("open")) == (1, 1, 100)  # invoice 6
    do(office, "UPDATE invoices SET state = 'void' WHERE id = 6")

    assert one(office, sums.format("open")) == (0, 0, 0)
    assert one(office, sums.format("void")) == (1, 2, 0)
