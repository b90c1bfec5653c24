"""Tests of what the tabs of the preview list."""

from dataclasses import replace
from datetime import date

from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.domain.price_change import PriceRule
from billdesk.services.price_changes import Chosen
from billdesk.services.refunding import Request as Request_
from billdesk.services.run import Request
from billdesk.storage.traces import Trace
from billdesk.ui.panes import invoice_facts as facts


def sheet_of(bench, status="open"):
    page = bench.desk.browsing.invoices(InvoiceFilter(), Sort(), bench.today)
    row = next(one for one in page.rows if one.status == status)
    return bench.desk.invoicing.sheet(row.id, bench.today)


def test_lines_end_with_the_total_of_the_invoice(make_bench):
    bench = make_bench()
    sheet = sheet_of(bench)
    entries = facts.line_entries(bench, sheet.invoice)
    assert len(entries) > len(sheet.invoice.lines)
    assert entries[-1].figure == bench.figures.headline(sheet.invoice.total, sheet.invoice.currency)
    assert facts.line_entries(bench, replace(sheet.invoice, lines=())) == []


def test_evidence_names_what_was_counted(make_bench):
    bench = make_bench()
    page = bench.desk.browsing.invoices(InvoiceFilter(), Sort(), bench.today)
    sheets = [bench.desk.invoicing.sheet(row.id, bench.today) for row in page.rows]
    found = [entry for sheet in sheets for entry in facts.evidence_entries(bench, sheet)]
    assert any("," in entry.below or entry.below for entry in found)


def test_evidence_tells_what_came_and_went_since_the_invoice_before(recurring_shop, make_bench):
    recurring_shop.add_laptops("NB-101")
    recurring_shop.real.run.go(Request(date(2026, 3, 1), confirmed=True))
    bench = make_bench()
    page = recurring_shop.real.browsing.invoices(InvoiceFilter(text="Acme"), Sort("date"), bench.today)
    second, first = (recurring_shop.real.invoicing.sheet(row.id, bench.today) for row in page.rows)

    assert (first.before, second.before) == (None, first.invoice)
    assert not any("New:" in entry.below for entry in facts.evidence_entries(bench, first))
    told = {entry.text: entry.below.splitlines() for entry in facts.evidence_entries(bench, second)}
    assert told["Laptops"] == ["NB-001, NB-002, NB-101", "New: NB-101"]
    gone = facts.evidence_entries(bench, replace(first, before=second.invoice))
    assert next(one.below for one in gone if one.text == "Laptops") == "NB-001, NB-002\nGone: NB-101"


def test_a_line_at_another_price_is_compared_with_itself(recurring_shop, make_bench):
    bench = make_bench()
    schedule = recurring_shop.sheet("acme-msp").schedule
    rule, chosen = PriceRule(percent=5_0000, text="policy"), Chosen((schedule.id,), date(2026, 3, 1))
    recurring_shop.real.price_changes.apply(rule, chosen, bench.today)
    recurring_shop.real.run.go(Request(date(2026, 3, 1), confirmed=True))
    page = recurring_shop.real.browsing.invoices(InvoiceFilter(text="Acme"), Sort("date"), bench.today)
    sheet = recurring_shop.real.invoicing.sheet(page.rows[0].id, bench.today)
    line = next(one for one in sheet.invoice.items if one.description == "Workstation policy")
    old = next(one for one in sheet.before.items if one.description == "Workstation policy")
    assert (line.unit_price, sheet.same[line.schedule_line_id]) == (12_60 * 10_000, old.schedule_line_id)

    fewer = replace(old, evidence=replace(old.evidence, items=old.evidence.items[1:]))
    before = replace(sheet.before, lines=tuple(fewer if one is old else one for one in sheet.before.lines))
    told = {entry.text: entry.below for entry in facts.evidence_entries(bench, replace(sheet, before=before))}

    assert told["Workstation policy"].endswith(f"New: {old.evidence.items[0][1]}")


