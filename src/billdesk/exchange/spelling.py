"""How a document was spelled: defaults written out, amounts left out, "10.0" for "10".

A written thing is a tree of words. What was read is compared with the words that would be written for
it, and the difference is a small JSON fragment: `1` for a needless key that was written all the same,
`0` for one that is usually written and was left out, `[ours, theirs]` for another spelling of a value,
and the same again by key or position for what is nested. Present values win: a spelling comes back
only where it still means what is there.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

Memory = Mapping[str, Any] | None


class Word(NamedTuple):
    """A key's value; `needless` where leaving it out means the same, `shown` where it's usually written."""

    value: Any
    needless: bool = False
    shown: bool = False


def plain(tree: Any) -> Any:
    """A tree of words as bare JSON with every key."""
    if isinstance(tree, dict):
        return {key: plain(word.value) for key, word in tree.items()}
    return [plain(one) for one in tree] if isinstance(tree, list) else tree


def remember(raw: Mapping[str, Any], words: Mapping[str, Word]) -> dict[str, Any] | None:
    """What of the spelling of `raw` the words wouldn't give by themselves; None where nothing."""
    found: dict[str, Any] = {}
    for key, word in words.items():
        if key not in raw:
            if word.shown:
                found[key] = 0
            continue
        difference = _difference(raw[key], word.value)
        if difference is not None:
            found[key] = difference
        elif word.needless and not word.shown:
            found[key] = 1
    return found or None


def _difference(raw: Any, tree: Any) -> Any:
    if isinstance(raw, dict) and isinstance(tree, dict):
        return remember(raw, tree)
    if isinstance(raw, list) and isinstance(tree, list) and len(raw) == len(tree) and _nested(tree):
        parts = {
            str(place): _difference(one, two) for place, (one, two) in enumerate(zip(raw, tree, strict=True))
        }
        return {place: part for place, part in parts.items() if part is not None} or None
    ours = plain(tree)
    return None if raw == ours else [ours, raw]


def respell(words: Mapping[str, Word], memory: Memory) -> dict[str, Any]:
    """Bare JSON of the words, spelled as it is remembered."""
    memory = memory or {}
    written: dict[str, Any] = {}
    for key, word in words.items():
        remembered = memory.get(key)
        if word.needless and (remembered == 0 if word.shown else remembered is None):
            continue
        written[key] = _respelled(word.value, remembered)
    return written


def _respelled(tree: Any, memory: Any) -> Any:
    if isinstance(memory, list) and memory and memory[0] == plain(tree):
        return memory[1]
    inner = memory if isinstance(memory, dict) else {}
    if isinstance(tree, dict):
        return respell(tree, inner)
    if isinstance(tree, list) and _nested(tree):
        return [_respelled(one, inner.get(str(place))) for place, one in enumerate(tree)]
    return plain(tree)


def _nested(tree: list[Any]) -> bool:
    return any(isinstance(one, dict) for one in tree)
