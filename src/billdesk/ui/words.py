"""The one function through which every word on the screen goes, so that none escapes translation."""

from collections.abc import Callable


class _Reader:
    """Holds what turns an English sentence into the reader's language; `str` keeps English."""

    translate: Callable[[str], str] = str


def use(translate: Callable[[str], str]) -> None:
    """Set what turns an English sentence into the reader's language; `str` keeps English."""
    _Reader.translate = staticmethod(translate)


def tr(english: str, **facts: object) -> str:
    """Say `english` in the reader's language, with its {blanks} filled from `facts`."""
    said = _Reader.translate(english)
    return said.format(**facts) if facts else said


def counted(count: int, one: str, many: str, **facts: object) -> str:
    """Choose the words for `count` things and fill {count} and the other blanks."""
    return tr(one if count == 1 else many, count=f"{count:,}", **facts)
