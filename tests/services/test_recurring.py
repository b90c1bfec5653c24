"""Looking after schedules: every edit under its lock, once, remembered, and undone where that is offered."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from billdesk.domain.calendar import Period
from billdesk.domain.counting import Counter
from billdesk.domain.customer import Asset
from billdesk.domain.errors import Conflict, Missing, Refused
from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Choice, Rate, Tax
from billdesk.domain.terms import Terms
from billdesk.services.browsing import Browsing
from billdesk.services.recurring import Recurring
from billdesk.services.run import Request, Run
from billdesk.services.settings import keep_settings
from support.ledger import a_customer, a_schedule
from support.shops import office_at

START = date(2026, 1, 5)
TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def furnish(office, *schedules, assets=(), products=()):
    with office.work() as work:
        keep_settings(work, ShopSettings(currency="EUR", email="bills@northgate.example"))
        work.catalog.add_terms([Terms(1, "net-14", "Net 14", 14)])
        work.catalog.add_taxes([Tax(1, "vat", "VAT", (Rate("VAT", 19 * SCALE),))])
        work.customers.add([a_customer(1, "Acme", email="a@acme.example", terms_id=1, tax=Choice(True, 1))])
        work.customers.add_assets(assets)
        work.schedules.add(schedules or [a_schedule(1, START)])
        work.commit()
    return Recurring(office, Run(office))


def on_file(office, key=1):
    with office.reading() as work:
        return work.schedules.by_ids([key])[key]


def skipped(office):
    with office.reading() as work:
        return [
            (one.billing_date, one.reason)
            for one in work.schedules.occurrences_of(1)
            if one.state == "skipped"
        ]


def invoices(office):
    rows = Browsing(office).invoices(InvoiceFilter(), Sort("date", descending=False), TODAY).rows
    return [(row.date, row.total, row.status) for row in rows]


def acts(office):
    with office.reading() as work:
        return [trace.act for trace in work.traces.of("schedule", 1)]


def run(office, today):
    return Run(office).go(Request(today, confirmed=True))


# The detail.


def counting(key=10, **more):
    facts = {"counter": Counter(asset_type="Server"), "unit_price": 1000 * SCALE}
    return ScheduleLine(key, "asset", "Servers", **(facts | more))


def servers(*names):
    return [Asset(key, f"asset-{key}", 1, name, "Server") for key, name in enumerate(names, 1)]


def test_the_sheet_of_a_schedule_shows_dates_lines_amount_invoices_and_history(each_office):
    recurring = furnish(
        each_office, a_schedule(1, START, lines=(counting(),)), assets=servers("SRV-1", "SRV-2")
    )
    run(each_office, TODAY)
    with each_office.work() as work:
        work.customers.add_assets([Asset(3, "asset-3", 1, "SRV-3", "Server")])
        work.commit()
    recurring.pause(1)
    recurring.resume("schedule-1", TODAY)

    sheet = recurring.sheet("schedule-1", TODAY)

    assert [one.billing_date for one in sheet.coming][::11] == [date(2026, 2, 5), date(2027, 1, 5)]
    first, second = sheet.coming[:2]
    assert (first.period, first.due_date) == (Period(date(2026, 2, 5), date(2026, 3, 4)), date(2026, 2, 19))
    assert (first.total, second.total, sheet.currency) == (3570, None, "EUR")
    line = sheet.lines[0]
    assert (line.count, line.names, line.net) == (3 * SCALE, ("SRV-1", "SRV-2", "SRV-3"), 3000)
    assert (line.added, line.removed) == (("SRV-3",), ())
    assert sheet.mrr == 3000
    assert [(row.total, row.status) for row in sheet.invoices] == [(2380, "draft")]
    assert [one.act for one in sheet.history] == ["resumed", "paused"]
    assert sheet.customer.name == "Acme"
    assert invoices(each_office) == [(START, 2380, "draft")]  # looking writes nothing


def test_mrr_counts_lasting_lines_by_their_share_and_leaves_tax_out(each_office):
    lines = (
        ScheduleLine(1, "standard", "Care", quantity=SCALE, unit_price=12_000 * SCALE),
        ScheduleLine(2, "standard", "Domain", quantity=SCALE, unit_price=1_200 * SCALE, every=3),
        ScheduleLine(3, "standard", "Setup", quantity=SCALE, unit_price=50_000 * SCALE, one_time=True),
    )
    schedule = a_schedule(1, START, lines=lines)
    quarterly = replace(schedule, recurrence=replace(schedule.recurrence, frequency="quarterly"))
    recurring = furnish(each_office, quarterly, a_schedule(2, START, state="paused"))

    assert recurring.sheet(1, TODAY).mrr == (12_000 + 400) // 3 + 0
    assert recurring.sheet(2, TODAY).mrr == 0


def test_mrr_takes_contained_tax_out(office):
    recurring = furnish(office)
    with office.work() as work:
        keep_settings(work, ShopSettings(currency="EUR", prices_include_tax=True))
        work.commit()

    assert recurring.sheet(1, TODAY).mrr == 8403  # 100.00 with 19 % in it


def test_a_schedule_that_cannot_be_drawn_up_shows_why(each_office):
    broken = ScheduleLine(1, "standard", "No price", quantity=SCALE)
    recurring = furnish(each_office, a_schedule(1, START, lines=(broken,)))
    run(each_office, TODAY)

    sheet = recurring.sheet(1, TODAY)

    assert (sheet.coming[0].failure, sheet.coming[0].total, sheet.mrr) == ("price_is_missing", None, None)
    assert (sheet.failures, sheet.failure, sheet.failure_facts) == (
        1,
        "price_is_missing",
        {"line": "No price"},
    )
    assert recurring.amounts([1], TODAY) == {1: None}


def test_the_preview_draws_each_invoice_as_the_run_would_and_writes_nothing(each_office):
    lines = (
        ScheduleLine(1, "standard", "{month_name}", quantity=SCALE, unit_price=10_000 * SCALE),
        ScheduleLine(2, "standard", "Setup", quantity=SCALE, unit_price=5_000 * SCALE, one_time=True),
        ScheduleLine(3, "standard", "Domain", quantity=SCALE, unit_price=1_000 * SCALE, every=2),
    )
    recurring = furnish(each_office, a_schedule(1, START, lines=lines, max_occurrences=3))

    coming = recurring.preview(1, TODAY, 5)
    run(each_office, date(2026, 3, 5))

    assert [one.total for one in coming] == [19_040, 11_900, 13_090]
    assert [(one.billing_date, one.total) for one in coming] == [
        (day, total) for day, total, _ in invoices(each_office)
    ]
    assert recurring.preview(1, TODAY) == []


def test_amounts_are_worked_out_for_a_page_of_schedules(each_office):
    empty = counting(20, counter=Counter(asset_type="Switch"))
    over = a_schedule(3, START, state="cancelled")
    recurring = furnish(each_office, a_schedule(1, START), a_schedule(2, START, lines=(empty,)), over)

    assert recurring.amounts([1, 2, 3, 99], TODAY) == {1: 11_900, 2: 0}


def test_a_schedule_that_is_not_there_is_missing(office):
    recurring = furnish(office)

    for name in ("nobody", 99):
        with pytest.raises(Missing):
            recurring.sheet(name, TODAY)


# Edits.


def test_a_paused_schedule_is_not_billed_and_resumes_on_its_grid_with_what_was_left_out(each_office):
    recurring = furnish(each_office)
    recurring.pause(1)
    assert run(each_office, date(2026, 3, 20)).generated == 0

    change = recurring.resume(1, date(2026, 3, 20))

    assert [day for _, day in change.skipped] == [date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)]
    assert skipped(each_office) == [(day, "paused") for _, day in change.skipped]
    assert on_file(each_office).next_date == date(2026, 4, 5)
    assert run(each_office, date(2026, 4, 5)).generated == 1
    assert acts(each_office)[:2] == ["paused", "resumed"]


@pytest.mark.parametrize("edit", ["pause", "cancel", "skip_next"])
def test_an_edit_of_a_stale_copy_is_refused_and_changes_nothing(each_office, edit):
    recurring = furnish(each_office)
    version = on_file(each_office).version
    run(each_office, TODAY)
    before = on_file(each_office)

    with pytest.raises(Conflict):
        getattr(recurring, edit)(1, version=version)

    assert on_file(each_office) == before
    assert acts(each_office) == []


@pytest.mark.parametrize("edit", ["pause", "cancel", "skip_next"])
def test_an_edit_is_undone_as_if_it_had_not_been(each_office, edit):
    recurring = furnish(each_office)
    before = on_file(each_office)

    restored = recurring.restore(getattr(recurring, edit)(1))

    assert replace(restored, version=before.version) == before
    assert on_file(each_office) == restored
    assert skipped(each_office) == []
    assert run(each_office, TODAY).generated == 1
    assert acts(each_office)[-1] == "restored"


def test_resuming_is_undone_with_the_dates_it_left_out(each_office):
    recurring = furnish(each_office)
    recurring.pause(1)
    change = recurring.resume(1, date(2026, 3, 20))

    assert recurring.restore(change).state == "paused"
    assert skipped(each_office) == []


def test_an_undo_comes_too_late_when_the_schedule_has_changed_since(each_office):
    recurring = furnish(each_office)
    change = recurring.skip_next(1)
    recurring.bill_skipped(1, START, TODAY)

    with pytest.raises(Conflict):
        recurring.restore(change)


def test_a_skipped_occurrence_is_passed_over_and_can_be_billed_after_all(each_office):
    recurring = furnish(each_office)
    recurring.skip_next(1)
    assert run(each_office, TODAY).generated == 0

    invoice = recurring.bill_skipped(1, START, TODAY)

    assert (invoice.date, invoice.total, invoice.billing_date) == (START, 11_900, START)
    assert on_file(each_office).next_date == date(2026, 2, 5)
    assert on_file(each_office).generated == 1
    assert skipped(each_office) == []
    with pytest.raises(Missing):
        recurring.bill_skipped(1, START, TODAY)
    assert run(each_office, date(2026, 2, 5)).generated == 1
    assert [day for day, *_ in invoices(each_office)] == [START, date(2026, 2, 5)]


def test_a_date_is_not_billed_after_all_beyond_the_number_agreed_or_with_nothing_to_bill(each_office):
    empty = counting(10, counter=Counter(asset_type="Switch"))
    recurring = furnish(
        each_office, a_schedule(1, START, lines=(empty,)), a_schedule(2, START, max_occurrences=1)
    )
    recurring.skip_next(1)
    recurring.skip_next(2)
    run(each_office, date(2026, 2, 5))

    with pytest.raises(Refused, match="nothing_to_bill"):
        recurring.bill_skipped(1, START, TODAY)
    with pytest.raises(Refused, match="schedule_is_over"):
        recurring.bill_skipped(2, START, TODAY)
    assert (START, "by_hand") in skipped(each_office)


def test_the_last_invoice_agreed_completes_the_schedule_even_if_it_is_one_billed_after_all(office):
    recurring = furnish(office, a_schedule(1, START, max_occurrences=1))
    recurring.skip_next(1)

    recurring.bill_skipped(1, START, TODAY)

    assert on_file(office).state == "completed"


def test_billing_now_generates_the_next_occurrence_alone_and_early(each_office):
    recurring = furnish(each_office, a_schedule(1, date(2026, 2, 1), lead_days=3))

    outcome = recurring.bill_now(1, TODAY)

    assert (outcome.billing_date, outcome.invoice.date) == (date(2026, 2, 1), date(2026, 2, 1))
    assert on_file(each_office).next_date == date(2026, 3, 1)
    assert run(each_office, date(2026, 2, 1)).generated == 0


def test_billing_now_tells_why_it_cannot(each_office):
    broken = ScheduleLine(1, "standard", "No price", quantity=SCALE)
    recurring = furnish(
        each_office, a_schedule(1, START, lines=(broken,)), a_schedule(2, START, state="paused")
    )

    with pytest.raises(Refused, match="price_is_missing"):
        recurring.bill_now(1, TODAY)
    with pytest.raises(Refused, match="schedule_is_not_active"):
        recurring.bill_now(2, TODAY)


def test_what_is_over_is_not_edited(each_office):
    recurring = furnish(each_office)
    recurring.cancel(1)

    for edit in (
        recurring.pause,
        recurring.cancel,
        recurring.skip_next,
        lambda name: recurring.resume(name, TODAY),
    ):
        with pytest.raises(Refused):
            edit(1)
    assert acts(each_office) == ["cancelled"]


def test_several_are_paused_and_resumed_each_for_itself(each_office):
    recurring = furnish(each_office, *[a_schedule(key, START) for key in (1, 2, 3)])
    recurring.cancel(2)

    edited = recurring.pause_all([1, 2, 3, "nobody"])
    resumed = recurring.resume_all([1, 3], TODAY)

    assert [change.after.id for change in edited.changes] == [1, 3]
    assert [(name, reason.code) for name, reason in edited.refused] == [
        (2, "schedule_is_not_active"),
        ("nobody", "schedule_missing"),
    ]
    assert len(resumed.changes) == 2


def test_edits_are_announced(tmp_path):
    heard = []
    office = office_at(tmp_path / "shop.billdesk", lambda: NOW, heard.append)
    recurring = furnish(office)
    recurring.restore(recurring.pause(1))
    office.store.close()

    assert [(set(one.kinds), one.ids) for one in heard] == [({"schedule"}, (1,))] * 2


def at_once(*jobs):
    """Run jobs in threads that start together; what each gave or raised."""
    gate, found = threading.Barrier(len(jobs)), [None] * len(jobs)

    def go(at, job):
        gate.wait()
        try:
            found[at] = job()
        except (Refused, Conflict, Missing) as reason:
            found[at] = reason

    threads = [threading.Thread(target=go, args=one) for one in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_billing_now_twice_at_once_bills_one_occurrence(each_office):
    recurring = furnish(each_office)

    at_once(*[lambda: recurring.bill_now(1, TODAY)] * 3)

    days = [day for day, *_ in invoices(each_office)]
    assert days == sorted(set(days))
    assert on_file(each_office).generated == len(days)


def test_a_skipped_date_is_billed_once_by_two_desks_at_once(each_office):
    recurring = furnish(each_office)
    recurring.skip_next(1)

    found = at_once(*[lambda: recurring.bill_skipped(1, START, TODAY)] * 2)

    assert len(invoices(each_office)) == 1
    assert sum(isinstance(one, Missing) for one in found) == 1


def test_a_run_and_a_pause_at_once_lose_neither(each_office):
    recurring = furnish(each_office)

    at_once(lambda: run(each_office, TODAY), lambda: recurring.pause(1))

    after = on_file(each_office)
    assert after.state == "paused"
    assert after.generated == len(invoices(each_office))
