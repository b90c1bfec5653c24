"""What a run would bring, beside the last invoices."""

from datetime import date

from billdesk.domain.counting import Evidence
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.services.foresight import line_changes
from billdesk.services.loading import Source
from billdesk.services.pace import Pace
from billdesk.services.run import Request
from support.recurring import overdue
from support.recurring_shop import FEB_1

APRIL = date(2026, 4, 20)


def look(shop, until=APRIL, today=FEB_1, **more):
    return shop.real.errands.look(Request(today, until), Pace(**more))


def invoice(*lines):
    return Invoice(1, "USD", FEB_1, FEB_1, lines=lines, total=sum(line.net for line in lines))


def counted(names, quantity, net, line_id=1, **more):
    evidence = Evidence("asset", quantity, tuple(enumerate(names, 1)))
    return InvoiceLine(
        "Laptops",
        quantity=quantity,
        net=net,
        schedule_line_id=line_id,
        evidence=evidence,
        unit_price=100,
        **more,
    )


def test_each_occurrence_is_compared_with_the_invoice_before_it(recurring_shop):
    found = look(recurring_shop)
    acme = [row for row in found.rows if row.customer == "Acme Dental"]

    assert [(row.billing_date, row.last_date) for row in acme] == [
        (date(2026, 3, 1), FEB_1),
        (date(2026, 4, 1), date(2026, 3, 1)),
    ]
    assert (acme[0].total, acme[0].last_total, acme[0].change) == (58845, 80682, -21837)
    assert (acme[1].change, acme[1].differs) == (0, False)


def test_rows_come_by_day_with_their_fate(recurring_shop):
    found = look(recurring_shop)

    days = [row.billing_date for row in found.rows]
    assert days == sorted(days)
    assert [row.id for row in found.rows] == list(range(1, len(found.rows) + 1))
    assert {(row.customer, row.fate) for row in found.rows} == {
        ("Acme Dental", "emailed"),
        ("Bistro Müller", "draft"),
        ("Bistro Müller", "failed"),
    }


def test_a_failure_has_its_reason_and_no_change(recurring_shop):
    failed = next(row for row in look(recurring_shop).rows if row.fate == "failed")

    assert failed.reason == "price_in_other_currency"
    assert failed.change is None
    assert failed.lines == ()


def test_nothing_is_written(recurring_shop):
    before = recurring_shop.sheet("acme-msp")

    look(recurring_shop)

    assert recurring_shop.sheet("acme-msp") == before


def test_what_comes_too_late_waits_as_a_draft(recurring_shop):
    found = look(recurring_shop, today=APRIL)

    late = [row for row in found.rows if row.fate == "late"]
    assert {row.customer for row in late} == {"Acme Dental"}


def test_progress_is_told_and_stop_is_heard(recurring_shop):
    told = []
    whole = look(recurring_shop, progress=lambda done, planned: told.append((done, planned)))
    stopped = look(recurring_shop, stop=lambda: True)

    assert told
    assert told[-1][0] == len(whole.rows)
    assert stopped.stopped
    assert stopped.rows == ()


def test_names_that_came_and_went_are_told(recurring_shop):
    recurring_shop.add_laptops("NB-101")

    acme = next(row for row in look(recurring_shop).rows if row.customer == "Acme Dental")
    laptops = next(line for line in acme.lines if line.description == "Laptops")

    assert (laptops.before, laptops.now, laptops.added) == (20000, 30000, ("NB-101",))


def test_a_line_that_is_gone_comes_last_with_what_it_was():
    old = InvoiceLine("Setup", net=5000, quantity=10000, schedule_line_id=2)
    changes = line_changes(invoice(counted(["a"], 10000, 100)), invoice(old, counted(["a"], 10000, 100)))

    assert [(one.description, one.was, one.net) for one in changes] == [
        ("Laptops", 100, 100),
        ("Setup", 5000, None),
    ]
    assert [one.differs for one in changes] == [False, True]


def test_another_asset_in_place_of_one_differs_though_the_count_is_the_same():
    now = invoice(counted(["a"], 10000, 100))
    evidence = Evidence("asset", 10000, ((9, "old"),))
    had = InvoiceLine("Laptops", quantity=10000, net=100, schedule_line_id=1, evidence=evidence)

    (line,) = line_changes(now, invoice(had))

    assert (line.added, line.removed, line.differs) == (("a",), ("old",), True)


def test_the_parts_of_a_price_in_tiers_are_one_line_under_the_words_they_share():
    parts = [
        InvoiceLine("Windows 11 1–5", quantity=50000, net=500, unit_price=300, schedule_line_id=1),
        InvoiceLine("Windows 11 6–", quantity=20000, net=100, unit_price=200, schedule_line_id=1),
    ]

    (line,) = line_changes(invoice(*parts), None)

    assert (line.description, line.now, line.net, line.unit_price) == ("Windows 11", 70000, 600, None)


def test_the_charges_of_a_ticket_are_one_line_under_its_heading():
    heading = InvoiceLine("Ticket 1054: Mail", kind="heading", source="charge")
    charges = [
        InvoiceLine(f"Labor {n}", source="charge", charge_id=n, net=100, quantity=10000) for n in (1, 2)
    ]

    (line,) = line_changes(invoice(heading, *charges), None)

    assert (line.description, line.net, line.now, line.source) == ("Ticket 1054: Mail", 200, None, "charge")


def test_late_fees_come_last_and_name_their_invoice(recurring_shop):
    real = recurring_shop.real
    before = look(recurring_shop).rows
    real.loading.load([Source("late.json", overdue())])
    found = look(recurring_shop, today=date(2026, 2, 1)).rows
    (fee,) = found[len(before) :]
    assert (fee.id, fee.customer, fee.fate, fee.total) == (len(found), "Acme Dental", "issued", 15_00)
    assert (fee.late_number, fee.title, fee.schedule_id) == ("OLD-1", "Late fee for OLD-1", 0)
    assert (fee.change, fee.differs, [line.net for line in fee.lines]) == (None, True, [15_00])
    assert real.check.all() == []
