"""Words as searches see them, the same on every database: folded, and separated by nothing but blanks."""

import re
import unicodedata
from functools import lru_cache

from billdesk.storage.reader import Piece

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


@lru_cache(maxsize=4096)
def _words_once(words: str) -> tuple[str, ...]:
    """The same again: the invoices of a run say the same things."""
    return tuple(words_of(words))


def as_words(*texts: str) -> str:
    """The different words of some texts as they are kept for searches."""
    found = dict.fromkeys(word for text in texts for word in _words_once(text))
    return " ".join(found)[:LONGEST_TEXT]


def typed(words: str) -> list[str]:
    """The words that somebody typed, each the beginning of a word to be found."""
    return words_of(words)[:MOST_WORDS]


def matching_ids(words: list[str], is_sqlite: bool = True) -> Piece:
    """The ids of invoices in which every word begins a word."""
    if is_sqlite:
        # Quoted, a word is a word to FTS5, whatever it reads like.
        wanted = " ".join([f'"{word}"*' for word in words])
        return Piece("SELECT rowid AS id FROM invoice_search WHERE invoice_search MATCH ?", (wanted,))
    kept = "array_to_tsvector(string_to_array(words, ' '))"
    wanted = " & ".join([f"'{word}':*" for word in words])
    sql = f"SELECT id FROM invoice_texts WHERE {kept} @@ CAST(? AS tsquery)"  # noqa: S608 words of ours
    return Piece(sql, (wanted,))


def has_words(words: list[str]) -> Piece:
    """Whether one invoice has every word, by its own text: for lists that are walked in another order."""
    found = " AND ".join(["instr(' ' || kept.words, ?) > 0"] * len(words))
    one = f"SELECT 1 FROM invoice_texts kept WHERE kept.id = invoices.id AND {found}"  # noqa: S608 words of ours
    return Piece(f"EXISTS ({one})", tuple([f" {word}" for word in words]))
