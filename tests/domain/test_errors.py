"""Errors carry codes and facts, and no sentences."""

import pickle

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


@pytest.mark.parametrize(
    "error",
    [
        Refused("clock_guard", why="gap"),
        Trouble("mail_refused", retry=True, status=421),
        Rejected((Problem("lines[0].price", "bad_amount", {"amount": "x"}),)),
    ],
)
def test_an_error_raised_in_another_process_is_the_same_here(error):
    again = pickle.loads(pickle.dumps(error))

    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)
