"""A credit note from its page: everything or some units of some lines, with its total at each keystroke."""

import pytest

from billdesk.ui.editors.credit_note import CreditNoteEditor


@pytest.fixture
def issued(make_bench, customer_ids):
    """An issued invoice of two lines: two disks and a call-out."""
    from dataclasses import replace
    from datetime import date

    from billdesk.domain.invoice import InvoiceLine

    desk = make_bench().desk
    day = date(2026, 2, 1)
    fresh = desk.drafts.fresh(customer_ids["Acme"], day).invoice
    lines = (
        InvoiceLine("Hardware", kind="heading"),
        InvoiceLine("Disk", quantity=20_000, unit="piece", unit_price=100_00 * 10_000),
        InvoiceLine("Call-out", quantity=10_000, unit_price=50_00 * 10_000),
    )
    kept = desk.drafts.keep(replace(fresh, lines=lines))
    return desk.invoicing.issue(kept.id, day)


@pytest.fixture
def page(open_editor, issued):
    made, typist = open_editor(CreditNoteEditor, issued.id)
    made.typist = typist
    return made


def notes(page):
    with page.bench.desk.sending._office.reading() as work:
        return [one for one in work.invoices.all() if one.kind == "credit_note"]


def test_it_asks_for_each_line_how_many_go_back(page, issued):
    assert [part.line.description for part in page.lines.parts] == ["Disk", "Call-out"]
    assert issued.number in page.about.text()
    assert page.typist.at() == "credit_note.line.1"
    assert not page.make.isEnabled()


def test_the_total_follows_each_keystroke(page):
    page.typist.type("1")
    assert (page.total.text(), page.lines.parts[0].amount.text()) == ("$100.00", "100.00")
    page.typist.press("Tab")
    page.typist.type("0,5")
    assert (page.total.text(), page.lines.parts[1].amount.text()) == ("$125.00", "25.00")


def test_a_line_is_given_back_by_keys_alone(page, qtbot, issued):
    page.typist.type("1")
    page.typist.control("Return")
    qtbot.waitUntil(lambda: ("invoices", None) in page.typist.asked)
    note = notes(page)[0]
    assert (note.total, note.corrects_id, note.lines[0].quantity) == (100_00, issued.id, 10_000)
    assert page.typist.told == [f"{note.number} issued, $100.00 given back"]


def test_everything_is_given_back_at_once(page, qtbot):
    page.all.click()
    assert page.total.text() == "$250.00"
    page.finish_note()
    page.finish_note()
    qtbot.waitUntil(lambda: ("invoices", None) in page.typist.asked)
    assert [one.total for one in notes(page)] == [250_00]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3", "More than is left"),
        ("abc", "Not a quantity"),
        ("-1", "More than is left"),
        ("1e9", "Not a quantity"),
    ],
)
def test_too_many_and_rubbish_are_told_and_nothing_is_made(page, text, words):
    page.typist.type(text)
    assert words in page.wrong.text()
    assert not page.make.isEnabled()
    page.finish_note()
    assert notes(page) == []


def test_nothing_typed_makes_nothing(page):
    page.finish_note()
    assert notes(page) == []


def test_what_was_paid_can_be_kept_as_store_credit(page, qtbot, issued):
    desk = page.bench.desk
    desk.payments.quick([issued.id], page.bench.today)
    page.keep_credit.setChecked(True)
    page.all.click()
    page.finish_note()
    qtbot.waitUntil(lambda: ("invoices", None) in page.typist.asked)
    with desk.sending._office.reading() as work:
        assert work.payments.credit_of(issued.customer_id) == {"USD": 250_00}


def test_a_draft_can_not_be_credited(open_editor, make_bench, customer_ids):
    desk = make_bench().desk
    from dataclasses import replace
    from datetime import date

    kept = desk.drafts.keep(
        replace(desk.drafts.fresh(customer_ids["Acme"], date(2026, 2, 1)).invoice, title="x")
    )
    page, typist = open_editor(CreditNoteEditor, kept.id)
    assert typist.troubles[0].code == "invoice_is_draft"
    assert page.lines.parts == []
