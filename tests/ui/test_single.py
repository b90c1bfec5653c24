"""One window for each database and user, whoever crashed before."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from billdesk.ui.single import OnlyOne


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


def test_where_no_socket_can_be_made_the_window_opens_all_the_same(qapp, tmp_path):
    assert OnlyOne(str(tmp_path / "missing" / "folder" / "socket")).claim()
