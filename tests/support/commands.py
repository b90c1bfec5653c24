"""The command line as tests call it: in this process, with what it prints and its exit status."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from billdesk.app.main import main
from billdesk.basics import log
from support.shops import CASES, copied, little_shop


@dataclass(frozen=True)
class Told:
    """What a call printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out, parse_constant=pytest.fail)


class Terminal:
    """The command line on one database."""

    def __init__(self, database: str, call: Callable[..., Told]) -> None:
        self.database = database
        self._call = call

    def __call__(self, *words: str, today: str = "2026-02-01") -> Told:
        """Call `billdesk` on this database."""
        return self._call("--database", self.database, "--today", today, *words)

    def done(self, *words: str, today: str = "2026-02-01") -> Any:
        """The document that a command answers with, which must do what it says."""
        told = self("--json", *words, today=today)
        assert told.status == 0, told
        return told.document

    def refused(self, *words: str, today: str = "2026-02-01") -> str:
        """What is said of a call that must be refused, after which the shop is as it was."""
        before = self.dump()
        told = self(*words, today=today)
        assert (told.status, told.out) == (2, ""), told
        assert told.err.strip()
        assert "Traceback" not in told.err
        assert self.dump() == before
        return told.err

    def dump(self) -> Any:
        """The whole shop."""
        told = self("dump")
        assert told.status == 0, told
        return told.document


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs and the user's own database go into the test's folder."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture
def billdesk(own_folders: None, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Calls the command line."""

    def call(*words: str) -> Told:
        capsys.readouterr()
        try:
            status = main(words)
        finally:
            log.stop()
        printed = capsys.readouterr()
        return Told(status, printed.out, printed.err)

    return call


@pytest.fixture
def terminal(tmp_path: Path, billdesk: Callable[..., Told]) -> Terminal:
    """The example shop on a file of SQLite."""
    return Terminal(str(copied(little_shop, tmp_path / "little.billdesk")), billdesk)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def each_terminal(request: pytest.FixtureRequest, tmp_path: Path, billdesk: Callable[..., Told]) -> Terminal:
    """The example shop, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return Terminal(str(copied(little_shop, tmp_path / "each-little.billdesk")), billdesk)
    found = Terminal(request.getfixturevalue("postgres_shop"), billdesk)
    assert found("load", str(CASES / "little-shop.json")).status == 0
    return found
