"""`billdesk credit grant`, `take-back` and `pay-out`."""

import pytest


def test_credit_is_granted_paid_out_and_taken_back(terminal):
    granted = terminal.done("credit", "grant", "acme", "30", "--reason", "Long wait")
    assert granted["credit"] == {"USD": "30.00"}
    assert granted["payments"][0]["method"] == "store_credit"

    paid = terminal.done("credit", "pay-out", "acme", "5", "--method", "check", "--ref", "77")
    assert [(one["amount"], one["method"]) for one in paid["refunds"]] == [("5.00", "check")]
    back = terminal.done("credit", "take-back", "acme", "10", "--reason", "Too much")
    assert [(one["kind"], one["amount"]) for one in back["refunds"]] == [("withdrawn", "10.00")]
    assert back["credit"] == {"USD": "15.00"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["credit"], "credit"),
        (["credit", "grant", "nobody", "5", "--reason", "x"], "“nobody”"),
        (["credit", "grant", "acme", "5"], "A reason is missing"),
        (["credit", "grant", "acme", "0", "--reason", "x"], "not above 0"),
        (["credit", "grant", "acme", "5", "--reason", "x", "--currency", "shells"], "shells"),
        (["credit", "take-back", "acme", "5", "--reason", "x"], "by hand"),
        (["credit", "take-back", "acme", "5"], "A reason is missing"),
        (["credit", "pay-out", "acme", "5"], "no credit"),
        (["credit", "pay-out", "acme", "5", "--method", "shells"], "no credit"),
    ],
)
def test_what_cannot_be_done_is_refused(terminal, words, said):
    assert said in terminal.refused(*words)
