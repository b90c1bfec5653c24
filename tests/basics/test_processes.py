"""Whether another process still runs."""

import os
import subprocess
import sys

from billdesk.basics.processes import is_alive


def test_this_process_and_its_parent_run():
    assert is_alive(os.getpid())
    assert is_alive(os.getppid())


def test_a_process_that_has_ended_does_not():
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert not is_alive(done.pid)


def test_asking_does_no_harm_to_the_one_asked_about():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert is_alive(child.pid)
        assert child.poll() is None
    finally:
        child.communicate(b"\n")
    assert child.returncode == 0


def test_numbers_that_no_process_has_are_nobodys():
    assert not any(map(is_alive, (0, -1, 10**30)))
