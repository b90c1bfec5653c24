"""`billdesk load` and `dump`."""

import io
import json
import sys

import pytest

from support.shops import CASES

LITTLE = CASES / "little-shop.json"


def document():
    return json.loads(LITTLE.read_text(encoding="utf-8"))


def test_a_dump_after_a_load_is_the_document(each_terminal):
    assert each_terminal.dump() == document()


def test_a_load_answers_with_counts(billdesk, tmp_path):
    told = billdesk("--database", str(tmp_path / "new"), "--json", "load", str(LITTLE))

    assert told.status == 0
    assert {name: told.document[name] for name in ("customers", "assets", "schedules", "invoices")} == {
        "customers": 3,
        "assets": 5,
        "schedules": 4,
        "invoices": 0,
    }


def test_a_dump_goes_into_a_file(terminal, tmp_path):
    target = tmp_path / "out.json"

    answer = terminal.done("dump", str(target))

    assert json.loads(target.read_text(encoding="utf-8")) == document()
    assert "Café Québec" in target.read_text(encoding="utf-8")
    assert answer["file"] == str(target)
    assert answer["counts"]["customers"] == 3


def test_a_dump_replaces_an_older_one_and_leaves_nothing_else_behind(terminal, tmp_path):
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "out.json").write_text("old")

    terminal.done("dump", str(folder / "out.json"))

    assert [path.name for path in folder.iterdir()] == ["out.json"]
    assert json.loads((folder / "out.json").read_text(encoding="utf-8")) == document()


def test_a_dump_never_overwrites_the_shop(terminal):
    assert "this is a database" in terminal.refused("dump", terminal.database)


def test_documents_come_from_standard_input_too(billdesk, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LITTLE.read_bytes())))

    assert billdesk("--database", str(tmp_path / "new"), "load", "-").status == 0


def test_what_is_wrong_is_named_by_file_and_place(terminal, tmp_path):
    wrong = tmp_path / "wrong.json"
    people = [{"ref": "x", "name": "X", "email": "nobody"}, {"ref": "acme", "name": 5}]
    wrong.write_text(json.dumps({"billdesk": 1, "customers": people, "typo": []}))

    said = terminal.refused("load", str(wrong)).splitlines()

    assert f"{wrong}: typo: BillDesk knows no such key. Check its spelling, or remove it." in said
    assert any(line.startswith(f"{wrong}: customers[0].email: “nobody” is no e-mail") for line in said)
    assert any(line.startswith(f"{wrong}: customers[1].ref: ") for line in said)
    assert f"{wrong}: customers[1].name: Here must be a text in quotes, not a number." in said


def test_a_wrong_file_keeps_the_right_ones_out(terminal, tmp_path):
    right, wrong = tmp_path / "right.json", tmp_path / "wrong.json"
    right.write_text(json.dumps({"billdesk": 1, "customers": [{"ref": "new", "name": "New"}]}))
    wrong.write_text("{")

    assert f"{wrong}: This isn't JSON at line 1" in terminal.refused("load", str(right), str(wrong))


@pytest.mark.parametrize("name", ["", "missing.json", "folder", "binary"])
def test_files_that_cannot_be_read_are_refused(terminal, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(bytes(range(256)))

    said = terminal.refused("load", str(tmp_path / name) if name else "")

    assert name in said


def test_a_dump_into_a_missing_folder_or_a_folder_is_refused(terminal, tmp_path):
    assert "can't be written" in terminal.refused("dump", str(tmp_path / "no" / "out.json"))
    assert "can't be written" in terminal.refused("dump", str(tmp_path))
