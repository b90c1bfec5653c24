"""Reads what is not code (icons, fonts, themes, templates, translations), in the sources or installed."""

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = _PACKAGE.parent.parent


@cache
def folder() -> Path:
    """The folder of all resources: beside the sources, else inside the installed package."""
    if (_SOURCES / "pyproject.toml").is_file() and (_SOURCES / "resources").is_dir():
        return (_SOURCES / "resources").resolve()
    return (_PACKAGE / "_resources").resolve()


def path(*parts: str) -> Path:
    """The path of one resource, as in path("icons", "send.svg"). FileNotFoundError if there is none.

    A name that leads out of the resources is a ValueError.
    """
    found = Path(os.path.normpath(folder().joinpath(*parts)))  # resolve() would ask for each folder above
    if not found.is_relative_to(folder()):
        raise ValueError(f"not a resource: {parts}")
    if not found.exists():
        raise FileNotFoundError(found)
    return found


def read_bytes(*parts: str) -> bytes:
    """The content of one resource."""
    return path(*parts).read_bytes()


def read_text(*parts: str) -> str:
    """The content of one resource that is text (UTF-8)."""
    return path(*parts).read_text(encoding="utf-8")
