"""The invoice and the credit note as PDF."""

from threading import Lock

from billdesk.documents import classic, colors, compact, modern, totals
from billdesk.documents.annex import draw_annex
from billdesk.documents.fonts import DISPLAY, clean
from billdesk.documents.footer import draw_footer, height_of
from billdesk.documents.labels import labels
from billdesk.documents.layout import Facts, Pages, Type
from billdesk.documents.look import look_of
from billdesk.documents.sheet import Sheet
from billdesk.documents.slip import draw_slip
from billdesk.documents.table import draw_table
from billdesk.documents.tops import draw_next_top
from billdesk.domain.document import PrintedInvoice

STAMPS = {"draft": "draft_stamp", "void": "void_stamp"}
LARGEST_STAMP = 180.0
TOPS = {"modern": modern, "classic": classic, "compact": compact}
"""What stands above the table is each look's own; everything else they share."""


printing = Lock()
"""One at a time: ReportLab's fonts keep their place in the font file while they are cut down."""


def render(invoice: PrintedInvoice) -> bytes:
    """The PDF, on any thread. The same invoice gives the same bytes."""
    with printing:
        return _printed(invoice)


def _printed(invoice: PrintedInvoice) -> bytes:
    words = labels(invoice.language)
    look = look_of(invoice.look)
    pages = Pages(invoice.letterhead.paper, _facts(invoice, words), look.margin)
    sheet = Sheet(invoice, words, pages, colors.from_hex(invoice.letterhead.accent), look)
    pages.bottom -= height_of(sheet)
    _draw_stamp(sheet)
    pages.on_new_page = lambda: _open_next_page(sheet)
    TOPS[look.name].draw_top(sheet)
    rows = totals.sums(sheet)
    draw_table(sheet, totals.height_of(sheet, rows))
    totals.draw_totals(sheet, rows)
    draw_annex(sheet)
    slip = draw_slip(sheet)
    return pages.finish(lambda page, count: None if page == slip else draw_footer(sheet, page, count))


def _open_next_page(sheet: Sheet) -> None:
    _draw_stamp(sheet)
    draw_next_top(sheet)


def _draw_stamp(sheet: Sheet) -> None:
    """DRAFT or VOID across the page, pale and under the text, so that all of it stays legible."""
    stamp = STAMPS.get(sheet.invoice.state)
    if stamp is None:
        return
    pages, text = sheet.pages, sheet.labels[stamp]
    width = 0.95 * (pages.right - pages.left)
    size = min(LARGEST_STAMP, width / Type(DISPLAY, 1.0).width(text))
    how = Type(DISPLAY, size, size, colors.GHOST)
    pages.text_turned((pages.width / 2, pages.height * 0.54), text, how, 42.0)


def _facts(invoice: PrintedInvoice, words: dict[str, str]) -> Facts:
    name = f"{words[invoice.kind]} {invoice.number or words['draft']}"
    customer = invoice.customer[0] if invoice.customer else ""
    parts = (words[invoice.kind], invoice.number or words["draft"], customer, invoice.reference)
    return Facts(
        title=clean(f"{name} – {invoice.letterhead.name}"),
        author=clean(invoice.letterhead.name),
        subject=clean(invoice.title or name),
        keywords=clean(", ".join(part for part in parts if part)),
        language=invoice.language.replace("_", "-"),
    )
