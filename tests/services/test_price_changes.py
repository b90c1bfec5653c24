"""Changing prices in bulk: what is shown is done, once, remembered, and taken back before it counts."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.domain.money import SCALE
from billdesk.domain.price_change import PriceRule
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.settings import ShopSettings
from billdesk.services.foresight import Foresight
from billdesk.services.price_changes import Chosen, PriceChanges
from billdesk.services.recurring import Recurring
from billdesk.services.run import Request, Run
from billdesk.services.scheduling import Scheduling
from billdesk.services.settings import keep_settings
from support.ledger import a_customer, a_schedule

START = TODAY = date(2026, 1, 5)
MARCH = date(2026, 3, 1)
FIVE = PriceRule(percent=5 * SCALE)
BOTH = Chosen((1, 2), MARCH)


@pytest.fixture
def shop(each_office):
    """Acme pays 100.00 a month, Zoo 1,200.00 a year in dollars, and what the catalog says."""
    with each_office.work() as work:
        keep_settings(work, ShopSettings(currency="EUR"))
        work.customers.add([a_customer(1, "Zoo", currency="USD"), a_customer(2, "Acme")])
        work.catalog.add_products([Product(1, "care", "Care", unit_price=50 * SCALE, currency="USD")])
        yearly = a_schedule(2, START)
        lines = (
            ScheduleLine(20, "standard", "Domain", quantity=SCALE, unit_price=120_000 * SCALE),
            ScheduleLine(21, "standard", "", quantity=SCALE, product_id=1),
        )
        yearly = replace(
            yearly, customer_id=1, lines=lines, recurrence=replace(yearly.recurrence, frequency="yearly")
        )
        work.schedules.add([replace(a_schedule(1, START), customer_id=2), yearly])
        work.commit()
    return each_office


def on_file(office, key=1):
    with office.reading() as work:
        return work.schedules.by_ids([key])[key]


def acts(office, key=1):
    with office.reading() as work:
        return [trace.act for trace in work.traces.of("schedule", key)]


def run(office, today):
    return Run(office).go(Request(today, confirmed=True))


def billed(office, until):
    """What a run up to a day would bill Acme."""
    request = Request(TODAY, until, confirmed=True, schedules=frozenset({1}))
    return {row.billing_date: row.total for row in Foresight(office, Run(office)).look(request).rows}


def test_the_preview_shows_each_line_and_what_is_left_out_with_the_reason(shop):
    found = PriceChanges(shop).preview(FIVE, BOTH, TODAY)

    acme, domain, care = found.rows
    assert [row.customer for row in found.rows] == ["Acme", "Zoo", "Zoo"]
    assert (acme.was, acme.becomes, acme.start) == ((10_000 * SCALE,), (10_500 * SCALE,), MARCH)
    assert (acme.next_date, acme.next_was, acme.next_becomes) == (date(2026, 3, 5), 10_000, 10_500)
    assert (domain.next_date, domain.next_was, domain.next_becomes) == (date(2027, 1, 5), 120_050, 126_050)
    assert (care.description, care.reason, care.next_date) == ("Care", "follows_catalog", None)
    assert found.months == {"EUR": (10_000, 10_500), "USD": (10_004, 10_504)}
    assert (len(found.changed), found.wrong, found.unknown) == (2, (), 0)
    assert on_file(shop) == replace(a_schedule(1, START), customer_id=2)  # nothing is written


def test_a_rule_that_changes_nothing_yet_shows_what_there_is(shop):
    found = PriceChanges(shop).preview(PriceRule(percent=0), BOTH, TODAY)

    assert [row.reason for row in found.rows] == ["unchanged", "unchanged", "follows_catalog"]
    assert found.months == {"EUR": (10_000, 10_000), "USD": (10_004, 10_004)}
    assert found.products == {1: "Care"}


def test_a_preview_that_was_stopped_says_so_and_knows_no_invoice(shop):
    found = PriceChanges(shop).preview(FIVE, BOTH, TODAY, stop=lambda: True)

    assert found.stopped
    assert {row.next_becomes for row in found.rows} == {None}
    assert found.months == {}


def test_what_was_shown_is_what_is_billed_and_what_was_issued_stays(shop):
    run(shop, TODAY)
    changes = PriceChanges(shop)
    shown = changes.preview(FIVE, Chosen((1,), MARCH), TODAY)

    made = changes.apply(FIVE, Chosen((1,), MARCH), TODAY, shown.versions)

    assert billed(shop, date(2026, 4, 30)) == {
        date(2026, 2, 5): 10_000,
        date(2026, 3, 5): shown.rows[0].next_becomes,
        date(2026, 4, 5): 10_500,
    }
    assert acts(shop) == ["prices_changed"]
    assert changes.coming(TODAY) == [made]
    assert changes.coming(date(2026, 3, 2)) == []
    sheet = Recurring(shop, Run(shop)).sheet(1, TODAY)
    assert [row.total for row in sheet.invoices] == [10_000]


def test_the_dry_run_sees_the_same_line_at_another_price(shop):
    run(shop, TODAY)
    PriceChanges(shop).apply(FIVE, Chosen((1,), date(2026, 2, 1)), TODAY)

    request = Request(TODAY, date(2026, 2, 5), confirmed=True, schedules=frozenset({1}))
    (row,) = Foresight(shop, Run(shop)).look(request).rows

    assert [(line.was, line.net, line.before, line.now) for line in row.lines] == [
        (10_000, 10_500, SCALE, SCALE)
    ]


def test_taking_it_back_gives_the_very_same_lines_everywhere(shop):
    before = on_file(shop, 1).lines, on_file(shop, 2).lines
    changes = PriceChanges(shop)
    made = changes.apply(FIVE, BOTH, TODAY)
    assert on_file(shop, 1).lines != before[0]

    assert changes.undo(made.id).state == "taken_back"

    assert (on_file(shop, 1).lines, on_file(shop, 2).lines) == before
    assert acts(shop, 2) == ["prices_changed", "prices_taken_back"]
    assert changes.coming(TODAY) == []
    with pytest.raises(Refused, match="price_change_was_taken_back"):
        changes.undo(made.id)


def test_an_edit_of_something_else_doesnt_keep_it_from_being_taken_back(shop):
    before = on_file(shop).lines
    changes, scheduling = PriceChanges(shop), Scheduling(shop)
    made = changes.apply(FIVE, Chosen((1,), MARCH), TODAY)
    scheduling.save(replace(on_file(shop), title="Renamed"))
    assert [line.sort for line in on_file(shop).lines] == [1, 2]

    changes.undo(made.id)

    assert on_file(shop).lines == (replace(before[0], sort=1),)
    assert on_file(shop).title == "Renamed"


def test_once_one_schedule_has_billed_by_it_nothing_is_taken_back(shop):
    changes = PriceChanges(shop)
    made = changes.apply(FIVE, BOTH, TODAY)
    run(shop, date(2026, 3, 5))

    with pytest.raises(Refused, match="price_change_is_billed"):
        changes.undo(made.id)

    assert len(on_file(shop, 1).lines) == len(on_file(shop, 2).lines) - 1 == 2


def test_of_two_changes_the_later_one_goes_first(shop):
    changes = PriceChanges(shop)
    one = changes.apply(FIVE, BOTH, TODAY)
    two = changes.apply(PriceRule(amount=-500 * SCALE, currency="EUR"), Chosen((1,), MARCH), TODAY)
    assert billed(shop, MARCH.replace(day=5))[MARCH.replace(day=5)] == 10_000

    with pytest.raises(Refused, match="price_change_is_edited"):
        changes.undo(one.id)
    changes.undo(two.id)
    changes.undo(one.id)

    assert on_file(shop).lines == a_schedule(1).lines


def test_what_was_changed_since_the_preview_is_a_conflict_and_nothing_is_written(shop):
    changes = PriceChanges(shop)
    shown = changes.preview(FIVE, BOTH, TODAY)
    Recurring(shop, Run(shop)).pause(2)

    with pytest.raises(Conflict, match="schedule_changed"):
        changes.apply(FIVE, BOTH, TODAY, shown.versions)

    assert acts(shop, 1) == []
    assert on_file(shop, 1).version == 1


def test_a_price_below_nought_is_shown_and_refused_for_all(shop):
    down = PriceRule(amount=-10_001 * SCALE, currency="EUR")
    changes = PriceChanges(shop)

    shown = changes.preview(down, BOTH, TODAY)
    assert [row.reason for row in shown.rows] == ["below_zero", "other_currency", "follows_catalog"]
    assert [row.customer for row in shown.wrong] == ["Acme"]
    with pytest.raises(Refused, match="price_goes_below_zero"):
        changes.apply(down, BOTH, TODAY)

    assert acts(shop) == []


@pytest.mark.parametrize(
    ("rule", "chosen", "error", "code"),
    [
        (FIVE, Chosen((), MARCH), Refused, "no_schedules_chosen"),
        (FIVE, Chosen((99,), MARCH), Refused, "no_prices_to_change"),
        (FIVE, Chosen((1, 2), date(9999, 12, 31)), Refused, "no_prices_to_change"),
        (PriceRule(percent=SCALE, text="nowhere"), BOTH, Refused, "no_prices_to_change"),
        (PriceRule(percent=SCALE, product_id=99), BOTH, Refused, "no_prices_to_change"),
        (PriceRule(percent=10_000 * SCALE), BOTH, Rejected, "rejected"),
        (PriceRule(percent=0), BOTH, Rejected, "rejected"),
        (PriceRule(), BOTH, Rejected, "rejected"),
    ],
)
def test_rubbish_changes_nothing_and_says_why(shop, rule, chosen, error, code):
    with pytest.raises(error) as found:
        PriceChanges(shop).apply(rule, chosen, TODAY)

    assert found.value.code == code
    assert acts(shop) == acts(shop, 2) == []
    with pytest.raises(Missing):
        PriceChanges(shop).undo(1)


def test_a_day_long_ago_counts_from_the_next_invoice_on(shop):
    run(shop, TODAY)
    made = PriceChanges(shop).apply(FIVE, Chosen((1,), date(1, 1, 1)), TODAY)

    assert (made.first_day, billed(shop, MARCH)) == (date(2026, 2, 5), {date(2026, 2, 5): 10_500})


def test_a_schedule_that_is_over_or_has_no_such_line_is_named_as_left_out(shop):
    Recurring(shop, Run(shop)).cancel(2)

    found = PriceChanges(shop).preview(PriceRule(percent=SCALE, text="care"), BOTH, TODAY)

    assert [(row.customer, row.reason) for row in found.rows] == [("Acme", "no_line"), ("Zoo", "over")]
