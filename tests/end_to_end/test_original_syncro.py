"""Steps 3 to 8 of Syncro's invoicing training, done once in the window; docs/coverage-of-the-originals.md."""

import json
from dataclasses import replace
from datetime import date

import pytest

from billdesk.app import config
from billdesk.domain.invoice import InvoiceLine
from billdesk.services.charging import Charging
from support.person import begins_schedule, fixed_line, saves
from support.processors import Box, card

NEWEST = "SELECT max(id) FROM schedules"
LAST_BILLED = "SELECT max(id) FROM invoices WHERE schedule_id = :key"
LINES = """SELECT type, description, counter, unit_price FROM schedule_lines
    WHERE schedule_id = :key ORDER BY position"""
PRINTED = """SELECT description, quantity, net, evidence FROM invoice_lines
    WHERE invoice_id = :key AND kind = 'item' ORDER BY position"""
WAITING = "SELECT count(*) FROM charges WHERE invoice_id IS NULL AND NOT billed_elsewhere"
UNIT = 10_000


def counting_line(me, kind, words, price):
    """A line that counts, up to its counter, which stands below it."""
    me.click(f"schedule.add_{kind}")
    me.type(words)
    me.press("Tab", "Tab")
    me.type(price)


def read(counter):
    """What a line counts, without what it doesn't say."""
    return {key: value for key, value in json.loads(counter).items() if value is not None}


def test_an_invoice_made_by_hand_is_turned_into_a_schedule(open_shop):
    me = open_shop("unbilled", date(2026, 1, 20))
    me.click("window.new")
    me.type("acme")
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.at() == "invoice.lines.cell")
    me.type("Patching")
    me.press("Tab", "Tab", "Tab")
    me.type("75")
    me.press("Return")
    # Of the charges that wait one is taken, the others go on waiting.
    assert me.one(WAITING) == 4
    me.pick("invoice.pending.choose", "Slow laptop: SSD 1 TB\t119.90", "invoice.pending.take")
    me.click("invoice.save")
    assert me.one(WAITING) == 3
    made = me.one("SELECT max(id) FROM invoices")
    assert [row[0] for row in me.rows(PRINTED, key=made)] == ["Patching", "SSD 1 TB"]
    me.row("invoices.table", "Draft, Acme Dental")
    me.pick("invoices.preview.more", "invoice.make_recurring")
    me.qtbot.waitUntil(lambda: me.at() == "schedule.title")
    me.type("Patching, monthly")
    saves(me)
    key = me.one(NEWEST)
    assert [row[1:] for row in me.rows(LINES, key=key)] == [
        ("Patching", None, 75_00 * UNIT),
        ("SSD 1 TB", None, 119_90 * UNIT),
    ]
    assert me.one("SELECT frequency, state, generated FROM schedules WHERE id = :key", key=key) == (
        "monthly",
        "active",
        0,
    )
    me.click("window.side.invoices")
    me.click("window.new")
    me.type("acme")
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.at() == "invoice.lines.cell")
    me.click("invoice.pending.add")  # the others, all at once
    me.click("invoice.save")
    assert me.one(WAITING) == 0


def imports_usage(me, path):
    """A vendor's file, found by the box that leads everywhere; it comes in as it was foreseen."""
    path.write_text("Customer,Product,Seats,Date\nAcme Dental,Backup seat,12,2026-01-15\n")
    me.click("window.command")
    me.qtbot.waitUntil(lambda: me.at() == "command.input")
    me.type(">import usage")
    offers = me.see("command.results").offers
    me.qtbot.waitUntil(lambda: [one.name for one in offers()][:1] == ["usage.import"])
    me.press("Return")
    me.click("usage_import.first")
    me.fill("fileNameEdit", str(path))
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.see("usage_import.take").isEnabled())
    assert me.window.shown.form.vendor.value() == "CloudVault"
    me.click("usage_import.take")
    assert me.one("SELECT quantity FROM vendor_usage WHERE as_of = '2026-01-15'") == 12 * UNIT


@pytest.fixture
def box(tmp_path, monkeypatch):
    """A payment processor is registered, as none comes with the program."""
    found = Box(tmp_path / "taken.jsonl")
    monkeypatch.setattr(config, "PROCESSORS", [lambda: found])
    return found


