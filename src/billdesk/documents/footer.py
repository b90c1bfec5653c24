"""The foot of every page: shop, contact, bank, page number."""

from dataclasses import replace
from functools import lru_cache

from billdesk.documents.layout import Line, Type, wrap
from billdesk.documents.sheet import Sheet
from billdesk.domain.document import Letterhead

GAP = 22.0
FIRST_BASELINE = 18.2
LEAST_SHOP = 90.0
MOST_LINES = 14  # a footer is no place for more; what is longer loses its end, with an ellipsis


def height_of(sheet: Sheet) -> float:
    """Points that the foot takes from the page, with the white above it."""
    look = sheet.look
    lines = max([1, *(len(column) for _, column in _columns(sheet))])
    free = len(_free_lines(sheet)) * look.foot.leading
    return look.foot_above + free + FIRST_BASELINE + lines * look.foot.leading - look.foot_depth


def draw_footer(sheet: Sheet, page: int, count: int) -> None:
    """The foot of page `page` of `count`."""
    pages, how = sheet.pages, sheet.look.foot
    columns = _columns(sheet)
    pages.at = pages.bottom + sheet.look.foot_above
    for line in _free_lines(sheet):
        pages.text(pages.left, pages.at, line, how)
        pages.at += how.leading
    pages.rule(pages.left, pages.right, sheet.look.foot_rule)
    base = pages.at + FIRST_BASELINE
    for x, column in columns:
        for place, line in enumerate(column):
            pages.text(x, base + place * how.leading, line, how)
    text = sheet.labels["page"].format(page=page, count=count)
    pages.text_right(pages.right, base, text, how)


def _free_lines(sheet: Sheet) -> tuple[Line, ...]:
    """The shop's own closing words, above the rule."""
    text = sheet.invoice.letterhead.footer
    return _cut(wrap(text, sheet.look.foot, sheet.pages.right - sheet.pages.left)) if text.strip() else ()


def _columns(sheet: Sheet) -> tuple[tuple[float, tuple[Line, ...]], ...]:
    pages = sheet.pages
    how = sheet.look.foot
    room = pages.right - pages.left - how.width(sheet.labels["page"].format(page=999, count=999)) - GAP
    return _placed(sheet.invoice.letterhead, sheet.labels["tax_number"], how, (pages.left, room))


@lru_cache(maxsize=32)
def _placed(
    head: Letterhead, tax_label: str, how: Type, place: tuple[float, float]
) -> tuple[tuple[float, tuple[Line, ...]], ...]:
    """The columns as (x, lines): as wide as their text, wrapped where not all fit into (left, room)."""
    left, room = place
    texts = [text for text in _texts(head, tax_label) if text]
    widths = [max(how.width(line) for line in text) for text in texts]
    if sum(widths) + GAP * (len(widths) - 1) > room:
        widths = _narrowed(widths, room - GAP * (len(widths) - 1))
    placed = []
    for text, width in zip(texts, widths, strict=True):
        placed.append((left, _cut(tuple(part for line in text for part in wrap(line, how, width + 0.1)))))
        left += width + GAP
    return tuple(placed)


def _narrowed(widths: list[float], room: float) -> list[float]:
    """The widths cut down to the room, the shop's column first, as bank numbers should not break."""
    rest = room - sum(widths[1:])
    if rest >= LEAST_SHOP:
        return [rest, *widths[1:]]
    limit, left = room, room
    for place, width in enumerate(sorted(widths)):
        limit = left / (len(widths) - place)
        if width > limit:
            break
        left -= width
    return [min(width, limit) for width in widths]


def _texts(head: Letterhead, tax_label: str) -> tuple[list[str], list[str], list[str]]:
    tax = tax_label.format(number=head.tax_number) if head.tax_number.strip() else ""
    shop = [head.name, ", ".join(head.address), tax]
    contact = [head.email, head.phone, head.website]
    return _said(shop), _said(contact), _said(list(head.bank))


def _said(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _cut(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    if len(lines) <= MOST_LINES:
        return lines
    last = lines[MOST_LINES - 1]
    return (*lines[: MOST_LINES - 1], replace(last, text=last.text + "…"))
