"""Color tokens of a theme file, and the palette and style sheet that are made from them."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QJsonDocument
from PySide6.QtGui import QColor, QPalette

from billdesk.basics import resources

NAMES = ("light", "dark")
STROKE = 1.75
"""How thick the lines of icons are, in units of 24."""
Tokens = Mapping[str, str]

_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "overdue_fg",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Dark: "edge_strong",
    QPalette.ColorRole.Shadow: "line",
    QPalette.ColorRole.Highlight: "tint2",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent_ink",
    QPalette.ColorRole.LinkVisited: "accent_ink",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "on_toast",
}
_CONTRAST = {
    "line": "edge_strong",
    "edge": "edge_strong",
    "ink2": "ink",
    "ink3": "ink",
    "tint_edge": "accent",
}
_OFF = ("WindowText", "Text", "ButtonText", "HighlightedText", "PlaceholderText")
_LENGTH = r"\{(\d+)px\}"
_PICTURE = r"\{icon:([a-z0-9-]+):([a-z0-9_]+)\}"
_NAME = r"\{([a-z][a-z0-9_]*)\}"


def load(name: str, contrast: bool = False) -> Tokens:
    """Read the tokens of "light" or "dark": token -> "#RRGGBB"; with `contrast` lines and texts are stronger.

    `tint_edge` goes round what is chosen: it is seen where the system wants high contrast only.
    """
    # Python's own reader of JSON would be imported for this alone before the window's first paint.
    read = QJsonDocument.fromJson(resources.read_bytes("themes", f"{name}.json")).toVariant()
    tokens: dict[str, str] = dict(read)
    tokens["tint_edge"] = tokens["tint"]
    if contrast:
        tokens |= {token: tokens[stronger] for token, stronger in _CONTRAST.items()}
    return tokens


def palette(tokens: Tokens) -> QPalette:
    """Make a palette with every role set, disabled texts included."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(tokens[token]))
    for role_name in _OFF:
        role = QPalette.ColorRole[role_name]
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["ink_off"]))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, QColor(tokens["sunken"]))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(tokens["press"]))
    return made


def style_sheet(tokens: Tokens, px: Callable[[float], int], picture: Callable[[str, str], str]) -> str:
    """Fill billdesk.qss: {token} a color, {12px} a scaled length, {icon:name:token} a file of that icon.

    Raises KeyError for a token that the theme doesn't have.
    """
    text = resources.read_text("themes", "billdesk.qss")
    field = tokens["sheet"] if QColor(tokens["sheet"]).lightnessF() > 0.5 else tokens["sunken"]
    text = re.sub(_PICTURE, lambda found: picture(found[1], found[2]), text)
    text = re.sub(_LENGTH, lambda found: f"{px(int(found[1]))}px", text)
    return re.sub(_NAME, lambda found: field if found[1] == "field" else tokens[found[1]], text)
