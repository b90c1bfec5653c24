"""The look of the running program: the theme in force, the scale, and fonts, colors and icons by role."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from billdesk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QFontMetricsF, QIcon, QPixmap
    from PySide6.QtWidgets import QWidget

_FACTORY_PT = {"win32": 9.0, "darwin": 13.0, "gnome": 11.0, "kde": 10.0}
MIDDLE = 128
"""A ground that is less light than this is that of a dark theme."""


def system_scale(pt: float, platform: str, desktop: str) -> float:
    """Say by how much the user enlarged the system's text: its size over the platform's factory size."""
    factory = _FACTORY_PT.get(platform)
    if factory is None:
        factory = next((_FACTORY_PT[name] for name in ("gnome", "kde") if name in desktop.lower()), None)
    return pt / factory if factory and pt > 0 else 1.0


class Look(QObject):
    """What every widget paints with; `changed` says that colors or sizes are others now."""

    changed = Signal()

    def __init__(
        self, app: QApplication, choice: str = "system", percent: int = 100, bare: bool = False
    ) -> None:
        """Dress `app`: `choice` is "system", "light" or "dark", `percent` the user's 90-150 text size.

        A `bare` look has colors and sizes only, until `finish` brings fonts and the style sheet.
        """
        super().__init__(app)
        self._app = app
        self._dressed: QApplication | QWidget = app
        system = app.font().pointSizeF() if app.platformName() != "offscreen" else 0.0
        self._system = system_scale(system, sys.platform, os.environ.get("XDG_CURRENT_DESKTOP", ""))
        self._choice = choice
        self._percent = percent
        self._worn: tuple[int, bool, bool] | None = None
        self._bare = bare
        if bare:
            # To hand out one of the system's hints PySide would set up the hundred enumerations of Qt first.
            dark = app.palette().window().color().lightness() < MIDDLE
            self._wear({"light": False, "dark": True}.get(choice, dark), contrast=False)
        else:
            self._listen()
            self._dress()

    def finish(self, window: QWidget) -> None:
        """Bring what a bare look lacks; the style sheet dresses `window` and what belongs to it.

        One of the application dresses each part of a pane anew as often as it is put into another one.
        """
        if self._bare:
            self._bare = False
            self._dressed = window
            self.setParent(window)  # what is gone isn't dressed any more
            self._listen()
            self._dress()

    def dress(self, widget: QWidget) -> None:
        """Put the style sheet on what Qt lets belong to no window."""
        widget.setStyleSheet(self._dressed.styleSheet())

    def choose(self, choice: str, percent: int | None = None) -> None:
        """Change the theme ("system", "light", "dark") and, when given, the text size in percent."""
        before = self.scale
        self._choice = choice
        self._percent = percent or self._percent
        self._bare = False
        self._dress()
        if self.scale != before:
            from billdesk.ui.spacing import rescale  # no start needs it

            rescale(self._app.topLevelWidgets(), before, self.scale)
        self.changed.emit()

    @property
    def choice(self) -> str:
        return self._choice

    @property
    def percent(self) -> int:
        return self._percent

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def px(self, length: float) -> int:
        """Scale a length given in px at 96 dpi, in whole logical pixels."""
        return round(length * self.scale)

    def color(self, token: str) -> QColor:
        """Give the color of a token; it must not be changed."""
        return self._colors[token]

    def font(self, role: str, tabular: bool = False) -> QFont:
        """Give the font of a role of fonts.ROLES."""
        return self._metrics_of(role, tabular)[0]

    def metrics(self, role: str, tabular: bool = False) -> QFontMetricsF:
        """Give the metrics of a role's font."""
        return self._metrics_of(role, tabular)[1]

    def icon(self, name: str, tone: str = "ink2") -> QIcon:
        """Make an icon in a token's color."""
        from billdesk.ui import icons  # a bare look has none

        return icons.icon(name, self.color(tone), self.color("ink_off"))

    def picture(self, name: str, token: str, size: int, dpr: float, stroke: float = theme.STROKE) -> QPixmap:
        """Paint an icon `size` px at 96 dpi (scaled with the text) for painting by hand."""
        from billdesk.ui import icons

        return icons.pixmap(name, self.tokens[token], self.px(size), dpr, stroke)

    def _metrics_of(self, role: str, tabular: bool) -> tuple[QFont, QFontMetricsF]:
        key = (role, tabular)
        if key not in self._fonts:
            from billdesk.ui import fonts  # a bare look has none

            crisp = self._app.devicePixelRatio() <= 1.0
            self._fonts[key] = fonts.made(role, self.scale, tabular, crisp)
        return self._fonts[key]

    def _listen(self) -> None:
        hints = self._app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_contrast_changed)

    def _dress(self) -> None:
        hints, schemes = self._app.styleHints(), QtCore.Qt.ColorScheme
        wanted = {"light": schemes.Light, "dark": schemes.Dark}.get(self._choice)
        hints.setColorScheme(wanted or schemes.Unknown)
        # Off screen and on bare X the system's scheme stays unknown; that is light.
        dark = wanted == schemes.Dark or (wanted is None and hints.colorScheme() == schemes.Dark)
        wish = hints.accessibility().contrastPreference()
        self._wear(dark, wish == QtCore.Qt.ContrastPreference.HighContrast)
        if not self._bare:
            self._put_on()

    def _wear(self, dark: bool, contrast: bool) -> None:
        """Take the theme's colors and the scale that count now."""
        worn = (self._percent, dark, contrast)
        if worn == self._worn:
            return
        self._worn = worn
        self.name = "dark" if dark else "light"
        self.tokens = theme.load(self.name, contrast)
        self.scale = self._system * self._percent / 100
        self._colors = {token: QColor(value) for token, value in self.tokens.items()}
        self._fonts: dict[tuple[str, bool], tuple[QFont, QFontMetricsF]] = {}
        self._app.setPalette(theme.palette(self.tokens))

    def _put_on(self) -> None:
        from billdesk.ui import fonts

        fonts.load_fonts()
        self._app.setFont(self.font("body"))
        sheet = theme.style_sheet(self.tokens, self.px, self._file_of)
        worn = self._dressed.styleSheet() or self._app.styleSheet()
        if sheet != worn:  # setting the same again takes as long as another
            self._dressed.setStyleSheet(sheet)

    def _file_of(self, name: str, token: str) -> str:
        """Write an icon in a token's color where the style sheet can find it."""
        from billdesk.ui import icons

        file = Path(_pictures().name, f"{name}-{token}-{self.name}.svg")
        stroke = icons.TICK_STROKE if name in ("check", "minus") else theme.STROKE
        file.write_bytes(icons.drawing(name, self.tokens[token], stroke))
        return file.as_posix()

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._dress()
            self.changed.emit()

    def _on_contrast_changed(self) -> None:
        self._dress()
        self.changed.emit()


@cache
def _pictures() -> TemporaryDirectory[str]:
    """The folder of this process for pictures that the style sheet names; it goes when the process ends."""
    return TemporaryDirectory(prefix="billdesk-")
