"""What always holds of a shop's money, whatever was done: the equations of payments, ageing, statements."""

from datetime import date, timedelta

from sqlalchemy import text

from billdesk.domain.statement import Standing, Wanted
from billdesk.services.statements import Statements
from support.money import TODAY

ONLY_ADDED = ("payments", "allocations", "refunds", "write_offs", "receipts", "audit")
"""Tables whose rows never change; of payments but what they are used for."""
LONG_AGO = date(2000, 1, 1)


def require_equations(office):
    """Every payment adds up, no invoice gets too much, and no more goes out than came in."""
    with office.reading() as work:
        invoices = {one.id: one for one in work.invoices.all()}
        payments, allocations = work.payments.all(), work.payments.allocations()
        refunds, lost = work.payments.refunds(), work.payments.write_offs()
    for payment in payments:
        allocated = sum(one.amount for one in allocations if one.payment_id == payment.id)
        refunded = sum(one.amount for one in refunds if one.payment_id == payment.id)
        assert allocated + refunded + payment.credit == payment.amount
        assert min(allocated, refunded, payment.credit) >= 0
    for invoice in invoices.values():
        settled = sum(one.amount for one in allocations if one.invoice_id == invoice.id)
        given_up = sum(one.amount for one in lost if one.invoice_id == invoice.id)
        notes = [one for one in invoices.values() if one.corrects_id == invoice.id and one.state == "issued"]
        assert 0 <= settled <= invoice.total
        assert 0 <= given_up <= invoice.total - settled
        assert sum(note.total for note in notes) <= invoice.total
        if sum(note.total for note in notes) == invoice.total and notes:
            assert sum(note.tax for note in notes) == invoice.tax
        if invoice.kind == "credit_note":
            spent = sum(one.amount for one in (*allocations, *refunds) if one.credit_note_id == invoice.id)
            assert 0 <= spent <= invoice.total, "more went out of a credit note than it is over"
    turned = {one.credit_id for one in refunds}
    granted = sum(one.amount for one in payments if one.method == "store_credit" and one.id not in turned)
    received = sum(one.amount for one in payments if one.method != "store_credit")
    out = sum(one.amount for one in refunds if one.kind == "refund")
    assert out <= received + granted, "no more goes out than came in or was given"
    withdrawn = sum(one.amount for one in refunds if one.kind == "withdrawn")
    assert withdrawn <= granted, "nobody loses what is theirs"


def require_statements(office):
    """Statements run from nothing to what is owed, and ageing and open items come to the same."""
    statements = Statements(office)
    for customer in _customers(office):
        with office.reading() as work:
            standing = work.accounts.standing(customer).get("EUR", Standing())
            opened = [one for one in work.invoices.open_of(customer) if one.currency == "EUR"]
            credit = work.payments.credit_of(customer).get("EUR", 0)
        assert standing.owed == sum(one.balance for one in opened)
        assert standing.credit == credit
        whole = statements.read(Wanted(customer, "EUR", TODAY + timedelta(9), LONG_AGO), TODAY)
        assert whole.opening == 0
        assert whole.closing == standing.balance
        later = statements.read(Wanted(customer, "EUR", TODAY + timedelta(9), TODAY + timedelta(5)), TODAY)
        assert (later.opening, later.lines) == (standing.balance, ())
        items = statements.read(Wanted(customer, "EUR", TODAY), TODAY)
        assert items.ageing.total == sum(one.balance for one in items.items) == standing.owed


def money_rows(office):
    """All rows of money as they stand, without what may change of a payment: for what it is used."""
    found = {}
    with office.reading() as work:
        for table in ONLY_ADDED:
            rows = work.connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()
            found[table] = [{k: v for k, v in row.items() if k not in ("used", "released")} for row in rows]
    return found


def require_only_added(before, after):
    """Rows that were there are there as they were."""
    for table, rows in before.items():
        assert after[table][: len(rows)] == rows, f"rows of {table} were changed or are gone"


def _customers(office):
    with office.reading() as work:
        return list(work.connection.execute(text("SELECT id FROM customers ORDER BY id")).scalars())
