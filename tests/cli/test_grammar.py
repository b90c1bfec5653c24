"""The grammar of commands: strict words, plain complaints."""

from argparse import ArgumentTypeError
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from billdesk.cli import grammar
from billdesk.cli.grammar import Commands, Grammar, WrongUsage, parsed, shared_options


def example():
    shared = shared_options()
    top = Grammar(prog="billdesk", parents=[shared])
    commands = Commands(top, shared)
    commands.add("run", "run", None).add_argument("--until", type=grammar.day)
    commands.group("invoice", "invoices").add("list", "list", None)
    return top


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--today", "2026-02-01", "invoice", "list"],
        ["invoice", "--json", "list", "--today", "2026-02-01"],
        ["invoice", "list", "--today=2026-02-01", "--json"],
    ],
)
def test_shared_options_stand_before_or_behind_the_command(words):
    typed = parsed(example(), words)

    assert (typed.json, typed.today) == (True, date(2026, 2, 1))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rum"], "billdesk: COMMAND: invalid choice: 'rum'"),
        (["run", "more"], "billdesk: unrecognized arguments: more"),
        (["run", "--unt", "2026-01-01"], "billdesk: unrecognized arguments: --unt"),
        (["run", "--until"], "billdesk run: --until: expected one argument"),
        (
            ["run", "--until", "tomorrow"],
            "billdesk run: --until: 'tomorrow' is not a date; write it like 2026",
        ),
        (["run", "--until", "2026-02-30"], "billdesk run: --until: there is no 2026-02-30 in the calendar"),
        (["run", "--database", " "], "billdesk run: --database: nothing stands behind it"),
        (["invoice"], "billdesk invoice: a word is missing"),
        (["run", "\udcff"], r"billdesk: word 2 ('\udcff') isn't text"),
        (["a\0b"], r"billdesk: word 1 ('a\x00b') isn't text"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(words, said):
    with pytest.raises(WrongUsage) as wrong:
        parsed(example(), words)

    assert str(wrong.value).startswith(said)


@given(some.lists(some.text(max_size=12), max_size=5))
def test_any_words_are_understood_or_refused(words):
    try:
        typed = parsed(example(), [word for word in words if word not in ("-h", "--help")])
    except WrongUsage:
        return
    assert hasattr(typed, "act") == bool([word for word in words if not word.startswith("-")])


def test_whole_numbers_have_bounds():
    read = grammar.whole(1, 100)

    assert read("100") == 100
    for text in ("0", "101", "-1", "1.5", "1e2", "", "٣", "9" * 400):
        with pytest.raises(ArgumentTypeError):
            read(text)


def test_amounts_are_decimal_numbers_above_zero():
    assert grammar.decimal("12.50") == "12.50"
    for text in ("0", "-1", "1,5", "1e5", "abc", "", "9" * 30, "nan", " 1"):
        with pytest.raises(ArgumentTypeError):
            grammar.decimal(text)


def test_empty_texts_are_refused():
    with pytest.raises(ArgumentTypeError):
        grammar.filled("  ")
