"""The look Modern, above the table: mark and name, the big word, the tinted band, who pays for what."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from billdesk.basics import words
from billdesk.documents import colors
from billdesk.documents.fonts import SEMIBOLD, clean
from billdesk.documents.layout import Line, Type, opened_picture, wrap
from billdesk.documents.sheet import (
    BODY,
    BODY_FIGURE,
    FACT,
    FOOT,
    HERO,
    LABEL,
    NAME,
    STRONG,
    TITLE,
    Sheet,
    shrunk,
)

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
SMALL_NAME = Type(SEMIBOLD, 8.25, 12.0, colors.INK2)

Column = list[tuple[Line, Type]]


def draw_top(sheet: Sheet) -> None:
    """Everything above the table, on the first page."""
    _draw_letterhead(sheet)
    _draw_band(sheet)
    _draw_parties(sheet)


def draw_next_top(sheet: Sheet) -> None:
    """Whose document it is and which, small, on every further page."""
    pages = sheet.pages
    base = pages.at + 3.0
    heading = shrunk(sheet.heading, FOOT, 240.0)
    pages.text_right(pages.right, base, sheet.heading, heading)
    limit = pages.right - pages.left - heading.width(sheet.heading) - 20
    pages.text(pages.left, base, wrap(sheet.invoice.letterhead.name, SMALL_NAME, limit)[0], SMALL_NAME)
    pages.at += 24.0


def _draw_letterhead(sheet: Sheet) -> None:
    pages, head = sheet.pages, sheet.invoice.letterhead
    top = pages.at
    title, number = sheet.labels[sheet.invoice.kind], sheet.invoice.number or sheet.labels["draft"]
    how = shrunk(number, NUMBER, 220.0)
    x = pages.left + _draw_mark(sheet)
    limit = pages.right - max(TITLE.width(title), how.width(number)) - 24 - x
    name = wrap(head.name, NAME, limit)
    address = wrap(" · ".join(head.address), ADDRESS, limit) if head.address else ()
    pages.at = top + (12.4 if address else 19.4) - NAME.leading
    _flow(sheet, [(x, [*((line, NAME) for line in name), *((line, ADDRESS) for line in address)])])
    if len(pages.pages) == 1:
        pages.text_right(pages.right, top + 19.6, title, TITLE)
        pages.text_right(pages.right, top + 34.0, number, how)
        pages.at = max(pages.at + 4.0, top + MARK + 6.0)
    pages.at += 28.7


def _draw_mark(sheet: Sheet) -> float:
    """The logo, or the first letter of the name on the accent; returns the room it takes, with its gap."""
    pages, head = sheet.pages, sheet.invoice.letterhead
    picture = opened_picture(head.logo) if head.logo else None
    if picture is not None:
        wide, high = picture.getSize()
        scale = min(WIDEST_LOGO / wide, (MARK + 4) / high)
        pages.picture(picture, pages.left, wide * scale, high * scale)
        return wide * scale + AFTER_MARK + 3
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
    customer = [(Line(sheet.labels["bill_to"]), LABEL), *_spaced(customer)]
    about: Column = []
    for label, value in _about(sheet):
        about += [(Line(""), Type(size=1.0, leading=6.1))] if about else []
        about += [
            (Line(label), LABEL),
            *_spaced((part, BODY) for part in wrap(value, BODY, pages.right - middle)),
        ]
    _flow(sheet, [(pages.left, customer), (middle, about)])
    pages.at += 24.2


def _spaced(lines: Iterable[tuple[Line, Type]]) -> Column:
    """The lines, the first one a little further below its label."""
    column = list(lines)
    first = [(line, replace(how, leading=how.leading + 1.9)) for line, how in column[:1]]
    return first + column[1:]


def _about(sheet: Sheet) -> Iterator[tuple[str, str]]:
    invoice, labels = sheet.invoice, sheet.labels
    if invoice.period_start and invoice.period_end:
        yield labels["period"], words.date_range(invoice.period_start, invoice.period_end, invoice.language)
    if invoice.title.strip():
        yield labels["subject"], invoice.title
    if invoice.reference.strip():
        yield labels["reference"], invoice.reference


def _flow(sheet: Sheet, columns: list[tuple[float, Column]]) -> None:
    """Columns side by side, on as many pages as they need; the cursor ends at the last baseline."""
    pages = sheet.pages
    while any(column for _, column in columns):
        start, deepest = pages.at, pages.at
        for x, column in columns:
            y = start
            while column and y + column[0][1].leading <= pages.bottom - 4.0:
                line, how = column.pop(0)
                y += how.leading
                pages.text(x, y, line, how)
            deepest = max(deepest, y)
        pages.at = deepest
        if any(column for _, column in columns):
            pages.break_page()
