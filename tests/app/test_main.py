"""The start: what only opens the window, and does so without what commands need."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import billdesk as package
from billdesk.app.build import SCREENS
from billdesk.app.main import plainly_opens


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], ("", None)),
        (["--database", "a.billdesk", "--today=2026-01-01"], ("a.billdesk", date(2026, 1, 1))),
        (["--database=--x"], ("--x", None)),
        (["--database=a=b"], ("a=b", None)),
    ],
)
def test_words_that_only_open_the_window_are_known(words, opens):
    assert plainly_opens(words) == opens


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--json"],
        ["--database", "a.billdesk", "run"],
        ["--database"],
        ["--database", " "],
        ["--database", "--today"],
        ["--today", "2026-02-30"],
        ["--today=2026-W05-1"],
        ["--today="],
        ["--database", "a\udc80"],
    ],
)
def test_all_others_and_what_is_wrong_are_left_to_the_grammar(words):
    assert plainly_opens(words) is None


def test_a_window_is_opened_without_what_only_commands_need(tmp_path):
    script = (
        "import sys; from billdesk.app import build, main\n"
        "build.run_window = lambda config: print(config.target, *(name in sys.modules for name in"
        " ('sqlalchemy', 'argparse', 'billdesk.app.command', 'billdesk.cli'))) or 0\n"
        f"sys.exit(main.main(['--database', {str(tmp_path / 'a.billdesk')!r}]))"
    )
    env = dict(os.environ, PYTHONPATH=str(Path(package.__file__).parents[1]), XDG_STATE_HOME=str(tmp_path))
    told = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.split() == [str(tmp_path / "a.billdesk"), *["False"] * 4]


def test_without_a_screen_the_window_says_so_and_nothing_is_made(billdesk, monkeypatch, tmp_path):
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    target = tmp_path / "never.billdesk"

    told = billdesk("--database", str(target))

    assert told.status == 2
    assert "no screen" in told.err
    assert not target.exists()