def test_a_schedule_counts_devices_people_and_licences_and_takes_ticket_charges(open_shop, box, tmp_path):
    me = open_shop("unbilled", date(2026, 1, 20))
    Charging(me.desk.sending._office).keep(card(1))  # typing a card comes with a processor
    imports_usage(me, tmp_path / "cloudvault-january.csv")
    begins_schedule(me, "acme")
    me.type("All in {month_name}")
    me.click("schedule.auto_send")
    me.click("schedule.auto_charge")
    me.click("schedule.pending")  # the choices beside it stay as they are
    assert me.words("schedule.pending_which") == "Every status, oldest first"
    fixed_line(me, "Flat fee", "1", "100")
    counting_line(me, "asset", "Laptops", "10")
    me.choose("schedule.line.asset", "Laptop")
    counting_line(me, "asset", "Strong machines", "4")
    me.choose("schedule.line.asset", "16 GB and more")
    counting_line(me, "policy_folder", "Workstation policy", "12")
    me.fill("schedule.line.folder.text", "Workstations")
    counting_line(me, "contact", "People", "3")
    counting_line(me, "contact", "Remote access", "7")
    me.choose("schedule.line.contact", "Remote access")
    me.fill("schedule.line.value.text", "yes")
    counting_line(me, "vendor_usage", "Backup seats", "2")
    me.fill("schedule.line.vendor.text", "CloudVault")
    me.fill("schedule.line.item.text", "Backup seat")
    me.calm()
    saves(me)
    key = me.one(NEWEST)
    kept = [(row[0], read(row[2]) if row[2] else {}) for row in me.rows(LINES, key=key)]
    assert kept == [
        ("standard", {}),
        ("asset", {"asset_type": "Laptop"}),
        ("asset", {"search_id": 1}),
        ("policy_folder", {"folder": "Workstations"}),
        ("contact", {}),
        ("contact", {"field": "remote", "value": "yes"}),
        ("vendor_usage", {"vendor": "CloudVault", "item": "Backup seat"}),
    ]
    waits = "SELECT pending, auto_send, frequency FROM schedules WHERE id = :key"
    kept = me.one(waits, key=key)
    assert json.loads(kept[0]) == {"statuses": [], "order": "oldest", "place": "after"}
    assert kept[1:] == (1, "monthly")

    me.click("recurring.edit")
    me.pick("schedule.pending_which", "Resolved", "newest first", "before the lines")
    saves(me)
    wanted = {"statuses": ["Resolved"], "order": "newest", "place": "before"}
    assert json.loads(me.one(waits, key=key)[0]) == wanted
    me.press("F5")
    invoice = me.one(LAST_BILLED, key=key)
    printed = [(what, quantity / UNIT, net) for what, quantity, net, _ in me.rows(PRINTED, key=invoice)]
    assert printed == [
        ("SSD 1 TB", 1, 119_90),
        ("Bench labor", 1.25, 118_75),
        ("Bench labor", 0.5, 47_50),
        ("Flat fee", 1, 100_00),
        ("Laptops", 2, 20_00),
        ("Strong machines", 2, 8_00),
        ("Workstation policy", 2, 24_00),
        ("People", 3, 9_00),
        ("Remote access", 2, 14_00),
        ("Backup seats", 12, 24_00),
    ]
    total, settled = me.one("SELECT total, settled FROM invoices WHERE id = :key", key=invoice)
    assert settled == total == box.rows()[0]["amount"]
    paid = "SELECT p.method, a.amount FROM allocations a JOIN payments p ON p.id = a.payment_id"
    assert me.rows(f"{paid} WHERE a.invoice_id = :key", key=invoice) == [("card", total)]
    counted = [row[3] for row in me.rows(PRINTED, key=invoice)]
    assert json.loads(counted[8])["items"] == [[1, "Ann Archer"], [3, "Cy Cole"]]
    assert me.one(WAITING) == 1  # that of the ticket which isn't resolved
    number = me.one("SELECT number FROM invoices WHERE id = :key", key=invoice)
    me.qtbot.waitUntil(lambda: len(me.letters(number)) == 1, timeout=20_000)
    me.click("window.side.invoices")
    me.row("invoices.table", number)
    assert any(f"{number} recurring" in row for row in me.table("invoices.table"))
    me.click("invoices.preview.tabs.evidence")
    assert "NB-001, NB-002" in me.words("invoices.evidence")

    me.click("window.side.recurring")
    me.row("recurring.table", "All in")
    me.click("recurring.edit")
    me.pick("schedule.pending_which", "Resolved", "after the lines")  # every status again
    saves(me)
    me.pick("recurring.more", "recurring.bill_now")
    second = me.one(LAST_BILLED, key=key)
    assert second != invoice
    assert me.rows(PRINTED, key=second)[-1][:3] == ("Cable", 2 * UNIT, 9_90)
    assert me.one(WAITING) == 0


