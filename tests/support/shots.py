"""Pictures of the window on the sample shop, light and dark, at 100 and 200 %, to be judged by people.

Run with `python3 dev.py shots [--out FOLDER] [--only WORD]`; each scale is painted in a process of its own.
"""

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from billdesk.basics.words import translate
from billdesk.domain.audit import AuditFilter
from billdesk.domain.deposit import Deposit
from billdesk.domain.errors import Refused
from billdesk.domain.lists import InvoiceFilter, Part, Sort
from billdesk.domain.payment_list import PaymentFilter
from billdesk.domain.price_change import PriceRule
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.domain.ticket import TimeEntry
from billdesk.domain.ticket_list import TicketFilter
from billdesk.services.price_changes import Chosen
from billdesk.services.refunding import Request as RefundRequest
from billdesk.services.run import Request
from billdesk.services.taking import Received
from billdesk.ui.dialogs.clock import ClockQuestion
from billdesk.ui.dialogs.mistake import Mistake
from billdesk.ui.panes.invoice_filters import Asked
from billdesk.ui.tasks import PaymentTask, ScheduleTask, StatementTask, TicketTask, WorkOrdersTask
from billdesk.ui.views import Views
from billdesk.ui.words import counted, language

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 8, 4)
LATER = date(2026, 9, 9)
"""A day on which much came due while nobody ran the program."""
AHEAD = date(2026, 9, 1)
DUE = date(2026, 8, 16)
"""A day on which cards are charged."""
LARGE, SMALL = (1440, 900), (1024, 640)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default="shots", type=Path)
    parser.add_argument("--only", default="", help="paint only the pictures whose name this pattern finds")
    parser.add_argument("--theme", choices=("light", "dark"), help="paint only in this theme")
    parser.add_argument("--size", type=sized, help="paint at this size instead, as in 1024x640")
    parser.add_argument("--language", default="en", help="the language that the window speaks")
    parser.add_argument("--percent", type=int, action="append", help="paint at this scale only")
    parser.add_argument("--scale", type=int, help="paint in this process, in percent")
    asked = parser.parse_args()
    asked.told = ["de"] if asked.language == "de" else []
    asked.told += [f"{asked.size[0]}"] if asked.size else []
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.scale:
        return paint(asked)
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(asked.out / "config"))
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    make_shops(asked.out, env)
    for percent in asked.percent or (100, 200):
        env["QT_SCALE_FACTOR"] = str(percent / 100)
        status = subprocess.run(
            [sys.executable, __file__, *sys.argv[1:], "--scale", str(percent)], env=env
        ).returncode
        if status:
            return status
    return 0


def sized(words: str) -> tuple[int, int]:
    """Read a size."""
    width, height = words.split("x")
    return int(width), int(height)


def make_shops(out: Path, env: dict[str, str]) -> None:
    """The shops of the pictures, made once: `sample`, `late` five weeks after it, `failing` and `empty`."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    from billdesk.app.build import build
    from billdesk.app.config import Config

    names = ("northgate", "late", "empty", "failing")
    sample, late, empty, failing = (out / f"{name}.billdesk" for name in names)
    if not sample.exists():
        desk = build(Config(database=str(sample), today=TODAY))
        desk.sample.make(60, TODAY)
        desk.close()
    if not late.exists():
        shutil.copy(sample, late)
        desk = build(Config(database=str(late), today=LATER))
        desk.run.go(Request(LATER))
        desk.close()
    if not failing.exists():
        shutil.copy(sample, failing)
        desk = build(Config(database=str(failing), today=TODAY))
        for _ in range(3):
            desk.run.go(Request(TODAY))
        desk.close()
    if not empty.exists():
        build(Config(database=str(empty), today=TODAY)).close()
    if not (out / "cards.billdesk").exists():
        shutil.copy(sample, out / "cards.billdesk")
        refuse_cards(out / "cards.billdesk")


def use_processor(out: Path) -> None:
    """From now on stored cards can be charged."""
    from billdesk.app import config
    from support.processors import Box

    config.PROCESSORS[:] = [lambda: Box(out / "taken.jsonl")]


def refuse_cards(path: Path) -> None:
    """Every schedule charges a card: one is refused, the others are missing; each second line has ended."""
    from billdesk.app.build import build
    from billdesk.app.config import Config
    from billdesk.domain.card import StoredCard

    use_processor(path.parent)
    with closing(sqlite3.connect(path)) as shop, shop:
        shop.execute("UPDATE schedules SET auto_charge = 1")
        shop.execute("UPDATE schedule_lines SET effective_to = '2026-07-31' WHERE position = 1")
        ((owner,),) = shop.execute("SELECT id FROM customers WHERE name = 'Corner Market'")
    desk = build(Config(database=str(path), today=DUE))
    desk.run._charging.keep(StoredCard(owner, "box", "tok_empty", "Visa", "4242", date(2027, 1, 31)))
    desk.run.go(Request(DUE))
    desk.close()


def invoices(pane, row: int = 7):
    """Choose a row and show where the keyboard is."""
    pane.table.setFocus()
    pane.table.choose(row)


def searched(pane):
    """Search for what isn't there."""
    pane.search_field.setText("zzzz")
    pane.search_field.setFocus()


def ticked(pane):
    """Tick three rows."""
    invoices(pane, 4)
    for row in (1, 2, 4):
        pane.model.ticks.toggle(pane.model.row(row).id)


def unalarmed(pane):
    """Close what is said of failures, and see what else there is to say."""
    banner = pane.window().findChild(QWidget, "window.banner")
    wait_until(lambda: "three times" in banner.accessibleName())
    banner.close_it()
    invoices(pane)


