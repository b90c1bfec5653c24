"""The columns of the invoice list: how each row's facts are written."""

from collections.abc import Callable
from datetime import date

from billdesk.domain.lists import InvoiceRow
from billdesk.ui.figures import Figures
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.widgets.badge import word
from billdesk.ui.words import tr

SENT = {
    "queued": ("mail", "ink3", "Waits in the outbox"),
    "sending": ("mail", "ink3", "Is being sent"),
    "sent": ("check", "ink3", "E-mailed"),
    "printed": ("printer", "ink3", "Printed"),
    "failed": ("triangle-alert", "overdue_fg", "E-mail failed"),
    "unknown": ("triangle-alert", "partly_fg", "E-mail may have gone out"),
}
"""How it stands with the e-mail of an invoice: icon, tone, words."""


def columns(figures: Figures, today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns; the title of the document leaves first, then the mark, Total and Date (look.md)."""

    def money(minor: int, row: InvoiceRow, strong: bool) -> Cell:
        quiet = row.status == "void" or (strong and not minor)
        tone = "ink3" if quiet else "ink"
        return Cell(figures.amount(minor, row.currency), figure=True, strong=strong and not quiet, tone=tone)

    def day(when: date, tone: str = "ink2") -> Cell:
        return Cell(figures.day(when, today()), figure=True, tone=tone)

    return (
        tick_column(),
        Column("number", tr("Number"), number_cell, "number", width=151),
        Column("customer", tr("Customer"), customer_cell, "customer", width=160, stretch=True),
        Column("date", tr("Date"), lambda row: day(row.date), "date", width=58, rank=1),
        Column("due_date", tr("Due"), lambda row: day(row.due_date, _due_tone(row)), "due_date", width=66),
        Column("status", tr("Status"), status_cell, "status", width=112),
        Column("total", tr("Total"), lambda row: money(row.total, row, False), "total", RIGHT, 84, rank=2),
        Column("balance", tr("Balance"), lambda row: money(row.balance, row, True), "balance", RIGHT, 80),
        Column("sent", tr("E-mail"), sent_cell, width=36, rank=3, icon="send"),
    )


def number_cell(row: InvoiceRow) -> Cell:
    """The number; drafts have none, and void ones are struck through."""
    void = row.status == "void"
    icon = "repeat" if row.recurring and row.number else ""
    said = f"{row.number or tr('Draft')} {tr('recurring')}" if icon else ""
    tone = "ink3" if void else "ink"
    return Cell(
        row.number or tr("Draft"), figure=True, strong=True, icon=icon, struck=void, tone=tone, spoken=said
    )


def customer_cell(row: InvoiceRow) -> Cell:
    """The customer, and what the invoice is about where there is room."""
    return Cell(row.customer, row.title, strong=True, tone="ink3" if row.status == "void" else "ink")


def status_cell(row: InvoiceRow) -> Cell:
    """The badge; overdue carries its age."""
    return Cell(word(row.status, row.overdue_days), badge=row.status)


def sent_cell(row: InvoiceRow) -> Cell:
    """The mark that says how it stands with the e-mail."""
    icon, tone, words = SENT.get(row.sent, ("", "ink3", ""))
    return Cell("", icon=icon, icon_tone=tone, spoken=tr(words) if words else "")


def _due_tone(row: InvoiceRow) -> str:
    return "overdue_fg" if row.status == "overdue" else "ink3" if row.status == "void" else "ink2"