def states(me, count=2):
    """What the labor log on the screen says of the state of each entry."""
    return [me.words(f"ticket.log.{at}").rpartition(", ")[2] for at in range(count)]


def test_a_ticket_goes_from_its_labor_log_to_the_invoice_with_every_state_seen(open_shop):
    me = open_shop("unbilled", date(2026, 1, 20))
    me.click("window.side.tickets")
    me.click("window.new")
    me.type("acme")
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.at() == "ticket.subject")
    me.type("Printer jams")
    me.click("ticket.save")
    # Time by the timer, which stops at once, and time that is typed.
    me.click("ticket.start_timer")
    me.click("ticket.timer.stop")
    me.click("ticket.log.add")
    me.fill("time.minutes", "1:15")
    me.click("time.question.keep")
    assert states(me) == ["Not charged", "Not charged"]
    me.click("ticket.log.1")
    me.click("ticket.log.acts.charge")
    assert states(me) == ["Not charged", "Charged"]
    me.click("ticket.charges.add")
    me.choose("charge.product_id", "SSD 1 TB")
    me.click("charge.question.keep")
    assert "238.65" in me.words("ticket.pending")
    me.click("ticket.make_invoice")
    made = me.one("SELECT max(id) FROM invoices")
    assert [row[:3] for row in me.rows(PRINTED, key=made)] == [
        ("Bench labor", 12_500, 118_75),
        ("SSD 1 TB", 10_000, 119_90),
    ]
    me.click("window.side.tickets")
    assert states(me) == ["Not charged", "Invoiced"]
    assert me.words("ticket.pending") == "Charges $0.00"
    # Time that is charged as soon as it is logged, and time that nobody pays for.
    me.click("window.side.settings")
    me.click("settings.sections.tickets")
    me.click("settings.charge_time_by_default")
    me.click("window.side.tickets")
    for free in (False, True):
        me.click("ticket.log.add")
        me.fill("time.minutes", "20")
        if free:
            me.see("time.billable").setFocus()
            me.press("Space")
        me.click("time.question.keep")
    assert states(me, 4) == ["Not charged", "Invoiced", "Charged", "Not billable"]
    assert me.words("ticket.pending") == "Charges $47.50"
    # Charges on a draft that is deleted, or on an invoice that is voided, wait again.
    me.click("ticket.make_invoice")
    me.row("invoices.table", "Draft, Acme Dental")
    me.pick("invoices.preview.more", "invoice.delete")
    me.click("window.side.tickets")
    assert states(me, 4) == ["Not charged", "Invoiced", "Charged", "Not billable"]
    me.click("ticket.make_invoice")
    me.row("invoices.table", "Draft, Acme Dental")
    me.pick("invoices.preview.more", "invoice.issue")
    me.click("invoices.tickets")  # the way back from the invoice
    assert states(me, 4) == ["Not charged", "Invoiced", "Invoiced", "Not billable"]
    me.click("ticket.invoices.1")
    me.row("invoices.table", "Acme Dental")
    me.pick("invoices.preview.more", "invoice.void")
    me.click("window.toast.close")  # from now on it can't be taken back
    me.click("window.side.tickets")
    assert states(me, 4) == ["Not charged", "Invoiced", "Charged", "Not billable"]
    assert me.words("ticket.pending") == "Charges $47.50"
    ticket_by_keys(me)