def late(pane):
    """Show the drafts that came due late, and tick two."""
    pane.review_late()
    wait_until(lambda: pane.model.loaded and not pane.bench.background.busy())
    invoices(pane, 1)
    for row in (0, 1):
        pane.model.ticks.toggle(pane.model.row(row).id)


def late_one(pane):
    """Show the drafts that came due late, and choose one."""
    pane.review_late()
    wait_until(lambda: pane.model.loaded and not pane.bench.background.busy())
    invoices(pane, 1)


def discarding(pane):
    """Ask why a late draft is discarded."""
    late(pane)
    pane.discard()
    wait_for(0.3)


def drawn(pane):
    """Open the preview as a drawer."""
    invoices(pane, 5)
    pane.toggle_preview()


def tab(name: str):
    """Choose a row and a tab of its preview."""

    def act(pane):
        invoices(pane)
        pane.preview.tabs.pick(name)

    return act


def recurring(pane, row: int = 6):
    """Choose a schedule."""
    pane.list.table.setFocus()
    pane.list.table.choose(row)


def detail(pane):
    """Open the detail of a schedule where there is room for one of the two."""
    recurring(pane)
    QTest.keyClick(pane.list.table, Qt.Key.Key_Return)


def customers(pane, row: int = 0):
    """Choose a customer."""
    wait_until(lambda: pane.model.rowCount() > 0)
    pane.table.setFocus()
    pane.table.choose(row)
    wait_until(lambda: pane.detail.sheet is not None and not pane.is_waiting())


def customer_detail(pane):
    """Open the detail of a customer where there is room for one of the two."""
    customers(pane)
    QTest.keyClick(pane.table, Qt.Key.Key_Return)


def customer_tab(name: str):
    """Choose a customer and a tab."""

    def act(pane):
        customers(pane)
        pane.detail.show_tab(name)

    return act


def unfound(pane):
    """Search for a customer that isn't there."""
    pane.filter.search.setText("zzzz")
    pane.filter.search.setFocus()


def edited(part: str = ""):
    """Edit the first customer, beginning in a part."""

    def act(pane):
        customers(pane)
        pane._open_editor(part)

    return act


def mistaken(page):
    """Type what is wrong into a new customer."""
    wait_until(page.is_ready)
    for place, text in (("name", ""), ("email", "office@"), ("tax_number", "none"), ("phone", "302 555")):
        edit = page.fields.form.fields[place].edit
        edit.setText(text)
        edit.textEdited.emit(text)
    page.keep()


def searching(page):
    """Choose a saved search."""
    wait_until(lambda: page.list.count() > 0)
    page.choose(next(iter(page.things.values())).id)


def foreseen(page):
    """Look a month ahead, and choose one invoice."""
    page.show_what(Request(TODAY, until=AHEAD))
    wait_until(lambda: page.model.rowCount() > 0 and not page.bench.background.busy())
    page.table.setFocus()
    page.table.choose(3)


def boxed(text: str, dive: bool = False):
    """Open the command box and type into it."""

    def act(pane):
        invoices(pane)
        window = pane.window()
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        field = window.findChild(QWidget, "command.input")
        QTest.keyClicks(field, text)
        wait_for(0.3)
        if dive:
            QTest.keyClick(field, Qt.Key.Key_Tab)

    return act


def on_paper(page):
    """Show some invoices before they are printed."""
    part = Part(6)
    rows = page.bench.desk.browsing.invoices(InvoiceFilter(), Sort("number", False), TODAY, part).rows
    page.show_what(tuple(row.id for row in rows))
    wait_until(lambda: page.strip.count() > 0 and not page.bench.background.busy())


def schedules_ticked(pane):
    """Tick three schedules."""
    recurring(pane)
    for row in (2, 3, 5):
        pane.list.model.ticks.toggle(pane.list.model.row(row).id)


def raise_planned(pane):
    """Choose a schedule whose prices go up next year."""
    changes = pane.bench.desk.price_changes
    rule, chosen = PriceRule(percent=5_0000), Chosen((1,), date(2027, 1, 1))
    if not changes.coming(TODAY):
        changes.apply(rule, chosen, TODAY)
    pane.show_what(1)
    wait_until(lambda: not pane.is_waiting() and not pane.bench.background.busy())
    pane.list.table.choose(0)


def raised(by: str, words: str = "", way: str = "percent"):
    """Raise the prices of all running schedules."""

    def act(page):
        part, wanted = Part(60), ScheduleFilter(states=frozenset({"active", "paused"}))
        rows = page.bench.desk.browsing.schedules(wanted, Sort("customer", False), TODAY, part).rows
        page.show_what(tuple(row.id for row in rows))
        if way == "amount":
            page.rule.way.edit.pick("amount")
        page.rule.text.edit.setText(words)
        QTest.keyClicks(page.rule.by.edit, by)
        wait_until(lambda: not page.is_waiting())

    return act


