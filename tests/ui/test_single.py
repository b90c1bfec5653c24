"""One window for each database and user, whoever crashed before."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from billdesk.ui.single import OnlyOne, name_of


@pytest.fixture
def name():
    """In a folder of its own, whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="b") as folder:
        yield str(Path(folder, "s"))


def test_the_second_start_raises_the_first_window_and_ends(qtbot, name):
    first, second = OnlyOne(name), OnlyOne(name)
    assert first.claim()

    with qtbot.waitSignal(first.raised):
        assert not second.claim()
    first.close()
    assert second.claim()
    second.close()


def test_a_socket_that_a_killed_process_left_is_taken_away(qapp, name):
    script = (
        "import os, sys; from PySide6.QtCore import QCoreApplication; from billdesk.ui.single import OnlyOne;"
        "app = QCoreApplication([]); one = OnlyOne(sys.argv[1]); print(one.claim(), flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", script, name], capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == ("True", 9)

    only = OnlyOne(name)
    assert only.claim()
    only.close()


def test_a_path_has_one_name_however_it_is_written_and_others_have_others(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    assert name_of("shop.billdesk") == name_of(str(tmp_path / "shop.billdesk"))
    assert name_of("shop.billdesk") != name_of("other.billdesk")
    assert name_of("postgresql://a:secret@host/shop") != name_of("postgresql://a@host/shop2")
    assert "secret" not in name_of("postgresql://a:secret@host/shop")


def test_where_no_socket_can_be_made_the_window_opens_all_the_same(qapp, tmp_path):
    assert OnlyOne(str(tmp_path / "missing" / "folder" / "socket")).claim()
