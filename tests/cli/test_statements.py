"""`billdesk statement`."""

import pytest


@pytest.fixture
def billed(terminal):
    terminal.done("run")
    terminal.done("pay", "acme", "100", "--method", "cash")
    return terminal


def test_a_statement_runs_from_what_was_owed_to_what_is(billed):
    found = billed.done("statement", "acme")
    assert (found["customer"], found["kind"], found["currency"]) == ("acme", "activity", "USD")
    assert [(one["kind"], one["amount"], one["balance"]) for one in found["lines"]] == [
        ("invoice", "806.82", "806.82"),
        ("payment", "-100.00", "706.82"),
    ]
    assert (found["opening"], found["closing"]) == ("0.00", "706.82")
    assert sum(float(part) for part in found["ageing"].values()) == 706.82


def test_open_items_have_their_balance(billed):
    found = billed.done("statement", "acme", "--open")
    assert [(one["number"], one["balance"]) for one in found["items"]] == [("INV-2026-00001", "706.82")]
    assert found["closing"] == "706.82"


def test_it_is_written_as_pdf_and_all_of_them_into_a_folder(billed, tmp_path):
    one = billed.done("statement", "acme", "--pdf", str(tmp_path / "acme.pdf"))
    every = billed.done("statement", "--all", "--pdf", str(tmp_path / "all"))
    assert one["files"] == [str(tmp_path / "acme.pdf")]
    assert (tmp_path / "acme.pdf").read_bytes().startswith(b"%PDF")
    assert len(every["files"]) == len(every["statements"]) == len(list((tmp_path / "all").iterdir()))


def test_it_goes_into_the_outbox(billed):
    found = billed.done("statement", "acme", "--send", "--no-send")
    assert len(found["deliveries"]) == 1
    assert billed.done("outbox")["counts"]["queued"] >= 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a CUSTOMER"),
        (("acme", "--all"), "name a CUSTOMER"),
        (("nobody",), "There is no customer “nobody”"),
        (("acme", "--from", "2026-02-30"), "no 2026-02-30 in the calendar"),
        (("acme", "--from", "2026-03-01", "--to", "2026-02-01"), "ends before it begins"),
        (("acme", "--open", "--to", "2026-02-01"), "has neither --from nor --to"),
        (("acme", "--currency", "bananas"), "isn't a currency"),
        (("acme", "--no-send"), "only goes with --send"),
        (("acme", "--pdf", "/nowhere/x.pdf"), "can't be written"),
        (("bistro", "--all", "--send"), "name a CUSTOMER"),
    ],
)
def test_rubbish_is_told_and_nothing_is_done(billed, words, said):
    assert said in billed.refused("statement", *words)
