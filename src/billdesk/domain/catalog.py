"""What the shop sells: products, labor and deposits."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from billdesk.domain.swift import swift
from billdesk.domain.tax import INHERIT, Choice


@swift
@dataclass(frozen=True, slots=True)
class Product:
    """Anything sold. The price is in minor units × 10⁴ of `currency` (None = the shop's home currency)."""

    id: int
    ref: str
    name: str
    kind: str = "product"  # product labor deposit
    description: str = ""
    unit: str = ""
    unit_price: int | None = None
    currency: str | None = None
    tax: Choice = INHERIT
    minimum_minutes: int = 0
    increment_minutes: int = 0
    deposit_percent: int | None = None  # × 10⁴, of the ticket's present charges
    active: bool = True
    version: int = 1


def matching(products: Iterable[Product], typed: str, most: int) -> list[Product]:
    """The products that have every word typed in name, ref or description; names that begin so come first."""
    words = folded(typed).split()
    if not words:
        return []
    found: list[tuple[int, int, Product]] = []
    for one in products:
        name = folded(one.name)
        whole = f"{name} {folded(one.ref)} {folded(one.description)}"
        if all(word in whole for word in words):
            found.append((_rank(name, words), len(found), one))
    return [one for _, _, one in sorted(found)[:most]]


@lru_cache(65_536)
def folded(text: str) -> str:
    """A text without case and accents; of one that is nothing but accents they stay."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare if bare.strip() else text.casefold()


def _rank(name: str, words: list[str]) -> int:
    """How well a name fits: it begins with what is typed, some word of it does, or it only holds it."""
    if name.startswith(" ".join(words)):
        return 0
    if name.startswith(words[0]):
        return 1
    return 2 if f" {words[0]}" in name else 3
