"""What is wrong, in words: one sentence for each code of an error or problem, in the reader's language."""

import re
from collections.abc import Mapping
from datetime import date

from billdesk.basics import words
from billdesk.domain.errors import BillDeskError, Problem, Rejected
from billdesk.services.complaints import COMPLAINTS
from billdesk.services.sentences import SENTENCES, VALUES

_BLANK = re.compile(r"\{(\w+)\}")
_UNKNOWN = "This isn't possible ({code})."


def sentence(reason: BillDeskError | Problem, language: str = "en") -> str:
    """What is wrong and what to do. The place of a single problem is left to whoever shows it."""
    if isinstance(reason, Rejected):
        return " ".join(placed(problem, language) for problem in reason.problems)
    return said(reason.code, reason.facts, language)


def placed(problem: Problem, language: str = "en") -> str:
    """A problem's sentence behind its place, as in `customers[3].email: …`."""
    text = said(problem.code, problem.facts, language)
    return f"{problem.place}: {text}" if problem.place else text


def said(code: str, facts: Mapping[str, object], language: str = "en") -> str:
    """The sentence of a code with its blanks filled; a fact that is missing leaves a gap, never an error."""
    template = words.translate(template_of(code, facts) or _UNKNOWN, language)
    known = {"code": code} | dict(facts)
    return _BLANK.sub(lambda blank: _fact(blank[1], known.get(blank[1]), language), template)


def template_of(code: str, facts: Mapping[str, object]) -> str | None:
    """The English sentence of a code; None where there is none. The fact `why` chooses between several."""
    names = (f"{code}.{facts.get('why', '')}", code)
    return next((table[name] for name in names for table in (SENTENCES, COMPLAINTS) if name in table), None)


def blanks(template: str) -> frozenset[str]:
    """The names of the facts that a sentence needs."""
    return frozenset(_BLANK.findall(template))


def _fact(name: str, value: object, language: str) -> str:
    if isinstance(value, date):
        return words.date_medium(value, language)
    if value is None:
        return "…"
    text = str(value)
    known = VALUES.get(name, {}).get(text)
    return words.translate(known, language) if known else _printable(text)


def _printable(text: str) -> str:
    """What somebody typed or sent, on one line and without anything that moves a terminal's cursor."""
    shown = text if len(text) <= 300 else text[:300] + "…"
    return "".join(letter if letter.isprintable() else " " for letter in shown)
