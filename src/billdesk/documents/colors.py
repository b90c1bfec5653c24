"""The colors of documents: ink on paper, and the shop's accent made legible."""

import re

Color = tuple[float, float, float]  # red, green, blue from 0 to 1


def from_hex(text: str, otherwise: str = "#0B6470") -> Color:
    """The color written as #RRGGBB; anything else is `otherwise`."""
    digits = text if re.fullmatch("#[0-9A-Fa-f]{6}", text) else otherwise
    return int(digits[1:3], 16) / 255, int(digits[3:5], 16) / 255, int(digits[5:7], 16) / 255


WHITE = from_hex("#FFFFFF")
BLACK = from_hex("#000000")
INK = from_hex("#1C1B18")
INK2 = from_hex("#524F48")
INK3 = from_hex("#67635B")
LINE = from_hex("#DEDBD3")  # a hairline darker than on the screen: printers lose lighter ones
EDGE = from_hex("#A5A198")
PAID = from_hex("#1A6638")
GHOST = from_hex("#EDEAE4")  # stamps that lie under the text


def mixed(color: Color, other: Color, share: float) -> Color:
    """`color` with this share (0 to 1) of `other`."""
    red, green, blue = (one + (two - one) * share for one, two in zip(color, other, strict=True))
    return red, green, blue


def tint(accent: Color) -> Color:
    """The pale ground of the band."""
    return mixed(accent, WHITE, 0.91)


def legible(color: Color, ground: Color) -> Color:
    """The color, darkened until it can be read on `ground` (WCAG 4.5:1)."""
    while contrast(color, ground) < 4.5 and sum(color) > 0.01:
        color = mixed(color, (0.0, 0.0, 0.0), 0.1)
    return color


def ink_on(ground: Color) -> Color:
    """White or ink, whichever is read better on `ground`."""
    return WHITE if contrast(WHITE, ground) >= contrast(INK, ground) else INK


def contrast(one: Color, two: Color) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
