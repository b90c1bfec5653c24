"""The look Classic, above the table: serif heads, a rule, the address for a window envelope, the facts."""

from collections.abc import Iterator

from billdesk.basics import words
from billdesk.documents import colors
from billdesk.documents.fonts import MEDIUM, SERIF, Style
from billdesk.documents.layout import Type, wrap
from billdesk.documents.sheet import Sheet, shrunk
from billdesk.documents.tops import Column, contact, draw_logo, flow, set_in

NAME = Type(SERIF, size=15.4, leading=19.0)
TITLE = Type(SERIF, size=15.4, leading=20.0)
ADDRESS = Type(size=9.0, leading=12.3, color=colors.INK2)
SENDER = Type(size=8.0, leading=10.0, color=colors.INK2)
CUSTOMER = Type(size=9.6, leading=14.1)
FACT_LABEL = Type(size=9.6, leading=16.9)
FACT = Type(Style(MEDIUM.face, figures=True), size=9.4, leading=16.9)

LOGO = (170.0, 36.0)
NAME_BASE = 65.0
CONTACT_BASE = 54.0
RULE = 80.0
# Where the window of an envelope shows the sheet: right of the margin, the sender's line, the address.
# A4 by DIN 5008, form B (45 to 90 mm from the top); Letter by a no. 10 envelope, folded in three.
WINDOWS = {"A4": (0.0, 136.0, 152.0), "Letter": (9.0, 158.0, 174.0)}
WINDOW_WIDTH = 232.0
FACTS_WIDTH = 204.0
TITLE_BASE = 240.0


def draw_top(sheet: Sheet) -> None:
    """Everything above the table, on the first page."""
    rule = _draw_letterhead(sheet)
    indent, sender, first = WINDOWS[sheet.pages.paper]
    lower = max(0.0, rule - RULE)
    _draw_sender(sheet, indent, sender + lower)
    facts = _draw_facts(sheet, first + lower)
    _draw_customer(sheet, indent, first + lower)
    sheet.pages.at = max(sheet.pages.at, facts if len(sheet.pages.pages) == 1 else 0.0)
    _draw_title(sheet, lower)


def _draw_letterhead(sheet: Sheet) -> float:
    """Logo or name left, address right, a rule below them; how far down the rule lies."""
    pages, head = sheet.pages, sheet.invoice.letterhead
    half = (pages.right - pages.left) / 2 - 12
    pages.at = NAME_BASE - LOGO[1] + 4
    logo = draw_logo(sheet, pages.left, LOGO)
    name = () if logo else wrap(head.name, NAME, half)[:3]
    for place, line in enumerate(name):
        pages.text(pages.left, NAME_BASE + place * NAME.leading, line, NAME)
    base = CONTACT_BASE
    for text in (", ".join(head.address), contact(sheet)):
        for line in wrap(text, ADDRESS, half) if text else ():
            pages.text_right(pages.right, base, line.text, ADDRESS)
            base += ADDRESS.leading
    pages.at = max(RULE, base, NAME_BASE + (len(name) - 1) * NAME.leading + 15)
    pages.rule(pages.left, pages.right, colors.INK, 0.75)
    return pages.at


def _draw_sender(sheet: Sheet, indent: float, base: float) -> None:
    """The small line above the address, for mail that comes back; too long a one is set smaller."""
    pages, head = sheet.pages, sheet.invoice.letterhead
    text = " · ".join(part for part in (head.name, *head.address) if part.strip())
    if not text:
        return
    how = shrunk(text, SENDER, WINDOW_WIDTH)
    pages.text(pages.left + indent, base, text, how)
    pages.at = base + 2.4
    pages.rule(pages.left + indent, pages.left + indent + how.width(text), colors.INK3, 0.5)


def _draw_customer(sheet: Sheet, indent: float, first: float) -> None:
    pages = sheet.pages
    column: Column = []
    for line in sheet.invoice.customer:
        column += set_in(line, CUSTOMER, WINDOW_WIDTH)
    pages.at = first - CUSTOMER.leading
    flow(sheet, [(pages.left + indent, column)])


def _draw_facts(sheet: Sheet, first: float) -> float:
    """Labels left and values right, in the right half; how far down they reach."""
    pages = sheet.pages
    x, base = pages.right - FACTS_WIDTH, first - 24.0
    for label, value in _facts(sheet):
        room = FACTS_WIDTH - FACT_LABEL.width(label) - 10
        lines = wrap(value, FACT, room) if " " in value else wrap(value, FACT, 10_000.0)
        pages.text(x, base, label, FACT_LABEL)
        for place, line in enumerate(lines[:4]):
            base += FACT.leading - 4 if place else 0.0
            pages.text_right(pages.right, base, line.text, shrunk(line.text, FACT, room))
        base += FACT.leading
    return base - FACT.leading


def _facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    invoice, labels = sheet.invoice, sheet.labels
    yield labels[f"{invoice.kind}_number"], invoice.number or labels["draft"]
    yield labels[f"{invoice.kind}_date"], words.date_medium(invoice.date, invoice.language)
    if invoice.period_start and invoice.period_end:
        yield labels["period"], words.date_range(invoice.period_start, invoice.period_end, invoice.language)
    if invoice.reference.strip():
        yield labels["reference"], invoice.reference
    if invoice.kind == "invoice":
        if invoice.terms.strip():
            yield labels["terms"], invoice.terms
        yield labels["payment_due"], words.date_medium(invoice.due_date, invoice.language)


def _draw_title(sheet: Sheet, lower: float) -> None:
    """What the document is, and what for, in large serifs."""
    pages, invoice = sheet.pages, sheet.invoice
    kind = sheet.labels[invoice.kind]
    text = f"{kind}: {invoice.title}" if invoice.title.strip() else kind
    if len(pages.pages) == 1:
        usual = TITLE_BASE + lower + (22.0 if pages.paper == "Letter" else 0.0)
        pages.at = max(pages.at + 33.0, usual) - TITLE.leading
    column = set_in(text, TITLE, pages.right - pages.left)
    if invoice.ship_to:
        where = f"{sheet.labels['ship_to']}: {', '.join(invoice.ship_to)}"
        column += set_in(where, CUSTOMER, pages.right - pages.left)
    flow(sheet, [(pages.left, column)])
    pages.at += 13.5