def ticket_by_keys(me):
    """From the new ticket to its invoice without the mouse, by keys and the box that leads everywhere."""

    def command(words):
        me.press("Ctrl+K")
        me.type(f">{words}")
        me.press("Return")

    me.press("Ctrl+4", "Ctrl+N")
    me.type("acme")
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.at() == "ticket.subject")
    me.type("By keys")
    me.press("Ctrl+S")
    me.qtbot.waitUntil(lambda: me.window.shown.key == "tickets")
    me.calm()
    me.press("Ctrl+T")
    assert me.words("window.status.timer").endswith("By keys")
    command("pause the running")
    assert not me.sees("window.status.timer.pause")
    me.press("Ctrl+Shift+T")
    command("add time")
    me.qtbot.waitUntil(lambda: me.at() == "time.minutes")
    me.type("75")
    me.press("Ctrl+S")
    assert states(me) == ["Charged", "Charged"]  # at once, as the settings say
    command("make invoice")
    made = me.one("SELECT max(id) FROM invoices")
    assert me.rows(PRINTED, key=made)[-1][:3] == ("Bench labor", 12_500, 118_75)


BALANCE = "SELECT balance FROM invoices WHERE id = :key"
MONEY = """SELECT method, reference, amount, used, ticket_id, released FROM payments
    ORDER BY id DESC LIMIT 1"""
BACK = "SELECT kind, method, amount, reason FROM refunds ORDER BY id DESC LIMIT 1"


def bill(me, *prices):
    """Invoices for Acme, issued and without tax; their ids."""
    desk, day, made = me.desk, me.desk.today(), []
    customer = desk.browsing.customers("Acme")[0]
    for price in prices:
        line = InvoiceLine(f"Work for {price}", quantity=UNIT, unit_price=price * 100 * UNIT)
        draft = replace(desk.drafts.fresh(customer.id, day).invoice, lines=(line,))
        made.append(desk.invoicing.issue(desk.drafts.keep(draft).id, day).id)
    me.calm()
    return made


def choose_invoice(me, key):
    """Click the row of an invoice."""
    me.click("window.side.invoices")
    me.row("invoices.table", me.one("SELECT number FROM invoices WHERE id = :key", key=key))


def pay(me, key, amount="", method="check", reference=""):
    """Take a payment for an invoice, the amount that stands there or another one."""
    choose_invoice(me, key)
    me.click("invoices.preview.take_payment")
    me.qtbot.waitUntil(lambda: me.at() == "payment.amount")
    if amount:
        me.fill("payment.amount", amount)
    me.click(f"payment.method.{method}")
    if reference:
        me.fill("payment.reference", reference)
    me.click("payment.take")


def test_step_7_payments_are_taken_whole_in_part_too_large_split_and_quick(open_shop):
    me = open_shop("unbilled", date(2026, 1, 20))
    whole, partly, a, b, c, quick = bill(me, 100, 200, 31, 32, 33, 44)

    def balances(*keys):
        return [me.one(BALANCE, key=key) for key in keys]

    pay(me, whole, reference="1024")  # a full payment by check
    assert me.one(MONEY)[:4] == ("check", "1024", 100_00, 100_00)
    assert balances(whole) == [0]
    pay(me, partly, "50", "cash")
    me.click("payment.only_this") if me.sees("payment.only_this") else None
    assert balances(partly) == [150_00]

    choose_invoice(me, a)  # one sum over three invoices, in one screen, one of them by hand
    me.click("invoices.preview.take_payment")
    me.qtbot.waitUntil(lambda: me.at() == "payment.amount")
    me.fill("payment.amount", "96")
    me.click("payment.clear")
    for key in (a, b, c):
        number = me.one("SELECT number FROM invoices WHERE id = :key", key=key)
        me.row("payment.invoices", number)
        me.press("Space")
    me.click("payment.method.transfer")
    me.click("payment.take")
    assert balances(a, b, c, partly) == [0, 0, 0, 150_00]
    assert me.one(MONEY)[:4] == ("transfer", "", 96_00, 96_00)

    pay(me, partly, "250", "card")  # the rest of all that is open, and 56 too much
    assert balances(partly, quick) == [0, 0]
    assert me.one(MONEY)[2:4] == (250_00, 194_00)
    assert me.desk.payments.credit_of(1) == {"USD": 56_00}
    (last,) = bill(me, 80)
    choose_invoice(me, last)
    me.pick("invoices.preview.more", "invoice.use_credit")
    assert balances(last) == [24_00]
    me.pick("invoices.preview.more", "invoice.quick_pay")
    assert balances(last) == [0]
    assert me.one(MONEY)[:3] == ("quick", "", 24_00)
    assert me.desk.check.all() == []


