"""A sentence for each code: every code in the program has one, and its blanks can be filled."""

import ast
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import billdesk
from billdesk.domain.errors import Missing, Problem, Refused, Rejected
from billdesk.services import wording
from billdesk.services.complaints import COMPLAINTS
from billdesk.services.sentences import SENTENCES

PACKAGE = Path(billdesk.__file__).parent
CODE_AT = {
    "Refused": 0,
    "Missing": 0,
    "Conflict": 0,
    "Trouble": 0,
    "Question": 1,
    "Wrong": 0,  # of a case; where something on file is wrong, the code comes fourth
    "Problem": 1,
    "bad": 1,
    "_rejected": 0,
    "Guard": 3,
    "Unavailable": 0,
}
"""Who takes a code, and at which place among the arguments."""
STATES = ("draft", "issued", "void")
BUILT = {
    "invoice_is_": STATES,
    "schedule_is_not_": ("active", "paused"),
    "delivery_is_": ("queued", "sending", "sent", "failed", "unknown"),
}
"""Codes that are put together from a state."""
VARIANTS = dict.fromkeys(("clock_guard", "clock_question"), ("earlier", "gap", "many"))


@cache
def calls():
    """Each call that takes a code: the file, the codes that it may give, and the names of its facts."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
                if name in CODE_AT:
                    found += [(path.name, code, facts_of(node)) for code in codes_of(node, name)]
    return found


def codes_of(node, name):
    at = 3 if name == "Wrong" and len(node.args) > 3 else CODE_AT[name]
    if len(node.args) <= at:
        return []
    return list(literals(node.args[at]))


def literals(node):
    """The texts that an expression can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
        yield from (node.left.value + end for end in BUILT[node.left.value])
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield from (node.values[0].value + end for end in BUILT.get(node.values[0].value, ()))


def facts_of(node):
    """The names of the facts that a call gives; None where they aren't written there."""
    if any(keyword.arg is None for keyword in node.keywords):
        return None
    if getattr(node.func, "id", "") in ("Problem", "Wrong", "Guard", "Question") and len(node.args) > 2:
        last = node.args[-1]
        if not isinstance(last, ast.Dict):
            return None
        return {key.value for key in last.keys if isinstance(key, ast.Constant)}
    return {keyword.arg for keyword in node.keywords}


def sentences_of(code):
    names = [f"{code}.{variant}" for variant in VARIANTS[code]] if code in VARIANTS else [code]
    return [(SENTENCES | COMPLAINTS).get(name) for name in names]


def test_codes_are_found_in_the_program():
    codes = {code for _, code, _ in calls()}

    assert {"customer_missing", "invoice_is_void", "not_json", "issued_is_final", "mail_timeout"} <= codes
    assert len(codes) > 150


def test_every_code_has_its_sentence():
    silent = {f"{code} ({file})" for file, code, _ in calls() if None in sentences_of(code)}

    assert not silent


def test_every_blank_of_a_sentence_can_be_filled():
    gaps = {
        f"{code} ({file}): {sorted(missing)}"
        for file, code, facts in calls()
        if facts is not None and code not in VARIANTS
        for text in sentences_of(code)
        if text and (missing := wording.blanks(text) - facts - {"code"})
    }

    assert not gaps


def test_no_sentence_is_left_over():
    used = {code for _, code, _ in calls()} | {f"{code}.{one}" for code in VARIANTS for one in VARIANTS[code]}
    written = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    sources = (PACKAGE / "services").glob("*ences.py"), (PACKAGE / "services").glob("complaints.py")
    tables = "".join(path.read_text(encoding="utf-8") for some_of in sources for path in some_of)
    elsewhere = written.replace(tables, "")
    idle = {code for code in SENTENCES | COMPLAINTS if code not in used}

    assert not {code for code in idle if elsewhere.count(f'"{code}"') < 2}


def test_the_words_follow_the_house_style():
    for code, text in (SENTENCES | COMPLAINTS).items():
        assert text[0].isupper() or text[0] in "“{", code
        assert text.endswith((".", ": {what}", "FILE", "{reason}")), code
        assert "!" not in text, code
        assert not {"please", "successfully", "sure", "error", "invalid"} & set(text.lower().split()), code


def test_a_sentence_says_what_is_wrong_with_its_facts():
    assert wording.sentence(Missing("customer_missing", customer="x")) == "There is no customer “x”."
    assert wording.sentence(Problem("a.b", "wrong_type", {"wanted": "list", "found": "text"})) == (
        "Here must be a list […], not a text."
    )
    assert wording.placed(Problem("a.b", "empty")).startswith("a.b: This is empty.")


def test_dates_are_written_out():
    reason = Refused("clock_guard", why="earlier", today=date(2026, 1, 31), last=date(2026, 2, 1))

    assert wording.sentence(reason).startswith(
        "Today would be Jan 31, 2026, but the last run was on Feb 1, 2026."
    )


def test_several_problems_are_all_said():
    rejected = Rejected((Problem("a", "empty"), Problem("b", "no_lines")))

    assert "a: This is empty" in wording.sentence(rejected)
    assert "b: A schedule needs" in wording.sentence(rejected)


def test_an_unknown_code_and_a_missing_fact_still_give_words():
    assert wording.said("never_heard_of", {}) == "This isn't possible (never_heard_of)."
    assert wording.said("customer_missing", {"customer": None}) == "There is no customer “…”."


@given(some.text(max_size=400))
def test_what_people_typed_stays_on_one_line_and_fills_no_other_blank(text):
    said = wording.said("customer_missing", {"customer": text, "code": "{customer}"})

    assert said.isprintable()
    assert len(said) < 340


@pytest.mark.parametrize("code", ["customer_missing", "invoice_is_void", "not_a_date", "database_is_away"])
def test_germans_are_told_in_german(code):
    assert wording.said(code, {}, "de") != wording.said(code, {}, "en")
