"""Commands: exit statuses, and what is said when something can't be done."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import billdesk as package
from billdesk.app.command import first_word
from billdesk.basics import places
from billdesk.services.run import Run
from billdesk.storage.engine import Store
from support.shops import CASES


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ([], ""),
        (["run"], "run"),
        (["--json", "--database", "calc", "--today=x", "run", "calc"], "run"),
        (["--database"], ""),
        (["--yes", "calc"], "calc"),
    ],
)
def test_the_first_word_is_no_option_and_no_options_value(words, first):
    assert first_word(words) == first


def test_help_and_version_are_answered(billdesk):
    assert package.__version__ in billdesk("--version").out
    assert "load" in billdesk("--help").out
    assert billdesk("run", "--help").status == 0
    assert "JSON" in billdesk("calc", "--help").out


@pytest.mark.parametrize(
    "words", [["nonsense"], ["run", "--until", "x"], ["load"], ["calc", "x"], ["--json"]]
)
def test_wrong_usage_is_said_on_standard_error(billdesk, tmp_path, words):
    target = tmp_path / "never.billdesk"
    told = billdesk("--database", str(target), *words)

    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("billdesk")
    assert not target.exists()


def test_a_database_that_is_not_there_is_not_made_by_a_slip(billdesk, tmp_path):
    told = billdesk("--database", str(tmp_path / "typo.db"), "run")

    assert told.status == 2
    assert "typo.db" in told.err
    assert list(tmp_path.glob("typo*")) == []


def test_without_an_option_the_variable_names_the_database(terminal, billdesk, monkeypatch):
    monkeypatch.setenv(places.DATABASE_VARIABLE, terminal.database)

    assert billdesk("dump").document == terminal.dump()


@pytest.mark.parametrize("content", [None, b"no database at all, but long enough to be one" * 50, b""])
def test_what_is_no_shop_is_refused_or_made_one(billdesk, tmp_path, content):
    target = tmp_path / "target"
    target.mkdir() if content is None else target.write_bytes(content)

    told = billdesk("--database", str(target), "dump")

    assert (told.status == 0) == (content == b"")
    assert "Traceback" not in told.err
    if content:
        assert target.read_bytes() == content


@pytest.mark.parametrize(
    "url",
    [
        "nonsense://x",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///no/such",
        "mysql://x/y",
        "://",
        "http://x",
    ],
)
def test_addresses_of_no_database_are_refused(billdesk, url):
    told = billdesk("--database", url, "dump")

    assert (told.status, told.out) == (2, "")
    assert "Traceback" not in told.err


def test_a_mistake_of_ours_is_logged_and_has_status_1(terminal, monkeypatch):
    def broken(self, request, ears):
        raise ZeroDivisionError("a mistake")

    monkeypatch.setattr(Run, "go", broken)

    told = terminal("run")

    assert (told.status, told.out) == (1, "")
    assert "billdesk.log" in told.err
    assert "Traceback" not in told.err


def test_ctrl_c_ends_quietly(terminal, monkeypatch):
    def stopped(self, request, ears):
        raise KeyboardInterrupt

    monkeypatch.setattr(Run, "go", stopped)

    told = terminal("run")

    assert (told.status, told.out) == (130, "")
    assert told.err.startswith("Stopped.")


def test_the_database_is_let_go_of_whatever_happens(terminal, monkeypatch):
    closed, close = [], Store.close
    monkeypatch.setattr(Store, "close", lambda self: closed.append(close(self)))

    terminal("run", "--until", "9999-12-31")
    terminal("dump")

    assert len(closed) == 2


def start(*words, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "billdesk", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_the_program_itself_loads_runs_and_answers(tmp_path, own_folders):
    target = tmp_path / "real.billdesk"
    for words in (["load", str(CASES / "little-shop.json")], ["run"], ["dump"]):
        program = start("--database", str(target), "--today", "2026-02-01", *words)
        out, err = program.communicate(timeout=60)
        assert (program.returncode, err) == (0, b"")
    assert b"INV-2026-00001" in out


@pytest.mark.skipif(os.name == "nt", reason="a broken pipe is a thing of POSIX systems")
def test_nobody_reading_the_answer_is_no_mistake(terminal):
    reading, writing = os.pipe()
    os.close(reading)
    program = subprocess.Popen(
        [sys.executable, "-m", "billdesk", "--database", terminal.database, "dump"],
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)

    assert program.communicate(timeout=60)[1] == b""
    assert program.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_written_is_said(terminal):
    with Path("/dev/full").open("wb") as full:
        program = subprocess.Popen(
            [sys.executable, "-m", "billdesk", "--database", terminal.database, "dump"],
            stdout=full,
            stderr=subprocess.PIPE,
        )
        _, err = program.communicate(timeout=60)

    assert program.returncode == 1
    assert b"can't be written" in err
    assert b"Traceback" not in err


@pytest.mark.skipif(os.name == "nt", reason="signals are a thing of POSIX systems")
def test_ctrl_c_while_it_waits_for_input(own_folders):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored where tests run
    try:
        program = start("calc", stdin=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    program.stdin.write(b"x\n")
    program.stdin.flush()
    assert program.stdout.readline()
    program.send_signal(signal.SIGINT)
    program.wait(timeout=60)  # an end of the input would come first
    _, err = program.communicate(timeout=60)

    assert (program.returncode, b"Traceback" in err) == (130, False), err


@pytest.mark.skipif(os.name == "nt", reason="arguments are texts on Windows")
def test_bytes_that_are_no_text_are_refused(own_folders):
    program = subprocess.Popen(
        [sys.executable.encode(), b"-m", b"billdesk", b"load", b"caf\xe9.json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err = program.communicate(timeout=60)

    assert (program.returncode, out) == (2, b"")
    assert b"isn't text" in err


def test_a_terminal_of_few_letters_is_enough(terminal):
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    program = start("--database", terminal.database, "dump", env=environment)
    out, err = program.communicate(timeout=60)

    assert (program.returncode, err) == (0, b"")
    assert out.isascii()
