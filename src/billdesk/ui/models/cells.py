"""What a list shows: columns, and cells that are ready to be painted."""

from collections.abc import Callable
from typing import Any, NamedTuple

LEFT = "left"
RIGHT = "right"
TICK = "tick"
"""The name of the column of check boxes; a list that has it can be ticked."""
ACT = "act"
"""The name of a column of pictures; a click on one does what it shows to its row."""


class Cell(NamedTuple):
    """One cell, ready to be painted. Tones are color tokens."""

    text: str
    second: str = ""  # grey words after the text; in two-line lists the second line
    tone: str = "ink"
    second_tone: str = "ink3"
    strong: bool = False
    figure: bool = False  # tabular figures
    second_figure: bool = False
    struck: bool = False
    badge: str = ""  # a state of widgets/badge.py; the text is its word
    icon: str = ""  # after the text; alone when there is none
    icon_tone: str = "ink3"
    spoken: str = ""  # what a screen reader says, where that isn't the text

    @property
    def said(self) -> str:
        """Everything in the cell as words."""
        return self.spoken or " ".join(part for part in (self.text, self.second) if part)


class Column(NamedTuple):
    """One column: `width` in px at 96 dpi, `rank` > 0 may leave when room is short, the highest first.

    `cell` turns a row into a Cell; it is called off the GUI thread and must depend on the row alone.
    A list has exactly one column with `stretch`, which takes the rest of the width.
    """

    name: str
    title: str
    cell: Callable[[Any], Cell]
    sort_key: str = ""
    align: str = LEFT
    width: int = 100
    rank: int = 0
    stretch: bool = False
    roomy: int = 0  # its width where the stretching column has far more than it needs
    icon: str = ""  # instead of the title


def tick_column() -> Column:
    """Make the column of check boxes, always the first."""
    return Column(TICK, "", lambda _row: Cell(""), width=36)
