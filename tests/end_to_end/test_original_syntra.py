"""Syntra's page on recurring invoices, done once in the window; see docs/coverage-of-the-originals.md."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from billdesk.services.run import Request
from support.person import begins_schedule, fixed_line, saves

NEWEST = "SELECT max(id) FROM schedules"
NEXT = "SELECT state, next_date, generate_on, generated FROM schedules WHERE id = :key"
LINES = """SELECT description, quantity, unit, unit_price FROM schedule_lines
    WHERE schedule_id = :key ORDER BY position"""
BILLED = "SELECT day, state, total, number IS NOT NULL FROM invoices WHERE schedule_id = :key ORDER BY id"
WHOLE = """SELECT number, title, currency, day, due_day, period_start, period_end, discount_percent,
    discount_fixed, subtotal, discount_amount, tax, total, notes, addressee, letterhead_id, issued_at
    FROM invoices WHERE id = :key"""
WHOLE_LINES = "SELECT * FROM invoice_lines WHERE invoice_id = :key ORDER BY position"
ACME = "SELECT id FROM schedules WHERE ref = 'acme-msp'"
UNIT = 10_000


def as_issued(me, key):
    """Everything of an invoice that may not change once it is out."""
    return me.rows(WHOLE, key=key) + me.rows(WHOLE_LINES, key=key)


def page_of(letter):
    """The text of the PDF that an e-mail brings."""
    (pdf,) = [part.get_content() for part in letter.iter_attachments()]
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_retainer_is_typed_once_and_bills_itself_until_its_end(open_shop):
    me = open_shop("little", date(2026, 2, 1))
    me.click("window.side.recurring")
    me.click("window.new")
    me.type("nobody of this name")
    me.qtbot.waitUntil(lambda: me.sees("schedule.customers"))
    me.qtbot.waitUntil(lambda: "New customer" in me.see("schedule.customers").accessibleDescription())
    assert not me.see("schedule.save").isEnabled()
    me.press("Ctrl+A")
    me.type("acme")
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.at() == "schedule.title")
    me.type("Care {month_name}")
    me.fill("schedule.discount", "10 %")
    me.click("schedule.frequency.monthly")
    me.fill("schedule.interval", "1")
    me.choose("schedule.billing_day", "15th")
    me.fill("schedule.start", "Feb 10, 2026")
    me.fill("schedule.max_occurrences", "3")
    me.fill("schedule.lead_days", "3")
    me.click("schedule.auto_send")
    fixed_line(me, "Retainer {period}", "2", "50")
    me.choose("schedule.contact", "Ann Archer")
    me.choose("schedule.currency", "EUR")
    me.choose("schedule.tax", "Sales tax")
    me.fill("schedule.notes", "Thank you for staying")
    me.fill("schedule.internal_notes", "Ring Bob first")
    saves(me)
    key = me.one(NEWEST)
    typed = """SELECT title, currency, discount_percent, notes, internal_notes, frequency, repeat_every,
        billing_day FROM schedules WHERE id = :key"""
    words = ("Thank you for staying", "Ring Bob first")
    assert me.one(typed, key=key) == ("Care {month_name}", "EUR", 100_000, *words, "monthly", 1, 15)
    typed = """SELECT start_date, max_occurrences, lead_days, auto_send, contact_id IS NOT NULL,
        tax_id IS NOT NULL FROM schedules WHERE id = :key"""
    assert me.one(typed, key=key) == ("2026-02-10", 3, 3, 1, 1, 1)
    assert me.one(NEXT, key=key) == ("active", "2026-02-10", "2026-02-07", 0)
    me.press("F5")  # nothing of it is due yet
    assert me.rows(BILLED, key=key) == []

    me = open_shop("little", date(2026, 2, 7), ticking=True)  # three days before the date, by itself
    me.calm()
    assert me.rows(BILLED, key=key) == [("2026-02-10", "issued", 97_43, 1)]
    assert me.one(NEXT, key=key) == ("active", "2026-03-15", "2026-03-12", 1)
    (letter,) = [one for one in me.letters() if "ann@acme.example" in one["To"]]
    printed = page_of(letter)
    assert "Thank you for staying" in printed
    assert "Ring Bob" not in printed + letter.as_string()
    assert "Care February" in printed
    me.click("window.side.invoices")
    me.row("invoices.table", "Care February")
    first = me.window.shown.table.current_row()
    assert "recurring" in me.table("invoices.table")[0]
    me.click("invoices.preview.take_payment")
    me.click("payment.take")
    assert me.one("SELECT settled, balance FROM invoices WHERE id = :key", key=first.id) == (97_43, 0)
    as_paid = as_issued(me, first.id)

    me = open_shop("little", date(2026, 3, 12), ticking=True)
    me.calm()
    second = me.one("SELECT max(id) FROM invoices WHERE schedule_id = :key", key=key)
    acme = me.one("SELECT customer_id FROM invoices WHERE id = :key", key=second)
    me.click("window.side.invoices")
    me.row("invoices.table", "Care March")
    me.click("invoices.preview.take_payment")
    me.fill("payment.amount", "40")
    me.click("payment.take")
    assert me.one("SELECT customer_id, amount, currency FROM payments ORDER BY id DESC LIMIT 1") == (
        acme,
        40_00,
        "EUR",
    )
    (row,) = [one for one in me.table("invoices.table") if "Care March" in one]
    assert "Partly paid" in row
    assert me.one("SELECT total, balance FROM invoices WHERE id = :key", key=second) == (97_43, 57_43)
    assert me.one(NEXT, key=key) == ("active", "2026-04-15", "2026-04-12", 2)

    me = open_shop("little", date(2026, 4, 12), ticking=True)
    me.calm()
    assert me.one(NEXT, key=key) == ("completed", None, None, 3)
    assert [row[0] for row in me.rows(BILLED, key=key)] == ["2026-02-10", "2026-03-15", "2026-04-15"]
    assert as_issued(me, first.id) == as_paid
    assert me.rows(
        "SELECT DISTINCT notes, internal_notes FROM invoices WHERE schedule_id = :key", key=key
    ) == [words]
    me.click("window.side.recurring")
    me.pick("recurring.chips.state", "recurring.chips.state.completed")
    me.row("recurring.table", "Care")
    assert "Completed" in me.cells("recurring.table", me.window.shown.table.currentIndex().row())
    numbers = [me.words(f"recurring.generated.{number}").split(", ") for number in range(3)]
    assert [said[1:] for said in numbers] == [
        ["Apr 15", "EUR 97.43", "Open"],
        ["Mar 15", "EUR 97.43", "Overdue 14 d"],
        ["Feb 10", "EUR 97.43", "Paid"],
    ]
    me.click("recurring.generated.2")
    assert me.window.shown.key == "invoices"
    assert me.window.shown.table.current_row().id == first.id


def test_every_frequency_is_typed_and_brings_its_monthly_revenue(open_shop):
    me = open_shop("little", date(2026, 2, 1))
    begins_schedule(me, "bistro")
    fixed_line(me, "Membership", "1", "1200")
    me.click("schedule.frequency.yearly")
    saves(me)
    key = me.one(NEWEST)
    grid = "SELECT frequency, repeat_every, billing_day, start_date, next_date FROM schedules WHERE id = :key"
    assert me.one(grid, key=key) == ("yearly", 1, None, "2026-02-01", "2026-02-01")
    assert "MRR $100.00" in me.words("recurring.facts")
    for frequency, interval, day, revenue, second in (
        ("quarterly", "1", "Last day", "$400.00", "May 31"),
        ("weekly", "2", None, "$2,600.00", "Feb 15"),
        ("monthly", "3", "28th", "$400.00", "May 28"),
    ):
        me.click("recurring.edit")
        if frequency == "weekly":
            me.pick("schedule.rhythms", "Every 2 weeks")
        else:
            me.click(f"schedule.frequency.{frequency}")
            me.fill("schedule.interval", interval)
        if day:
            me.choose("schedule.billing_day", day)
        saves(me)
        kept = me.one(grid, key=key)
        assert kept[:2] == (frequency, int(interval))
        assert kept[4] == "2026-02-01"  # the first invoice has the start date, whatever the billing day
        assert f"MRR {revenue}" in me.words("recurring.facts")
        assert second in me.words("recurring.dates.1")

    me.row("recurring.table", "Managed IT")  # billed on February 1
    me.click("recurring.edit")
    me.click("schedule.frequency.quarterly")
    assert "The next invoice was Mar 1, it becomes May 1" in me.words("schedule.becomes")
    saves(me)
    assert me.one(grid.replace(":key", f"({ACME})"))[4] == "2026-05-01"
    me.press("Ctrl+3")
    me.pick("recurring.chips.state", "recurring.chips.state.paused")
    active = me.one("SELECT count(*) FROM schedules WHERE state = 'active'")
    assert len(me.table("recurring.table")) == active == 3
    assert me.words("recurring.totals").startswith("3 schedules")


def test_pause_resume_cancel_and_an_end_date_leave_what_is_issued_alone(open_shop):
    me = open_shop("little", date(2026, 2, 1))
    key = me.one(ACME)
    me.click("window.side.recurring")
    me.row("recurring.table", "Managed IT")
    issued = me.one("SELECT max(id) FROM invoices WHERE schedule_id = :key", key=key)
    before = as_issued(me, issued)
    me.click("recurring.pause")
    assert me.one(NEXT, key=key) == ("paused", "2026-03-01", None, 1)
    assert me.reads("recurring.table", "Acme Dental, Paused")
    me.click("recurring.resume")
    assert me.one(NEXT, key=key) == ("active", "2026-03-01", "2026-03-01", 1)
    me.click("recurring.pause")
    me.row("recurring.table", "Hosting")  # quarterly on the last day, five days ahead
    me.click("recurring.edit")
    me.fill("schedule.end", "Mar 31, 2026")
    saves(me)
    hosting = "SELECT state, end_date, next_date, generated FROM schedules WHERE ref = 'bistro-host'"
    assert me.one(hosting) == ("active", "2026-03-31", "2026-02-28", 1)

    me = open_shop("little", date(2026, 3, 3), ticking=True)
    me.calm()
    assert len(me.rows(BILLED, key=key)) == 1  # paused: March isn't billed
    assert me.one(hosting) == ("completed", "2026-03-31", None, 2)
    me.click("window.side.recurring")
    me.row("recurring.table", "Managed IT")
    me.click("recurring.resume")
    assert me.one(NEXT, key=key) == ("active", "2026-04-01", "2026-04-01", 1)
    me.click("recurring.bill_after_all.2026-03-01")
    assert [row[0] for row in me.rows(BILLED, key=key)] == ["2026-02-01", "2026-03-01"]
    me.pick("recurring.more", "recurring.cancel")
    me.click("schedule.cancel.end")
    assert me.one(NEXT, key=key)[:2] == ("cancelled", None)
    me.desk.run.go(Request(date(2026, 4, 1)))  # its next date, had it gone on
    assert len(me.rows(BILLED, key=key)) == 2
    assert as_issued(me, issued) == before


def test_drafts_are_looked_at_and_sent_by_hand_and_a_new_price_counts_from_the_next(open_shop, tmp_path):
    me = open_shop("little", date(2026, 2, 1))
    begins_schedule(me, "acme")
    me.fill("schedule.discount", "5.00")
    me.click("schedule.add_standard")
    me.type("Retainer")
    me.press("Tab")
    me.type("2")
    me.press("Tab")
    me.type("80")
    me.click("schedule.line.more")
    me.type("sessions")
    me.click("schedule.add_standard")
    me.type("website h")
    me.press("Return")  # taken from the catalog
    me.press("Alt+Up")
    saves(me)
    key = me.one(NEWEST)
    assert me.rows(LINES, key=key) == [
        ("Website hosting", UNIT, "month", 25_00 * UNIT),
        ("Retainer", 2 * UNIT, "sessions", 80_00 * UNIT),
    ]
    linked = "SELECT product_id IS NOT NULL FROM schedule_lines WHERE schedule_id = :key ORDER BY position"
    assert me.rows(linked, key=key) == [(1,), (0,)]
    typed = "SELECT title, auto_send, discount_fixed, currency FROM schedules WHERE id = :key"
    assert me.one(typed, key=key) == ("", 0, 5_00, None)  # in the shop's currency
    me.press("F5")
    assert me.rows(BILLED, key=key) == [("2026-02-01", "draft", 192_84, 0)]
    before = len(me.letters())
    invoice = me.one("SELECT max(id) FROM invoices WHERE schedule_id = :key", key=key)
    me.click("window.side.invoices")
    me.row("invoices.table", "Draft, Acme Dental")
    me.click("invoices.preview.edit")
    me.qtbot.waitUntil(lambda: me.at() == "invoice.lines.cell")
    me.press("Up", "Tab")
    me.type("3")
    me.press("Tab")
    me.click("invoice.save")
    lines = """SELECT description, quantity, unit_price FROM invoice_lines
        WHERE invoice_id = :key ORDER BY position"""
    assert me.rows(lines, key=invoice) == [
        ("Website hosting", UNIT, 25_00 * UNIT),
        ("Retainer", 3 * UNIT, 80_00 * UNIT),
    ]
    me.row("invoices.table", "Draft, Acme Dental")
    me.click("invoices.preview.send")
    me.qtbot.waitUntil(lambda: len(me.letters()) > before, timeout=20_000)
    me.calm()
    number = me.one(
        "SELECT number FROM invoices WHERE id = :key AND state = 'issued' AND sent = 'sent'", key=invoice
    )
    assert len(me.letters(number)) == 1
    me.row("invoices.table", number)
    assert not me.sees("invoices.preview.edit")  # what is issued stays as it is
    me.click("invoices.preview.send")  # once more, as somebody asks who forgot to pay
    me.qtbot.waitUntil(lambda: len(me.letters(number)) == 2, timeout=20_000)
    me.calm()
    me.click("invoices.preview.save_pdf")
    me.see("invoice.save_pdf.folder")
    me.fill("fileNameEdit", str(tmp_path))
    me.press("Return")
    me.qtbot.waitUntil(lambda: any(tmp_path.glob("*.pdf")))
    (saved,) = tmp_path.glob("*.pdf")
    assert number in "".join(page.extract_text() for page in PdfReader(saved).pages)
    issued = as_issued(me, invoice)

    me.click("window.side.recurring")
    me.row("recurring.table", "Acme Dental No title")
    me.click("recurring.edit")
    me.fill("schedule.discount", "10 %")
    me.choose("schedule.tax", "No tax")
    me.click("schedule.lines")
    me.press("Down", "Tab", "Tab")
    me.type("90")
    saves(me)
    assert as_issued(me, invoice) == issued

    me = open_shop("little", date(2026, 3, 1), ticking=True)
    me.calm()
    assert me.rows(BILLED, key=key)[1] == ("2026-03-01", "draft", 184_50, 0)  # (25 + 2 × 90) − 10 %, no tax
    assert as_issued(me, invoice) == issued
    assert len(me.letters(number)) == 2  # and nothing of March went out by itself
