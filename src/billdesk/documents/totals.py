"""The block of totals, right below the table, with the notes and the PAID stamp beside or below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from billdesk.basics import words
from billdesk.documents.colors import INK, PAID
from billdesk.documents.fonts import DISPLAY
from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.sheet import BODY, BODY_FIGURE, NOTE, TOTAL, TOTAL_FIGURE, Sheet, shrunk
from billdesk.domain.document import PrintedTax

WIDTH = 217.0
WIDEST = 330.0
LABEL_WIDTH = 140.0
ABOVE = 22.5
PITCH = 17.2
INNER = 11.8  # between the lines of one label
AROUND_RULE = 5.6
SMALL_FIGURE = Type(BODY_FIGURE.style, NOTE.size, NOTE.leading, NOTE.color)
PAID_STAMP = Type(DISPLAY, 17.0, 20.0, PAID)
NOTES = Type(size=8.8, leading=13.0, color=BODY.color)


@dataclass(frozen=True, slots=True)
class Sum:
    """One row: label in lines, figure, their types. `ruled`: a rule above it."""

    label: tuple[Line, ...]
    amount: str
    how: Type
    figure: Type
    ruled: bool = False

    @property
    def height(self) -> float:
        """Points from the baseline above to this row's last baseline."""
        rule = 2 * AROUND_RULE if self.ruled else 0.0
        return PITCH + rule + INNER * (len(self.label) - 1)


def sums(sheet: Sheet) -> tuple[Sum, ...]:
    """Every row that the totals have, from subtotal to balance."""
    return tuple(_rows(sheet))


def height_of(rows: tuple[Sum, ...]) -> float:
    """Points from the table's last rule to below the last row."""
    return ABOVE - PITCH + sum(row.height for row in rows) + 6.0


def draw_totals(sheet: Sheet, rows: tuple[Sum, ...]) -> None:
    """The rows at the right edge, and what stands left of them."""
    pages, invoice = sheet.pages, sheet.invoice
    top, start = pages.at, len(pages.pages)
    pages.at += ABOVE - PITCH
    for row in rows:
        _draw_sum(sheet, row)
    pages.at += 6.0
    whole = len(pages.pages) == start
    stamped = whole and _is_paid(sheet)
    if stamped:
        _draw_paid(sheet, top)
    beside = wrap(invoice.notes, NOTES, _left_width(sheet)) if invoice.notes.strip() else ()
    if beside and whole and not stamped and len(beside) * NOTES.leading <= pages.at - top - 12:
        _draw_beside(sheet, beside, top)
    elif beside:
        _draw_below(sheet)


def _rows(sheet: Sheet) -> Iterator[Sum]:
    invoice, labels = sheet.invoice, sheet.labels
    yield _sum(sheet, labels["subtotal"], sheet.money(invoice.subtotal))
    if invoice.discount:
        yield _sum(
            sheet, f"{labels['discount']} {invoice.discount_text}".strip(), sheet.money(-invoice.discount)
        )
    if not invoice.includes_tax:
        yield from (_sum(sheet, _tax(sheet, tax, "tax"), sheet.money(tax.amount)) for tax in invoice.taxes)
    if invoice.rounding:
        yield _sum(sheet, labels["rounding"], sheet.money(invoice.rounding))
    yield _strong(sheet, labels["total"], sheet.money_with_sign(invoice.total))
    if invoice.includes_tax:
        for tax in invoice.taxes:
            yield _sum(sheet, _tax(sheet, tax, "included_tax"), sheet.money(tax.amount), small=True)
    yield from _settled(sheet)


def _settled(sheet: Sheet) -> Iterator[Sum]:
    invoice, labels = sheet.invoice, sheet.labels
    if invoice.paid:
        yield _sum(sheet, labels["paid"], sheet.money(-invoice.paid))
    if invoice.credit:
        yield _sum(sheet, labels["credit"], sheet.money(-invoice.credit))
    if invoice.paid or invoice.credit:
        yield _strong(sheet, labels["balance_due"], sheet.money_with_sign(invoice.balance))


def _tax(sheet: Sheet, tax: PrintedTax, label: str) -> str:
    percent = words.percent(tax.percent, sheet.invoice.language).replace(" ", "\N{NO-BREAK SPACE}")
    # Braces in a tax's name are just braces: format() looks only at the label.
    return sheet.labels[label].format(name=tax.name, percent=percent, base=sheet.money(tax.base)).strip()


def _sum(sheet: Sheet, label: str, amount: str, small: bool = False) -> Sum:
    how = SMALL_FIGURE if small else BODY_FIGURE
    figure = shrunk(amount, how, WIDEST - LABEL_WIDTH)
    return Sum(wrap(label, how, _width(sheet) - figure.width(amount) - 12), amount, how, figure)


def _strong(sheet: Sheet, label: str, amount: str) -> Sum:
    figure = shrunk(amount, TOTAL_FIGURE, WIDEST - LABEL_WIDTH)
    return Sum(
        wrap(label, TOTAL, _width(sheet) - figure.width(amount) - 12), amount, TOTAL, figure, ruled=True
    )


def _draw_sum(sheet: Sheet, row: Sum) -> None:
    pages = sheet.pages
    pages.need(row.height + 6.0)
    x = pages.right - _width(sheet)
    if row.ruled:
        pages.at += AROUND_RULE + 4.6
        pages.rule(x, pages.right, INK, 0.75)
        pages.at += AROUND_RULE - 4.6
    pages.at += PITCH
    for place, line in enumerate(row.label):
        pages.at += INNER if place else 0.0
        pages.text(x, pages.at, line, row.how)
    pages.text_right(pages.right, pages.at, row.amount, row.figure)


def _width(sheet: Sheet) -> float:
    """How wide the block is: more than usual only for astronomic totals."""
    return min(
        max(WIDTH, TOTAL_FIGURE.width(sheet.money_with_sign(sheet.invoice.total)) + LABEL_WIDTH), WIDEST
    )


def _left_width(sheet: Sheet) -> float:
    return sheet.pages.right - sheet.pages.left - _width(sheet) - 36


def _draw_beside(sheet: Sheet, lines: tuple[Line, ...], top: float) -> None:
    for place, line in enumerate(lines):
        sheet.pages.text(sheet.pages.left, top + ABOVE + place * NOTES.leading, line, NOTES)


def _draw_below(sheet: Sheet) -> None:
    pages = sheet.pages
    pages.at += 14.0
    for line in wrap(sheet.invoice.notes, NOTES, min(pages.right - pages.left, 420.0)):
        pages.need(NOTES.leading + 3.0)
        pages.at += NOTES.leading
        pages.text(pages.left, pages.at, line, NOTES)


def _is_paid(sheet: Sheet) -> bool:
    invoice = sheet.invoice
    return invoice.state == "issued" and invoice.balance == 0 and invoice.total > 0


def _draw_paid(sheet: Sheet, top: float) -> None:
    pages, text = sheet.pages, sheet.labels["paid_stamp"]
    width = PAID_STAMP.width(text) + 28
    pages.frame((pages.left, top + 14, width, 32), 6, PAID, 1.4)
    pages.text(pages.left + 14, top + 36.1, text, PAID_STAMP)
