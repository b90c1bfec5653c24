"""Figures as people type them: 12,50, 12.50, 1 000, -3, 10 %, =3*4; exact, as whole numbers.

`point` is the sign before the decimals in the reader's language. It decides one case only: a single sign
before three last digits, as in 1,234, parts thousands unless it is the point.
"""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from billdesk.domain.errors import Refused
from billdesk.domain.money import LIMIT, SCALE, decimal_text, decimals, divide
from billdesk.domain.totals import Discount

LONGEST = 100
"""No figure has more letters; it keeps formulas small."""
HUNDRED = 100 * SCALE

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_GROUPS = _SPACES + "'\N{RIGHT SINGLE QUOTATION MARK}"
_NUMBER = rf"[.,]?[0-9](?:[0-9.,{_GROUPS}]*[0-9])?[.,]?"
_TOKEN = re.compile(rf"[{_SPACES}]*({_NUMBER}|[-+*/()])")
_PLAIN = re.compile(_NUMBER)
_SIGNS = str.maketrans("\N{MINUS SIGN}\N{MULTIPLICATION SIGN}\N{DIVISION SIGN}", "-*/")


def amount(text: str, currency: str, point: str = ".") -> int:
    """Minor units of a typed amount; its sign or code may stand with it. Refused with the reason."""
    places = decimals(currency)
    return _read(_bare(text, currency), places, LIMIT, _Wanted("not_an_amount", 125, places, point))


def price(text: str, currency: str, point: str = ".") -> int:
    """A typed unit price in minor units × 10⁴; Refused with the reason."""
    places = decimals(currency)
    wanted = _Wanted("not_an_amount", 125, places, point)
    return _read(_bare(text, currency), places + 4, LIMIT * SCALE, wanted)


def quantity(text: str, point: str = ".") -> int:
    """A typed quantity × 10⁴; Refused with the reason."""
    return _read(text, 4, LIMIT, _Wanted("not_a_quantity", 15, 1, point))


def percent(text: str, point: str = ".", most: int | None = HUNDRED) -> int:
    """A typed percentage × 10⁴ from 0 to `most` (None for no bound), with or without its sign; Refused."""
    bare = text.strip().removesuffix("%")
    found = _read(bare, 4, LIMIT, _Wanted("not_a_percentage", 125, 1, point))
    if found < 0 or (most is not None and found > most):
        raise Refused("out_of_range", least=0, most=decimal_text(HUNDRED if most is None else most, 4))
    return found


def number(text: str, places: int, point: str = ".") -> int:
    """A typed number × 10**places; Refused with the reason."""
    return _read(text, places, LIMIT * SCALE, _Wanted("not_a_number", 15, 1, point))


def discount(text: str, currency: str, point: str = ".") -> Discount | None:
    """A typed discount: "10%" is a percentage, "10" an amount, nothing or 0 is none; Refused."""
    said = text.strip()
    if not said:
        return None
    if said.endswith("%"):
        share = percent(said, point)
        return Discount(percent=share) if share else None
    found = amount(said, currency, point)
    if found < 0:
        raise Refused("below_zero")
    return Discount(amount=found) if found else None


class _Wanted:
    """What is asked for: the code of the refusal, and an example that is written right."""

    def __init__(self, code: str, example: int, places: int, point: str) -> None:
        self.code, self.point = code, point
        self.example = decimal_text(example, 1 if places else 0, places).replace(".", point)

    def refusal(self) -> Refused:
        return Refused(self.code, example=self.example)


def _bare(text: str, currency: str) -> str:
    """An amount without the code or the sign of its currency at either end."""
    said = text.strip()
    for start, end in ((0, 1), (len(said) - 1, len(said))):
        if said and unicodedata.category(said[start:end]) == "Sc":
            return (said[:start] + said[end:]).strip()
    upper = said.upper()
    if upper.startswith(currency):
        return said[len(currency) :].strip()
    return said[: -len(currency)].strip() if upper.endswith(currency) else said


