"""The block of totals, right below the table, with stamp, payment code and notes beside or below it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from billdesk.basics import words
from billdesk.documents import qr
from billdesk.documents.colors import INK, INK2, PAID
from billdesk.documents.fonts import DISPLAY
from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.sheet import Sheet, shrunk
from billdesk.documents.tops import set_in
from billdesk.domain.document import PaymentCode, PrintedTax

WIDEST = 330.0
LABEL_WIDTH = 140.0
INNER = 11.8  # between the lines of one label
BELOW = 6.0
DOUBLE = 2.0  # between the two rules below a balance
PAID_STAMP = Type(DISPLAY, 17.0, 20.0, PAID)
STAMP_HEIGHT = 32.0
AROUND_CODE = 14.0  # white above the code and below it, and between it and what it says


@dataclass(frozen=True, slots=True)
class Sum:
    """One row: label in lines, figure, their types. `ruled`: a rule above it, as high as said."""

    label: tuple[Line, ...]
    amount: str
    how: Type
    figure: Type
    ruled: tuple[float, float] = (0.0, 0.0)
    double: bool = False
    pitch: float = 17.2

    @property
    def height(self) -> float:
        """Points from the baseline above to this row's last baseline, with the rules below it."""
        last = 2 * BELOW + DOUBLE if self.double else 0.0
        return self.pitch + sum(self.ruled) + INNER * (len(self.label) - 1) + last


def sums(sheet: Sheet) -> tuple[Sum, ...]:
    """Every row that the totals have, from subtotal to balance."""
    rows = list(_rows(sheet))
    if sheet.look.totals.double_rule:
        rows[-1] = replace(rows[-1], double=True)
    return tuple(rows)


def height_of(sheet: Sheet, rows: tuple[Sum, ...]) -> float:
    """Points from the table's last rule to below the last row, or the code beside it."""
    look = sheet.look.totals
    height = look.above - look.pitch + sum(row.height for row in rows) + BELOW
    code = _shown_code(sheet)
    return max(height, qr.side_of(code) + 2 * AROUND_CODE) if code else height


def draw_totals(sheet: Sheet, rows: tuple[Sum, ...]) -> None:
    """The rows at the right edge, and what stands left of them."""
    pages, look = sheet.pages, sheet.look.totals
    top, start = pages.at, len(pages.pages)
    pages.at += look.above - look.pitch
    for row in rows:
        _draw_sum(sheet, row)
    pages.at += BELOW
    whole = len(pages.pages) == start
    if whole and is_paid(sheet):
        _draw_paid(sheet, top)
    if _shown_code(sheet) is not None:
        set_already = _draw_code(sheet, top if whole else None)
    else:
        set_already = whole and not is_paid(sheet) and look.notes_beside and _draw_beside(sheet, top)
    if sheet.invoice.notes.strip() and not set_already:
        _draw_below(sheet)


def is_paid(sheet: Sheet) -> bool:
    """Whether the document says that nothing is left to pay."""
    invoice = sheet.invoice
    return invoice.state == "issued" and invoice.balance == 0 and invoice.total > 0


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
    yield from _settled(sheet)


def _settled(sheet: Sheet) -> Iterator[Sum]:
    """Total, what it includes, what was paid, and what is left; one row where all of that is the same."""
    invoice, labels = sheet.invoice, sheet.labels
    included = invoice.taxes if invoice.includes_tax else ()
    untouched = not (invoice.paid or invoice.credit)
    asks = invoice.kind == "invoice" and sheet.look.totals.due_last and invoice.state != "void"
    if untouched and asks and not included:
        yield _strong(sheet, labels["balance_due"], sheet.money_with_sign(invoice.balance))
        return
    yield _strong(sheet, labels["total"], sheet.money_with_sign(invoice.total))
    for tax in included:
        yield _sum(sheet, _tax(sheet, tax, "included_tax"), sheet.money(tax.amount), small=True)
    if invoice.paid:
        yield _sum(sheet, labels["paid"], sheet.money(-invoice.paid))
    if invoice.credit:
        yield _sum(sheet, labels["credit"], sheet.money(-invoice.credit))
    if asks or not untouched:
        yield _strong(sheet, labels["balance_due"], sheet.money_with_sign(invoice.balance))


def _tax(sheet: Sheet, tax: PrintedTax, label: str) -> str:
    percent = words.percent(tax.percent, sheet.invoice.language).replace(" ", "\N{NO-BREAK SPACE}")
    # Braces in a tax's name are just braces: format() looks only at the label.
    text = sheet.labels[label].format(name=tax.name, percent=percent, base=sheet.money(tax.base)).strip()
    return f"{tax.letter}: {text}" if tax.letter and sheet.look.table.letters else text


