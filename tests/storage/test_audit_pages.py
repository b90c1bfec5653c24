"""Pages of the trail join without gap, in both directions, along indexes, with what things are called."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from billdesk.domain.lists import Part
from billdesk.services.payments import Received
from billdesk.storage.audit_pages import AuditQuestion
from support.money import TODAY
from support.shops import NOON

ALL = AuditQuestion()


def page(shop, question=ALL, part=Part(100)):  # noqa: B008 a frozen value
    with shop.office.reading() as work:
        return work.audit.page(question, part)


@pytest.fixture
def busy(each_shop):
    """An invoice that was paid and reopened, and a customer with a note."""
    key = each_shop.issued(10_00)
    moved = each_shop.payments.quick([key], TODAY)
    each_shop.payments.reverse(moved.payments[0].id, TODAY, "bounced")
    return each_shop, key, moved.payments[0].id


def test_lines_say_what_they_are_about_and_whose(busy):
    shop, key, payment = busy
    found = page(shop).rows
    assert [(one.kind, one.act) for one in found] == [
        ("payment", "reversed"),
        ("invoice", "reopened"),
        ("invoice", "settled"),
        ("payment", "taken"),
        ("invoice", "issued"),
    ]
    assert {(one.name, one.customer, one.currency) for one in found if one.kind == "invoice"} == {
        ("INV-2026-00001", "Acme", "EUR")
    }
    assert found[0].name == "R-2026-00001"
    assert found[0].facts["reason"] == "bounced"
    assert {one.subject_id for one in found} == {key, payment}


@pytest.mark.parametrize("descending", [True, False])
def test_pages_join_in_both_directions(busy, descending):
    shop = busy[0]
    question = AuditQuestion(descending=descending)
    whole = [one.id for one in page(shop, question).rows]
    assert whole == sorted(whole, reverse=descending)
    first = page(shop, question, Part(2))
    second = page(shop, question, Part(2, after=first.last))
    back = page(shop, question, Part(2, before=second.first))
    assert [one.id for one in (*first.rows, *second.rows)] == whole[:4]
    assert back.rows == first.rows
    assert [one.id for one in page(shop, question, Part(2, offset=3)).rows] == whole[3:5]
    assert page(shop, question, Part(2, offset=99)).rows == ()


def test_lines_are_narrowed_to_one_thing_and_to_moments(busy):
    shop, key, payment = busy
    with shop.office.reading() as work:
        count = work.audit.count
        assert count(ALL) == 5
        assert count(AuditQuestion("invoice", key)) == 3
        assert count(AuditQuestion("payment", payment)) == 2
        assert count(AuditQuestion("payment", key + 99)) == 0
        assert count(AuditQuestion(since=NOON)) == 5
        assert count(AuditQuestion(until=NOON)) == 0
        assert count(AuditQuestion(since=NOON + timedelta(seconds=1))) == 0


def test_no_page_reads_the_trail_through(shop):
    shop.payments.take(Received(shop.customer, 1_00, TODAY))
    for sql in (
        "SELECT * FROM audit ORDER BY at DESC, id DESC LIMIT 100",
        "SELECT * FROM audit WHERE at >= '2026' AND at < '2027' ORDER BY at DESC, id DESC LIMIT 100",
        "SELECT * FROM audit WHERE kind = 'invoice' AND subject_id = 1 ORDER BY at DESC, id DESC",
    ):
        with shop.office.reading() as work:
            told = work.connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()
        assert all("USING INDEX" in row.detail or "TEMP B-TREE" in row.detail for row in told), told
