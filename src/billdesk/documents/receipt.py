"""The receipt as PDF: what was received, from whom, how, and what it settles."""

from collections.abc import Iterator

from billdesk.basics import words
from billdesk.documents import colors, modern
from billdesk.documents.fonts import clean
from billdesk.documents.footer import draw_footer, height_of
from billdesk.documents.invoice import printing
from billdesk.documents.labels import labels
from billdesk.documents.layout import Facts, Line, Pages, Type, wrap
from billdesk.documents.look import BODY, BODY_FIGURE, NOTE, STRONG, look_of
from billdesk.documents.sheet import FACT, HERO, LABEL, Sheet, shrunk
from billdesk.documents.tops import Column, draw_next_top, flow, spaced
from billdesk.domain.document import PrintedInvoice, PrintedReceipt

BAND = 60.8
PADDING = 16.5
ROW_PADDING = 6.0
TOTAL = Type(FACT.style, 11.0, 16.0)


def render(receipt: PrintedReceipt) -> bytes:
    """The PDF, on any thread. The same receipt gives the same bytes."""
    with printing:
        return _printed(receipt)


def _printed(receipt: PrintedReceipt) -> bytes:
    look, said = look_of(receipt.letterhead.template), labels(receipt.language)
    kind = "deposit_receipt" if receipt.held_for else "payment_receipt"
    pages = Pages(receipt.letterhead.paper, _facts(receipt, said[kind]), look.margin)
    accent = colors.from_hex(receipt.letterhead.accent)
    sheet = Sheet(_shell(receipt, kind), said, pages, accent, look)
    pages.bottom -= height_of(sheet)
    pages.on_new_page = lambda: draw_next_top(sheet)
    modern.draw_letterhead(sheet)
    _draw_band(sheet, receipt)
    _draw_parties(sheet, receipt)
    _draw_rows(sheet, receipt)
    return pages.finish(lambda page, count: draw_footer(sheet, page, count))


def _shell(receipt: PrintedReceipt, kind: str) -> PrintedInvoice:
    """What letterhead, footer and further pages ask of a document."""
    return PrintedInvoice(
        kind, receipt.language, receipt.letterhead, receipt.number, "issued", receipt.day, receipt.day,
        receipt.currency, receipt.customer, (), 0, 0, "", (), 0, receipt.amount, 0, 0, 0,
    )  # fmt: skip


def _facts(receipt: PrintedReceipt, kind: str) -> Facts:
    name = f"{kind} {receipt.number}"
    customer = receipt.customer[0] if receipt.customer else ""
    return Facts(
        title=clean(f"{name} – {receipt.letterhead.name}"),
        author=clean(receipt.letterhead.name),
        subject=clean(name),
        keywords=clean(", ".join(part for part in (kind, receipt.number, customer) if part)),
        language=receipt.language.replace("_", "-"),
    )


def _draw_band(sheet: Sheet, receipt: PrintedReceipt) -> None:
    """The amount, when it came in and how, on a ground of the shop's color."""
    pages, said, ground = sheet.pages, sheet.labels, colors.tint(sheet.accent)
    pages.need(BAND)
    pages.box((pages.left, pages.at, pages.right - pages.left, BAND), 7.0, ground)
    label, base = pages.at + 22.0, pages.at + 40.6
    hero = sheet.money_with_sign(receipt.amount)
    how = shrunk(hero, Type(HERO.style, HERO.size, HERO.leading, colors.legible(sheet.accent, ground)), 220.0)
    pages.text(pages.left + PADDING, label, said["received_amount"], LABEL)
    pages.text(pages.left + PADDING, base + 2.0, hero, how)
    x = pages.left + PADDING + max(160.0, how.width(hero) + 18.0)
    step = (pages.right - PADDING - x) / 3
    for place, (name, value) in enumerate(_band_facts(sheet, receipt)):
        pages.text(x + place * step, label, name, LABEL)
        pages.text(x + place * step, base, wrap(value, FACT, step - 8)[0], FACT)
    pages.at += BAND + 18.0


def _band_facts(sheet: Sheet, receipt: PrintedReceipt) -> Iterator[tuple[str, str]]:
    yield sheet.labels["received_on"], words.date_medium(receipt.day, receipt.language)
    yield sheet.labels["paid_by"], receipt.method
    if receipt.reference.strip():
        yield sheet.labels["payment_reference"], receipt.reference


def _draw_parties(sheet: Sheet, receipt: PrintedReceipt) -> None:
    """From whom it came, and at the right what was noted."""
    pages = sheet.pages
    middle = (pages.left + pages.right) / 2
    customer: Column = []
    for line in receipt.customer:
        how = BODY if customer else STRONG
        customer += ((part, how) for part in wrap(line, how, middle - pages.left - 24))
    note: Column = [(line, NOTE) for line in wrap(receipt.note, NOTE, pages.right - middle)]
    who: Column = [(Line(sheet.labels["received_from"]), LABEL), *spaced(customer)]
    flow(sheet, [(pages.left, who), (middle, note if receipt.note.strip() else [])])
    pages.at += 24.0


def _draw_rows(sheet: Sheet, receipt: PrintedReceipt) -> None:
    """What it settles, what is kept, and what that comes to."""
    pages, said = sheet.pages, sheet.labels
    if receipt.lines:
        pages.need(40.0)
        pages.at += LABEL.leading
        pages.text(pages.left, pages.at, said["settles"], LABEL)
        pages.at += ROW_PADDING
        pages.rule(pages.left, pages.right, colors.LINE)
    for number, title, amount in receipt.lines:
        _draw_row(sheet, f"{said['invoice']} {number}", title, amount)
    if receipt.to_credit and receipt.held_for:
        _draw_row(sheet, said["held_for"].format(ticket=receipt.held_for), "", receipt.to_credit)
    elif receipt.to_credit:
        _draw_row(sheet, said["kept_as_credit"], "", receipt.to_credit)
    pages.need(TOTAL.leading + ROW_PADDING)
    pages.at += TOTAL.leading
    pages.text(pages.left, pages.at, said["received_amount"], STRONG)
    pages.text_right(pages.right, pages.at, sheet.money_with_sign(receipt.amount), TOTAL)


def _draw_row(sheet: Sheet, name: str, title: str, amount: int) -> None:
    pages = sheet.pages
    room = pages.right - pages.left - 110.0
    lines = [(line, STRONG) for line in wrap(name, STRONG, room)]
    lines += [(line, NOTE) for line in wrap(title, NOTE, room)] if title.strip() else []
    pages.need(sum(how.leading for _, how in lines) + 2 * ROW_PADDING)
    for place, (line, how) in enumerate(lines):
        pages.at += how.leading
        pages.text(pages.left, pages.at, line, how)
        if not place:
            pages.text_right(pages.right, pages.at, sheet.money(amount), BODY_FIGURE)
    pages.at += ROW_PADDING
    pages.rule(pages.left, pages.right, colors.LINE)
