"""The sample shop keeps what it promises, and is the same each time."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from billdesk.domain.counting import COUNTERS
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, status
from billdesk.exchange.content import ShopDocument
from billdesk.services.check import Check
from billdesk.services.loading import Loading, read_shop
from billdesk.services.office import Office
from billdesk.services.sample import Sample
from support.shops import office_at

TODAY = date(2026, 8, 4)
SIZE = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A sample shop of the usual size; tests only read it."""
    found = office_at(tmp_path_factory.mktemp("sample") / "sample.billdesk")
    Sample(found).make(SIZE, TODAY)
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def shop(made: Office) -> ShopDocument:
    """Everything in it."""
    with made.reading() as work:
        return read_shop(work)


def small(target: Path, size: int) -> tuple[dict[str, int], Any]:
    """The counts and the document of a sample shop."""
    office = office_at(target, now=lambda: datetime.now(UTC))
    counts = Sample(office).make(size, TODAY)
    document = Loading(office).dump()
    office.store.close()
    return counts, document


def issued(shop: ShopDocument) -> list[Invoice]:
    return [one for one in shop.invoices if one.kind == "invoice" and one.state == "issued"]


def test_the_same_size_and_day_give_the_same_shop(tmp_path: Path) -> None:
    assert small(tmp_path / "one.billdesk", 6) == small(tmp_path / "two.billdesk", 6)


def test_a_larger_size_gives_more_of_everything(tmp_path: Path) -> None:
    few, _ = small(tmp_path / "few.billdesk", 3)
    more, _ = small(tmp_path / "more.billdesk", 9)
    kinds = ("customers", "schedules", "assets", "contacts", "tickets", "invoices", "payments")
    assert all(few[kind] < more[kind] for kind in kinds)


def test_even_one_customer_makes_a_shop(tmp_path: Path) -> None:
    counts, _ = small(tmp_path / "one.billdesk", 1)
    assert counts["customers"] == 1
    assert counts["invoices"] > 5


def test_a_shop_that_has_customers_is_left_alone(made: Office) -> None:
    with pytest.raises(Refused) as refused:
        Sample(made).make(SIZE, TODAY)
    assert refused.value.code == "shop_is_not_empty"


def test_a_shop_of_nobody_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        Sample(office).make(0, TODAY)
    assert refused.value.code == "size_too_small"


def test_the_progress_ends_with_all_the_days(tmp_path: Path) -> None:
    office = office_at(tmp_path / "heard.billdesk")
    heard: list[tuple[int, int]] = []
    Sample(office).make(2, TODAY, lambda done, days: heard.append((done, days)))
    office.store.close()
    assert heard[0][0] == 1
    assert heard[-1][0] == heard[-1][1] == len(heard)


def test_it_has_so_many_customers_and_writes_to_example_addresses_only(shop: ShopDocument) -> None:
    assert len(shop.customers) == SIZE
    addresses = [one.email for one in (*shop.customers, *shop.contacts) if one.email]
    assert all(address.endswith(".example") for address in addresses)


def test_names_come_in_several_scripts(shop: ShopDocument) -> None:
    names = " ".join(one.name for one in shop.customers)
    assert all(letter in names for letter in "éüŻ")
    assert any("\u0370" <= letter <= "\u03ff" for letter in names)
    assert any("\u0600" <= letter <= "\u06ff" for letter in names)


def test_every_type_of_line_is_billed(shop: ShopDocument) -> None:
    found = {line.source for one in issued(shop) for line in one.lines}
    assert {"standard", "charge", "manual", *COUNTERS} <= found


def test_counts_change_from_month_to_month(shop: ShopDocument) -> None:
    evidence = [line.evidence for one in issued(shop) for line in one.lines if line.evidence]
    laptops: dict[int, set[int]] = {}
    for one in issued(shop):
        for line in one.lines:
            if line.evidence and line.source == "vendor_usage":
                laptops.setdefault(line.schedule_line_id or 0, set()).add(line.evidence.quantity)
    assert {one.kind for one in evidence} == {"asset", "contact", "usage"}
    assert sum(len(counts) > 1 for counts in laptops.values()) > len(laptops) // 2


def test_schedules_have_every_frequency_and_state(shop: ShopDocument) -> None:
    assert {one.recurrence.frequency for one in shop.schedules} == {
        "daily", "weekly", "monthly", "quarterly", "yearly"
    }  # fmt: skip
    assert {one.state for one in shop.schedules} == {"active", "paused", "completed", "cancelled"}


