"""Whether things on the screen may move: not where the system or the user wants stillness."""

import sys
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_GET_CLIENT_AREA_ANIMATION = 0x1042
_MAC = Path("Library", "Preferences", "com.apple.universalaccess.plist")


class _Wish:
    still = False


def keep_still(on: bool) -> None:
    """Let nothing move from now on, or what the system allows."""
    _Wish.still = on


def is_still() -> bool:
    """Whether the user wants nothing to move."""
    return _Wish.still


def allowed() -> bool:
    """Say whether things may move now."""
    return not _Wish.still and QApplication.isEffectEnabled(Qt.UIEffect.UI_General) and system_allows()


@lru_cache(maxsize=8)
def system_allows(platform: str = sys.platform, home: Path | None = None) -> bool:
    """What Windows and macOS say, asked once; other systems have no one place for it, see `keep_still`."""
    if platform == "darwin":
        return _mac_allows(home or Path.home())
    return _windows_allows() if platform == "win32" else True


def _mac_allows(home: Path) -> bool:
    import plistlib  # only for this system

    try:
        return not plistlib.loads((home / _MAC).read_bytes()).get("reduceMotion", False)
    except (OSError, ValueError, AttributeError):
        return True


def _windows_allows() -> bool:
    import ctypes

    on = ctypes.c_int(1)
    user32 = getattr(ctypes, "windll", None)
    if user32 is not None:
        user32.user32.SystemParametersInfoW(_GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(on), 0)
    return bool(on.value)
