"""Receipts: frozen when first asked for, and what came later doesn't change what they say."""

import pytest

from billdesk.domain.errors import Missing, Trouble
from billdesk.services.payments import Received
from billdesk.services.receipts import Receipts, read_receipt
from billdesk.storage.tables import ReceiptRow
from support.money import TODAY, refusal


def receipt(shop, key):
    with shop.office.reading() as work:
        return read_receipt(work, key)


def test_a_receipt_says_what_the_payment_settled_and_stays_so(each_shop):
    shop = each_shop
    one = shop.issued(10_00, title="Disks")
    payment = shop.payments.take(
        Received(shop.customer, 15_00, TODAY, method="check", reference="2291")
    ).payments[0]
    later = shop.issued(5_00)
    receipts = Receipts(shop.office)
    before = receipt(shop, payment.id)

    first = receipts.pdf(payment.id)
    shop.payments.apply_credit(shop.customer, TODAY, [later])
    shop.payments.reverse(payment.id, TODAY, "bounced")

    number = shop.invoicing.sheet(one, TODAY).invoice.number
    assert (before.lines, before.to_credit) == (((number, "Disks", 10_00),), 5_00)
    assert (before.number, before.method, before.reference) == ("R-2026-00001", "Check", "2291")
    assert receipt(shop, payment.id) == before
    assert receipts.pdf(payment.id) == first
    assert shop.found() == []


def test_a_deposits_receipt_names_its_ticket(shop):
    payment = shop.payments.deposit("T-00001", 20_00, "cash", TODAY).payments[0]
    assert receipt(shop, payment.id).held_for == "T-00001 Slow laptop"
    assert Receipts(shop.office).pdf(payment.id).startswith(b"%PDF")


def test_receipts_are_saved_by_their_numbers_and_overwrite_nothing(shop, tmp_path):
    shop.issued(10_00)
    keys = [shop.payments.take(Received(shop.customer, 1_00, TODAY)).payments[0].id for _ in range(2)]
    (tmp_path / "R-2026-00001.pdf").write_text("mine")

    saved = Receipts(shop.office).save(keys, tmp_path)

    assert [one.name for one in saved] == ["R-2026-00001 (2).pdf", "R-2026-00002.pdf"]
    assert (tmp_path / "R-2026-00001.pdf").read_text() == "mine"


def test_granted_credit_has_no_receipt_and_what_is_not_there_is_missing(shop):
    granted = shop.payments.grant(Received(shop.customer, 1_00, TODAY), "goodwill").payments[0]
    assert refusal(Receipts(shop.office).pdf, granted.id) == "payment_has_no_receipt"
    for key in (0, -1, 10**30):
        with pytest.raises(Missing):
            Receipts(shop.office).pdf(key)


def test_a_receipt_that_is_damaged_is_told_and_its_row_is_never_changed(shop):
    payment = shop.payments.take(Received(shop.customer, 1_00, TODAY)).payments[0]
    with shop.office.work() as work:
        row = {"payment_id": payment.id, "sha256": "0", "content": b"x", "made_at": shop.office.now()}
        work.connection.execute(ReceiptRow.__table__.insert().values(id=1, **row))
        work.commit()
    with pytest.raises(Trouble, match="document_is_damaged"):
        Receipts(shop.office).pdf(payment.id)
    with shop.office.work() as work:
        change = ReceiptRow.__table__.update().values(sha256="1")
        assert refusal(work.attempt, lambda: work.connection.execute(change)) == "rows_are_only_added"
