"""The look Compact, above the table: everything in few lines, for long invoices."""

from collections.abc import Iterator

from billdesk.basics import words
from billdesk.documents import colors
from billdesk.documents.fonts import DISPLAY_FIGURE, MEDIUM, SEMIBOLD, Style
from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.sheet import Sheet, shrunk
from billdesk.documents.tops import Column, about, draw_logo, flow, set_in

NAME = Type(SEMIBOLD, size=11.2, leading=14.0)
ADDRESS = Type(size=8.1, leading=10.4, color=colors.INK2)
FACT_LABEL = Type(size=8.7, leading=11.4)
FACT = Type(Style(MEDIUM.face, figures=True), size=8.7, leading=11.4)
LABEL = Type(size=8.0, leading=11.4, color=colors.INK2)
TEXT = Type(size=8.7, leading=11.4)
CUSTOMER = Type(SEMIBOLD, size=8.7, leading=11.4)
HERO = Type(DISPLAY_FIGURE, size=14.6, leading=17.0)
SPACE = Type(size=1.0, leading=4.0)

LOGO = (120.0, 28.0)
FACTS_WIDTH = 200.0
VALUES = 70.0
MIDDLE = 0.392  # of the width, where the second column begins
HERO_WIDTH = 140.0


def draw_top(sheet: Sheet) -> None:
    """Everything above the table, on the first page."""
    _draw_letterhead(sheet)
    _draw_parties(sheet)


def _draw_letterhead(sheet: Sheet) -> None:
    pages, head = sheet.pages, sheet.invoice.letterhead
    top = pages.at
    pages.at = top - 2
    logo = draw_logo(sheet, pages.left, LOGO)
    x = pages.left + (logo + 10 if logo else 0.0)
    room = pages.right - FACTS_WIDTH - 16 - x
    column: Column = set_in(head.name, NAME, room)
    for text in (", ".join(head.address), " · ".join(part for part in (head.email, head.phone) if part)):
        column += set_in(text, ADDRESS, room) if text else []
    facts = _draw_facts(sheet, top + 6.6)
    pages.at = top + 7.0 - NAME.leading
    flow(sheet, [(x, column)])
    if len(pages.pages) == 1:
        pages.at = max(pages.at, facts, top + (LOGO[1] - 2 if logo else 0.0)) + 13.0
        pages.rule(pages.left, pages.right, sheet.accent, 2.0)
    pages.at += 7.0


def _draw_facts(sheet: Sheet, base: float) -> float:
    """Labels and values at the right edge; the last baseline."""
    pages, facts = sheet.pages, list(_facts(sheet))
    values = [shrunk(value, FACT, FACTS_WIDTH - VALUES) for _, value in facts]
    wide = max(how.width(value) for how, (_, value) in zip(values, facts, strict=True))
    for how, (label, value) in zip(values, facts, strict=True):
        pages.text_right(pages.right - wide - 10, base, label, FACT_LABEL)
        pages.text_right(pages.right, base, value, how)
        base += FACT.leading
    return base - FACT.leading


def _facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    invoice, labels = sheet.invoice, sheet.labels
    yield labels[invoice.kind], invoice.number or labels["draft"]
    yield labels["short_date"], words.date_medium(invoice.date, invoice.language)
    if invoice.kind == "invoice":
        yield labels["due"], words.date_medium(invoice.due_date, invoice.language)
    if _is_short(invoice.terms):
        yield labels["terms"], invoice.terms


def _is_short(terms: str) -> bool:
    """Whether the terms fit among the facts."""
    return bool(terms.strip()) and FACT.width(terms) <= FACTS_WIDTH - VALUES


def _draw_parties(sheet: Sheet) -> None:
    pages, invoice = sheet.pages, sheet.invoice
    middle = pages.left + (pages.right - pages.left) * MIDDLE
    label, amount = _hero(sheet)
    how = shrunk(amount, HERO, HERO_WIDTH + 40)
    room = pages.right - max(HERO_WIDTH, how.width(amount)) - 16 - middle
    customer: Column = [(Line(sheet.labels["bill_to"]), LABEL)]
    customer += set_in(invoice.customer[0], CUSTOMER, middle - pages.left - 16) if invoice.customer else []
    for line in wrap(", ".join(invoice.customer[1:]), TEXT, middle - pages.left - 16):
        customer.append((line, TEXT))
    told: Column = []
    for name, values in _told(sheet):
        told += [(Line(""), SPACE)] if told else []
        told += [(Line(name), LABEL)]
        for value in values:
            told += set_in(value, TEXT, room) if value else []
    top, start = pages.at, len(pages.pages)
    pages.text_right(pages.right, top + LABEL.leading, label, LABEL)
    pages.text_right(pages.right, top + 28.0, amount, how)
    flow(sheet, [(pages.left, customer), (middle, told)])
    least = top + 34.0 if len(pages.pages) == start else 0.0
    pages.at = max(pages.at, least) + 12.6


def _told(sheet: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Label and paragraphs; the period stands below the title, where there is one."""
    invoice, labels = sheet.invoice, sheet.labels
    told = dict(about(sheet))
    period = told.pop(labels["period"], "")
    if labels["subject"] in told:
        yield labels["subject"], (told.pop(labels["subject"]), period)
    elif period:
        yield labels["period"], (period,)
    yield from ((name, (value,)) for name, value in told.items())
    if invoice.terms.strip() and not _is_short(invoice.terms):
        yield labels["terms"], (invoice.terms,)


def _hero(sheet: Sheet) -> tuple[str, str]:
    invoice = sheet.invoice
    if invoice.kind == "credit_note":
        return sheet.labels["credited"], sheet.money_with_sign(invoice.total)
    return sheet.labels["balance_due"], sheet.money_with_sign(invoice.balance)
