"""The look Modern, above the table: mark and name, the big word, the tinted band, who pays for what."""

from collections.abc import Iterator

from billdesk.basics import words
from billdesk.documents import colors
from billdesk.documents.fonts import SEMIBOLD, clean
from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.sheet import (
    BODY,
    BODY_FIGURE,
    FACT,
    HERO,
    LABEL,
    NAME,
    STRONG,
    TITLE,
    Sheet,
    shrunk,
)
from billdesk.documents.tops import Column, about, draw_logo, flow, set_in, spaced

MARK = 30.0
WIDEST_LOGO = 150.0
AFTER_MARK = 9.0
BAND_PADDING = 16.5
BAND_GAP = 18.0
HERO_WIDTH = 137.0
FACT_WIDTH = 109.5
MOST_BAND_LINES = 6
PARTY_SHARE = 0.53  # of the width, where the right column begins
ADDRESS = Type(size=9.0, leading=13.8, color=colors.INK3)
NUMBER = Type(BODY_FIGURE.style, 9.2, 13.0, colors.INK2)


def draw_top(sheet: Sheet) -> None:
    """Everything above the table, on the first page."""
    draw_letterhead(sheet)
    _draw_band(sheet)
    _draw_parties(sheet)


def draw_letterhead(sheet: Sheet) -> None:
    """The mark, the shop's name and address, and at the right what the document is called."""
    pages, head = sheet.pages, sheet.invoice.letterhead
    top = pages.at
    title, number = sheet.labels[sheet.invoice.kind], sheet.invoice.number or sheet.labels["draft"]
    how = shrunk(number, NUMBER, 220.0)
    x = pages.left + _draw_mark(sheet)
    limit = pages.right - max(TITLE.width(title), how.width(number)) - 24 - x
    name = wrap(head.name, NAME, limit)
    address = wrap(" · ".join(head.address), ADDRESS, limit) if head.address else ()
    pages.at = top + (12.4 if address else 19.4) - NAME.leading
    flow(sheet, [(x, [*((line, NAME) for line in name), *((line, ADDRESS) for line in address)])])
    if len(pages.pages) == 1:
        pages.text_right(pages.right, top + 19.6, title, TITLE)
        pages.text_right(pages.right, top + 34.0, number, how)
        pages.at = max(pages.at + 4.0, top + MARK + 6.0)
    pages.at += 28.7


def _draw_mark(sheet: Sheet) -> float:
    """The logo, or the first letter of the name on the accent; returns the room it takes, with its gap."""
    pages, head = sheet.pages, sheet.invoice.letterhead
    logo = draw_logo(sheet, pages.left, (WIDEST_LOGO, MARK + 4))
    if logo:
        return logo + AFTER_MARK + 3
    pages.box((pages.left, pages.at, MARK, MARK), 6.8, sheet.accent)
    letter = clean(head.name).strip()[:1].upper()
    how = Type(SEMIBOLD, 15.0, 15.0, colors.ink_on(sheet.accent))
    pages.text(pages.left + (MARK - how.width(letter)) / 2, pages.at + 20.5, letter, how)
    return MARK + AFTER_MARK


def _draw_band(sheet: Sheet) -> None:
    pages, ground = sheet.pages, colors.tint(sheet.accent)
    ink = colors.legible(sheet.accent, ground)
    hero_label, hero = _hero(sheet)
    hero_how = shrunk(hero, Type(HERO.style, HERO.size, HERO.leading, ink), 260.0)
    facts = list(_facts(sheet))
    first = pages.left + BAND_PADDING + max(HERO_WIDTH, hero_how.width(hero) + BAND_GAP)
    step = min(FACT_WIDTH, (pages.right - first - BAND_PADDING + BAND_GAP) / max(len(facts), 1))
    widths = [step - 10] * len(facts)
    widths[-1] = pages.right - BAND_PADDING - first - step * (len(facts) - 1)
    cells = [(label, _band_lines(value, width)) for (label, value), width in zip(facts, widths, strict=True)]
    lines = max([1, *(len(value) for _, value in cells)])
    height = 60.8 + (lines - 1) * FACT.leading
    pages.need(height)
    pages.box((pages.left, pages.at, pages.right - pages.left, height), 7.0, ground)
    label_base, base = pages.at + 22.0, pages.at + 40.6
    pages.text(pages.left + BAND_PADDING, label_base, hero_label, LABEL)
    pages.text(pages.left + BAND_PADDING, base + 2.0, hero, hero_how)
    for place, (label, value) in enumerate(cells):
        x = first + place * step
        pages.text(x, label_base, label, LABEL)
        for number, line in enumerate(value):
            pages.text(x, base + number * FACT.leading, line, FACT)
    pages.at += height + 18.0


def _band_lines(value: str, width: float) -> list[Line]:
    """The value in a few lines; terms that need more are named by their beginning."""
    lines = list(wrap(value, FACT, width))
    if len(lines) > MOST_BAND_LINES:
        lines[MOST_BAND_LINES - 1 :] = [Line(lines[MOST_BAND_LINES - 1].text + "…")]
    return lines


def _hero(sheet: Sheet) -> tuple[str, str]:
    invoice = sheet.invoice
    if invoice.kind == "credit_note":
        return sheet.labels["credited"], sheet.money_with_sign(invoice.total)
    return sheet.labels["balance_due"], sheet.money_with_sign(invoice.balance)


def _facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    invoice, labels = sheet.invoice, sheet.labels
    if invoice.kind == "invoice":
        yield labels["due"], words.date_medium(invoice.due_date, invoice.language)
    yield labels[f"{invoice.kind}_date"], words.date_medium(invoice.date, invoice.language)
    if invoice.terms.strip():
        yield labels["terms"], invoice.terms


def _draw_parties(sheet: Sheet) -> None:
    pages, invoice = sheet.pages, sheet.invoice
    middle = pages.left + (pages.right - pages.left) * PARTY_SHARE
    customer: Column = []
    for line in invoice.customer:
        how = BODY if customer else STRONG
        customer += ((part, how) for part in wrap(line, how, middle - pages.left - 24))
    customer = [(Line(sheet.labels["bill_to"]), LABEL), *spaced(customer)]
    told: Column = []
    for label, value in about(sheet):
        told += [(Line(""), Type(size=1.0, leading=6.1))] if told else []
        told += [(Line(label), LABEL), *spaced(set_in(value, BODY, pages.right - middle))]
    flow(sheet, [(pages.left, customer), (middle, told)])
    pages.at += 24.2