def test_schedules_use_tiers_measures_discounts_leads_and_charges(shop: ShopDocument) -> None:
    lines = [line for one in shop.schedules for line in one.lines]
    assert {line.tier_mode for line in lines} == {None, "graduated", "volume"}
    assert any(line.measure.minimum for line in lines)
    assert any(line.measure.maximum for line in lines)
    assert any(line.measure.included for line in lines)
    assert any(line.measure.round_up_to for line in lines)
    for name in ("discount", "lead_days", "pending", "apply_credit", "max_occurrences"):
        assert any(getattr(one, name) for one in shop.schedules), name


def test_one_schedule_has_failed_for_a_reason_of_its_own(shop: ShopDocument) -> None:
    failing = [one for one in shop.schedules if one.failures]
    assert [one.failure for one in failing] == ["price_in_other_currency"]


def test_payments_come_in_time_late_in_parts_and_too_high(shop: ShopDocument) -> None:
    invoices = {one.id: one for one in shop.invoices}
    late = [one for one in shop.allocations if one.day > invoices[one.invoice_id].due_date]
    counts = Counter(one.invoice_id for one in shop.allocations)
    assert 20 < len(late) < len(shop.allocations) // 2
    assert max(counts.values()) > 1
    assert any(one.used < one.amount and one.ticket_id is None for one in shop.payments)
    assert {one.method for one in shop.payments} >= {"check", "card", "transfer", "cash"}


def test_there_is_a_deposit_held_one_used_a_refund_and_a_write_off(shop: ShopDocument) -> None:
    deposits = [one for one in shop.payments if one.ticket_id]
    assert {one.used > 0 for one in deposits} == {True, False}
    assert shop.refunds
    assert shop.write_offs


def test_there_is_a_credit_note_and_a_void_invoice(shop: ShopDocument) -> None:
    assert [one.corrects_id is not None for one in shop.invoices if one.kind == "credit_note"] == [True]
    assert [one.settled for one in shop.invoices if one.state == "void"] == [0]


def test_todays_picture_is_alive(shop: ShopDocument) -> None:
    now = Counter(status(one, TODAY) for one in shop.invoices if one.kind == "invoice")
    assert 3 <= now["draft"] <= 8
    assert now["partly_paid"] == 2
    assert 3 <= now["overdue"] <= 12
    assert now["open"] > 10


def test_every_month_has_its_invoices(shop: ShopDocument) -> None:
    months = Counter((one.date.year, one.date.month) for one in issued(shop))
    assert len(months) == 25
    assert min(months.values()) > 20


def test_each_delivery_agrees_with_the_mark_of_its_invoice(made: Office, shop: ShopDocument) -> None:
    states = {one.invoice_id: one.state for one in shop.deliveries}
    assert set(states.values()) == {"sent", "failed", "queued"}
    with made.store.transaction(writes=False) as connection:
        rows = connection.execute(text("SELECT id, sent FROM invoices WHERE sent NOT IN ('', 'printed')"))
        assert {row.id: row.sent for row in rows} == states


def test_someone_without_an_address_waits_as_a_draft(shop: ShopDocument) -> None:
    assert [one.waiting for one in shop.invoices if one.waiting and one.state == "draft"] == ["no_address"]


def test_a_customer_pays_in_canadian_dollars_with_two_taxes(shop: ShopDocument) -> None:
    abroad = [one for one in issued(shop) if one.currency == "CAD"]
    assert abroad
    assert {tuple(row.rate.name for row in one.taxes) for one in abroad} == {("GST", "QST")}


def test_check_finds_nothing_wrong(made: Office) -> None:
    assert Check(made).all() == []


def test_what_is_settled_is_what_was_paid_credited_and_written_off(shop: ShopDocument) -> None:
    settled: Counter[int] = Counter()
    for one in shop.allocations:
        settled[one.invoice_id] += one.amount
        if one.credit_note_id:
            settled[one.credit_note_id] += one.amount
    for loss in shop.write_offs:
        settled[loss.invoice_id] += loss.amount
    assert {one.id: one.settled for one in shop.invoices if one.settled} == dict(settled)


def test_what_is_used_of_a_payment_is_allocated_or_given_back(shop: ShopDocument) -> None:
    used: Counter[int] = Counter()
    for one in (*shop.allocations, *shop.refunds):
        if one.payment_id:
            used[one.payment_id] += one.amount
    assert {one.id: one.used for one in shop.payments if one.used} == dict(used)


def test_numbers_have_no_gaps(shop: ShopDocument) -> None:
    numbers = sorted(one.number for one in shop.invoices if one.number and one.kind == "invoice")
    years = Counter(number.split("-")[1] for number in numbers)
    wanted = {f"INV-{year}-{at:05}" for year, count in years.items() for at in range(1, count + 1)}
    assert set(numbers) == wanted
