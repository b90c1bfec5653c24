"""The schedule editor: typed with keys, looked at as one types, undone, kept as a draft, saved."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.calendar import LAST_DAY
from billdesk.domain.tax import UNTAXED
from billdesk.services.run import Request
from billdesk.ui.editors.schedule_drafts import ScheduleDrafts
from billdesk.ui.tasks import ScheduleTask
from support.editing import looked


def on_file(page, key):
    return page.bench.desk.recurring.sheet(key, page.bench.today).schedule


def put(field, text):
    """Type into a field as a person does."""
    field.setText(text)
    field.textEdited.emit(text)


def saved(qtbot, page, typist):
    page.saving.save()
    qtbot.waitUntil(lambda: bool(typist.asked), timeout=10_000)
    place, key = typist.asked[-1]
    assert place == "recurring"
    return on_file(page, key)


@pytest.fixture
def fresh(scheduler, customer_ids):
    """A new schedule for Acme."""
    return scheduler(ScheduleTask(customer_id=customer_ids["Acme"]))


@pytest.fixture
def running(scheduler, schedule_ids):
    """The schedule of Acme, billed once on 1 February."""
    return scheduler(ScheduleTask(schedule_ids["acme-msp"]))


def test_a_new_schedule_asks_for_whom_it_is_and_finds_customers_by_name(scheduler, qtbot):
    page, typist = scheduler()
    assert typist.at() == "schedule.customer"
    assert not page.body.lines.isEnabled()
    typist.type("bistro")
    typist.press("Return")
    qtbot.waitUntil(lambda: page.form is not None)
    assert page.form.customer.name == "Bistro Müller"
    assert typist.at() == "schedule.title"


def test_a_schedule_is_typed_by_keys_alone_saved_run_and_the_invoice_is_right(fresh, qtbot):
    page, typist = fresh
    typist.type("Care {")
    assert page.placeholders.offers.isVisible()
    typist.press("Return")
    assert page.state.schedule.title == "Care {month_name}"
    page.body.lines.adds["standard"].setFocus()
    typist.press("Space")
    typist.type("Helpdesk")
    typist.press("Tab", times=2)
    typist.type("100")
    typist.press("Return")
    page.body.lines.adds["asset"].setFocus()
    typist.press("Space")
    page.body.details.counter.asset.edit.setFocus()
    typist.type("Lap")
    page.body.lines.open(1, "price")
    typist.type("12.50")
    looked(qtbot, page)
    assert page.preview.figure.accessibleName() == "$135.31"
    typist.control("S")
    qtbot.waitUntil(lambda: bool(typist.asked))
    assert typist.told[-1] == "The schedule of Acme Dental is saved, next on Feb 1"

    desk = page.bench.desk
    desk.run.go(Request(page.bench.today, schedules=frozenset({typist.asked[-1][1]})))
    coming = desk.recurring.sheet(typist.asked[-1][1], page.bench.today)
    invoice = desk.naming.invoice(str(coming.invoices[0].id))
    assert invoice.title == "Care February"
    assert [(line.description, line.quantity, line.net) for line in invoice.lines] == [
        ("Helpdesk", 10_000, 100_00),
        ("Laptop", 2 * 10_000, 25_00),
    ]
    assert invoice.total == 135_31


def test_every_field_is_saved(fresh, qtbot):
    page, typist = fresh
    body = page.body
    contact = page.form.contacts[0]
    put(body.head.title.edit, "Everything")
    put(body.head.discount.edit, "12.5 %")
    put(body.when.interval.edit, "2")
    put(body.when.most.edit, "24")
    put(body.when.lead.edit, "3")
    put(body.more.reference.edit, "PO 7")
    for field, key in (
        (body.head.terms, str(next(iter(page.form.catalog.terms)))),
        (body.when.day, str(LAST_DAY)),
        (body.when.period, "arrears"),
        (body.when.missed, "latest"),
        (body.more.contact, str(contact.id)),
        (body.more.currency, "EUR"),
        (body.more.tax, "-"),
        (body.more.look_of, "classic"),
    ):
        field.edit.setCurrentIndex(field.edit.findData(key))
        field.edit.activated.emit(field.edit.currentIndex())
    body.when.end.edit.take(date(2027, 12, 31))
    for switch in (body.happens.mail, body.happens.credit, body.happens.taking, body.happens.blank):
        switch.edit.click()
    body.more.notes.edit.setPlainText("Printed")
    body.more.internal.edit.setPlainText("Secret")
    body.prices.pick("catalog")
    body.lines.add("standard")
    typist.type("Care")
    typist.press("Escape")
    typist.press("Tab", times=2)
    typist.type("5")
    kept = saved(qtbot, page, typist)

    assert (kept.title, kept.discount.percent, kept.reference) == ("Everything", 125_000, "PO 7")
    assert (kept.recurrence.interval, kept.recurrence.billing_day) == (2, LAST_DAY)
    assert (kept.max_occurrences, kept.lead_days, kept.end) == (24, 3, date(2027, 12, 31))
    assert (kept.period, kept.catch_up, kept.prices) == ("arrears", "latest", "catalog")
    assert (kept.contact_id, kept.currency, kept.tax) == (contact.id, "EUR", UNTAXED)
    assert (kept.template, kept.notes, kept.internal_notes) == ("classic", "Printed", "Secret")
    assert kept.auto_send
    assert kept.apply_credit
    assert kept.blank_invoices
    assert kept.pending is not None
    assert kept.lines[0].unit_price == 5_00 * 10_000


def test_a_change_says_was_and_becomes_before_it_is_saved(running, qtbot):
    page, typist = running
    assert not page.body.when.start.edit.isEnabled()
    assert page.body.head.customer.field.isReadOnly()
    page.body.when.day.edit.setCurrentIndex(15)
    page.body.when.day.edit.activated.emit(15)
    looked(qtbot, page)
    said = "The next invoice was Mar 1, it becomes Mar 15 and covers Mar 15 – Apr 14."
    assert page.body.when.becomes.words.text() == said
    assert ("Next date", "Mar 1 → Mar 15") in page.preview.changes.pairs()
    typist.host.state.undo()
    looked(qtbot, page)
    assert page.body.when.becomes.isHidden()
    assert page.body.when.day.value() == ""
    typist.host.state.redo()
    looked(qtbot, page)
    kept = saved(qtbot, page, typist)
    assert (kept.next_date, kept.generated) == (date(2026, 3, 15), 1)


def test_amounts_of_lines_are_told_as_was_and_becomes(running, qtbot):
    page, _typist = running
    page.state.type_into(0, "price", "450", page.body.lines.cells)
    looked(qtbot, page)
    pairs = page.preview.changes.pairs()
    assert ("Managed IT", "400.00 → 450.00") in pairs
    assert pairs[0][0] == "Next invoice"


RUBBISH = (
    ("when", "interval", "often"),
    ("when", "interval", "0"),
    ("when", "interval", ""),
    ("when", "most", "-3"),
    ("when", "lead", "9" * 30),
    ("when", "end", "the thirtieth of never"),
    ("head", "discount", "half"),
    ("head", "discount", "101 %"),
)


def test_rubbish_stays_where_it_was_typed_is_told_there_and_isnt_saved(running, qtbot):
    page, typist = running
    for part, name, rubbish in RUBBISH:
        field = getattr(getattr(page.body, part), name)
        before = field.edit.text()
        put(field.edit, rubbish)
        page.saving.save()
        assert field.edit.text() == rubbish
        assert field.told()
        put(field.edit, before)
        assert not field.told()
    assert not page.saving.busy
    assert typist.asked == []


def test_what_isnt_saved_is_a_draft_that_is_there_again(running, scheduler, schedule_ids, qtbot):
    page, typist = running
    put(page.body.head.title.edit, "Half typed")
    page.finish()
    assert typist.told[-1] == "What you typed for Acme Dental stays as a draft"
    again, typist = scheduler(ScheduleTask(schedule_ids["acme-msp"]))
    assert again.draft.isVisible()
    assert again.state.schedule.title == "Half typed"
    again.throw_away()
    assert again.state.schedule.title == "Managed IT {month_name} {year}"
    typist.undo[-1]()
    assert again.state.schedule.title == "Half typed"
    saved(qtbot, again, typist)
    again.finish()
    third, typist = scheduler(ScheduleTask(schedule_ids["acme-msp"]))
    assert third.draft.isHidden()
    put(third.body.head.title.edit, "Typed over an older one")
    third.finish()
    services = third.bench.desk.scheduling
    services.save(replace(services.open(schedule_ids["acme-msp"]).draft, reference="Theirs"))
    fourth, typist = scheduler(ScheduleTask(schedule_ids["acme-msp"]))
    assert "has changed since" in fourth.draft.accessibleName()
    assert ("Reference / PO", "changed") in fourth.preview.changes.pairs()
    saved(qtbot, fourth, typist)


def test_a_new_schedule_that_wasnt_saved_is_there_again(fresh, scheduler):
    page, typist = fresh
    page.body.lines.add("standard")
    typist.type("Care")
    page.finish()
    again, _typist = scheduler()
    assert [row.line.description for row in again.state.rows] == ["Care"]
    assert again.form.customer.name == "Acme Dental"


def test_what_was_typed_for_a_customer_who_is_gone_is_forgotten(scheduler, make_bench, schedule_ids):
    bench = make_bench()
    drafts = ScheduleDrafts(bench.desk.target)
    drafts.keep(replace(bench.desk.scheduling.open(schedule_ids["acme-msp"]).draft, id=0, customer_id=99))
    page, typist = scheduler()
    assert typist.at() == "schedule.customer"
    assert drafts.find(0) is None
    assert page.form is None


def test_an_invoice_and_a_copy_begin_with_their_lines(scheduler, schedule_ids, qtbot):
    copy, typist = scheduler(ScheduleTask(copy_of=schedule_ids["bistro-host"]))
    assert copy.state.schedule.id == 0
    assert [row.line.description for row in copy.state.rows] == [
        "Website hosting {period_start} to {period_end}"
    ]
    kept = saved(qtbot, copy, typist)
    assert kept.id not in schedule_ids.values()
    number = copy.bench.desk.recurring.sheet(schedule_ids["acme-msp"], copy.bench.today).invoices[0]
    page, typist = scheduler(ScheduleTask(invoice_id=number.id))
    assert [row.line.type for row in page.state.rows] == ["standard"] * len(page.state.rows)
    assert saved(qtbot, page, typist).next_date == date(2026, 3, 1)


def test_a_schedule_on_its_way_to_somebody_else(fresh, customer_ids, qtbot):
    page, _typist = fresh
    put(page.body.head.title.edit, "Care")
    page.body.head.customer.picked.emit(customer_ids["Bistro"])
    qtbot.waitUntil(lambda: page.form.customer.name == "Bistro Müller")
    assert page.state.schedule.title == "Care"
    page.state.undo()
    assert page.state.schedule.customer_id == customer_ids["Acme"]


def test_who_cannot_be_mailed_and_two_takers_are_told_at_once(scheduler, customer_ids, qtbot):
    page, _typist = scheduler(ScheduleTask(customer_id=customer_ids["Café"]))
    page.body.happens.mail.edit.click()
    looked(qtbot, page)
    assert page.body.happens.mail.told().startswith("“Café Québec” has no e-mail address")
    other, _typist = scheduler(ScheduleTask(customer_id=customer_ids["Acme"]))
    other.body.happens.taking.edit.click()
    looked(qtbot, other)
    assert "Managed IT" in other.body.happens.taking.told()


def test_it_folds_into_a_drawer(running):
    page, _typist = running
    page.fold(1024, 640)
    assert not page.drawer.is_open
    page.top.preview.click()
    assert page.drawer.is_open
