"""The facts of a line in words: amounts in their currency, before and after, and nothing that breaks."""

from datetime import UTC, datetime

import pytest

from billdesk.domain.audit import AuditLine
from billdesk.ui.pages.audit_columns import AuditWriter

AT = datetime(2026, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def said(make_bench):
    writer = AuditWriter(make_bench("empty"))

    def say(facts, kind="invoice", currency="USD"):
        return writer._act(
            AuditLine(1, AT, "desk-1", kind, 1, "changed", facts, "INV-1", "Acme", currency)
        ).second

    return say


def test_amounts_have_their_currency_and_changes_both_sides(said):
    assert said({"amount": 12_50, "balance": [12_50, 0]}) == "Amount: $12.50 · Balance: $12.50 → $0.00"
    assert said({"changed": {"name": ["Acme", ""]}}, "customer") == "Name: Acme → empty"
    assert said({"number": "INV-1"}) == "", "it stands beside it"
    assert said({"to": ["a@x.example", "b@x.example"]}) == "To: a@x.example, b@x.example"


@pytest.mark.parametrize(
    "facts", [{}, {"amount": "much"}, {"reason": None}, {"balance": [None, {}]}, {"id": 7}]
)
def test_rubbish_says_nothing_and_never_breaks(said, facts):
    assert "7" not in said(facts)


def test_long_texts_are_cut_and_lines_joined(said):
    found = said({"reason": "a\nb " + "x" * 500})
    assert found.startswith("Reason: a b xxx")
    assert len(found) < 100
