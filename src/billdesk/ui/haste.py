"""Spares a starting window what Python and PySide do unasked, which takes longer than a paint."""

import gc
import sys
from typing import Any

import shiboken6  # noqa: F401 it brings the module that is changed below

YOUNG = 50_000
"""So many new objects are looked through for cycles at once; by Python's 700 that is 200 times a start."""


def collect_seldom() -> None:
    """Let Python look for cycles in larger heaps: a start makes much that stays, and hardly a cycle."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def read_no_sources() -> None:
    """Keep PySide from reading the source of every module that is imported.

    It looks for the word PySide6 there, to know where method names in snake_case may be wanted (see
    `__feature__`); nobody wants them here. It takes 0.3 ms and the memory of the text for each module.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):  # else another PySide that does it in another way
        feature._mod_uses_pyside = _without_looking


def _without_looking(_module: object) -> bool:
    return True
