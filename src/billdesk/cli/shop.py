"""`billdesk load` and `dump`: whole shops as JSON documents, in and out."""

import json
import sys
from pathlib import Path
from typing import Any

from billdesk.cli.call import Answer, Call
from billdesk.cli.files import write_whole
from billdesk.cli.grammar import Commands, WrongUsage, filled
from billdesk.cli.tables import pairs
from billdesk.services.loading import Source


def add(commands: Commands) -> None:
    """Make the commands known."""
    words = commands.add("load", "add what shop documents hold, all or nothing", load, makes_file=True)
    words.add_argument("files", metavar="FILE", nargs="+", type=filled, help="JSON; - is standard input")
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
        write_whole(target, text.encode())
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
