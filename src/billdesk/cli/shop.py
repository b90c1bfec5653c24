"""`billdesk load` and `dump`: whole shops as JSON documents, in and out."""

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, WrongUsage, filled
from billdesk.cli.tables import pairs
from billdesk.services.loading import Source

_DATABASE = b"SQLite format 3\0"


def add(commands: Commands) -> None:
    """Make the commands known."""
    words = commands.add("load", "add what shop documents hold, all or nothing", load, makes_file=True)
    words.add_argument("files", metavar="FILE", nargs="+", type=filled, help="a JSON document; - is the input")
    words = commands.add("dump", "write the whole shop as one JSON document", dump)
    words.add_argument("file", metavar="FILE", nargs="?", type=filled, help="where to; left out: the output")


def load(call: Call) -> Answer:
    """Add documents to the shop; how many there were of each kind."""
    counts = call.desk.loading.load([_source(name) for name in call.typed.files])
    return Answer(counts, pairs((name.replace("_", " "), count) for name, count in counts.items() if count))


def dump(call: Call) -> Answer:
    """The shop as a document: on standard output, or in a file and then its counts."""
    document = call.desk.loading.dump()
    if not call.typed.file:
        return Answer(document, [json.dumps(document, indent=1, ensure_ascii=False)])
    target = Path(call.typed.file)
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    try:
        _require_no_database(target)
        _write(target, text.encode())
    except OSError as error:
        raise WrongUsage(f"{target}: this file can't be written: {error.strerror}.") from None
    counts = _counts(document)
    return Answer({"file": str(target), "counts": counts}, [f"{target} written.", *pairs(counts.items())])


def _source(name: str) -> Source:
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise WrongUsage(f"{name}: this file can't be read: {error.strerror}.") from None
    return Source("standard input" if name == "-" else name, text)


def _counts(document: dict[str, Any]) -> dict[str, int]:
    return {name: len(rows) for name, rows in document.items() if isinstance(rows, list)}


def _require_no_database(target: Path) -> None:
    """A slip of the hand must not write a document over the shop itself."""
    if not target.is_file():
        return
    with target.open("rb") as file:
        head = file.read(len(_DATABASE))
    if head == _DATABASE:
        raise WrongUsage(f"{target}: this is a database. Choose another name for the document.")


def _write(target: Path, content: bytes) -> None:
    """The whole file or nothing of it, readable by its owner only."""
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
