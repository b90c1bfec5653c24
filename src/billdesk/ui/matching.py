"""Compares what somebody types with what stands on the screen, without case and accents."""

import unicodedata
from collections.abc import Sequence


def plain_sign(sign: str) -> str:
    """One sign without case and accents; it may become several."""
    apart = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(one for one in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(one))


def plain(text: str) -> str:
    """A text without case and accents."""
    return text.lower() if text.isascii() else "".join(plain_sign(sign) for sign in text)


def words_of(typed: str) -> tuple[str, ...]:
    """The different words that were typed, plain."""
    return tuple(dict.fromkeys(plain(typed).split()))


def has_all(words: Sequence[str], *texts: str) -> bool:
    """Whether each word stands in one of the texts."""
    said = " ".join(plain(text) for text in texts)
    return all(word in said for word in words)


def marks(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text: (from, to) in its own signs, in order, none inside another."""
    places: list[int] = []  # of each plain sign in the text
    signs: list[str] = []
    for number, sign in enumerate(text):
        for one in plain_sign(sign):
            signs.append(one)
            places.append(number)
    said = "".join(signs)
    hit = [False] * len(text)
    for word in words:
        at = said.find(word) if word else -1
        while at >= 0:
            for place in places[at : at + len(word)]:
                hit[place] = True
            at = said.find(word, at + len(word))
    return _runs(hit)


def _runs(hit: list[bool]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for number, on in enumerate(hit):
        if on and found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        elif on:
            found.append((number, number + 1))
    return tuple(found)