def _sum(sheet: Sheet, label: str, amount: str, small: bool = False) -> Sum:
    look = sheet.look.totals
    how = look.small if small else look.body
    figure = shrunk(
        amount, replace(look.figure, size=how.size, color=how.color), WIDEST - LABEL_WIDTH - 2 * look.padding
    )
    return Sum(
        wrap(label, how, _inside(sheet) - figure.width(amount) - 12), amount, how, figure, pitch=look.pitch
    )


def _strong(sheet: Sheet, label: str, amount: str) -> Sum:
    look = sheet.look.totals
    figure = shrunk(amount, look.total_figure, WIDEST - LABEL_WIDTH - 2 * look.padding)
    lines = wrap(label, look.total, _inside(sheet) - figure.width(amount) - 12)
    return Sum(lines, amount, look.total, figure, look.around_rule, pitch=look.pitch)


def _draw_sum(sheet: Sheet, row: Sum) -> None:
    pages, look = sheet.pages, sheet.look.totals
    pages.need(row.height + BELOW)
    x = pages.right - _width(sheet)
    if any(row.ruled):
        pages.at += row.ruled[0]
        pages.rule(x, pages.right, sheet.accent if look.accent_rule else INK, 0.75)
        pages.at += row.ruled[1]
    pages.at += row.pitch
    for place, line in enumerate(row.label):
        pages.at += INNER if place else 0.0
        pages.text(x + look.padding, pages.at, line, row.how)
    pages.text_right(pages.right - look.padding, pages.at, row.amount, row.figure)
    if row.double:
        pages.at += 2 * BELOW - 4.4
        pages.rule(x, pages.right, INK, 0.75)
        pages.at += DOUBLE
        pages.rule(x, pages.right, INK, 0.75)
        pages.at += 4.4


def _width(sheet: Sheet) -> float:
    """How wide the block is: more than usual only for astronomic totals."""
    look = sheet.look.totals
    total = look.total_figure.width(sheet.money_with_sign(sheet.invoice.total))
    return min(max(look.width, total + LABEL_WIDTH + 2 * look.padding), WIDEST)


def _inside(sheet: Sheet) -> float:
    return _width(sheet) - 2 * sheet.look.totals.padding


def _shown_code(sheet: Sheet) -> PaymentCode | None:
    """The code that stands beside the totals; a Swiss one has a slip of its own."""
    code = sheet.invoice.payment
    return code if code is not None and code.kind != "swiss" else None


def _draw_code(sheet: Sheet, top: float | None) -> bool:
    """The payment code, beside the totals from `top` on, or below them; whether the notes are there too."""
    pages, code = sheet.pages, _shown_code(sheet)
    assert code is not None
    side = qr.side_of(code)
    if top is None:
        pages.need(side + 2 * AROUND_CODE)
        top = pages.at
    qr.draw(pages, code, (pages.left, top + AROUND_CODE))
    x = pages.left + side + AROUND_CODE
    room = pages.right - _width(sheet) - 24 - x
    how, note = replace(sheet.look.totals.notes, color=INK2), sheet.look.table.note
    said = set_in(sheet.labels[f"scan_{code.kind}"], how, room)
    said += set_in(code.caption, note, room) if code.caption else []
    notes = set_in(sheet.invoice.notes, sheet.look.totals.notes, room) if sheet.invoice.notes.strip() else []
    most = int((side + how.leading / 2) // how.leading)
    fits = bool(notes) and len(said) + len(notes) <= most
    base = top + AROUND_CODE + how.leading * 0.8
    for line, kind in [*said[:most], *(notes if fits else ())]:
        pages.text(x, base, line, kind)
        base += how.leading
    pages.at = max(pages.at, top + side + 2 * AROUND_CODE)
    return fits


def _draw_beside(sheet: Sheet, top: float) -> bool:
    """The notes left of the totals that begin at `top`, where they fit; whether they did."""
    pages, how = sheet.pages, sheet.look.totals.notes
    room = pages.right - pages.left - _width(sheet) - 36
    lines = wrap(sheet.invoice.notes, how, room) if sheet.invoice.notes.strip() else ()
    if len(lines) * how.leading > pages.at - top - 12:
        return False
    for place, line in enumerate(lines):
        pages.text(pages.left, top + sheet.look.totals.above + place * how.leading, line, how)
    return True


def _draw_below(sheet: Sheet) -> None:
    pages, how = sheet.pages, sheet.look.totals.notes
    pages.at += 14.0
    for line in wrap(sheet.invoice.notes, how, min(pages.right - pages.left, 420.0)):
        pages.need(how.leading + 3.0)
        pages.at += how.leading
        pages.text(pages.left, pages.at, line, how)


def _draw_paid(sheet: Sheet, top: float) -> None:
    pages, text = sheet.pages, sheet.labels["paid_stamp"]
    width = PAID_STAMP.width(text) + 28
    pages.frame((pages.left, top + 14, width, STAMP_HEIGHT), 6, PAID, 1.4)
    pages.text(pages.left + 14, top + 36.1, text, PAID_STAMP)
