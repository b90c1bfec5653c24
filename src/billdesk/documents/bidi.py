"""In which order a line is drawn where scripts that run from right to left take part (Unicode's UAX #9).

Explicit embeddings and isolates are left out: nobody types them into a name or an address.
"""

import re
import unicodedata
from itertools import groupby

RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
BRACKETS = {"(": ")", "[": "]", "{": "}", "\u2039": "\u203a", "\u00ab": "\u00bb"}
STRONG = {"L": "L", "R": "R", "AN": "R", "EN": "R"}  # numbers count as right-to-left beside neutrals (N1)


def reads_right(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (P2, P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def runs(text: str, right: bool) -> list[tuple[str, bool]]:
    """The text as (piece in reading order, whether it runs from right to left), leftmost piece first.

    `right` is the direction of the paragraph.
    """
    if not text or (not right and not RIGHT.search(text)):
        return [(text, False)]
    levels = _levels(text, int(right))
    pieces = [
        (level, "".join(character for character, _ in group))
        for level, group in groupby(zip(text, levels, strict=True), key=lambda pair: pair[1])
    ]
    for edge in range(
        max(levels), 0, -1
    ):  # L2: turn around every stretch at this level or above, deepest first
        pieces = _turned(pieces, edge)
    return [(piece, level % 2 == 1) for level, piece in pieces]


def _turned(pieces: list[tuple[int, str]], edge: int) -> list[tuple[int, str]]:
    turned: list[tuple[int, str]] = []
    for high, group in groupby(pieces, key=lambda piece: piece[0] >= edge):
        stretch = list(group)
        turned += reversed(stretch) if high else stretch
    return turned


def _levels(text: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    own = "R" if base else "L"
    _settle_numbers(kinds, own)
    _settle_brackets(text, kinds, own)
    _settle_neutrals(kinds, own)
    return _trimmed(text, [base + _raise(kind, base) for kind in kinds], base)


def _raise(kind: str, base: int) -> int:
    """I1, I2: how far above the paragraph a letter or number lies."""
    if base == 0:
        return {"L": 0, "R": 1}.get(kind, 2)
    return 0 if kind == "R" else 1


def _trimmed(text: str, levels: list[int], base: int) -> list[int]:
    """L1: spaces at the end of the line belong to the paragraph."""
    end = len(text.rstrip())
    return levels[:end] + [base] * (len(levels) - end)


def _settle_numbers(kinds: list[str], own: str) -> None:
    """W1 to W7: marks follow their letter, signs their number, European numbers the letters before."""
    strong = before = own
    for place, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kind = before
        elif kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[place] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _join_separators(kinds)
    strong = own
    for place, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            kinds[place] = "L"


def _join_separators(kinds: list[str]) -> None:
    """W4 to W6: one separator between numbers belongs to them, and so do signs before or after a number."""
    for place in range(1, len(kinds) - 1):
        left, kind, right = kinds[place - 1 : place + 2]
        if left == right and ((kind == "CS" and left in ("EN", "AN")) or (kind == "ES" and left == "EN")):
            kinds[place] = left
    place = 0
    for kind, group in groupby(list(kinds)):
        size = len(list(group))
        around = [*kinds[max(place - 1, 0) : place], *kinds[place + size : place + size + 1]]
        if kind in ("ET", "ES", "CS"):
            kinds[place : place + size] = ["EN" if kind == "ET" and "EN" in around else "ON"] * size
        place += size


def _settle_brackets(text: str, kinds: list[str], own: str) -> None:
    """N0: a pair of brackets goes with what it holds."""
    other = "L" if own == "R" else "R"
    for first, last in sorted(_pairs(text, kinds)):
        inside = {STRONG.get(kind) for kind in kinds[first + 1 : last]}
        if own in inside:
            kinds[first] = kinds[last] = own
        elif other in inside:
            before = next((STRONG[kind] for kind in reversed(kinds[:first]) if kind in STRONG), own)
            kinds[first] = kinds[last] = other if before == other else own


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        if kinds[place] != "ON":
            continue
        if character in BRACKETS:
            waiting.append((BRACKETS[character], place))
        elif any(closing == character for closing, _ in waiting):
            while waiting[-1][0] != character:
                waiting.pop()
            found.append((waiting.pop()[1], place))
    return found


def _settle_neutrals(kinds: list[str], own: str) -> None:
    """N1, N2: what has no direction takes that of both its neighbours, else the paragraph's."""
    place = 0
    for neutral, group in groupby(list(kinds), key=lambda kind: kind not in STRONG):
        size = len(list(group))
        if neutral:
            left = STRONG[kinds[place - 1]] if place else own
            right = STRONG[kinds[place + size]] if place + size < len(kinds) else own
            kinds[place : place + size] = [left if left == right else own] * size
        place += size
