"""The three looks of a document as values: sizes, colors and habits of the parts that all of them share."""

from dataclasses import dataclass, replace

from billdesk.documents import colors
from billdesk.documents.colors import Color
from billdesk.documents.fonts import BOLD_FIGURE, FIGURE, MEDIUM, SEMIBOLD
from billdesk.documents.layout import Type

BODY = Type(size=9.4)
BODY_FIGURE = Type(FIGURE, size=9.4)
STRONG = Type(SEMIBOLD, size=9.4)
NOTE = Type(size=8.25, leading=12.2, color=colors.INK3)
HEAD = Type(MEDIUM, size=8.6, leading=12.0, color=colors.INK2)
TOTAL = Type(SEMIBOLD, size=11.85, leading=15.0)
TOTAL_FIGURE = Type(BOLD_FIGURE, size=11.85, leading=15.0)
NOTES = Type(size=8.8, leading=13.0)
FOOT = Type(size=8.25, leading=12.0, color=colors.INK2)


@dataclass(frozen=True, slots=True)
class TableLook:
    """The table of lines. Heights in points; `padding` is the white at both edges of the table."""

    body: Type = BODY
    strong: Type = STRONG
    note: Type = NOTE
    head: Type = HEAD
    head_ground: str = ""  # "" paper, "accent", or a color as #RRGGBB
    head_height: float = 20.0
    head_base: float = 8.6  # from the top of the head to its baseline
    head_rules: tuple[float, ...] = (17.0,)  # from the top of the head
    line: float = 12.6  # from one baseline of a description to the next
    first: float = 14.2  # from the rule to the first baseline
    last: float = 9.0  # from the last baseline to the rule
    heading_first: float = 5.0  # more room above a heading
    heading_ground: str = ""
    padding: float = 0.0
    gap: float = 14.0
    numbered: bool = False
    unit_joined: bool = False  # "2 device" in one column instead of two
    unit_titled: bool = False
    letters: bool = False  # a column with the letters of the taxes instead of their percentages
    note_beside: bool = False  # behind the description where it fits, instead of below it
    quantity_label: str = "quantity"


@dataclass(frozen=True, slots=True)
class TotalsLook:
    """The block of totals, and what stands beside and below it."""

    body: Type = BODY
    figure: Type = BODY_FIGURE
    small: Type = NOTE
    total: Type = TOTAL
    total_figure: Type = TOTAL_FIGURE
    notes: Type = NOTES
    width: float = 217.0
    above: float = 22.5
    pitch: float = 17.2
    around_rule: tuple[float, float] = (10.2, 1.0)  # above the rule of a total, and more below it
    padding: float = 0.0
    accent_rule: bool = False
    double_rule: bool = False  # below the last row
    due_last: bool = False  # the last row says what is due, even where nothing was paid
    notes_beside: bool = True


MODERN_TABLE, MODERN_TOTALS = TableLook(), TotalsLook()


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set: margins in points, and how its parts look."""

    name: str
    margin: float = 48.0
    table: TableLook = MODERN_TABLE
    totals: TotalsLook = MODERN_TOTALS
    foot: Type = FOOT
    foot_rule: Color = colors.LINE
    foot_above: float = 20.0  # white between the text and the rule of the foot
    foot_depth: float = 24.0  # how far the foot reaches into the lower margin


_CLASSIC_HEAD = "#EFEEE8"
_SMALL = Type(size=8.7, leading=11.3)
_SMALL_FIGURE = Type(FIGURE, size=8.7, leading=11.3)
_SMALL_NOTE = Type(size=8.0, leading=10.6, color=colors.INK3)
_SMALL_TOTAL = Type(SEMIBOLD, size=10.4, leading=13.0)

MODERN = Look("modern")
CLASSIC = Look(
    "classic",
    margin=57.0,
    table=TableLook(
        head=Type(SEMIBOLD, size=8.6, leading=12.0),
        head_ground=_CLASSIC_HEAD,
        head_height=22.9,
        head_base=14.2,
        head_rules=(0.0, 22.9),
        padding=6.0,
        unit_joined=True,
        letters=True,
    ),
    totals=TotalsLook(
        width=232.0,
        above=18.7,
        pitch=19.4,
        around_rule=(7.6, -2.4),
        padding=6.0,
        double_rule=True,
        due_last=True,
        notes_beside=False,
        notes=Type(size=9.4, leading=13.8),
    ),
    foot=Type(size=8.0, leading=11.6, color=colors.INK2),
    foot_rule=colors.INK,
    foot_above=15.0,
    foot_depth=33.0,
)
COMPACT = Look(
    "compact",
    margin=33.0,
    table=TableLook(
        body=_SMALL,
        strong=Type(SEMIBOLD, size=8.7, leading=11.3),
        note=_SMALL_NOTE,
        head=Type(SEMIBOLD, size=8.0, leading=11.0),
        head_ground="accent",
        head_height=14.9,
        head_base=10.3,
        head_rules=(),
        line=11.3,
        first=10.6,
        last=5.4,
        heading_first=0.0,
        heading_ground="#F2F0EB",
        padding=4.6,
        gap=11.0,
        numbered=True,
        unit_titled=True,
        note_beside=True,
        quantity_label="quantity_short",
    ),
    totals=TotalsLook(
        body=_SMALL,
        figure=_SMALL_FIGURE,
        small=_SMALL_NOTE,
        total=_SMALL_TOTAL,
        total_figure=replace(_SMALL_TOTAL, style=BOLD_FIGURE),
        notes=Type(size=8.7, leading=11.6),
        width=188.0,
        above=17.4,
        pitch=14.4,
        around_rule=(7.4, -1.6),
        padding=4.6,
        accent_rule=True,
        due_last=True,
        notes_beside=False,
    ),
    foot=Type(size=8.0, leading=11.0, color=colors.INK2),
    foot_depth=14.0,
)
LOOKS = {look.name: look for look in (MODERN, CLASSIC, COMPACT)}


def look_of(name: str) -> Look:
    """The look of this name; Modern where there is none."""
    return LOOKS.get(name, MODERN)
