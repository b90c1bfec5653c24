"""Questions in the database's own words: how lists are read, without what SQLAlchemy costs each time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

Values = tuple[Any, ...]
Ask = Callable[[str, Values], Sequence[Any]]


class Piece(NamedTuple):
    """A part of a statement, with the values of its `?` marks in their order."""

    sql: str
    values: Values = ()


NEVER = Piece("1 = 0")


def joined(pieces: Iterable[Piece], between: str) -> Piece:
    """Pieces in one, such as conditions with " AND " between them."""
    found = list(pieces)
    return Piece(between.join([one.sql for one in found]), sum((one.values for one in found), ()))


def wrapped(before: str, piece: Piece, after: str = "") -> Piece:
    """A piece with words around it."""
    return Piece(before + piece.sql + after, piece.values)


def either(pieces: Iterable[Piece]) -> Piece:
    """That any of some conditions holds; none of none does."""
    found = list(pieces)
    return wrapped("(", joined(found, " OR "), ")") if found else NEVER


def chosen(head: str, conditions: Iterable[Piece]) -> Piece:
    """The rows of a SELECT … FROM … of which every condition holds."""
    found = list(conditions)
    return wrapped(f"{head} WHERE ", joined(found, " AND ")) if found else Piece(head)


class Reader:
    """Asks one database within one transaction; `ask` is how its driver is given a statement."""

    def __init__(self, ask: Ask, is_sqlite: bool) -> None:
        self._ask = ask
        self.is_sqlite = is_sqlite

    def rows(self, question: Piece) -> Sequence[Any]:
        """Every row of the answer, each a tuple."""
        sql, values = question
        if self.is_sqlite:
            return self._ask(sql, tuple([one.isoformat() if type(one) is date else one for one in values]))
        return self._ask(sql.replace("%", "%%").replace("?", "%s"), values)

    def number(self, question: Piece) -> int:
        """The one number that a question is about."""
        return int(self.rows(question)[0][0])

    def hint(self, words: str) -> str:
        """What SQLite is told of the index to take; other databases find it themselves."""
        return f" {words}" if words and self.is_sqlite else ""

    @property
    def day(self) -> Callable[[Any], date]:
        """How a day comes out of the answer; SQLite keeps days as text."""
        return date.fromisoformat if self.is_sqlite else _as_it_is


def _as_it_is(value: date) -> date:
    return value
