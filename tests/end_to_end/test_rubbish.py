"""Rubbish on the command line: status 2, words that say what is wrong, and the shop as it was."""

import itertools

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from billdesk.app.command import first_word

NAMES = (
    "nothing",
    "INV-0",
    "-1",
    "99999999999999999999999",
    "' OR 1=1 --",
    "\x1b[2J",
    "日本",
    "x" * 5000,
    "%s",
)
COMMANDS = (
    ("preview",),
    *(("schedule", act) for act in ("pause", "resume", "cancel", "skip", "bill-now")),
    *(("invoice", act) for act in ("show", "issue", "void", "send", "pdf", "credit")),
    *(("ticket", act) for act in ("show", "charge", "invoice")),
    ("quick-pay",),
    ("apply-credit",),
    ("refund",),
    ("reverse",),
    ("outbox", "retry"),
    ("load",),
)
OPTIONS = (
    ("run", "--until"),
    ("preview", "acme-msp", "--count"),
    ("invoice", "list", "--status"),
    ("invoice", "list", "--customer"),
    ("invoice", "list", "--from"),
    ("invoice", "list", "--limit"),
    ("ticket", "charge", "t1", "--time"),
    ("pay", "acme", "5", "--method"),
    ("pay", "acme", "5", "--method", "cash", "--date"),
    ("pay", "acme", "5", "--method", "cash", "--invoice"),
    ("refund", "INV-2026-00001", "--amount"),
    ("invoice", "credit", "INV-2026-00001", "--line"),
    ("pay", "acme", "--method", "cash"),
    ("deposit", "t1"),
)
TYPED = """check pay list --json --yes --dry-run --until --amount --line --method --invoice
--date acme t1 acme-msp
INV-2026-00001 1 2026-02-31 12.345 1e9 - -- = @file"""
WORDS = some.sampled_from((*(word for command in COMMANDS for word in command), *TYPED.split()))


@pytest.fixture
def billed(terminal):
    terminal.done("run")
    return terminal


def test_names_of_nothing_are_refused_by_every_command(billed):
    before = billed.dump()
    for command, name in itertools.product(COMMANDS, NAMES):
        told = billed(*command, name)
        assert (told.status, told.out) == (2, ""), (command, name, told)
        assert told.err.strip(), (command, name)
        assert "Traceback" not in told.err
        assert "\x1b" not in told.err
        assert len(told.err) < 12_000
    assert billed.dump() == before


def test_wrong_values_of_options_are_refused_by_every_command(billed):
    before = billed.dump()
    for command, value in itertools.product(
        OPTIONS, ("", "tomorrow", "2026-02-30", "-7", "1e5", "∞", "9" * 30)
    ):
        told = billed(*command, value)
        assert (told.status, told.out) == (2, ""), (command, value, told)
        assert told.err.strip(), (command, value)
    assert billed.dump() == before


def test_words_that_are_missing_are_named(terminal):
    for command in (
        ("load",),
        ("pay",),
        ("invoice",),
        ("schedule", "pause"),
        ("ticket", "show"),
        ("refund",),
    ):
        told = terminal(*command)
        assert told.status == 2
        assert told.err.startswith(f"billdesk {' '.join(command)}: "), told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.one_of(WORDS, some.text(max_size=8)), max_size=6))
def test_any_words_give_an_answer_or_a_reason(terminal, words):
    assume(first_word(words) not in ("", "demo"))  # these open the window

    told = terminal(*words)

    assert told.status in (0, 1, 2)
    assert "Traceback" not in told.err
    assert "mistake in BillDesk" not in told.err
    assert told.status == 0 or told.err.strip() or told.out
    assert told.status != 2 or told.out == "" or "calc" in words
