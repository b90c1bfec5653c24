"""The places of the window, and what is done in each before it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from billdesk.ui.tasks import PaymentTask, ScheduleTask, StatementTask, TicketTask

TODAY = date(2026, 2, 1)


@dataclass(frozen=True)
class Place:
    """A pane or page and what is done there before it is looked at."""

    go_to: str
    what: object = None
    act: Callable = lambda _pane: None


def first_row(pane):
    pane.table.choose(0)


def type_a_line(page):
    """A line from the catalog, and the totals below it."""
    page.grid.open(0, "description")
    for letter in "ssd":
        QTest.keyClick(page.grid.cell, letter)
    QTest.keyClick(page.grid.cell, Qt.Key.Key_Return)


def count_something(page):
    """The line with tiers, with everything about it."""
    modes = [row.line.tier_mode for row in page.state.rows]
    page.body.lines.choose(next((at for at, mode in enumerate(modes) if mode), 0))
    page.body.details.toggle_more()


def type_a_part(page):
    """Cash for what is open, and what the first invoice gets of it."""
    page.body.method.edit.pick("cash")
    page.settles.table.choose(0)
    page.settles.table.begin()


def raise_prices(page):
    """By five percent."""
    QTest.keyClicks(page.rule.by.edit, "5")


PLACES = {
    "invoices": Place("invoices", act=first_row),
    "invoices ticked": Place("invoices", act=lambda pane: pane.model.ticks.set_all(True)),
    "recurring": Place("recurring", act=lambda pane: pane.list.table.choose(0)),
    "recurring ticked": Place("recurring", act=lambda pane: pane.model.ticks.set_all(True)),
    "preview run": Place("preview_run"),
    "failed schedules": Place("failures"),
    "change prices": Place("price_change", (1, 2), act=raise_prices),
    "new invoice": Place("invoice"),
    "invoice editor": Place("invoice", {"customer": 1}, act=type_a_line),
    "credit note": Place("credit_note", 1),
    "refund": Place("refund", 1),
    "take payment": Place("payment", PaymentTask(1), act=type_a_part),
    "new schedule": Place("schedule"),
    "schedule editor": Place("schedule", ScheduleTask(1), act=count_something),
    "tickets": Place("tickets", act=first_row),
    "tickets ticked": Place("tickets", act=lambda pane: pane.model.ticks.set_all(True)),
    "ticket editor": Place("ticket", TicketTask(1)),
    "time report": Place("time_report"),
    "time entries": Place("time_report", act=lambda page: page.by.pick("each")),
    "payments": Place("payments", act=first_row),
    "payments ticked": Place("payments", act=lambda pane: pane.model.ticks.set_all(True)),
    "statement": Place("statement", StatementTask(1, "Acme")),
    "statements of a month": Place("statements", TODAY, act=first_row),
    "audit trail": Place("audit", act=first_row),
    "closing sheet": Place("closing"),
    "customers": Place("customers", act=lambda pane: pane.list.table.choose(0)),
    "customer editor": Place("customer", 1),
    "asset searches": Place("asset_searches"),
    "custom fields": Place("custom_fields"),
    "catalog": Place("catalog", act=first_row),
    "product editor": Place("product", 1),
    "settings": Place("settings"),
    "settings, taxes": Place("settings", act=lambda pane: pane.open_section("taxes")),
    "settings, documents": Place("settings", act=lambda pane: pane.open_section("documents")),
    "settings, e-mail": Place("settings", act=lambda pane: pane.open_section("mail")),
    "wizard": Place("wizard"),
    "print": Place("print", (1, 2)),
    "shortcuts": Place("shortcuts"),
    "vendor usage": Place("usage", act=first_row),
    "usage import": Place("usage_import", str(Path(__file__).parents[1] / "exchange" / "usage.csv")),
    "names of vendors": Place("vendor_names"),
}


def settle(qtbot, window):
    """Wait until nothing is under way; layouts follow a new size of text by events of their own."""
    qtbot.waitUntil(lambda: window.shown.is_whole and not window.background.busy())
    QApplication.sendPostedEvents()
    QApplication.processEvents()
