"""The one function through which every word on the screen goes, so that none escapes translation."""

from collections.abc import Callable

from billdesk.basics import words


class _Reader:
    """Holds what turns an English sentence into the reader's language, and that language's code."""

    translate: Callable[[str], str] = str
    language = "en"


def use(translate: Callable[[str], str], language: str = "en") -> None:
    """Set what turns an English sentence into the reader's `language`; `str` keeps English."""
    _Reader.translate = staticmethod(translate)
    _Reader.language = language


def language() -> str:
    """The language that is spoken now."""
    return _Reader.language


def tr(english: str, **facts: object) -> str:
    """Say `english` in the reader's language, with its {blanks} filled from `facts`."""
    said = _Reader.translate(english)
    return said.format(**facts) if facts else said


def number(count: int) -> str:
    """Write a count with the groups of the reader's language: 12,500."""
    return words.number(count, _Reader.language)


def counted(count: int, one: str, many: str, **facts: object) -> str:
    """Choose the words for `count` things and fill {count} and the other blanks."""
    return tr(one if count == 1 else many, count=number(count), **facts)
