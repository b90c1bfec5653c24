"""Drafts by hand: opened with defaults, kept as often as somebody types, duplicated, made recurring."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.domain.invoice import InvoiceLine, reckoned
from billdesk.domain.money import LIMIT
from billdesk.domain.totals import Discount
from billdesk.services.drafts import Drafts
from billdesk.services.run import Request, Run
from billdesk.services.scheduling import Scheduling
from support.money import TODAY, refusal


@pytest.fixture
def drafts(shop):
    return Drafts(shop.office)


def typed(drafts, shop, *prices):
    """A kept draft with a line for each price."""
    fresh = drafts.fresh(shop.customer, TODAY).invoice
    lines = tuple(
        InvoiceLine(f"Thing {at}", quantity=10_000, unit_price=price * 10_000)
        for at, price in enumerate(prices)
    )
    return drafts.keep(replace(fresh, lines=lines))


def history(shop, key):
    with shop.office.reading() as work:
        return [(one.act, one.change) for one in work.traces.of("invoice", key)]


def test_a_fresh_draft_has_the_defaults_and_is_not_on_file(drafts, shop):
    sheet = drafts.fresh(shop.customer, TODAY)

    assert (sheet.invoice.id, sheet.invoice.state, sheet.invoice.date) == (0, "draft", TODAY)
    assert (sheet.invoice.currency, sheet.invoice.language, sheet.invoice.addressee) == (
        "EUR",
        "en",
        ("Acme",),
    )
    assert sheet.mails(sheet.invoice) == ("pay@acme.example",)
    assert [one.name for one in sheet.products] == ["Labor"]
    with shop.office.reading() as work:
        assert work.invoices.all() == []
    with pytest.raises(Missing):
        drafts.fresh(9_999, TODAY)


def test_a_draft_is_made_once_and_then_replaced(each_shop):
    drafts = Drafts(each_shop.office)
    first = typed(drafts, each_shop, 10_00)
    line = replace(first.lines[0], quantity=20_000)

    second = drafts.keep(replace(first, title="Two of them", lines=(line,)))
    third = drafts.keep(replace(second, notes="Thanks"), first=False)

    assert first.id == second.id == third.id
    assert (third.total, third.title, third.notes) == (20_00, "Two of them", "Thanks")
    assert [act for act, _ in history(each_shop, first.id)] == ["made", "edited"]
    assert history(each_shop, first.id)[1][1] == {"total": [10_00, 20_00]}
    assert each_shop.found() == []


def test_leaving_notes_what_the_draft_has_become_and_nothing_where_it_is_the_same(drafts, shop):
    opened = typed(drafts, shop, 10_00)
    drafts.leave(opened)
    drafts.keep(replace(opened, title="Another", lines=()))
    drafts.leave(opened)
    drafts.leave(replace(opened, id=777))

    acts = history(shop, opened.id)
    assert [act for act, _ in acts] == ["made", "edited", "changed"]
    assert acts[-1][1] == {"title": ["", "Another"], "total": ["1000", "0"], "lines": [1, 0]}


def test_a_copy_that_is_older_than_the_one_on_file_is_a_conflict(drafts, shop):
    opened = typed(drafts, shop, 10_00)
    drafts.keep(replace(opened, title="Mine"))

    with pytest.raises(Conflict):
        drafts.keep(replace(opened, title="Yours"))

    assert shop.invoice(opened.id).title == "Mine"
    assert [act for act, _ in history(shop, opened.id)] == ["made", "edited"]


def test_what_was_issued_or_deleted_meanwhile_is_not_kept_over(drafts, shop):
    issued, deleted = typed(drafts, shop, 10_00), typed(drafts, shop, 10_00)
    shop.invoicing.issue(issued.id, TODAY)
    shop.invoicing.delete_draft(deleted.id)

    assert refusal(drafts.keep, issued) == "invoice_is_issued"
    assert refusal(drafts.open, issued.id) == "invoice_is_issued"
    with pytest.raises(Missing):
        drafts.keep(deleted)


def test_amounts_are_reckoned_anew_whatever_the_editor_says(drafts, shop):
    fresh = drafts.fresh(shop.customer, TODAY).invoice
    line = InvoiceLine("Thing", quantity=10_000, unit_price=10_00 * 10_000, gross=1, net=1, taxable=1)
    lie = replace(fresh, lines=(line,), total=99_999_99, state="issued", number="INV-1", kind="credit_note")

    kept = drafts.keep(lie)

    assert (kept.total, kept.state, kept.number, kept.kind) == (10_00, "draft", None, "invoice")
    assert shop.found() == []


@pytest.mark.parametrize(
    ("fields", "place", "code"),
    [
        ({"title": "x" * 10_001}, "title", "too_long"),
        ({"reference": "x" * 1_001}, "reference", "too_long"),
        ({"reference": "a\nb"}, "reference", "control_character"),
        ({"notes": "\x00"}, "notes", "control_character"),
        ({"internal_notes": "\ud800"}, "internal_notes", "control_character"),
        ({"date": date(1, 1, 1)}, "date", "date_out_of_range"),
        ({"due_date": date(9999, 12, 31)}, "due_date", "date_out_of_range"),
        ({"lines": (InvoiceLine("x" * 10_001),)}, "lines[0].description", "too_long"),
        ({"lines": (InvoiceLine("ok"), InvoiceLine("\x07"))}, "lines[1].description", "control_character"),
        ({"lines": (InvoiceLine("ok", unit="x" * 1_001),)}, "lines[0].unit", "too_long"),
        ({"lines": (InvoiceLine("ok"),) * 2_001}, "lines", "too_many_lines"),
    ],
)
def test_rubbish_is_named_by_its_place_and_not_kept(drafts, shop, fields, place, code):
    fresh = drafts.fresh(shop.customer, TODAY).invoice
    with pytest.raises(Rejected) as caught:
        drafts.keep(replace(fresh, **fields))
    assert [(one.place, one.code) for one in caught.value.problems] == [(place, code)]
    with shop.office.reading() as work:
        assert work.invoices.all() == []


def test_amounts_beyond_what_is_held_are_refused(drafts, shop):
    fresh = drafts.fresh(shop.customer, TODAY).invoice
    line = InvoiceLine("Thing", quantity=LIMIT - 1, unit_price=LIMIT * 10_000 - 1)
    assert refusal(drafts.keep, replace(fresh, lines=(line,))) == "amount_too_large"


ANY_LINE = st.builds(
    InvoiceLine,
    st.text(max_size=20),
    kind=st.sampled_from(["item", "heading"]),
    note=st.text(max_size=5),
    quantity=st.integers(-(10**9), 10**9),
    unit=st.text(max_size=5),
    unit_price=st.integers(-(10**11), 10**11),
    discount=st.none()
    | st.integers(0, 1_000_000).map(lambda share: Discount(percent=share))
    | st.integers(0, 10**7).map(lambda amount: Discount(amount=amount)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ANY_LINE, max_size=6), st.text(max_size=20))
def test_any_draft_is_kept_as_it_was_typed_or_refused_with_a_reason(shop, lines, title):
    drafts = Drafts(shop.office)
    fresh = drafts.fresh(shop.customer, TODAY).invoice
    try:
        kept = drafts.keep(replace(fresh, lines=tuple(lines), title=title))
    except (Rejected, Refused):
        return
    assert kept.title == title
    assert [(one.description, one.quantity, one.unit_price, one.discount) for one in kept.lines] == [
        (one.description, one.quantity, one.unit_price, one.discount) for one in lines
    ]
    assert kept == replace(reckoned(kept), lines=kept.lines)
    assert shop.found() == []


def test_a_customers_charges_wait_and_are_taken_below_the_tickets_heading(each_shop):
    drafts = Drafts(each_shop.office)
    first, second = each_shop.part(30_00), each_shop.part(5_00, description="Cable")
    sheet = drafts.fresh(each_shop.customer, TODAY)
    assert [(one.charge.id, one.line.net) for one in sheet.waiting] == [(first, 30_00), (second, 5_00)]

    one = drafts.keep(sheet.taken([first], sheet.invoice))
    both = drafts.keep(drafts.open(one.id).taken([second], one))

    assert [line.description for line in both.lines] == ["Ticket T-00001: Slow laptop", "Part", "Cable"]
    assert both.total == 35_00
    assert each_shop.tickets.show("t1").pending == 0
    assert [one.charge.id for one in drafts.open(both.id).waiting] == [first, second]
    assert each_shop.found() == []


def test_a_charge_is_on_one_live_invoice_at_most(drafts, shop):
    charge = shop.part(30_00)
    sheet = drafts.fresh(shop.customer, TODAY)
    draft = sheet.taken([charge], sheet.invoice)
    drafts.keep(draft)

    assert refusal(drafts.keep, draft) == "charge_is_billed"


def test_a_charge_that_is_taken_off_waits_again(drafts, shop):
    charge = shop.part(30_00)
    sheet = drafts.fresh(shop.customer, TODAY)
    kept = drafts.keep(sheet.taken([charge], sheet.invoice))

    drafts.keep(replace(kept, lines=()))

    assert shop.tickets.show("t1").pending == 30_00


def test_a_charge_of_somebody_else_is_refused(drafts, shop):
    charge = shop.part(30_00)
    theirs = drafts.fresh(shop.customer, TODAY)
    mine = drafts.fresh(shop.other, TODAY).invoice
    lines = theirs.taken([charge], theirs.invoice).lines
    assert refusal(drafts.keep, replace(mine, lines=lines)) == "charge_of_another_customer"


def test_a_charge_without_a_price_says_so_instead_of_taking_it(drafts, shop):
    charge = shop.part(0, unit_price=None)
    sheet = drafts.fresh(shop.customer, TODAY)
    assert (sheet.waiting[0].line, sheet.waiting[0].refusal.code) == (None, "price_is_missing")
    assert refusal(sheet.taken, [charge], sheet.invoice) == "price_is_missing"


def test_what_is_held_for_a_ticket_and_what_is_owed_is_told(drafts, shop):
    shop.part(30_00)
    shop.issued(12_00)
    shop.payments.deposit("t1", 20_00, "cash", TODAY)

    sheet = drafts.fresh(shop.customer, TODAY)

    assert (sheet.owed, sheet.deposits) == (12_00, ((shop.ticket, 20_00),))


def test_another_customer_brings_defaults_and_taxes_and_leaves_the_charges(drafts, shop):
    charge = shop.part(30_00)
    sheet = drafts.fresh(shop.customer, TODAY)
    draft = sheet.taken([charge], sheet.invoice)
    draft = replace(draft, lines=(*draft.lines, InvoiceLine("Own", quantity=10_000, unit_price=100_00)))

    other, moved = drafts.move(draft, shop.other)

    assert (moved.draft.customer_id, moved.draft.addressee) == (shop.other, ("Bolt",))
    assert [line.description for line in moved.draft.lines] == ["Own"]
    assert other.waiting == ()
    assert refusal(drafts.move, replace(draft, schedule_id=1), shop.other) == "draft_of_schedule"
    with pytest.raises(Missing):
        drafts.move(draft, 9_999)


def test_a_deleted_draft_comes_back_as_it_was_with_its_charges(each_shop):
    drafts = Drafts(each_shop.office)
    charge = each_shop.part(30_00)
    sheet = drafts.fresh(each_shop.customer, TODAY)
    kept = drafts.keep(replace(sheet.taken([charge], sheet.invoice), title="Repair"))
    each_shop.invoicing.delete_draft(kept.id)
    assert each_shop.tickets.show("t1").pending == 30_00

    back = drafts.restore(kept)

    assert (back.id, back.title, back.total) == (kept.id, "Repair", 30_00)
    assert each_shop.tickets.show("t1").pending == 0
    assert each_shop.found() == []


def test_a_deleted_draft_does_not_come_back_when_its_charge_is_billed_by_now(drafts, shop):
    charge = shop.part(30_00)
    sheet = drafts.fresh(shop.customer, TODAY)
    kept = drafts.keep(sheet.taken([charge], sheet.invoice))
    shop.invoicing.delete_draft(kept.id)
    drafts.keep(sheet.taken([charge], sheet.invoice))

    assert refusal(drafts.restore, kept) == "charge_is_billed"


def test_a_duplicate_has_the_same_lines_of_today_without_charges(drafts, shop):
    shop.part(30_00)
    issued = shop.invoicing.issue(shop.tickets.make_invoice(["t1"], TODAY).id, TODAY)

    copy = drafts.duplicate(issued.id, date(2026, 3, 5))

    assert (copy.state, copy.date, copy.total, copy.ticket_id) == ("draft", date(2026, 3, 5), 30_00, None)
    assert [line.description for line in copy.lines] == ["Ticket T-00001: Slow laptop", "Part"]
    assert {line.charge_id for line in copy.lines} == {None}
    assert history(shop, copy.id) == [("made", {"total": 30_00, "copy_of": issued.number})]
    note = shop.invoicing.credit(issued.id, None, TODAY).credit_notes[0]
    assert refusal(drafts.duplicate, note.id, TODAY) == "not_an_invoice"
    with pytest.raises(Missing):
        drafts.duplicate(9_999, TODAY)


def test_an_invoice_becomes_a_monthly_schedule_that_bills_the_same(each_shop):
    with each_shop.office.reading() as work:
        vat = next(iter(work.catalog.taxes().values()))
    line = InvoiceLine(
        "Care",
        quantity=20_000,
        unit="month",
        unit_price=50_00 * 10_000,
        tax_id=vat.id,
        tax_name="VAT",
        rates=vat.members,
        discount=Discount(percent=100_000),
    )
    key = each_shop.write(
        lines=(InvoiceLine("All", kind="heading"), line), title="Care", date=date(2026, 1, 31)
    )
    issued = each_shop.invoicing.issue(key, TODAY)

    schedule = recurring(each_shop, issued)

    assert (schedule.recurrence.start, schedule.recurrence.day) == (date(2026, 3, 31), 31)
    assert not schedule.auto_send
    Run(each_shop.office).go(Request(date(2026, 3, 31)))
    with each_shop.office.reading() as work:
        made = [one for one in work.invoices.all() if one.schedule_id == schedule.id]
    assert [one.total for one in made] == [issued.total] == [107_10]
    assert each_shop.found() == []


def recurring(shop, invoice):
    scheduling = Scheduling(shop.office)
    return scheduling.save(scheduling.from_invoice(invoice.id, TODAY).draft)


def test_nothing_recurs_without_lines_and_refs_do_not_clash(drafts, shop):
    scheduling = Scheduling(shop.office)
    assert refusal(scheduling.from_invoice, shop.draft(), TODAY) == "invoice_has_no_lines"
    first = scheduling.save(scheduling.from_invoice(shop.issued(10_00), TODAY).draft)
    with shop.office.work() as work:
        work.connection.exec_driver_sql(
            "UPDATE schedules SET ref = ? WHERE id = ?", (f"schedule-{first.id + 1}", first.id)
        )
        work.commit()
    second = scheduling.save(scheduling.from_invoice(shop.issued(10_00), TODAY).draft)
    assert second.ref == f"schedule-{second.id}-2"


def test_two_desks_that_keep_the_same_draft_at_once_lose_nothing_silently(each_shop):
    opened = typed(Drafts(each_shop.office), each_shop, 10_00)
    started = Barrier(2)

    def keep(title):
        started.wait()
        try:
            return Drafts(each_shop.office).keep(replace(opened, title=title)).title
        except Conflict:
            return "conflict"

    with ThreadPoolExecutor(2) as desks:
        found = sorted(desks.map(keep, ["here", "there"]))
    assert found[0] == "conflict"
    assert each_shop.invoice(opened.id).title == found[1]


def test_problems_name_the_line_and_the_field(drafts, shop):
    fresh = drafts.fresh(shop.customer, TODAY).invoice
    empty = replace(fresh, due_date=date(2026, 1, 1))
    assert [(one.place, one.code) for one in drafts.problems(empty)] == [
        ("due_date", "due_before_date"),
        ("lines", "invoice_has_no_lines"),
    ]
    bad = reckoned(replace(fresh, lines=(InvoiceLine(" ", quantity=-10_000, unit_price=10**6),)))
    assert [(one.place, one.code) for one in drafts.problems(bad)] == [
        ("lines[0].description", "description_missing"),
        ("lines", "total_is_negative"),
    ]
