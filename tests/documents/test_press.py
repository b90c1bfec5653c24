"""Many PDFs are drawn in processes of their own: the same bytes as here, whatever becomes of those."""

import logging
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import billdesk
from billdesk.basics.processes import is_alive
from billdesk.documents.invoice import render
from billdesk.documents.press import HERE, LEAST, Press


@pytest.fixture
def documents(acme):
    """A few invoices."""
    return [acme(number=f"INV-{number}") for number in range(6)]


@pytest.fixture
def nobody_here(monkeypatch):
    """No PDF can be drawn in this process."""

    def fail(_document):
        raise AssertionError("this was to be drawn elsewhere")

    return lambda: monkeypatch.setattr("billdesk.documents.invoice.render", fail)


ALONE = """
import multiprocessing
import pickle
import sys
from pathlib import Path
from billdesk.documents.press import Press
if __name__ == "__main__":
    documents = pickle.loads(Path(sys.argv[1]).read_bytes())
    pdfs = Press(least=1).render_all(documents)
    next(pdfs)
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    sys.stdin.read()
"""


def until_none_runs(alive=multiprocessing.active_children):
    """Wait until every process has ended."""
    ends = time.monotonic() + 20
    while alive():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_many_are_drawn_elsewhere_in_their_order_and_the_processes_end_by_themselves(documents, nobody_here):
    wanted = [render(one) for one in documents]
    nobody_here()
    press = Press(least=2, idle=0.05)
    assert list(press.render_all(documents)) == wanted
    until_none_runs()
    press.close()


def test_few_start_no_process(documents):
    assert len(documents) < LEAST
    press = Press()
    assert list(press.render_all(documents)) == list(HERE.render_all(documents))
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_where_the_processes_are_killed_the_rest_is_drawn_here_and_it_is_said(documents, caplog):
    press = Press(least=2)
    many = documents * 20
    pdfs = press.render_all(many)
    with caplog.at_level(logging.WARNING):
        found = [next(pdfs)]
        for process in multiprocessing.active_children():
            os.kill(process.pid, signal.SIGKILL)
        found += pdfs
    assert found == [render(one) for one in documents] * 20
    assert "the rest is drawn here" in caplog.text
    until_none_runs()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_where_the_program_is_killed_its_processes_end(documents, tmp_path):
    script, kept = tmp_path / "alone.py", tmp_path / "documents"
    script.write_text(ALONE)
    kept.write_bytes(pickle.dumps(documents))
    env = dict(os.environ, PYTHONPATH=str(Path(billdesk.__file__).parents[1]))
    command = [sys.executable, str(script), str(kept)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as program:
        pids = [int(word) for word in program.stdout.readline().split()]
        assert pids
        assert all(is_alive(pid) for pid in pids)
        program.kill()
        until_none_runs(lambda: [pid for pid in pids if is_alive(pid)])


def test_whoever_asks_no_further_stops_the_rest(documents):
    press = Press(least=2, idle=0.05)
    pdfs = press.render_all(documents * 100)
    next(pdfs)
    pdfs.close()
    until_none_runs()


def test_what_is_no_document_is_refused_as_it_would_be_here():
    press = Press(least=1)
    with pytest.raises(AttributeError):
        list(press.render_all(["rubbish"]))
    press.close()
    until_none_runs()
