"""Starting at login is written where each system looks for it, and taken away again."""

import configparser
import plistlib
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from billdesk.ui import at_login


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    return tmp_path


def test_on_linux_a_desktop_entry_starts_it(home, monkeypatch):
    monkeypatch.setattr(at_login, "command", lambda: ["/opt/Bill Desk/50%", "-m", "billdesk"])
    assert not at_login.is_set("linux")
    at_login.set_to(True, "linux")
    at_login.set_to(True, "linux")
    place = home / "conf" / "autostart" / "billdesk.desktop"

    entry = configparser.RawConfigParser()
    entry.optionxform = str
    entry.read_string(place.read_text())
    assert entry["Desktop Entry"]["Exec"] == '"/opt/Bill Desk/50%%" "-m" "billdesk"'
    assert at_login.is_set("linux")

    at_login.set_to(False, "linux")
    at_login.set_to(False, "linux")
    assert not place.exists()


def test_on_macos_an_agent_starts_it(home):
    at_login.set_to(True, "darwin")
    place = home / "Library" / "LaunchAgents" / "app.billdesk.start.plist"

    kept = plistlib.loads(place.read_bytes())
    assert (kept["ProgramArguments"], kept["RunAtLoad"]) == (at_login.command(), True)
    at_login.set_to(False, "darwin")
    assert not at_login.is_set("darwin")


def test_on_windows_the_registry_starts_it(tmp_path, monkeypatch):
    def registry():
        return QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat)

    monkeypatch.setattr(at_login, "_registry", registry)
    at_login.set_to(True, "win32")
    assert at_login.is_set("win32")
    assert registry().value(at_login.NAME) == " ".join(f'"{word}"' for word in at_login.command())
    at_login.set_to(False, "win32")
    assert not at_login.is_set("win32")


def test_a_packed_program_starts_by_its_own_file(monkeypatch):
    assert at_login.command() == [sys.executable, "-m", "billdesk"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert at_login.command() == [sys.executable]


def test_where_it_cannot_be_kept_an_error_says_so(home):
    Path(home, "conf").write_text("a file in the way")

    with pytest.raises(OSError, match="conf"):
        at_login.set_to(True, "linux")
