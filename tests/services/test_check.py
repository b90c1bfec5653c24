"""Damage of every kind is found, and a sound shop has none."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.terms import LateFee, Terms
from billdesk.services.check import Check
from billdesk.services.payments import Received
from billdesk.services.refunding import Request as Refund
from billdesk.services.run import Request, Run
from support.money import TODAY, VAT, small_shop
from support.shops import load_case, office_at


@pytest.fixture
def busy(each_office):
    """A shop in which much has happened: 1 paid, 2 part paid and credited, 3 void, one of a ticket."""
    shop = small_shop(each_office)
    line = InvoiceLine("Thing", quantity=10_000, unit_price=100_00_0000, rates=(VAT,), tax_name="VAT")
    keys = [shop.invoicing.issue(shop.write(lines=(line,)), TODAY).id for _ in range(3)]
    shop.payments.quick(keys[:1], TODAY)
    shop.payments.take(Received(shop.customer, 50_00, TODAY, invoices=[(keys[1], 50_00)]))
    shop.invoicing.credit(keys[1], {shop.invoice(keys[1]).items[0].id: 5_000}, TODAY)
    shop.invoicing.void(keys[2])
    shop.part(30_00)
    shop.invoicing.issue(shop.tickets.make_invoice(["t1"], TODAY).id, TODAY)
    shop.invoicing.write_off(shop.issued(7_00), TODAY, "gone")
    with shop.office.work() as work:
        work.traces.freeze(1, b"%PDF-1.7", shop.office.now())
        work.commit()
    return shop


def damage(office, *statements):
    """Change rows behind the back of every rule."""
    with office.work() as work:
        connection = work.connection
        if office.store.is_sqlite:
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            for name in names.scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
        work.commit()


def test_a_sound_shop_has_no_findings(busy):
    assert busy.found() == []


def test_the_example_shop_is_sound_after_its_run(each_office):
    load_case(each_office)
    Run(each_office).go(Request(TODAY))

    assert Check(each_office).all() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE invoice_lines SET net = net + 1 WHERE id = 1", "lines_do_not_add_up"),
        ("UPDATE invoice_lines SET taxable = taxable + 1 WHERE id = 1", "lines_do_not_add_up"),
        ("DELETE FROM invoice_lines WHERE invoice_id = 2", "lines_do_not_add_up"),
        ("UPDATE invoice_taxes SET amount = amount + 1 WHERE id = 1", "taxes_do_not_add_up"),
        ("DELETE FROM allocations WHERE id = 1", "settled_is_wrong"),
        ("DELETE FROM allocations WHERE id = 1", "used_is_wrong"),
        ("UPDATE allocations SET amount = amount + 1 WHERE credit_note_id IS NOT NULL", "settled_is_wrong"),
        ("UPDATE payments SET used = used - 1 WHERE id = 1", "used_is_wrong"),
        ("UPDATE payments SET customer_id = 2 WHERE id = 1", "pays_what_it_cannot"),
        (
            (
                "INSERT INTO card_charges (invoice_id, attempt, state, key, amount, currency, reason, said,"
                " payment_id, made_at, changed_at) SELECT 1, 1, 'taken', 'k', amount + 1, currency, '', '',"
                " id, made_at, made_at FROM payments WHERE id = 1"
            ),
            "card_payment_differs",
        ),
        ("UPDATE invoices SET settled = settled - 1 WHERE id = 2", "settled_is_wrong"),
        ("DELETE FROM write_offs", "written_off_is_wrong"),
        ("UPDATE allocations SET amount = -amount WHERE id = 1", "overdrawn_by_reversals"),
        ("UPDATE tallies SET count = count + 1 WHERE bucket = 'paid'", "tally_is_wrong"),
        ("UPDATE takings SET valid = valid + 1", "takings_are_wrong"),
        ("UPDATE takings SET amount = amount - 1", "takings_are_wrong"),
        ("UPDATE tallies SET total = total - 1 WHERE bucket = 'month'", "tally_is_wrong"),
        ("UPDATE invoices SET counter = counter + 10, number = 'X' WHERE id = 6", "numbers_missing"),
        ("UPDATE series SET counter = 1 WHERE kind = 'invoice'", "counter_is_behind"),
        ("UPDATE audit SET subject_id = 999 WHERE subject_id = 1", "numbered_invoice_is_gone"),
        ("UPDATE documents SET sha256 = 'x'", "document_is_damaged"),
        ("UPDATE charges SET invoice_id = 3", "charge_without_line"),
        ("UPDATE charges SET invoice_id = NULL", "line_without_charge"),
    ],
)
def test_damage_is_found(busy, statement, code):
    damage(busy.office, statement)

    assert code in busy.found()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE invoices SET total = total + 1 WHERE id = 1", "total_is_wrong"),
        ("UPDATE invoices SET settled = total + 1 WHERE id = 2", "settled_out_of_bounds"),
        ("UPDATE payments SET used = amount + 1 WHERE id = 1", "used_out_of_bounds"),
        ("UPDATE invoices SET number = NULL WHERE id = 6", "number_and_state_differ"),
    ],
)
def test_damage_that_only_a_file_can_suffer_is_found(office, statement, code):
    shop = small_shop(office)
    shop.payments.quick([shop.issued(10_00)], TODAY)
    for _ in range(5):
        shop.issued(10_00)
    damage(office, statement)

    assert code in shop.found()


@pytest.mark.postgres
def test_numbers_given_twice_are_found(postgres_shop):
    office = office_at(postgres_shop)
    shop = small_shop(office)
    shop.payments.quick([shop.issued(1_00), shop.issued(1_00)], TODAY)
    damage(
        office,
        "ALTER TABLE invoices DROP CONSTRAINT uq_invoices_kind_number",
        "ALTER TABLE payments DROP CONSTRAINT uq_payments_number",
        "UPDATE invoices SET number = 'INV-2026-00001'",
        "UPDATE payments SET number = 'R-2026-00001'",
    )

    assert shop.found() == ["number_doubled", "receipt_number_doubled"]
    office.store.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE schedules SET generated = 0", "progress_is_wrong"),
        ("UPDATE schedules SET last_index = NULL", "progress_is_wrong"),
        ("UPDATE schedules SET next_date = '2031-01-01'", "next_date_is_wrong"),
        ("UPDATE schedules SET generate_on = NULL", "next_date_is_wrong"),
        ("DELETE FROM occurrences", "occurrence_is_missing"),
        ("UPDATE occurrences SET invoice_id = (SELECT max(id) FROM invoices)", "occurrence_of_another"),
        ("UPDATE invoices SET billing_date = '2026-01-01', schedule_id = 1", "billed_twice"),
        ("UPDATE invoices SET state = 'draft', number = NULL, counter = NULL", "delivery_of_draft"),
    ],
)
def test_schedules_that_do_not_agree_with_their_invoices_are_found(each_office, statement, code):
    load_case(each_office)
    Run(each_office).go(Request(TODAY))
    damage(each_office, statement)

    assert code in [one.code for one in Check(each_office).all()]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE invoices SET customer_id = 2 WHERE id = 2",
        "UPDATE invoices SET currency = 'USD' WHERE id = 2",
        "UPDATE late_fees SET invoice_id = 2",
        "UPDATE invoices SET kind = 'credit_note' WHERE id = 1",
    ],
)
def test_late_fees_of_what_they_are_not_for_are_found(each_office, statement):
    shop = small_shop(each_office)
    with each_office.work() as work:
        work.catalog.add_terms([Terms(1, "strict", "Strict", 0, late_fee=LateFee(1, 5_00))])
        work.commit()
    shop.issued(10_00, terms_id=1)
    Run(each_office).go(Request(TODAY + timedelta(days=1)))
    assert shop.found() == []
    damage(each_office, statement)

    assert "late_fee_does_not_fit" in shop.found()


def test_links_to_nothing_are_found(office):
    shop = small_shop(office)
    shop.issued(1_00)
    with office.store.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("UPDATE invoice_texts SET id = 99")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("BEGIN")

    assert "link_to_nothing" in shop.found()


def test_a_credit_that_a_refund_became_is_looked_for(busy):
    busy.payments.refund_payment(1, Refund(TODAY, to_credit=True))
    assert busy.found() == []

    damage(busy.office, "UPDATE refunds SET credit_id = NULL")

    assert "credit_is_missing" in busy.found()


def test_credit_notes_above_their_invoice_are_found(busy):
    damage(busy.office, "UPDATE invoices SET corrects_id = 6 WHERE kind = 'credit_note'")

    assert "credited_above_total" in busy.found()


def test_a_file_that_is_no_database_any_more_is_one_finding(office):
    shop = small_shop(office)
    shop.issued(1_00)
    office.store.close()
    path = office.store.path
    content = bytearray(path.read_bytes())
    for page in range(4096 * 3, len(content), 4096):
        content[page : page + 200] = b"\xff" * 200
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    path.write_bytes(content)

    assert "file_is_damaged" in shop.found()
