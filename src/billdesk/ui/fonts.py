"""The type scale: which font and size each role of text has, and where its figures are tabular."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from billdesk.basics import resources

FILES = (
    "Inter-Regular.ttf",
    "Inter-Italic.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "InterDisplay-SemiBold.ttf",
)
TEXT = "Inter"
DISPLAY = "Inter Display"


class Role(NamedTuple):
    """Size and line height in px at 96 dpi, weight 400-700, and the family."""

    px: int
    line: int
    weight: int
    family: str = TEXT


ROLES: Mapping[str, Role] = {
    "payment": Role(28, 34, 600, DISPLAY),
    "figure": Role(26, 32, 600, DISPLAY),
    "empty": Role(22, 28, 600, DISPLAY),
    "revenue": Role(21, 28, 600, DISPLAY),
    "stat": Role(18, 24, 600, DISPLAY),
    "figure_cents": Role(18, 32, 500),
    "cents": Role(13, 24, 500),
    "title": Role(19, 24, 600, DISPLAY),
    "heading": Role(14, 20, 600),
    "lead": Role(14, 22, 400),
    "body": Role(13, 20, 400),
    "strong": Role(13, 20, 500),
    "bold": Role(13, 20, 600),
    "small": Role(12, 16, 400),
    "label": Role(12, 16, 500),
    "value": Role(12, 16, 600),
    "tiny": Role(11, 14, 500),
    "tiny_bold": Role(11, 14, 700),
}


def made(role: str, scale: float, tabular: bool, crisp: bool) -> tuple[QFont, QFontMetricsF]:
    """The font of a role with its metrics."""
    found = font(role, scale, tabular, crisp)
    return found, QFontMetricsF(found)


@cache
def load_fonts() -> tuple[str, ...]:
    """Give the program's own fonts to Qt and name their families; needs a QGuiApplication."""
    families: list[str] = []
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def font(role: str, scale: float, tabular: bool, crisp: bool) -> QFont:
    """Make the font of a role; `tabular` gives all digits one width, `crisp` hints it for 100 % screens."""
    spec = ROLES[role]
    made = QFont(spec.family)
    made.setPixelSize(max(1, round(spec.px * scale)))
    made.setWeight(QFont.Weight(spec.weight))
    made.setHintingPreference(
        QFont.HintingPreference.PreferVerticalHinting if crisp else QFont.HintingPreference.PreferNoHinting
    )
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
