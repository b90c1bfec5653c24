"""Starts the program when its user logs in, in the way of each system; off until somebody wants it."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

RUN = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "BillDesk"
AGENT = "app.billdesk.start"


def is_set(platform: str = sys.platform) -> bool:
    """Whether the program starts at login."""
    if platform == "win32":
        return bool(_registry().value(NAME, ""))
    return _file(platform).exists()


def set_to(on: bool, platform: str = sys.platform) -> None:
    """Start the program at login from now on, or no more; OSError where that can't be kept."""
    if platform == "win32":
        _write_registry(on)
    elif on:
        place = _file(platform)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_agent() if platform == "darwin" else _entry())
    else:
        _file(platform).unlink(missing_ok=True)


def command() -> list[str]:
    """What starts this program: its own file where it is packed, else Python with its module."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "billdesk"]


def _file(platform: str) -> Path:
    if platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{AGENT}.plist"
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(config) / "autostart" / "billdesk.desktop"


def _entry() -> bytes:
    words = " ".join(_quoted(word) for word in command())
    lines = ("[Desktop Entry]", "Type=Application", f"Name={NAME}", f"Exec={words}", "Terminal=false", "")
    return "\n".join(lines).encode()


def _quoted(word: str) -> str:
    """A word of an Exec line: in quotes with these signs escaped twice, and a percent sign doubled."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _agent() -> bytes:
    wanted = {"Label": AGENT, "ProgramArguments": command(), "RunAtLoad": True}
    import plistlib  # only for this system

    return plistlib.dumps(wanted)


def _registry() -> QSettings:
    return QSettings(RUN, QSettings.Format.NativeFormat)


def _write_registry(on: bool) -> None:
    kept = _registry()
    if on:
        kept.setValue(NAME, " ".join(f'"{word}"' for word in command()))
    else:
        kept.remove(NAME)
    kept.sync()
    if kept.status() != QSettings.Status.NoError:
        raise OSError("the registry can't be written")
