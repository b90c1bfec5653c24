"""What use cases of change share: what differs, in the words of the audit trail, and refs for what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from billdesk.domain.tax import Choice
from billdesk.domain.texts import LONGEST_REF
from billdesk.storage.search import words_of
from billdesk.storage.work import Work

_LONGEST = 300
"""Of texts that are longer only so much is written down."""


def changes_of(before: Any, after: Any) -> dict[str, list[object]]:
    """The fields of a value that differ, as [before, after]; versions aside."""
    found: dict[str, list[object]] = {}
    for one in fields(before):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new and one.name != "version":
            found[one.name] = [_plain(old), _plain(new)]
    return found


def new_refs(work: Work, kind: str, names: Sequence[str]) -> list[str]:
    """A ref for each name that nothing else of this kind has: "acme-dental", "acme-dental-2"."""
    used: dict[str, int] = {}
    found: dict[str, None] = {}
    for name in names:
        stem = "-".join(words_of(name))[: LONGEST_REF - 10] or kind
        while True:
            used[stem] = used.get(stem, 0) + 1
            ref = stem if used[stem] == 1 else f"{stem}-{used[stem]}"
            if ref not in found and not work.customers.taken(kind, [ref]):
                break
        found[ref] = None
    return list(found)


def _plain(value: object) -> object:
    if isinstance(value, Choice):
        return value.tax_id if value.named else "inherit"
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, Iterable) else value