def _read(text: str, places: int, limit: int, wanted: _Wanted) -> int:
    said = text.strip().translate(_SIGNS)
    if not said or len(said) > LONGEST:
        raise wanted.refusal()
    if said.startswith("="):
        exact = _Formula(said[1:], wanted).value() * 10**places
        found = divide(exact.numerator, exact.denominator)
    else:
        found = _whole(said, places, wanted)
    if abs(found) >= limit:
        raise Refused("too_large", value=text.strip())
    return found


def _whole(said: str, places: int, wanted: _Wanted) -> int:
    """A typed number × 10**places; nothing is rounded, and there is no minus before 0."""
    exact = _number(said.removeprefix("-").lstrip(_SPACES), wanted.point)
    if exact is None or (said.startswith("-") and not exact):
        raise wanted.refusal()
    scaled = exact * Fraction(10**places)
    if scaled.denominator != 1:
        raise Refused("too_many_decimals", value=said, decimals=places)
    return -scaled.numerator if said.startswith("-") else scaled.numerator


def _number(token: str, point: str) -> Fraction | None:
    """The value of a number without its sign; None where its groups make no sense."""
    sign = _decimal_sign(token, point)
    if sign is None or not _PLAIN.fullmatch(token):
        return None
    whole, _, fraction = token.partition(sign) if sign else (token, "", "")
    groups = re.split(f"[.,{_GROUPS}]", whole) if whole else ["0"]
    if fraction and not (fraction.isascii() and fraction.isdigit()):
        return None
    if len(groups) > 1 and not _parted(groups):
        return None
    return Fraction(int("".join(groups) + fraction), 10 ** len(fraction))


def _decimal_sign(token: str, point: str) -> str | None:
    """Which sign of a number stands before its decimals; "" where none does, None where it can't be told."""
    used = [letter for letter in token if letter in ".,"]
    if not used:
        return ""
    if len(set(used)) == 2:
        return used[-1] if used.count(used[-1]) == 1 else None
    if len(used) > 1:
        return ""
    before, _, behind = token.partition(used[0])
    thousands = len(behind) == 3 and 1 <= len(before) <= 3 and before.strip("0")
    return "" if thousands and used[0] != point else used[0]


def _parted(groups: list[str]) -> bool:
    """Whether digits are parted as thousands are, or as in India: 12,34,567."""
    middle = {len(group) for group in groups[1:-1]}
    return 1 <= len(groups[0]) <= 3 and len(groups[-1]) == 3 and middle in (set(), {3}, {2})


class _Formula:
    """Reads sums, products and parentheses from left to right; nothing else is ever carried out."""

    def __init__(self, text: str, wanted: _Wanted) -> None:
        self._wanted = wanted
        self._tokens = list(self._split(text.strip()))
        self._at = 0

    def value(self) -> Fraction:
        found = self._sum()
        if self._at < len(self._tokens):
            raise self._wanted.refusal()
        return found

    def _split(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise self._wanted.refusal()
            yield found[1]
            at = found.end()

    def _next(self, *wanted: str) -> str:
        """The next token where it is one of those, which is then behind us."""
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return self._tokens[self._at - 1]
        return ""

    def _sum(self) -> Fraction:
        found = self._product()
        while sign := self._next("+", "-"):
            part = self._product()
            found = found + part if sign == "+" else found - part
        return found

    def _product(self) -> Fraction:
        found = self._part()
        while sign := self._next("*", "/"):
            part = self._part()
            if sign == "/" and not part:
                raise Refused("divided_by_zero")
            found = found * part if sign == "*" else found / part
        return found

    def _part(self) -> Fraction:
        if sign := self._next("-", "+"):
            return -self._part() if sign == "-" else self._part()
        if self._next("("):
            found = self._sum()
            if not self._next(")"):
                raise self._wanted.refusal()
            return found
        if self._at >= len(self._tokens):
            raise self._wanted.refusal()
        number = _number(self._tokens[self._at], self._wanted.point)
        if number is None:
            raise self._wanted.refusal()
        self._at += 1
        return number
