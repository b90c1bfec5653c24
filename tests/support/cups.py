"""A print server of the test's own: CUPS in a temporary folder, with a printer that keeps its jobs."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = ("cupsd", "lp", "lpstat", "lpadmin")
PATH = os.environ.get("PATH", "") + ":/usr/sbin"
CONFIG = """
LogLevel warn
Listen {home}/cups.sock
Browsing Off
DefaultAuthType None
PreserveJobFiles Yes
DirtyCleanInterval 0
MaxJobs 0
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
FILES = """
FileDevice Yes
ServerRoot {home}
RequestRoot {home}/spool
TempDir {home}/spool/tmp
CacheDir {home}/cache
StateDir {home}/state
AccessLog {home}/access
ErrorLog {home}/error
PageLog {home}/page
"""


@dataclass(frozen=True)
class PrintServer:
    """A running server; `printer` is the name of its printer, which prints nothing."""

    home: Path
    printer: str

    def jobs(self) -> list[tuple[bytes, bytes]]:
        """What came in, oldest first: the document, and what was asked for with it as CUPS writes it down."""
        documents = sorted((self.home / "spool").glob("d*-*"))
        return [(path.read_bytes(), _asked_for(path)) for path in documents]


def _asked_for(document: Path) -> bytes:
    """CUPS writes it a moment later than the document."""
    path = document.parent / f"c{document.name[1:6]}"
    for _ in range(200):
        if path.exists() and path.stat().st_size:
            break
        time.sleep(0.05)
    return path.read_bytes()


@pytest.fixture
def print_server(tmp_path_factory, monkeypatch) -> Iterator[PrintServer]:
    """CUPS with one printer that takes jobs and waits; `lp` and `lpstat` talk to it."""
    missing = [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed (Debian: cups-daemon, cups-client)")
    home = tmp_path_factory.mktemp("cups")
    for name in ("spool/tmp", "cache", "state"):
        (home / name).mkdir(parents=True)
    (home / "cupsd.conf").write_text(CONFIG.format(home=home))
    (home / "cups-files.conf").write_text(FILES.format(home=home))
    monkeypatch.setenv("CUPS_SERVER", f"{home}/cups.sock")
    monkeypatch.setenv("PATH", PATH)
    command = ["cupsd", "-f", "-c", f"{home}/cupsd.conf", "-s", f"{home}/cups-files.conf"]
    with (home / "said").open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        _wait_for(server, home)
        _run("lpadmin", "-p", "Counter", "-E", "-v", "file:///dev/null", "-m", "raw")
        _run("cupsdisable", "Counter")  # it takes jobs, and they wait
        yield PrintServer(home, "Counter")
    finally:
        server.terminate()
        server.wait(20)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=30)


def _wait_for(server: subprocess.Popen, home: Path) -> None:
    for _ in range(200):
        asked = subprocess.run(["lpstat", "-r"], capture_output=True, text=True, timeout=30, check=False)
        if "not running" not in asked.stdout and asked.returncode == 0:
            return
        assert server.poll() is None, (home / "said").read_text()
        time.sleep(0.05)
    raise AssertionError((home / "error").read_text())
