"""`billdesk calc`: one answer a line, wrong lines named, and nothing loaded that it doesn't need."""

import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from billdesk.cli.calc import calculate

TOTALS = b'{"kind": "totals", "currency": "EUR", "lines": [{"quantity": "2", "unit_price": "9.99"}]}'


def answers(*lines):
    out, errors = io.StringIO(), io.StringIO()
    right = calculate(lines, out, errors)
    return right, [json.loads(line) for line in out.getvalue().splitlines()], errors.getvalue()


def test_each_line_gets_its_answer():
    right, found, errors = answers(TOTALS, b"\n", TOTALS)

    assert right
    assert [one["total"] for one in found] == ["19.98", "19.98"]
    assert errors == ""


def test_a_wrong_line_is_named_and_the_others_are_answered():
    right, found, errors = answers(TOTALS, TOTALS.replace(b'"2"', b"2"), b"[", TOTALS)

    assert not right
    assert [one.get("total") for one in found] == ["19.98", None, None, "19.98"]
    assert found[1]["error"].startswith("lines[0].quantity: Here must be a decimal number in quotes")
    assert errors.splitlines()[0].startswith("line 2: lines[0].quantity: ")
    assert errors.splitlines()[1].startswith("line 3: This isn't JSON at line 1, column 2")


@pytest.mark.parametrize(
    "line", [b"\xff", b"NaN", b"[" * 100_000, b"1" * 10_000, b'"\\ud800"', b"null", b'{"kind": "totals"}']
)
def test_rubbish_is_answered_with_an_error(line):
    right, found, errors = answers(line)

    assert not right
    assert set(found[0]) == {"error"}
    assert errors.startswith("line 1: ")


@given(some.binary(min_size=1, max_size=40).filter(lambda line: line.strip() and b"\n" not in line))
def test_any_bytes_get_one_answer(line):
    right, found, _ = answers(line)

    assert len(found) == 1
    assert right == ("error" not in found[0])


def billdesk_calc(text):
    return subprocess.run(
        [sys.executable, "-m", "billdesk", "calc"], input=text, capture_output=True, check=False, timeout=60
    )


def test_the_command_answers_and_its_status_says_whether_all_were_right():
    right, wrong = billdesk_calc(TOTALS), billdesk_calc(TOTALS + b"\nx\n")

    assert (right.returncode, json.loads(right.stdout)["total"], right.stderr) == (0, "19.98", b"")
    assert (wrong.returncode, len(wrong.stdout.splitlines())) == (2, 2)
    assert wrong.stderr.startswith(b"line 2: ")


def test_heavy_libraries_stay_out():
    look = (
        "import sys; from billdesk.app.main import main; main(['calc']);"
        "print(sorted({name.partition('.')[0] for name in sys.modules} &"
        " {'sqlalchemy', 'alembic', 'reportlab', 'PySide6', 'babel', 'keyring', 'jsonschema'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], input=b"", capture_output=True, check=True, timeout=60
    )

    assert done.stdout.split() == [b"[]"]
