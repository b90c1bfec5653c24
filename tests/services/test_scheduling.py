"""Schedules made and changed by hand: opened, looked ahead of, saved once, refused with their places."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from billdesk.domain.calendar import Recurrence
from billdesk.domain.counting import Counter, Measure, Tier
from billdesk.domain.customer import Asset, Contact, Usage
from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import Pending, ScheduleLine
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Choice, Rate, Tax
from billdesk.domain.terms import Terms
from billdesk.services.recurring import Recurring
from billdesk.services.run import Request, Run
from billdesk.services.scheduling import Scheduling
from billdesk.services.settings import keep_settings
from support.ledger import a_customer, a_schedule, an_invoice

TODAY = date(2026, 8, 4)
LINE = ScheduleLine(0, "standard", "Managed IT, {month_name}", quantity=SCALE, unit_price=400_00 * SCALE)
LAPTOPS = ScheduleLine(-2, "asset", "Laptops", unit_price=10_00 * SCALE, counter=Counter(asset_type="Laptop"))


def furnish(office, *schedules):
    with office.work() as work:
        keep_settings(work, ShopSettings(currency="EUR", email="bills@northgate.example"))
        work.catalog.add_terms([Terms(1, "net-14", "Net 14", 14)])
        work.catalog.add_taxes([Tax(1, "vat", "VAT", (Rate("VAT", 19 * SCALE),))])
        work.customers.add(
            [
                a_customer(1, "Acme", email="a@acme.example", terms_id=1, tax=Choice(True, 1)),
                a_customer(2, "Bistro", currency="USD"),
            ]
        )
        work.customers.add_contacts([Contact(4, "ann", 2, "Ann")])
        work.customers.add_assets(
            [Asset(key, f"asset-{key}", 1, f"NB-{key}", "Laptop", policy_folder="Desks") for key in (1, 2, 3)]
        )
        work.customers.add_usage([Usage(1, "CloudVault", "Seat", 1, 14 * SCALE, date(2026, 8, 1))])
        work.schedules.add(schedules)
        work.commit()
    return Scheduling(office)


def on_file(office):
    with office.reading() as work:
        return work.schedules.all()


def acts(office, key):
    with office.reading() as work:
        return [(trace.act, trace.change) for trace in work.traces.of("schedule", key)]


def run(office, today):
    return Run(office).go(Request(today, confirmed=True))


def test_a_new_schedule_is_typed_saved_and_run(each_office):
    scheduling = furnish(each_office)
    form = scheduling.fresh(1, TODAY)
    assert (form.asset_types, form.folders, form.usage) == (
        ("Laptop",),
        ("Desks",),
        (("CloudVault", "Seat"),),
    )
    assert form.mailed_to == ("a@acme.example",)

    kept = scheduling.save(replace(form.draft, title="IT", lines=(LINE, LAPTOPS)))

    assert on_file(each_office) == [kept]
    assert [line.sort for line in kept.lines] == [1, 2]
    assert all(line.id > 0 for line in kept.lines)
    assert acts(each_office, kept.id) == [("made", {"title": "IT"})]
    assert run(each_office, TODAY).generated == 1
    with each_office.reading() as work:
        invoice = work.invoices.all()[0]
    assert [(line.description, line.quantity) for line in invoice.lines] == [
        ("Managed IT, August", SCALE),
        ("Laptops", 3 * SCALE),
    ]
    assert invoice.total == (400_00 + 30_00) * 119 // 100


def test_the_outlook_has_dates_counts_names_and_amounts(office):
    scheduling = furnish(office)
    seats = ScheduleLine(
        -3,
        "vendor_usage",
        "Seats",
        counter=Counter(vendor="CloudVault", item="Seat"),
        measure=Measure(included=2 * SCALE),
        tier_mode="graduated",
        tiers=(Tier(5 * SCALE, 3_00 * SCALE), Tier(None, 2_00 * SCALE)),
    )
    draft = replace(scheduling.fresh(1, TODAY).draft, lines=(LINE, LAPTOPS, seats))
    found = scheduling.look(draft, TODAY)

    assert [one.billing_date for one in found.coming][:2] == [TODAY, date(2026, 9, 4)]
    assert len(found.coming) == 12
    assert found.coming[0].due_date == date(2026, 8, 18)
    assert [(one.count, one.net) for one in found.lines] == [
        (None, 400_00),
        (3 * SCALE, 30_00),
        (14 * SCALE, 29_00),
    ]
    assert found.lines[1].names == ("NB-1", "NB-2", "NB-3")
    assert found.lines[2].as_of == date(2026, 8, 1)
    assert found.coming[0].total == 459_00 * 119 // 100
    assert found.warnings == ()
    assert on_file(office) == []


def test_what_isnt_typed_yet_doesnt_hide_the_rest(office):
    scheduling = furnish(office)
    unsaid = ScheduleLine(-4, "asset", "", unit_price=None)
    draft = replace(scheduling.fresh(1, TODAY).draft, lines=(LINE, unsaid, LAPTOPS))
    found = scheduling.look(draft, TODAY)
    assert [one.net for one in found.lines] == [400_00, None, 30_00]
    assert found.warnings == ()
    broken = replace(draft, recurrence=replace(draft.recurrence, interval=0))
    assert scheduling.look(broken, TODAY).coming == ()


def test_a_change_shows_was_and_becomes_and_counts_from_the_next_invoice_on(each_office):
    scheduling = furnish(each_office, a_schedule(1, date(2026, 7, 1)))
    run(each_office, TODAY)
    form = scheduling.open(1)
    typed = replace(
        form.draft,
        recurrence=replace(form.draft.recurrence, billing_day=15),
        lines=(*form.draft.lines, LAPTOPS),
    )
    found = scheduling.look(typed, TODAY)
    assert [(one.what, one.was, one.becomes) for one in found.differences if one.what == "next_date"] == [
        ("next_date", date(2026, 9, 1), date(2026, 9, 15))
    ]
    assert [one.becomes for one in found.differences if one.what == "line_added"] == [30_00]
    assert found.was.total == 119_00

    kept = scheduling.save(typed)

    assert kept == on_file(each_office)[0]
    assert (kept.next_date, kept.generated, kept.lines[0].id) == (date(2026, 9, 15), 2, 10)
    act, change = acts(each_office, 1)[-1]
    assert act == "changed"
    assert ["next_date", "", "2026-09-01", "2026-09-15"] in change["changed"]
    assert ["line_added", "Laptops", None, None] in change["changed"]
    assert run(each_office, date(2026, 9, 15)).generated == 1
    with each_office.reading() as work:
        assert [one.total for one in work.invoices.all()] == [119_00, 119_00, 154_70]


def test_a_change_after_somebody_elses_is_a_conflict_and_changes_nothing(each_office):
    scheduling = furnish(each_office, a_schedule(1, TODAY))
    form = scheduling.open(1)
    run(each_office, TODAY)
    before = on_file(each_office)
    with pytest.raises(Conflict) as told:
        scheduling.save(replace(form.draft, title="Other"))
    assert told.value.code == "schedule_changed"
    assert on_file(each_office) == before


def test_what_is_over_is_not_edited_but_can_be_duplicated(office):
    scheduling = furnish(office, a_schedule(1, date(2026, 7, 31)))
    form = scheduling.open(1)
    Recurring(office, Run(office)).cancel(1)
    with pytest.raises(Refused) as told:
        scheduling.open(1)
    assert told.value.code == "schedule_is_over"
    with pytest.raises(Refused):
        scheduling.save(replace(form.draft, version=2))

    copy = scheduling.duplicate(1, TODAY)
    assert (copy.before, copy.draft.id, copy.draft.next_date) == (None, 0, date(2026, 8, 31))
    assert scheduling.save(copy.draft).state == "active"
    assert len({one.ref for one in on_file(office)}) == 2


def test_an_invoice_becomes_a_schedule_that_is_saved_when_that_is_asked_for(office):
    scheduling = furnish(office)
    with office.work() as work:
        work.invoices.add([(an_invoice(5, 120_00, title="Cables"), None)], office.now())
        work.commit()
    form = scheduling.from_invoice(5, TODAY)
    assert on_file(office) == []
    assert (form.draft.title, form.draft.next_date) == ("Cables", date(2026, 9, 10))
    assert scheduling.save(form.draft).lines[0].unit_price == 120_00 * SCALE
    with pytest.raises(Missing):
        scheduling.from_invoice(99, TODAY)


def test_a_new_schedule_can_be_for_another_customer_and_keeps_its_currency(office):
    scheduling = furnish(office)
    draft = replace(scheduling.fresh(1, TODAY).draft, contact_id=7, lines=(LINE,))
    moved = scheduling.move(draft, 2)
    assert (moved.customer.name, moved.draft.contact_id, moved.draft.currency) == ("Bistro", None, "EUR")
    with pytest.raises(Refused) as told:
        scheduling.move(replace(draft, id=3), 2)
    assert told.value.code == "schedule_keeps_customer"


def test_another_schedule_that_takes_ticket_charges_is_named(office):
    scheduling = furnish(office, a_schedule(1, TODAY, pending=Pending(), title="Hosting, {month_name}"))
    draft = replace(scheduling.fresh(1, TODAY).draft, lines=(LINE,), pending=Pending())
    (warning,) = scheduling.look(draft, TODAY).warnings
    assert (warning.code, warning.facts["schedules"]) == ("charges_taken_twice", "Hosting")
    assert scheduling.look(scheduling.open(1).draft, TODAY).warnings == ()


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"lines": ()}, "lines"),
        ({"lines": (replace(LINE, unit_price=None),)}, "lines[0].price"),
        ({"lines": (replace(LINE, product_id=77),)}, "lines[0].product_id"),
        ({"lines": (replace(LINE, tax=Choice(True, 77)),)}, "lines[0].tax"),
        ({"lines": (replace(LAPTOPS, counter=Counter(search_id=77)),)}, "lines[0].counter.search_id"),
        ({"contact_id": 4}, "contact_id"),
        ({"terms_id": 77}, "terms_id"),
        ({"tax": Choice(True, 77)}, "tax"),
        ({"recurrence": Recurrence("monthly", -3, TODAY)}, "interval"),
        ({"end": TODAY - timedelta(days=1)}, "end"),
        ({"currency": "🐸"}, "currency"),
    ],
)
def test_rubbish_is_refused_with_its_place_and_nothing_is_written(office, more, place):
    scheduling = furnish(office, a_schedule(1, TODAY))
    before = on_file(office)
    for draft in (scheduling.fresh(1, TODAY).draft, scheduling.open(1).draft):
        rubbish = replace(draft, **({"lines": (LINE,)} | more))
        with pytest.raises(Rejected) as told:
            scheduling.save(rubbish)
        assert place in [one.place for one in told.value.problems]
        assert [one.place for one in scheduling.problems(rubbish)] == [
            one.place for one in told.value.problems
        ]
        scheduling.look(rubbish, TODAY)
    assert on_file(office) == before


def test_lines_that_belong_elsewhere_get_ids_of_their_own(office):
    scheduling = furnish(office, a_schedule(1, TODAY))
    kept = scheduling.save(replace(scheduling.fresh(1, TODAY).draft, lines=(replace(LINE, id=10),)))
    assert kept.lines[0].id != 10
    with pytest.raises(Missing):
        scheduling.open(99)
    with pytest.raises(Missing):
        scheduling.fresh(99, TODAY)
