"""What happened to a customer, in words."""

from datetime import UTC, datetime

import pytest

from billdesk.domain.history import Happened
from billdesk.ui.panes.customer_history import entries_of

AT = datetime(2026, 2, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("act", "facts", "text", "below"),
    [
        ("made", {"name": "Acme"}, "Created", ""),
        ("changed", {"changed": {"name": ["Acme", "Acme Care"]}}, "Changed", "Name: Acme → Acme Care"),
        ("changed", {"changed": {"phone": ["", "1"]}}, "Changed", "Phone: empty → 1"),
        ("changed", {"changed": {"tax_exempt": [False, True]}}, "Changed", "Tax exempt: no → yes"),
        ("changed", {"changed": {"cc": [["a", "b"], []]}}, "Changed", "Copies to: a, b → empty"),
        ("changed", {"changed": {"tax": ["inherit", 3]}}, "Changed", "Tax"),
        ("changed", {"changed": {"notes": ["x\ny", "z" * 99]}}, "Changed", f"Notes: x y → {'z' * 60}…"),
        (
            "contact_changed",
            {"name": "Ann", "changed": {"email": ["a", "b"], "billing": [True, False]}},
            "Contact changed: Ann",
            "E-mail: a → b\nGets the invoices: yes → no",
        ),
        ("assets_made", {"count": 3, "names": ["A", "B"]}, "Assets added", "A, B and 1 more"),
        ("assets_archived", {"count": 1, "names": ["A"]}, "Assets archived", "A"),
        ("folder_moved", {"old": "PCs", "new": "Desks", "count": 2}, "Folder moved", "PCs → Desks"),
        ("archived", {}, "Archived", ""),
        ("something_new", {"changed": 5}, "Something new", ""),
    ],
)
def test_each_act_is_said_with_what_it_changed(make_bench, act, facts, text, below):
    [entry] = entries_of(make_bench(), (Happened(AT, "desk-1", act, facts),))

    assert (entry.text, entry.figure, entry.below) == (text, "Feb 1", below)
