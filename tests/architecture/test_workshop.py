"""dev.py and the rules of the test run itself."""

import ast
import os
import subprocess
import sys

import pytest
from sources import ROOT

from support.order import LONG, is_long, spread

DEV = ROOT / "dev.py"


def test_without_a_command_it_says_which_there_are():
    done = subprocess.run([sys.executable, DEV], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "dev.py test" in done.stdout


def test_an_old_python_can_read_far_enough_to_say_that_it_is_too_old():
    source = DEV.read_text(encoding="utf-8")
    body = ast.parse(source, feature_version=(3, 7)).body

    guard = next(place for place, each in enumerate(body) if isinstance(each, ast.If))
    assert all(isinstance(each, ast.Expr) or ast.unparse(each) == "import sys" for each in body[:guard])


def test_it_needs_the_standard_library_only():
    used = {
        alias.name if isinstance(each, ast.Import) else each.module
        for each in ast.walk(ast.parse(DEV.read_text(encoding="utf-8")))
        if isinstance(each, ast.Import | ast.ImportFrom)
        for alias in each.names
    }

    assert {each.partition(".")[0] for each in used} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(("program", "found"), [("print('a line')", 0), ("print('a line'); exit(1)", 1)])
def test_a_check_tells_what_it_found_and_is_quiet_when_clean(program, found):
    words = [sys.executable, "-c", program]
    call = f"import dev; print(dev.verdict('lines', dev.start_quietly({words})))"

    done = subprocess.run([sys.executable, "-c", call], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.split() == (["a", "line", "1"] if found else ["0"])
    assert done.stderr == f"[dev] lines: {'NOT CLEAN' if found else 'clean'}\n"


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_a_skip_is_a_failure_on_the_build_server_only(tmp_path, ci, status):
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "def test_skipped(): pytest.skip('no server is installed')\n"
        "@pytest.mark.xfail\n"
        "def test_expected(): assert False\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider", "-p", "no:randomly"],
        cwd=tmp_path,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == status, done.stdout
    assert "1 xfailed" in done.stdout
    assert ("counts as failed in CI: Skipped: no server is installed" in done.stdout) == bool(ci)


def test_long_tests_begin_first_with_each_worker_and_none_is_lost():
    items = list(range(31))
    long = [item % 5 == 0 for item in items]
    found = spread(items, long, 3)
    assert sorted(found) == items
    assert [found[at : at + 2] for at in (0, 10, 20)] == [[0, 15], [5, 20], [10, 25]]
    assert spread(items, [True] * 31, 3) == items
    assert spread([], [], 3) == []


def test_files_of_long_tests_are_there():
    tests = [path.as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    assert [part for part in LONG if not any(part in path for path in tests)] == []
    assert is_long("/any/tests/faults/test_run_kill.py")
    assert not is_long("/any/tests/domain/test_money.py")