def usage_file(window, name="usage.csv"):
    """A vendor's file: known names, near ones, strangers, and what is wrong."""
    path = Path(tempfile.mkdtemp()) / name
    browsing, today = window.bench.desk.browsing, TODAY.isoformat()
    known = [one.name for one in browsing.customers("", 12)]
    rows = [
        f"{name},{item},{at * 3 + 2},{today}" for at, name in enumerate(known) for item in ("Seat", "Archive")
    ]
    rows += [f"{known[0].split()[0]} Holding,Seat,4,{today}", f"Orchard & Pine,Archive,11,{today}"]
    rows += [f"{known[1]},Mailbox,many,{today}", f",Seat,3,{today}", f"{known[2]},Mailbox,4,31.13.2026"]
    path.write_text("Customer,Product,Seats,Date\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def usage_read(part="rows", row=3):
    """Look at a vendor's file."""

    def act(page):
        page.form.vendor.show_value("Acronis")
        page.read_file(usage_file(page))
        wait_until(lambda: page._outlook is not None and not page.bench.background.busy())
        wait_for(0.5)
        page.parts.pick(part)
        wait_for(0.3)
        table = {"names": page.names.table, "wrong": page.wrong_table}.get(part, page.table)
        table.setFocus()
        table.choose(row)

    return act


def take_usage(page):
    """Take a vendor's file in."""
    from billdesk.domain.usage import Alias
    from billdesk.services.usage_intake import Intake

    content = Path(usage_file(page)).read_bytes()
    vendor = page.bench.desk.usage.vendors()[0]
    intake = Intake(vendor, content, TODAY)
    likely = [(one.name, one.likely) for one in page.bench.desk.usage.look(intake).strangers]
    aliases = tuple(Alias(name, found[0].customer_id) for name, found in likely if found and found[0].equal)
    page.bench.desk.usage.take(replace(intake, aliases=aliases), good_rows=True)


def usage_listed(page):
    """Take a vendor's file in, and choose a name that nobody is mapped to."""
    take_usage(page)
    wait_for(0.5)
    page.table.setFocus()
    page.table.choose(1)


def product(pane, row: int = 10):
    """Choose a product."""
    pane.table.setFocus()
    pane.table.choose(row)


def prices(pane):
    """Show what a product has cost."""
    product(pane)
    wait_until(lambda: pane.preview.sheet is not None)
    pane.preview.tabs.pick("prices")


def products_ticked(pane):
    """Tick three products."""
    product(pane)
    for row in (1, 2, 4):
        pane.model.ticks.toggle(pane.model.row(row).id)


def product_edited(key):
    """Open the editor with a product that is wrong in two fields."""

    def act(page):
        page.show_what(key)
        wait_until(lambda: page._ready and page._product.id == (key or 0))
        if key is not None:
            page.name.edit.setText("")
            page.price.edit.setText("12,5o")
            page.price.check()
            page.name.tell(translate("Something must stand here. Type it.", language()))

    return act


def viewed(pane):
    """Save a view, change the filter, and open the menu of views."""
    overdue = Asked().with_keys("status", ("overdue",))
    pane.ask(overdue)
    views = pane.window().findChild(Views)
    views._save(pane, "Overdue")
    pane.ask(overdue.with_keys("recurring", ("yes",)))
    wait_for(0.3)
    pane.window().toast.hide()
    views.open_menu()


def helped(pane):
    """Ask for help with the focus in the search."""
    pane.search()
    QTest.keyClick(pane.window(), Qt.Key.Key_F1)


def wait_for(seconds: float) -> None:
    """Let the window work for a moment."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def section(name: str, then=lambda _section: None):
    """Show a section of the settings."""

    def act(pane):
        wait_until(lambda: pane.sheet is not None)
        pane.open_section(name)
        then(pane.section)

    return act


def tax_form(section):
    """Open the form of a group of taxes."""
    section.roll.row(section.roll.keys()[0]).click()


def terms_form(section):
    """Open the form of terms with a late fee."""
    section.add.click()
    section.form.has_fee.edit.click()


def wrong_pattern(section):
    """Type a pattern without a counter."""
    section.patterns["invoice"].edit.setText("INV-{year}")
    section._try()


def notice(section):
    """Scroll down to the e-mail about runs."""
    section.notice.edit.setFocus()
    wait_for(0.3)


def wizard(step: int):
    """Show a step of the first-start wizard with something typed."""

    def act(page):
        page.all[0].name.edit.setText("Northgate IT")
        page.all[1].tax.edit.setText("Sales tax")
        page.all[1].percent.show_value(82_500)
        page._show_step(step)

    return act


def shipped(page):
    """Ask where the things go."""
    typed(page)
    press(page, "", Qt.Key.Key_Escape)
    page.findChild(QWidget, "invoice.ship_to").click()
    wait_for(0.3)


def produced(page):
    """Make a product in place, with a price that is none."""
    typed(page)
    page._on_new_product("Cable tester", page.state.rows[-1].key)
    dialog = QApplication.activeModalWidget()
    dialog.form.fields["unit_price"].edit.setText("12,5o")
    dialog.submit()
    wait_for(0.3)


def given_up(pane):
    """Write the balance of an open invoice off."""
    wait_until(lambda: pane.model.loaded)
    invoices(pane)
    wait_until(lambda: pane.table.current_row() is not None and not pane.bench.background.busy())
    pane.write_off()
    wait_until(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().agree.click()
    wait_for(0.3)


def noted(pane):
    """Ask for the notes of an issued invoice."""
    wait_until(lambda: pane.model.loaded)
    invoices(pane)
    pane.notes()
    wait_until(lambda: QApplication.activeModalWidget() is not None)


def named(pane):
    """Ask for the name of a view."""
    pane.ask(Asked().with_keys("status", ("overdue",)))
    wait_for(0.3)
    pane.window().findChild(Views)._ask_name(pane)
    wait_for(0.3)


def cancelled(pane):
    """Ask whether a schedule shall end for good."""
    recurring(pane)
    wait_until(lambda: pane.detail.sheet is not None)
    wait_until(lambda: not pane.is_waiting())
    pane.cancel()
    wait_for(0.3)


def doubted(pane):
    """Ask whether the computer's date is right."""
    invoices(pane)
    error = Refused("clock_guard", why="gap", last=date(2026, 1, 4), today=TODAY)
    ClockQuestion(pane.bench, error, pane.window()).open()


def mistook(pane):
    """Tell of a mistake of the program itself."""
    invoices(pane)
    dialog = Mistake(pane.look, pane.window())
    said = translate(
        "This is a mistake in BillDesk. See what was kept before you do it again. Details: {file}", language()
    )
    dialog.tell(said.format(file="…/.local/state/billdesk/log/billdesk.log"), "Traceback:\n  …")
    dialog.open()


def mapped(page):
    """Names that a vendor's file brought."""
    if not page.bench.desk.usage.names():
        take_usage(page)
        wait_for(0.5)
    page.table.setFocus()
    page.table.choose(1)


def typed(page):
    """Type an invoice: a heading, things from the catalog and by hand, and the catalog below the last."""
    page.show_what({"customer": page.bench.desk.browsing.customers("acme")[0].id})
    wait_until(lambda: page.sheet is not None and not page.bench.background.busy())
    page.state.edit("title", title="Front desk, new notebook")
    page.grid.insert_heading()
    press(page, "Front desk")
    for words, quantity in (("notebook", "1"), ("docking", "2"), ("bench", "1.5")):
        press(page, words, Qt.Key.Key_Return)
        press(page, quantity, Qt.Key.Key_Return)
    press(page, "Cable, two metres", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    press(page, "=4*2,45", Qt.Key.Key_Tab)
    press(page, "10%", Qt.Key.Key_Return)
    wait_until(lambda: page.state.invoice.id > 0 and not page.bench.background.busy())
    press(page, "ca", keep=True)


def mistyped(page):
    """Type what is no price."""
    typed(page)
    page.grid.open(4, "price")
    press(page, "12,5x", keep=True)


def press(page, words: str, *keys, keep: bool = False):
    """Type into the lines, and then press keys."""
    for letter in words:
        QTest.keyClick(page.grid.cell, letter)
    for key in keys or (() if keep else (Qt.Key.Key_Return,)):
        QTest.keyClick(page.grid.cell, key)


def given_back(page):
    """Give one unit of an open invoice back."""
    rows = page.bench.desk.browsing.invoices(InvoiceFilter(statuses=frozenset({"open"})), Sort(), TODAY).rows
    page.show_what(rows[0].id)
    wait_until(lambda: bool(page.lines.parts) and not page.bench.background.busy())
    QTest.keyClick(page.lines.parts[0].field, "1")


def refunding(amount: str = "", fee: str = ""):
    """Give back a unit of a paid invoice, or an amount of it."""

    def act(page):
        wanted = InvoiceFilter(statuses=frozenset({"paid"}))
        rows = page.bench.desk.browsing.invoices(wanted, Sort(), TODAY).rows
        page.show_what(next(row.id for row in rows if row.total > 500_00))
        wait_until(lambda: bool(page.lines.parts) and not page.bench.background.busy())
        if amount:
            page.body._way.edit.pick("amount")
            QTest.keyClicks(page.body.amount.edit, amount)
        else:
            QTest.keyClick(page.lines.parts[0].field, "1")
        QTest.keyClicks(page.body.fee.edit, fee)

    return act


def asked_money(act):
    """Open a question about money on a pane, once what it shows is there."""

    def then(pane):
        wait_until(lambda: pane.model.rowCount() > 0)
        act(pane)
        wait_until(lambda: QApplication.activeModalWidget() is not None)
        wait_for(0.3)

    return then


def deposited(pane):
    """Take two deposits on a ticket, and show what can be done with one."""
    desk = pane.bench.desk
    tickets(pane)
    ticket, customer = pane.detail.sheet.ticket, pane.detail.sheet.customer.name
    for amount, method in ((50_00, "cash"), (120_00, "check")):
        made = desk.deposits.take(Deposit(ticket.id, TODAY, method, amount, reference="2291"))
    desk.payments.refund_payment(made.payments[0].id, RefundRequest(TODAY, 20_00, method="cash"))
    wait_until(lambda: pane.detail.sheet is not None and len(pane.detail.sheet.taken) == 2)
    wait_until(lambda: not pane.is_waiting() and bool(customer))
    pane.detail.deposits.grid.row(1).click()
    pane.detail.body.ensureWidgetVisible(pane.detail.deposits)


def credited(pane):
    """Give the customer on top credit, and show what is held."""
    customers(pane)
    wait_until(lambda: pane.detail.sheet is not None)
    sheet = pane.detail.sheet
    granted = Received(sheet.customer.id, 30_00, TODAY)
    pane.bench.desk.payments.grant(granted, "For the long wait")
    wait_until(lambda: pane.detail.sheet is not None and bool(pane.detail.sheet.free))
    wait_until(lambda: not pane.is_waiting())


def refunded(pane):
    """An invoice of which a part went back."""
    wait_until(lambda: pane.model.loaded)
    wanted = InvoiceFilter(statuses=frozenset({"paid"}))
    rows = pane.bench.desk.browsing.invoices(wanted, Sort(), TODAY).rows
    key = next(row.id for row in rows if row.total > 500_00)
    pane.bench.desk.payments.refund_invoice(key, RefundRequest(TODAY, 45_00, method="check", fee=5_00))
    pane.show_what(InvoiceFilter(ids=(key,)))
    wait_until(lambda: pane.model.loaded and pane.model.rowCount() == 1)
    pane.table.choose(0)
    wait_until(lambda: pane.preview.sheet is not None)
    pane.preview.tabs.pick("payments")


def paying(method: str = "check", amount: str = "", part: str = ""):
    """Take a payment from whoever owes most invoices, in part by hand."""

    def act(page):
        if (picker := QApplication.activePopupWidget()) is not None:
            picker.close()
        browsing = page.bench.desk.browsing
        rows = browsing.invoices(InvoiceFilter(statuses=frozenset({"open", "overdue"})), Sort(), TODAY).rows
        owners = [row.customer_id for row in rows if row.currency == "USD"]
        most = max(owners, key=lambda key: (owners.count(key), -key))
        page.show_what(PaymentTask(most, [row.id for row in rows if row.customer_id == most][1]))
        table = page.settles.table
        wait_until(lambda: table.rows_model.rowCount() > 1 and not page.bench.background.busy())
        page.body.method.edit.pick(method)
        if amount:
            page.body.amount.edit.setFocus()
            page.body.amount.edit.selectAll()
            QTest.keyClicks(page.body.amount.edit, amount)
        if part:
            table.choose(1)
            table.begin(part)
            table.take_typed()
        page.body.amount.edit.setFocus()

    return act


def paid(pane):
    """Choose one of the newest payments."""
    wait_until(lambda: pane.model.rowCount() > 0)
    pane.table.setFocus()
    pane.table.choose(3)
    wait_until(lambda: pane.detail.sheet is not None)


def scheduled(page, then=lambda _page: None):
    """Edit the schedule of the customer with the most kinds of lines."""
    asked = ScheduleFilter(text="managed it acme")
    found = page.bench.desk.browsing.schedules(asked, Sort("next_date", False), TODAY).rows
    page.show_what(ScheduleTask(found[0].id))
    wait_until(lambda: page.form is not None and not page.bench.background.busy())
    then(page)
    wait_until(lambda: not page.looking.is_waiting())


def told(act):
    """Do something, and say that something can be taken back."""

    def tell(page):
        act(page)
        toast = page.window().toast
        toast.tell(counted(3, "{count} schedule is paused", "{count} schedules are paused"), str)
        wait_for(0.3)

    return tell


def rescheduled(page):
    """Choose another billing day, and look at the line with tiers."""

    def change(page):
        page.state.edit("billing_day", 15)
        kinds = [row.line.tier_mode for row in page.state.rows]
        page.body.lines.choose(next((at for at, mode in enumerate(kinds) if mode), len(kinds) - 1))

    scheduled(page, change)


def detailed(page):
    """Look at the line with tiers, by its words."""
    rescheduled(page)
    page.body.lines.open(page.body.lines.painter.chosen, "description")


def counting(kind: str, what: str):
    """A line that counts, and the form of the search or folder that it counts by."""

    def act(page):
        def ask(page):
            lines = page.state.rows
            at = next((at for at, row in enumerate(lines) if row.line.type == kind), len(lines))
            if at == len(lines):
                page.body.lines.add(kind)
            page.body.lines.choose(at)
            getattr(page.body.details.things, what).click()

        scheduled(page, ask)

    return act


def misscheduled(page):
    """Type rubbish, and try to save it."""

    def change(page):
        page.state.edit("lead_days", 0)
        page.body.when.interval.edit.setText("often")
        page.body.when.interval.check()
        page.body.lines.add("vendor_usage")
        page.body.details.typed["minimum"].edit.setText("a few")
        page.body.details.typed["minimum"].edit.textEdited.emit("a few")

    scheduled(page, change)


def tickets(pane, row: int = 0):
    """Choose a ticket."""
    wait_until(lambda: pane.model.rowCount() > 0)
    pane.table.setFocus()
    pane.table.choose(row)
    wait_until(lambda: pane.detail.sheet is not None and not pane.is_waiting())


def working(pane):
    """Put time into the log of a ticket and let a timer run on it."""
    desk = pane.bench.desk
    tickets(pane)
    ticket, rates = pane.detail.sheet.ticket, desk.labor.form(pane.detail.sheet.ticket.id).rates
    if not pane.detail.sheet.timers:
        for minutes, billable, notes in (
            (70, True, "New disk, move of the data"),
            (40, False, "Our own mistake"),
        ):
            entry = TimeEntry(0, ticket.id, minutes, rates[0].id, billable, notes, technician="Sam")
            desk.labor.add(replace(entry, started=datetime(2026, 8, 3, 14, 5, tzinfo=UTC)))
        desk.ticketing.note(ticket.id, "Disk swapped, data moved. Old disk in the envelope.", "Sam")
        desk.labor.start(ticket.id, "Sam")
        wait_until(lambda: pane.detail.sheet is not None and bool(pane.detail.sheet.timers))
    wait_until(lambda: not pane.is_waiting())


def logged(pane):
    """Show what can be done with a row of the log."""
    working(pane)
    pane.detail.log.grid.row(1).click()


def adding_charge(pane):
    """Ask for a part."""
    working(pane)
    pane.add_charge()
    wait_for(0.3)


def time_grouped(page, by="customer"):
    """The time of this year by customer."""
    page.filter.chips.chip("date").pick(("this_year",))
    page.by.pick(by)
    wait_until(lambda: page.model.loaded and not page.bench.background.busy())
    page.table.setFocus()
    page.table.choose(1)


def time_listed(page):
    """Each entry of this year."""
    time_grouped(page, "each")


def orders_on_paper(page):
    """Look at work orders before they are printed."""
    page.show_what(WorkOrdersTask((146, 147)))
    wait_until(lambda: page.strip.count() > 0 and not page.bench.background.busy())


def ticket_detail(pane):
    """Open the detail of a ticket where there is room for one of the two."""
    working(pane)
    QTest.keyClick(pane.table, Qt.Key.Key_Return)


def tickets_ticked(pane):
    """Show all tickets, and tick three."""
    tickets(pane)
    pane.show_what(TicketFilter())
    wait_until(lambda: pane.model.rowCount() > 10 and not pane.bench.background.busy())
    tickets(pane, 6)
    for row in (1, 2, 3):
        pane.model.ticks.toggle(pane.model.row(row).id)


def adding_time(pane):
    """Ask for time."""
    tickets(pane)
    pane.add_time()
    wait_for(0.3)


def ticket_edited(page):
    """Edit a ticket."""
    page.show_what(TicketTask(1))
    wait_until(lambda: page.fields.subject.value() != "")


def ticket_mistaken(page):
    """Keep a ticket of nobody about nothing."""
    wait_until(page.is_ready)
    page.save()
    wait_until(lambda: page.note.text() != "")


def account(kind: str):
    """Show the account of a customer."""

    def act(page):
        page.show_what(StatementTask(1, "Acme Dental", (date(2026, 5, 1), TODAY)))
        wait_until(lambda: bool(page.currency.value()) and not page.is_waiting())
        page.kind.edit.pick(kind)
        wait_until(lambda: not page.is_waiting())

    return act


def month_closed(page):
    """Show all accounts of a month, without one."""
    wait_until(lambda: page.model.rowCount() > 0)
    page.model.ticks.toggle(page.model.row(2).id)
    page.table.choose(3)


def payments_ticked(pane):
    """Show the payments of some days, and tick three."""
    pane.show_what(PaymentFilter(date_from=date(2026, 7, 6), date_to=date(2026, 7, 28)))
    wait_until(lambda: pane.model.rowCount() > 5 and not pane.bench.background.busy())
    pane.table.choose(1)
    for row in (1, 2, 4):
        pane.model.ticks.toggle(pane.model.row(row).id)


def audited(kind: str = ""):
    """Show the audit trail after some acts, or of one kind of thing."""

    def act(page):
        desk, today = page.bench.desk, TODAY
        row = desk.browsing.invoices(
            InvoiceFilter(statuses=frozenset({"open"})), Sort("date", True), today
        ).rows[0]
        moved = desk.payments.quick([row.id], today)
        desk.payments.reverse(moved.payments[0].id, today, "Paid by somebody else")
        customer = desk.customers.sheet(row.customer_id, today).customer
        desk.customers.archive(customer.id, customer.version)
        page.show_what(AuditFilter(kind))
        wait_until(lambda: page.model.rowCount() > 0 and not page.bench.background.busy())
        page.table.choose(0)

    return act


def day_closed(page):
    """Show a day on which something was paid."""
    page.show_what(date(2026, 8, 3))
    wait_until(lambda: not page.is_waiting())


SHOTS = {
    "statement": ("northgate", LARGE, account("activity")),
    "statement-1024": ("northgate", SMALL, account("open")),
    "statements": ("northgate", LARGE, month_closed),
    "statements-1024": ("northgate", SMALL, month_closed),
    "statements-empty": ("empty", LARGE, lambda _page: None),
    "audit": ("northgate", LARGE, audited()),
    "audit-1024": ("northgate", SMALL, audited("customer")),
    "closing": ("northgate", LARGE, day_closed),
    "closing-1024": ("northgate", SMALL, day_closed),
    "dialog-ship-to": ("northgate", LARGE, shipped),
    "dialog-product": ("northgate", LARGE, produced),
    "dialog-write-off": ("northgate", LARGE, given_up),
    "dialog-notes": ("northgate", LARGE, noted),
    "dialog-view": ("northgate", LARGE, named),
    "dialog-cancel": ("northgate", LARGE, cancelled),
    "dialog-clock": ("northgate", LARGE, doubted),
    "dialog-mistake": ("northgate", LARGE, mistook),
    "cards-failures": ("cards", LARGE, lambda _page: None),
    "cards-schedule": ("cards", LARGE, scheduled),
    "wizard-mail": ("empty", LARGE, wizard(2)),
    "tickets": ("northgate", LARGE, working),
    "tickets-log": ("northgate", LARGE, logged),
    "tickets-1024": ("northgate", SMALL, tickets),
    "tickets-1024-detail": ("northgate", SMALL, ticket_detail),
    "tickets-bulk": ("northgate", LARGE, tickets_ticked),
    "tickets-time": ("northgate", LARGE, adding_time),
    "tickets-charge": ("northgate", LARGE, adding_charge),
    "time-report": ("northgate", LARGE, time_grouped),
    "time-report-each": ("northgate", LARGE, time_listed),
    "time-report-1024": ("northgate", SMALL, time_listed),
    "work-order": ("northgate", LARGE, orders_on_paper),
    "tickets-empty": ("empty", LARGE, lambda _pane: None),
    "tickets-none": ("northgate", LARGE, unfound),
    "ticket-edited": ("northgate", LARGE, ticket_edited),
    "ticket-wrong": ("northgate", SMALL, ticket_mistaken),
    "command": ("northgate", LARGE, boxed("ac")),
    "command-all": ("northgate", LARGE, boxed("")),
    "command-none": ("northgate", LARGE, boxed("zzzz")),
    "command-tab": ("northgate", LARGE, boxed("#4", dive=True)),
    "command-1024": ("northgate", SMALL, boxed("re")),
    "views": ("northgate", LARGE, viewed),
    "shortcuts": ("northgate", LARGE, helped),
    "shortcuts-1024": ("northgate", SMALL, helped),
    "invoices": ("northgate", LARGE, invoices),
    "invoices-1024": ("northgate", SMALL, invoices),
    "invoices-1024-preview": ("northgate", SMALL, drawn),
    "invoices-bulk": ("northgate", LARGE, ticked),
    "invoices-late": ("late", LARGE, unalarmed),
    "late-ticked": ("late", LARGE, late),
    "late-chosen": ("late", LARGE, late_one),
    "late-1024": ("late", SMALL, late),
    "late-discard": ("late", LARGE, discarding),
    "alarm": ("failing", LARGE, invoices),
    "alarm-1024": ("failing", SMALL, invoices),
    "failures": ("failing", LARGE, lambda _page: None),
    "failures-1024": ("failing", SMALL, lambda _page: None),
    "failures-none": ("empty", LARGE, lambda _page: None),
    "invoices-lines": ("northgate", LARGE, tab("lines")),
    "invoices-evidence": ("northgate", LARGE, tab("evidence")),
    "invoices-history": ("northgate", LARGE, tab("history")),
    "invoices-none": ("northgate", LARGE, searched),
    "recurring": ("northgate", LARGE, recurring),
    "recurring-1024": ("northgate", SMALL, recurring),
    "recurring-1024-detail": ("northgate", SMALL, detail),
    "recurring-empty": ("empty", LARGE, lambda _pane: None),
    "recurring-bulk": ("northgate", LARGE, schedules_ticked),
    "recurring-bulk-1024": ("northgate", SMALL, schedules_ticked),
    "recurring-planned": ("late", LARGE, raise_planned),
    "price-change": ("northgate", LARGE, raised("5")),
    "price-change-1024": ("northgate", SMALL, raised("5")),
    "price-change-wrong": ("northgate", LARGE, raised("-20", "", "amount")),
    "price-change-none": ("northgate", LARGE, lambda _page: None),
    "customers": ("northgate", LARGE, customers),
    "customers-1024": ("northgate", SMALL, customers),
    "customers-1024-detail": ("northgate", SMALL, customer_detail),
    "customers-assets": ("northgate", LARGE, customer_tab("assets")),
    "customers-contacts": ("northgate", LARGE, customer_tab("contacts")),
    "customers-invoices": ("northgate", LARGE, customer_tab("invoices")),
    "customers-none": ("northgate", LARGE, unfound),
    "customers-empty": ("empty", LARGE, lambda _pane: None),
    "customers-edit": ("northgate", LARGE, edited()),
    "customers-edit-1024": ("northgate", SMALL, edited("assets")),
    "customer-new": ("northgate", LARGE, mistaken),
    "searches": ("northgate", LARGE, searching),
    "fields": ("northgate", LARGE, searching),
    "editor": ("northgate", LARGE, typed),
    "editor-1024": ("northgate", SMALL, typed),
    "editor-wrong": ("northgate", LARGE, mistyped),
    "credit-note": ("northgate", LARGE, given_back),
    "money-refund": ("northgate", LARGE, refunding()),
    "money-refund-amount": ("northgate", SMALL, refunding("120", "15")),
    "money-refund-wrong": ("northgate", LARGE, refunding("99999", "15")),
    "money-deposits": ("northgate", LARGE, deposited),
    "money-deposits-1024": ("northgate", SMALL, lambda pane: (deposited(pane), pane._open_detail())),
    "money-deposit": ("northgate", LARGE, asked_money(lambda pane: (tickets(pane), pane.take_deposit()))),
    "money-credit": ("northgate", LARGE, credited),
    "money-credit-1024": ("northgate", SMALL, lambda pane: (credited(pane), pane._open_detail())),
    "money-grant": ("northgate", LARGE, asked_money(lambda pane: (customers(pane), pane.grant_credit()))),
    "money-payment-refund": ("northgate", LARGE, asked_money(lambda pane: (paid(pane), pane.refund()))),
    "money-bounced": ("northgate", LARGE, asked_money(lambda pane: (paid(pane), pane.reverse()))),
    "money-too-much": ("northgate", LARGE, paying("check", "3000", "9999")),
    "money-refunded": ("northgate", LARGE, refunded),
    "payments": ("northgate", LARGE, paid),
    "payments-1024": ("northgate", SMALL, paid),
    "payments-1024-detail": ("northgate", SMALL, lambda pane: (paid(pane), pane._open_detail())),
    "payments-ticked": ("northgate", LARGE, payments_ticked),
    "payments-ticked-1024": ("northgate", SMALL, payments_ticked),
    "payments-empty": ("empty", LARGE, lambda _pane: None),
    "take-payment": ("northgate", LARGE, paying("check", "3000", "150")),
    "take-payment-cash": ("northgate", LARGE, paying("cash")),
    "take-payment-1024": ("northgate", SMALL, paying("check", "3000")),
    "take-payment-nobody": ("northgate", LARGE, lambda _page: None),
    "schedule": ("northgate", LARGE, rescheduled),
    "schedule-1024": ("northgate", SMALL, rescheduled),
    "schedule-line": ("northgate", LARGE, detailed),
    "schedule-1024-line": ("northgate", SMALL, detailed),
    "schedule-search": ("northgate", LARGE, counting("asset", "new")),
    "schedule-folder-1024": ("northgate", SMALL, counting("policy_folder", "change")),
    "schedule-told": ("northgate", LARGE, told(rescheduled)),
    "schedule-1024-told": ("northgate", SMALL, told(rescheduled)),
    "recurring-told": ("northgate", LARGE, told(recurring)),
    "schedule-wrong": ("northgate", LARGE, misscheduled),
    "schedule-new": ("northgate", LARGE, lambda _page: None),
    "preview-run": ("northgate", LARGE, foreseen),
    "preview-run-1024": ("northgate", SMALL, foreseen),
    "print": ("northgate", LARGE, on_paper),
    "print-1024": ("northgate", SMALL, on_paper),
    "catalog": ("northgate", LARGE, product),
    "catalog-1024": ("northgate", SMALL, product),
    "catalog-prices": ("northgate", LARGE, prices),
    "catalog-bulk": ("northgate", LARGE, products_ticked),
    "product-new": ("northgate", LARGE, product_edited(None)),
    "product-wrong": ("northgate", LARGE, product_edited(24)),
    "usage": ("northgate", LARGE, usage_listed),
    "usage-1024": ("northgate", SMALL, usage_listed),
    "vendor-names": ("northgate", LARGE, mapped),
    "usage-import": ("northgate", LARGE, usage_read()),
    "usage-import-1024": ("northgate", SMALL, usage_read()),
    "usage-import-names": ("northgate", LARGE, usage_read("names", 0)),
    "usage-import-wrong": ("northgate", SMALL, usage_read("wrong", 1)),
    "usage-empty": ("empty", LARGE, lambda _page: None),
    "usage-import-empty": ("empty", SMALL, lambda _page: None),
    "settings-shop": ("northgate", LARGE, section("shop")),
    "settings-taxes": ("northgate", LARGE, section("taxes")),
    "settings-taxes-form": ("northgate", LARGE, section("taxes", tax_form)),
    "settings-terms-form": ("northgate", LARGE, section("terms", terms_form)),
    "settings-numbers": ("northgate", LARGE, section("numbers", wrong_pattern)),
    "settings-documents": ("northgate", LARGE, section("documents")),
    "settings-documents-1024": ("northgate", SMALL, section("documents")),
    "settings-mail": ("northgate", LARGE, section("mail")),
    "settings-mail-run": ("northgate", (1440, 1100), section("mail", notice)),
    "settings-tickets": ("northgate", LARGE, section("tickets")),
    "settings-payments-1024": ("northgate", SMALL, section("payments")),
    "wizard-shop": ("empty", LARGE, wizard(0)),
    "wizard-taxes": ("empty", LARGE, wizard(1)),
    "wizard-mail-1024": ("empty", SMALL, wizard(2)),
    "wizard-data": ("empty", LARGE, wizard(3)),
    "empty": ("empty", LARGE, lambda _pane: None),
    "empty-1024": ("empty", SMALL, lambda _pane: None),
}
"""By name: which shop, how large, and what is done before."""
PLACES = {
    "statements": "statements",
    "statement": "statement",
    "closing": "closing",
    "audit": "audit",
    "dialog-ship-to": "invoice",
    "dialog-product": "invoice",
    "dialog-cancel": "recurring",
    "cards-failures": "failures",
    "cards-schedule": "schedule",
    "recurring": "recurring",
    "tickets": "tickets",
    "ticket-": "ticket",
    "time-report": "time_report",
    "work-order": "print",
    "failures": "failures",
    "preview-run": "preview_run",
    "price-change": "price_change",
    "print": "print",
    "customers": "customers",
    "customer-new": "customer",
    "searches": "asset_searches",
    "fields": "custom_fields",
    "catalog": "catalog",
    "product": "product",
    "vendor-names": "vendor_names",
    "usage-import": "usage_import",
    "usage": "usage",
    "settings": "settings",
    "wizard": "wizard",
    "editor": "invoice",
    "credit-note": "credit_note",
    "money-refunded": "invoices",
    "money-refund": "refund",
    "money-deposit": "tickets",
    "money-credit": "customers",
    "money-grant": "customers",
    "money-payment-refund": "payments",
    "money-bounced": "payments",
    "money-too-much": "payment",
    "take-payment": "payment",
    "payments": "payments",
    "schedule": "schedule",
}


def paint(asked: argparse.Namespace) -> int:
    """Paint every picture at the scale that this process was started with."""
    from billdesk.app import config
    from billdesk.app.build import build
    from billdesk.app.config import Config
    from billdesk.ui.start import enliven, show_shell

    (asked.out / "shown").mkdir(exist_ok=True)
    for theme in ("light", "dark"):
        for name, (shop, size, act) in SHOTS.items():
            picture = "-".join((name, theme, str(asked.scale), *asked.told))
            if not re.search(asked.only, picture) or theme != (asked.theme or theme):
                continue
            QSettings("BillDesk", "BillDesk").clear()  # each picture is of a first start
            app, shell = show_shell()
            shell.look.choose(theme)
            day = {"late": LATER, "cards": DUE}.get(shop, TODAY)
            config.PROCESSORS.clear()
            if shop == "cards":
                use_processor(asked.out)
            shown = asked.out / "shown" / f"{shop}.billdesk"  # so that no picture shows what another left
            shutil.copy(asked.out / shown.name, shown)
            desk = build(Config(database=str(shown), today=day))
            desk.settings.keep(replace(desk.settings.read(), language=asked.language))
            window = enliven(shell, desk, ticking=False)
            place = next((key for word, key in PLACES.items() if name.startswith(word)), "invoices")
            window.go_to(place)
            shell.resize(*(asked.size or size))
            shell.activateWindow()
            settle(app, window)
            act(window.shown)
            settle(app, window)
            grabbed(shell).save(str(asked.out / f"{picture}.png"))
            if (popup := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
                popup.close()
            shell.close()
            shell.deleteLater()
    return 0


def grabbed(shell) -> QPixmap:
    """The window as it is seen, with the menu that is open over it."""
    picture, popup = shell.grab(), QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if popup is not None:
        painter = QPainter(picture)
        popup.render(painter, shell.mapFromGlobal(popup.pos()))
        if popup.isModal():  # its frame is the system's
            painter.drawRect(popup.rect().translated(shell.mapFromGlobal(popup.pos())))
        painter.end()
    return picture


def wait_until(ready) -> None:
    """Let the window work until something is so, at the most half a minute."""
    end = time.monotonic() + 30
    while not ready() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def settle(app, window) -> None:
    """Let the window work until nothing is under way, and then a moment longer for what it moves."""
    for wait in (0.3, 0.3):
        calm = time.monotonic() + wait
        while time.monotonic() < calm or window.background.busy() or not window.bench.whole.there:
            app.processEvents()
            time.sleep(0.002)


if __name__ == "__main__":
    raise SystemExit(main())
