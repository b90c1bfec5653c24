"""`billdesk receipt`: as a file, or by e-mail."""

import hashlib

import pytest


@pytest.fixture
def taken(terminal):
    return terminal.done("pay", "acme", "30", "--method", "cash")["number"]


def test_a_receipt_is_written_where_it_is_asked_for(terminal, taken, tmp_path):
    target = tmp_path / "out.pdf"
    found = terminal.done("receipt", taken, str(target))
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert found["sha256"] == hashlib.sha256(content).hexdigest()
    again = terminal.done("receipt", taken, str(tmp_path))
    assert again["file"].endswith(f"{taken}.pdf")
    assert again["sha256"] == found["sha256"]


def test_a_receipt_waits_in_the_outbox_once(terminal, taken):
    found = terminal.done("receipt", taken, "--send")
    assert (len(found["deliveries"]), found["sent"]["waiting"]) == (1, 1)
    assert terminal.done("receipt", taken, "--send")["deliveries"] == []


def test_what_cannot_be_done_is_refused(terminal, taken, tmp_path):
    assert "“R-9”" in terminal.refused("receipt", "R-9")
    assert "--send" in terminal.refused("receipt", taken, "x.pdf", "--send")
    assert "can't be written" in terminal.refused("receipt", taken, str(tmp_path / "no" / "x.pdf"))
    poor = terminal.done("pay", "cafe", "3", "--method", "cash")["number"]
    assert "no e-mail address" in terminal.refused("receipt", poor, "--send")
    granted = terminal.done("credit", "grant", "acme", "5", "--reason", "x")["payments"][0]["id"]
    assert "has no receipt" in terminal.refused("receipt", str(granted))
