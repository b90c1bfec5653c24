"""What the tabs of the invoice preview list: lines, evidence, payments and history, as entries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from billdesk.basics import words
from billdesk.ui.act_words import act_words
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.entries import Entry
from billdesk.ui.words import counted, tr

if TYPE_CHECKING:
    from billdesk.domain.counting import Evidence
    from billdesk.domain.invoice import Invoice, InvoiceLine
    from billdesk.services.invoicing import InvoiceSheet


def line_entries(bench: Bench, invoice: Invoice) -> list[Entry]:
    """The lines with their amounts, and the totals below."""
    figures = bench.figures
    found = [_line_entry(bench, invoice, line) for line in invoice.lines]
    if not found:
        return []
    found.append(Entry(tr("Subtotal"), figures.amount(invoice.subtotal, invoice.currency), heading=True))
    if invoice.discount_amount:
        found.append(Entry(tr("Discount"), figures.amount(-invoice.discount_amount, invoice.currency)))
    for tax in invoice.taxes:
        rate = words.percent(tax.rate.percent, bench.language)
        found.append(Entry(f"{tax.rate.name} {rate}", figures.amount(tax.amount, invoice.currency)))
    if invoice.rounding:
        found.append(Entry(tr("Rounding"), figures.amount(invoice.rounding, invoice.currency)))
    found.append(Entry(tr("Total"), figures.headline(invoice.total, invoice.currency), heading=True))
    return found


def _line_entry(bench: Bench, invoice: Invoice, line: InvoiceLine) -> Entry:
    if line.kind == "heading":
        return Entry(line.description, below=line.note, heading=True)
    quantity = words.quantity(line.quantity, bench.language)
    price = words.price(line.unit_price, invoice.currency, bench.language)
    parts = [f"{quantity} {line.unit}".strip() + f" × {price}", line.note]
    below = "\n".join(part for part in parts if part)
    return Entry(line.description, bench.figures.amount(line.net, invoice.currency), below)


def evidence_entries(bench: Bench, sheet: InvoiceSheet) -> list[Entry]:
    """What each counted line counted, and what came and went since the invoice before."""
    earlier = sheet.before.items if sheet.before else ()
    before = {_origin(sheet, line): line.evidence for line in earlier if line.schedule_line_id}
    return [
        _evidence_entry(bench, line, line.evidence, before.get(_origin(sheet, line)))
        for line in sheet.invoice.items
        if line.evidence
    ]


def _origin(sheet: InvoiceSheet, line: InvoiceLine) -> int:
    """The line of the schedule; at another price it is still the same one."""
    key = line.schedule_line_id or 0
    return sheet.same.get(key, key)


def _evidence_entry(bench: Bench, line: InvoiceLine, found: Evidence, before: Evidence | None) -> Entry:
    from billdesk.domain.counting import came_and_went  # after the first rows

    came, went = came_and_went(found, before)
    below = [", ".join(name for _, name in found.items)]
    if found.as_of:
        below.append(tr("Report of {day}", day=bench.figures.day(found.as_of, bench.today)))
    if came:
        below.append(tr("New: {names}", names=", ".join(came)))
    if went:
        below.append(tr("Gone: {names}", names=", ".join(went)))
    count = words.quantity(found.quantity, bench.language)
    return Entry(line.description, count, "\n".join(part for part in below if part))


def payment_entries(bench: Bench, sheet: InvoiceSheet) -> list[Entry]:
    """What settled the invoice, what was taken back, and what was written off."""
    currency, figures = sheet.invoice.currency, bench.figures
    found = []
    for one in sheet.allocations:  # the newest last, as the balance that they lead to
        source = tr("Credit note") if one.payment_id is None else tr("Payment")
        title = source if one.amount > 0 else tr("Taken back")
        found.append(Entry(title, figures.amount(one.amount, currency), _day(bench, one.day)))
    for refund in sheet.refunds:
        below = _day(bench, refund.day, refund.reason)
        found.append(Entry(tr("Refund"), figures.amount(-refund.amount, currency), below))
    for given_up in sheet.write_offs:
        below = _day(bench, given_up.day, given_up.reason)
        lost = tr("Written off") if given_up.amount > 0 else tr("Write-off taken back")
        found.append(Entry(lost, figures.amount(given_up.amount, currency), below))
    if found:
        found.append(Entry(tr("Balance"), figures.headline(sheet.invoice.balance, currency), heading=True))
    if sheet.credit and sheet.invoice.balance > 0 and sheet.invoice.state == "issued":
        found.append(Entry(tr("Free store credit of the customer"), figures.headline(sheet.credit, currency)))
    return found


def marks(sheet: InvoiceSheet) -> str:
    """The second badge of an invoice, beside how it stands: refunded, or written off; "" for none."""
    if sheet.refunded:
        return sheet.refunded
    return "written_off" if sheet.invoice.written_off else ""


def history_entries(bench: Bench, sheet: InvoiceSheet) -> list[Entry]:
    """What was done with the invoice, the newest first."""
    currency = sheet.invoice.currency
    return [_history_entry(bench, one, currency) for one in reversed(sheet.history)]


def _late_fee_words(bench: Bench, act: str, change: dict[str, Any], currency: str) -> tuple[str, str]:
    """What the history says of a late fee, on the invoice that is late and on the one that bills it."""
    passed = change.get("passed_over", 0)
    missed = counted(passed, "{count} missed fee left out", "{count} missed fees left out") if passed else ""
    if act == "late_fee":
        return tr("Late fee for {number} drawn up", number=change.get("for", "")), missed
    amount = bench.figures.headline(change.get("total", 0), currency)
    return tr("Late fee {number} of {amount} billed", number=change.get("by", ""), amount=amount), missed


def _history_entry(bench: Bench, one: Any, currency: str) -> Entry:
    at = one.at.astimezone() if one.at else None
    change = one.change or {}
    title, more = act_words("invoice", one.act), ""
    if one.act in ("late_fee", "late_fee_billed"):
        title, more = _late_fee_words(bench, one.act, change, currency)
    when = f"{bench.figures.day(at.date(), bench.today)}, {at:%H:%M}" if at else ""
    why = change.get("reply" if one.act in ("mail_failed", "mail_unknown") else "reason")
    names = change.get("to")
    to = ", ".join(str(name) for name in names) if isinstance(names, list) else ""
    below = " · ".join(str(part) for part in (when, one.desk, to, more, why) if part)
    return Entry(title, below=below)


def _day(bench: Bench, day: date, more: str = "") -> str:
    said = bench.figures.day(day, bench.today)
    return f"{said} · {more}" if more else said


def who_and_when(bench: Bench, sheet: InvoiceSheet) -> str:
    """One line: the customer, and when it is to be paid."""
    invoice = sheet.invoice
    if sheet.status in ("paid", "void", "credit"):
        when = bench.figures.day(invoice.date, bench.today)
        return f"{sheet.customer.name} · {when}"
    due = bench.figures.day(invoice.due_date, bench.today)
    days = (invoice.due_date - bench.today).days
    if days == 0:
        left = tr("today")
    elif days > 0:
        left = counted(days, "in {count} day", "in {count} days")
    else:
        left = counted(-days, "{count} day ago", "{count} days ago")
    return tr("{customer} · due {day}, {left}", customer=sheet.customer.name, day=due, left=left)
