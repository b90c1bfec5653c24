"""Makes refs: the names by which documents and commands know a thing, from what people call it."""

from collections.abc import Collection
from itertools import count

from billdesk.storage.search import words_of

LONGEST = 60


def ref_of(name: str, taken: Collection[str], otherwise: str) -> str:
    """A ref that isn't taken: managed-it for "Managed IT", then managed-it-2; `otherwise` for mere signs."""
    plain = "-".join(words_of(name))[:LONGEST].strip("-") or otherwise
    tries = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
    return next(one for one in tries if one not in taken)
