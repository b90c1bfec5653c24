"""`billdesk invoice send` and `pdf`."""

import hashlib
from pathlib import Path

import pytest


@pytest.fixture
def billed(terminal):
    terminal.done("run")
    return terminal


def test_a_draft_is_issued_by_sending_it(billed):
    draft = billed.done("invoice", "list", "--customer", "bistro")[0]["id"]

    found = billed.done("invoice", "send", str(draft), str(draft), "--no-send")

    assert [(one["number"], one["state"]) for one in found["invoices"]] == [("INV-2026-00002", "issued")]
    assert len(found["deliveries"]) == 1
    assert found["sent"] is None


def test_what_waits_already_is_not_queued_again(billed):
    found = billed.done("invoice", "send", "INV-2026-00001")

    assert found["deliveries"] == []
    assert found["sent"]["waiting"] == 1


def test_nothing_is_issued_where_one_cannot_be_sent(billed):
    drafts = billed.done("invoice", "list", "--status", "draft")

    said = billed.refused("invoice", "send", *(str(one["id"]) for one in drafts))

    assert "“Café Québec” has no e-mail address" in said


def test_the_pdf_is_written_where_it_is_asked_for(billed, tmp_path):
    target = tmp_path / "out.pdf"

    found = billed.done("invoice", "pdf", "INV-2026-00001", str(target))

    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert found == {
        "invoice": "INV-2026-00001",
        "file": str(target),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert billed.done("invoice", "pdf", "INV-2026-00001", str(target)) == found


def test_in_a_folder_the_pdf_gets_its_own_name(billed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pdfs").mkdir()

    there = Path(billed.done("invoice", "pdf", "INV-2026-00001", "pdfs")["file"])
    here = Path(billed.done("invoice", "pdf", "INV-2026-00001")["file"])

    assert "INV-2026-00001" in there.name
    assert (there.parent.name, there.name) == ("pdfs", here.name)
    assert there.read_bytes() == here.read_bytes()


def test_a_pdf_that_cannot_be_written_is_refused(billed, tmp_path):
    assert "can't be written" in billed.refused(
        "invoice", "pdf", "INV-2026-00001", str(tmp_path / "no" / "x")
    )
    assert "this is a database" in billed.refused("invoice", "pdf", "INV-2026-00001", billed.database)
    assert "“INV-9”" in billed.refused("invoice", "pdf", "INV-9")
