"""Reads a number as people type it: 12,50, 12.50, 1 000, −3, =3*4; exact, with no float on the way."""

import re
from fractions import Fraction

from billdesk.basics import words
from billdesk.domain.money import divide

LONGEST = 200
_BLANKS = re.compile(r"[\s\u00a0\u202f'’]+")
_PLAIN = re.compile(r"([+-]?)(\d[\d.,]*|[.,]\d+)", re.ASCII)
_PIECE = re.compile(r"\s*(\d[\d.,]*|[.,]\d+|[-+*/()])", re.ASCII)


def read_number(text: str, places: int, language: str) -> int | None:
    """The number times 10**places that a text means; None where it means none, or has more decimals.

    "=" begins a sum such as =3*4 or =(2+1)/7, whose result is rounded half away from zero. A single sign
    before exactly three digits parts groups where the language writes it so: 1,000 in English.
    """
    said = text.strip()[:LONGEST].replace(words.MINUS, "-")
    if len(text.strip()) > LONGEST:
        return None
    if said.startswith("="):
        found = _Sum(said[1:], language).result()
        return None if found is None else _rounded(found * 10**places)
    match = _PLAIN.fullmatch(_BLANKS.sub("", said))
    value = _literal(match[2], language) if match else None
    if match is None or value is None or (value * 10**places).denominator != 1:
        return None
    return int(value * 10**places) * (-1 if match[1] == "-" else 1)


def _rounded(exact: Fraction) -> int:
    return divide(exact.numerator, exact.denominator)


def _literal(text: str, language: str) -> Fraction | None:
    """Digits and signs: the last of two kinds is the decimal one, one that comes twice parts groups."""
    kinds = [sign for sign in ".," if sign in text]
    last = max(kinds, key=text.rfind, default="")
    if len(kinds) == 1 and (text.count(last) > 1 or _parts_groups(text, last, language)):
        last = ""
    if last and text.count(last) > 1:
        return None
    whole, _, decimals = text.partition(last) if last else (text, "", "")
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(one) == 3 for one in groups[1:])):
        return None
    return Fraction(int("".join(groups) + decimals or "0"), 10 ** len(decimals))


def _parts_groups(text: str, sign: str, language: str) -> bool:
    """Whether a sign that stands once, before three digits, is that of the language for groups."""
    before, _, behind = text.partition(sign)
    group = words.number(1000, language)[1:-3]
    return len(behind) == 3 and 1 <= len(before) <= 3 and before != "0" and sign == group


class _Sum:
    """A sum with + − × ÷ and brackets, worked out piece by piece."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._pieces = self._split(_BLANKS.sub("", text).replace("×", "*").replace("÷", "/"))
        self._at = 0

    def result(self) -> Fraction | None:
        """What it comes to, None where it isn't a sum or divides by nothing."""
        try:
            found = self._terms()
        except (ValueError, ZeroDivisionError, RecursionError):
            return None
        return found if self._at == len(self._pieces) else None

    def _split(self, text: str) -> list[str]:
        pieces, at = [], 0
        while at < len(text):
            found = _PIECE.match(text, at)
            if found is None:
                return []
            pieces.append(found[1])
            at = found.end()
        return pieces

    def _next(self, *wanted: str) -> str:
        piece = self._pieces[self._at] if self._at < len(self._pieces) else ""
        if piece and piece in wanted:
            self._at += 1
            return piece
        return ""

    def _terms(self) -> Fraction:
        value = self._factors()
        while sign := self._next("+", "-"):
            more = self._factors()
            value = value + more if sign == "+" else value - more
        return value

    def _factors(self) -> Fraction:
        value = self._atom()
        while sign := self._next("*", "/"):
            more = self._atom()
            value = value * more if sign == "*" else value / more
        return value

    def _atom(self) -> Fraction:
        if self._next("-"):
            return -self._atom()
        if self._next("("):
            value = self._terms()
            if not self._next(")"):
                raise ValueError
            return value
        piece = self._pieces[self._at] if self._at < len(self._pieces) else ""
        value_of = _literal(piece, self._language) if piece and piece not in "+-*/()" else None
        if value_of is None:
            raise ValueError
        self._at += 1
        return value_of
