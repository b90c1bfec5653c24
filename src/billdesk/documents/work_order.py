"""The work order as PDF: what is to be done for whom, what was done, and where the customer signs."""

import datetime
from collections.abc import Iterator, Sequence

from billdesk.basics import words
from billdesk.documents import colors, modern
from billdesk.documents.fonts import clean
from billdesk.documents.footer import draw_footer, height_of
from billdesk.documents.invoice import printing
from billdesk.documents.labels import labels
from billdesk.documents.layout import Facts, Line, Pages, Type, wrap
from billdesk.documents.look import BODY, BODY_FIGURE, NOTE, STRONG, look_of
from billdesk.documents.sheet import FACT, LABEL, NAME, Sheet
from billdesk.documents.tops import Column, draw_next_top, flow, set_in, spaced
from billdesk.domain.document import PrintedInvoice, PrintedWorkOrder

BAND = 60.8
PADDING = 16.5
ROW_PADDING = 6.0
RIGHT_ROOM = 110.0
BLANK_LINES = 5
"""So many lines to write on, where the labor log is empty."""
BLANK = 24.0
SIGNING = 92.0
SIGNATURE_SHARE = 0.42  # of the width, where the line for the signature begins


def render(order: PrintedWorkOrder) -> bytes:
    """The PDF, on any thread. The same order gives the same bytes."""
    with printing:
        return _printed(order)


def _printed(order: PrintedWorkOrder) -> bytes:
    look, said = look_of(order.letterhead.template), labels(order.language)
    pages = Pages(order.letterhead.paper, _about(order, said["work_order"]), look.margin)
    sheet = Sheet(_shell(order), said, pages, colors.from_hex(order.letterhead.accent), look)
    pages.bottom -= height_of(sheet)
    pages.on_new_page = lambda: draw_next_top(sheet)
    modern.draw_letterhead(sheet)
    _draw_band(sheet, order)
    _draw_parties(sheet, order)
    _draw_task(sheet, order)
    _draw_work(sheet, order)
    _draw_parts(sheet, order)
    _draw_signing(sheet)
    return pages.finish(lambda page, count: draw_footer(sheet, page, count))


def _shell(order: PrintedWorkOrder) -> PrintedInvoice:
    """What letterhead, footer and further pages ask of a document."""
    day = order.opened or datetime.date.min
    return PrintedInvoice(
        "work_order", order.language, order.letterhead, order.number, "issued", day, day, "XXX",
        order.customer, (), 0, 0, "", (), 0, 0, 0, 0, 0,
    )  # fmt: skip


def _about(order: PrintedWorkOrder, kind: str) -> Facts:
    name = f"{kind} {order.number}"
    return Facts(
        title=clean(f"{name} – {order.letterhead.name}"),
        author=clean(order.letterhead.name),
        subject=clean(order.subject or name),
        keywords=clean(", ".join(part for part in (kind, order.number, *order.customer[:1]) if part)),
        language=order.language.replace("_", "-"),
    )


def _draw_band(sheet: Sheet, order: PrintedWorkOrder) -> None:
    """When it was opened, until when it is due, whose it is and how it stands."""
    pages, ground = sheet.pages, colors.tint(sheet.accent)
    facts = list(_band_facts(sheet, order))
    pages.need(BAND)
    pages.box((pages.left, pages.at, pages.right - pages.left, BAND), 7.0, ground)
    step = (pages.right - pages.left - 2 * PADDING) / len(facts)
    for place, (name, value) in enumerate(facts):
        x = pages.left + PADDING + place * step
        pages.text(x, pages.at + 22.0, name, LABEL)
        pages.text(x, pages.at + 40.6, wrap(value, FACT, step - 8)[0], FACT)
    pages.at += BAND + 18.0


def _band_facts(sheet: Sheet, order: PrintedWorkOrder) -> Iterator[tuple[str, str]]:
    for name, day in (("opened", order.opened), ("due", order.due)):
        if day is not None:
            yield sheet.labels[name], words.date_medium(day, order.language)
    for name in ("technician", "priority"):
        if value := getattr(order, name).strip():
            yield sheet.labels[name], value
    yield sheet.labels["status"], order.status or "–"


