"""The closing sheet of a day as PDF: what each method of payment came to, and every row behind it."""

from dataclasses import replace

from billdesk.basics import words
from billdesk.documents import colors, modern
from billdesk.documents.fonts import clean
from billdesk.documents.footer import draw_footer, height_of
from billdesk.documents.invoice import printing
from billdesk.documents.labels import labels
from billdesk.documents.layout import Facts, Pages
from billdesk.documents.look import look_of
from billdesk.documents.rows import Column, Rows
from billdesk.documents.sheet import STRONG, Sheet
from billdesk.documents.tops import draw_next_top
from billdesk.domain.document import PrintedClosing, PrintedDayTotal, PrintedInvoice

COUNT = 40.0
FIGURE = 78.0
NUMBER = 96.0
SIGN = 230.0  # the line for a name below the sums


def render(closing: PrintedClosing) -> bytes:
    """The PDF, on any thread. The same day gives the same bytes."""
    with printing:
        return _printed(closing)


def _printed(closing: PrintedClosing) -> bytes:
    look, said = look_of(closing.letterhead.template), labels(closing.language)
    day = words.date_medium(closing.day, closing.language)
    shell = PrintedInvoice(
        "closing", closing.language, closing.letterhead, day, "issued", closing.day, closing.day,
        "", (), (), 0, 0, "", (), 0, 0, 0, 0, 0,
    )  # fmt: skip
    name = f"{said['closing_sheet']} {day}"
    facts = Facts(
        title=clean(f"{name} – {closing.letterhead.name}"),
        author=clean(closing.letterhead.name),
        subject=clean(name),
        keywords=clean(said["closing_sheet"]),
        language=closing.language.replace("_", "-"),
    )
    pages = Pages(closing.letterhead.paper, facts, look.margin)
    said["closing"] = said["closing_sheet"]
    sheet = Sheet(shell, said, pages, colors.from_hex(closing.letterhead.accent), look)
    pages.bottom -= height_of(sheet)
    pages.on_new_page = lambda: draw_next_top(sheet)
    modern.draw_letterhead(sheet)
    _draw_totals(sheet, closing)
    _draw_lines(sheet, closing)
    _draw_sign(sheet)
    return pages.finish(lambda page, count: draw_footer(sheet, page, count))


def _draw_totals(sheet: Sheet, closing: PrintedClosing) -> None:
    said = sheet.labels
    figures = ("day_received", "day_refunded", "day_reversed", "day_net")
    columns = (Column(said["day_method"]), Column(said["day_count"], COUNT, True))
    rows = Rows(sheet, columns + tuple(Column(said[name], FIGURE, True) for name in figures))
    with rows.below_head():
        for currency in dict.fromkeys(one.currency for one in closing.totals):
            mine = [one for one in closing.totals if one.currency == currency]
            for one in mine:
                rows.draw(_cells(sheet, one.method, one))
            whole = _cells(sheet, f"{said['total']} {currency}", _summed(mine))
            rows.draw(whole, strong=len(whole) - 1)
        if not closing.totals:
            rows.draw((said["nothing_received"], "", "", "", "", ""))
    sheet.pages.at += 26.0


def _cells(sheet: Sheet, name: str, one: PrintedDayTotal) -> tuple[str, ...]:
    money = replace(sheet, invoice=replace(sheet.invoice, currency=one.currency)).money
    figures = (one.received, -one.refunded, -one.reversed, one.net)
    return name, words.number(one.count, sheet.invoice.language), *map(money, figures)


def _summed(totals: list[PrintedDayTotal]) -> PrintedDayTotal:
    names = ("count", "received", "refunded", "reversed", "net")
    return replace(totals[0], **{name: sum(getattr(one, name) for one in totals) for name in names})


def _draw_lines(sheet: Sheet, closing: PrintedClosing) -> None:
    said = sheet.labels
    rows = Rows(
        sheet,
        (
            Column(said["day_number"], NUMBER),
            Column(said["day_customer"]),
            Column(said["day_how"], NUMBER),
            Column(said["amount"], FIGURE, True),
            Column(said["day_left"], FIGURE, True),
        ),
    )
    if not closing.lines:
        return
    with rows.below_head():
        for one in closing.lines:
            money = replace(sheet, invoice=replace(sheet.invoice, currency=one.currency)).money_with_sign
            note = said[f"day_{one.kind}"] if one.kind != "payment" else ""
            left = money(one.left) if one.left else ""
            rows.draw((one.number, one.customer, one.how, money(one.amount), left), note)


def _draw_sign(sheet: Sheet) -> None:
    """A line for whoever has counted the till."""
    pages = sheet.pages
    pages.need(64.0)
    pages.at += 48.0
    pages.rule(pages.left, pages.left + SIGN, colors.INK, 0.5)
    pages.text(pages.left, pages.at + 13.0, sheet.labels["day_counted"], replace(STRONG, size=8.6))
    pages.at += 16.0
