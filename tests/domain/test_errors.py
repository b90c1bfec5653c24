"""Errors carry codes and facts, and no sentences."""

import pytest

from billdesk.domain.errors import BillDeskError, Conflict, Missing, Problem, Refused, Rejected, Trouble


@pytest.mark.parametrize("kind", [Refused, Missing, Conflict, Trouble])
def test_an_error_carries_its_code_and_facts(kind):
    error = kind("invoice_empty", number="2026-0001")

    assert isinstance(error, BillDeskError)
    assert (error.code, error.facts) == ("invoice_empty", {"number": "2026-0001"})
    assert str(error) == "invoice_empty (number=2026-0001)"
    assert str(kind("invoice_empty")) == "invoice_empty"


def test_trouble_says_whether_waiting_may_help():
    assert Trouble("smtp_refused", retry=True).retry
    assert not Trouble("disk_full").retry


def test_rejected_input_lists_every_problem_with_its_place():
    problems = (Problem("customers[0].name", "empty"), Problem("customers[1].tax", "range", {"most": 100}))

    error = Rejected(problems)

    assert error.problems == problems
    assert error.facts == {"count": 2}
