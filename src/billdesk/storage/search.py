"""Words as searches see them, the same on every database: folded, and separated by nothing but blanks."""

import re
import unicodedata
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    cast,
    exists,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from billdesk.storage.mapping import table
from billdesk.storage.tables import InvoiceTextRow

_FOLDS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 60
"""What is beyond is cut, in what is looked for as well; databases limit the size of a word."""
LONGEST_TEXT = 200_000
MOST_WORDS = 16
"""How many words of what somebody typed are looked for."""


def folded(words: str) -> str:
    """A text as searches see it: without case and accents."""
    if words.isascii():
        return words.lower()
    small = unicodedata.normalize("NFKD", words).casefold().translate(_FOLDS)
    apart = unicodedata.normalize("NFKD", small)  # casefolding may have put signs together again
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(words: str) -> list[str]:
    """The different words of a text, folded; letters and digits are what words are made of."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(folded(words))))


def as_words(words: str) -> str:
    """The words of a text as they are kept for searches."""
    return " ".join(words_of(words))[:LONGEST_TEXT]


def typed(words: str) -> list[str]:
    """The words that somebody typed, each the beginning of a word to be found."""
    return words_of(words)[:MOST_WORDS]


def matching_ids(dialect: str, words: list[str]) -> Select[Any]:
    """The ids of invoices in which every word begins a word."""
    if dialect == "sqlite":
        found = literal_column("invoice_search.rowid", Integer).label("id")
        return select(found).select_from(text("invoice_search")).where(_match(words))
    source = table(InvoiceTextRow)
    kept = func.array_to_tsvector(func.string_to_array(source.c.words, literal_column("' '")))
    return select(source.c.id).where(kept.op("@@")(cast(literal(_tsquery(words)), TSQUERY)))


def has_words(words: list[str], invoice_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether one invoice has every word, by its own text: for lists that are walked in another order."""
    source = table(InvoiceTextRow).c
    kept = literal_column("' '").concat(source.words)
    found = [func.instr(kept, " " + word) > 0 for word in words]
    return exists(select(literal(1)).where(source.id == invoice_id, *found))


def _match(words: list[str]) -> ColumnElement[bool]:
    """Quoted, a word is a word to FTS5, whatever it reads like."""
    wanted = " ".join(f'"{word}"*' for word in words)
    return literal_column("invoice_search").op("MATCH")(literal(wanted))


def _tsquery(words: list[str]) -> str:
    return " & ".join(f"'{word}':*" for word in words)