def test_payments_and_what_was_taken_back_end_with_the_balance(make_bench):
    bench = make_bench()
    sheet = sheet_of(bench)
    assert facts.payment_entries(bench, sheet) == []
    moved = bench.desk.payments.quick([sheet.invoice.id], bench.today)
    bench.desk.payments.reverse(moved.payments[0].id, bench.today, "mistake")
    titles = [
        one.text
        for one in facts.payment_entries(bench, bench.desk.invoicing.sheet(sheet.invoice.id, bench.today))
    ]
    assert titles == ["Payment", "Taken back", "Balance"]


def test_history_tells_the_newest_first_in_words(make_bench):
    bench = make_bench()
    sheet = sheet_of(bench)
    bench.desk.payments.quick([sheet.invoice.id], bench.today)
    entries = facts.history_entries(bench, bench.desk.invoicing.sheet(sheet.invoice.id, bench.today))
    assert entries[0].text == "Payment applied"
    assert all("_" not in one.text for one in entries)


def test_the_history_says_why_an_e_mail_failed_and_why_a_balance_was_written_off(make_bench):
    bench = make_bench()
    sheet = sheet_of(bench)
    mail = {"delivery": 1, "to": ["bills@acme.example"], "reply": "550 no such user"}
    history = (
        Trace("invoice", 1, "mail_sent", mail | {"reply": "250 Ok"}),
        Trace("invoice", 1, "mail_failed", mail),
    )
    entries = facts.history_entries(bench, replace(sheet, history=history))
    assert [(one.text, one.below) for one in entries] == [
        ("E-mail failed", "bills@acme.example · 550 no such user"),
        ("E-mailed", "bills@acme.example"),
    ]

    bench.desk.invoicing.write_off(sheet.invoice.id, bench.today, "Closed its doors")
    entries = facts.history_entries(bench, bench.desk.invoicing.sheet(sheet.invoice.id, bench.today))
    assert entries[0].text == "Written off"
    assert entries[0].below.endswith(" · Closed its doors")


def test_who_and_when_says_how_long_is_left(make_bench):
    bench = make_bench()
    sheet = sheet_of(bench)
    due = sheet.invoice.due_date
    assert f"in {(due - bench.today).days} day" in facts.who_and_when(bench, sheet)
    late = replace(sheet, invoice=replace(sheet.invoice, due_date=date(2026, 1, 31)))
    assert facts.who_and_when(bench, late).endswith("1 day ago")
    now = replace(sheet, invoice=replace(sheet.invoice, due_date=bench.today))
    assert facts.who_and_when(bench, now).endswith("today")
    assert "due" not in facts.who_and_when(bench, replace(sheet, status="paid"))


def test_the_history_tells_of_late_fees_on_both_invoices(make_bench):
    bench = make_bench()
    sheet = sheet_of(bench)
    shared = {"total": 15_00, "passed_over": 0}
    billed = Trace("invoice", 1, "late_fee_billed", shared | {"by": "INV-7", "passed_over": 2})
    made = Trace("invoice", 2, "late_fee", shared | {"number": "INV-7", "for": "INV-3", "passed_over": 1})
    entries = facts.history_entries(bench, replace(sheet, history=(billed, made)))
    amount = bench.figures.headline(15_00, sheet.invoice.currency)
    assert [(one.text, one.below) for one in entries] == [
        ("Late fee for INV-3 drawn up", "1 missed fee left out"),
        (f"Late fee INV-7 of {amount} billed", "2 missed fees left out"),
    ]


def test_money_that_went_back_marks_the_invoice_and_free_credit_is_told(make_bench):
    bench = make_bench()
    sheet = sheet_of(bench)
    invoice, payments = sheet.invoice, bench.desk.payments
    assert facts.marks(sheet) == ""
    payments.quick([invoice.id], bench.today)
    payments.refund_invoice(invoice.id, Request_(bench.today, 1_00, method="cash"))
    part = bench.desk.invoicing.sheet(invoice.id, bench.today)
    assert (facts.marks(part), part.given_back) == ("partly_refunded", 1_00)
    payments.refund_invoice(invoice.id, Request_(bench.today, to_credit=True))
    whole = bench.desk.invoicing.sheet(invoice.id, bench.today)
    assert (facts.marks(whole), whole.credit) == ("refunded", invoice.total - 1_00)
    other = replace(sheet, credit=12_00)
    assert [one.text for one in facts.payment_entries(bench, other)] == ["Free store credit of the customer"]
