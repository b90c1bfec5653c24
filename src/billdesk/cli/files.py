"""Writes files for commands: the whole file or nothing of it, and never over a database."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from billdesk.cli.grammar import WrongUsage

_DATABASE = b"SQLite format 3\0"


def write_whole(target: Path, content: bytes) -> None:
    """Write a file, readable by its owner only, in place of an older one; OSError where it can't be."""
    _require_no_database(target)
    if target.exists() and not target.is_file():  # a folder says so by itself, a device takes the bytes
        target.write_bytes(content)
        return
    handle, name = tempfile.mkstemp(prefix=".billdesk-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _require_no_database(target: Path) -> None:
    """A slip of the hand must not write over the shop itself."""
    if not target.is_file():
        return
    with target.open("rb") as file:
        head = file.read(len(_DATABASE))
    if head == _DATABASE:
        raise WrongUsage(f"{target}: this is a database. Choose another name.")
