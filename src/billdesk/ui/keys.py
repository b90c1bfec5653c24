"""How shortcuts are written: as this platform and the reader's language do."""

import sys

from PySide6.QtGui import QKeySequence


def key_words(shortcut: str) -> str:
    """Say a shortcut as this platform writes it: Ctrl+S, Strg+S, ⌘S; "" stays ""."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(words: str, shortcut: str) -> str:
    """Words for a tool tip, with their shortcut behind them where there is one."""
    return f"{words}  {key_words(shortcut)}".strip()


def keys_of(shortcut: str) -> tuple[str, ...]:
    """The keys of a shortcut, one by one, for being painted as key caps."""
    if not shortcut:
        return ()
    said = key_words(shortcut)
    if "+" not in said[:-1]:
        return tuple(said) if sys.platform == "darwin" else (said,)
    plus = said.endswith("++")
    return (*said.removesuffix("++").split("+"), "+") if plus else tuple(said.split("+"))