def _draw_parties(sheet: Sheet, order: PrintedWorkOrder) -> None:
    """Whose ticket it is, and at the right which devices it is about."""
    pages, said = sheet.pages, sheet.labels
    middle = (pages.left + pages.right) / 2
    customer: Column = []
    for line in order.customer:
        customer += set_in(line, BODY if customer else STRONG, middle - pages.left - 24)
    devices: Column = []
    for line in order.devices:
        devices += set_in(line, BODY, pages.right - middle)
    who: Column = [(Line(said["work_for"]), LABEL), *spaced(customer)]
    which: Column = [(Line(said["devices"]), LABEL), *spaced(devices)] if devices else []
    flow(sheet, [(pages.left, who), (middle, which)])
    pages.at += 22.0


def _draw_task(sheet: Sheet, order: PrintedWorkOrder) -> None:
    pages = sheet.pages
    wide = pages.right - pages.left
    told: Column = set_in(order.subject, NAME, wide)
    if order.description.strip():
        told += [(Line(""), Type(size=1.0, leading=4.0)), *set_in(order.description, BODY, wide)]
    flow(sheet, [(pages.left, told)])
    pages.at += 22.0


def _draw_work(sheet: Sheet, order: PrintedWorkOrder) -> None:
    """The labor log, or lines to write on where there is none yet."""
    pages, said = sheet.pages, sheet.labels
    _draw_title(sheet, said["work_done"], said["time_spent"] if order.work else "")
    if not order.work:
        for _ in range(BLANK_LINES):
            pages.need(BLANK)
            pages.at += BLANK
            pages.rule(pages.left, pages.right, colors.LINE)
    for one in order.work:
        day = words.date_medium(one.day, order.language) if one.day else ""
        _draw_row(sheet, one.words, " · ".join(part for part in (day, one.who) if part), _clock(one.minutes))
    if len(order.work) > 1:
        pages.need(STRONG.leading + ROW_PADDING)
        pages.at += STRONG.leading + 2.0
        total = _clock(sum(one.minutes for one in order.work))
        pages.text(pages.left, pages.at, said["total"], STRONG)
        pages.text_right(pages.right, pages.at, total, BODY_FIGURE)
    pages.at += 22.0


def _draw_parts(sheet: Sheet, order: PrintedWorkOrder) -> None:
    if not order.parts:
        return
    _draw_title(sheet, sheet.labels["parts"], sheet.labels["quantity"])
    for one in order.parts:
        many = f"{words.quantity(one.quantity, order.language)} {one.unit}".strip()
        _draw_row(sheet, one.description, "", many)
    sheet.pages.at += 22.0


def _draw_signing(sheet: Sheet) -> None:
    """What is signed for, with lines for date and signature; never torn apart."""
    pages, said = sheet.pages, sheet.labels
    pages.need(SIGNING)
    pages.at += BODY.leading
    pages.text(pages.left, pages.at, said["confirmed"], BODY)
    pages.at += 52.0
    start = pages.left + (pages.right - pages.left) * SIGNATURE_SHARE
    pages.rule(pages.left, start - 24.0, colors.INK2)
    pages.rule(start, pages.right, colors.INK2)
    pages.at += NOTE.leading
    pages.text(pages.left, pages.at, said["place_and_date"], NOTE)
    pages.text(start, pages.at, said["signature"], NOTE)


def _draw_title(sheet: Sheet, title: str, right: str) -> None:
    """The head of a part, with at least one row below it."""
    pages = sheet.pages
    pages.need(64.0)
    pages.at += LABEL.leading
    pages.text(pages.left, pages.at, title, LABEL)
    if right:
        pages.text_right(pages.right, pages.at, right, LABEL)
    pages.at += ROW_PADDING
    pages.rule(pages.left, pages.right, colors.LINE)


def _draw_row(sheet: Sheet, text: str, note: str, right: str) -> None:
    pages = sheet.pages
    room = pages.right - pages.left - RIGHT_ROOM
    lines: Column = set_in(text or "–", BODY, room)
    lines += set_in(note, NOTE, room) if note else []
    value: Sequence[Line] = wrap(right, BODY_FIGURE, RIGHT_ROOM - 12.0)
    pages.need(min(sum(how.leading for _, how in lines), 200.0) + 2 * ROW_PADDING)
    for place, (line, how) in enumerate(lines):
        pages.need(how.leading + ROW_PADDING)
        pages.at += how.leading
        pages.text(pages.left, pages.at, line, how)
        if not place:
            pages.text_right(pages.right, pages.at, value[0].text, BODY_FIGURE)
    pages.at += ROW_PADDING
    pages.rule(pages.left, pages.right, colors.LINE)


def _clock(minutes: int) -> str:
    """Minutes as every language reads them: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02}"