def begin_deposits(me):
    """Switch deposits on, and make a product that asks for a quarter of the charges."""
    me.desk.settings.keep(replace(me.desk.settings.read(), deposits_enabled=False))
    me.calm()
    me.click("window.side.tickets")
    me.row("tickets.table", "Slow laptop")
    assert not me.sees("ticket.take_deposit")
    me.click("window.side.settings")
    me.click("settings.sections.payments")
    me.click("settings.deposits_enabled")
    me.click("window.side.catalog")
    me.click("window.new")
    me.fill("product.name", "A quarter before")
    me.click("product.kind.deposit")
    me.fill("product.deposit_percent", "25")
    me.click("product.save")


def test_step_8_a_deposit_is_taken_and_refunded_and_an_invoice_in_part(open_shop):
    me = open_shop("unbilled", date(2026, 1, 20))
    begin_deposits(me)
    me.click("window.side.tickets")
    me.row("tickets.table", "Slow laptop")
    ticket = me.one("SELECT id FROM tickets WHERE subject = 'Slow laptop'")
    me.pick("ticket.more", "tickets.menu.take_deposit")  # from the menu of acts, a part of the charges
    me.choose("deposit.product_id", "A quarter before")
    asked = me.see("deposit.amount").text()
    me.choose("deposit.method", "Check")
    me.fill("deposit.reference", "77")
    me.click("deposit.mail_receipt")
    me.click("deposit.question.keep")
    part = me.one(MONEY)
    assert (part[0], part[1], part[3:]) == ("check", "77", (0, ticket, 0))
    assert f"{part[2] // 100}.{part[2] % 100:02}" == asked
    assert abs(part[2] - me.desk.tickets.sheet(ticket).pending / 4) <= 0.5
    assert asked in me.words("ticket.deposits.0")
    me.qtbot.waitUntil(lambda: len(me.letters("Deposit receipt")) == 1, timeout=20_000)

    me.click("ticket.deposits.0")
    me.click("ticket.deposits.acts.refund")  # all of it
    me.choose("refund.method", "Cash")
    me.fill("refund.reason", "Not needed")
    me.click("refund.question.keep")
    assert me.one(BACK) == ("refund", "cash", part[2], "Not needed")
    assert "used up" in me.words("ticket.deposits.0")

    # A second one, which the invoice made of the ticket takes by itself.
    me.click("ticket.take_deposit")
    me.choose("deposit.product_id", "Another amount")
    me.fill("deposit.amount", "40")
    me.click("deposit.question.keep")
    me.click("ticket.make_invoice")
    key = me.one("SELECT max(id) FROM invoices")
    me.pick("invoices.preview.more", "invoice.issue")
    total, balance = me.one("SELECT total, balance FROM invoices WHERE id = :key", key=key)
    assert balance == total - 40_00
    me.click("window.side.tickets")
    assert "40.00, 40.00, 0.00, 0.00" in me.words("ticket.deposits.1")

    # What was paid goes back in part: a line, less a fee, and then an amount as store credit.
    choose_invoice(me, key)
    me.pick("invoices.preview.more", "invoice.quick_pay")
    me.pick("invoices.preview.more", "invoice.refund")
    me.qtbot.waitUntil(lambda: me.at() == "refund.line.1")
    me.type("9999")
    assert "More than is left" in me.words("refund.wrong")
    me.press("Backspace", "Backspace", "Backspace", "Backspace")
    me.fill("refund.line.3", "1")
    me.fill("refund.fee", "5")
    me.choose("refund.method", "Check")
    me.click("refund.make")
    line = me.one("SELECT total FROM invoices WHERE corrects_id = :key", key=key)
    assert me.one(BACK)[:3] == ("refund", "check", line - 5_00)
    fee = "SELECT total, balance FROM invoices WHERE title LIKE 'Restocking fee%'"
    assert me.one(fee) == (5_00, 0)
    choose_invoice(me, key)
    assert me.words("invoices.preview.mark") == "Partly refunded"
    me.pick("invoices.preview.more", "invoice.refund")
    me.qtbot.waitUntil(lambda: me.sees("refund.way.amount"))
    me.click("refund.way.amount")
    me.click("refund.all")
    me.choose("refund.method", "Store credit")
    me.click("refund.make")
    assert me.one(BACK)[:3] == ("to_credit", "store_credit", total - line)
    choose_invoice(me, key)
    assert me.words("invoices.preview.mark") == "Refunded"
    assert me.desk.check.all() == []
