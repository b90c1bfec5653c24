"""Lists as CSV files that any spreadsheet opens, and in which no text of people becomes a formula."""

import csv
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from billdesk.domain.errors import Trouble

BETWEEN = 500
"""Rows between two looks at whether to go on."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def guarded(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would take it for a formula (data.md).

    A plain number may begin with its minus.
    """
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def write_csv(
    path: Path,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    go_on: Callable[[int], bool] = lambda _done: True,
) -> int | None:
    """Write a file whole or not at all; how many rows there were, None where it was stopped.

    UTF-8 with a mark in front, so that spreadsheets read accents right. `go_on` hears now and then how many
    rows are done. Trouble file_cannot_be_written.
    """
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise Trouble("file_cannot_be_written", path=str(path), reason=error.strerror or "") from error
    try:
        with open(handle, "w", encoding="utf-8-sig", newline="") as file:  # noqa: PTH123  (a handle, no path)
            writer = csv.writer(file)
            writer.writerow(guarded(title) for title in head)
            for row in rows:
                if not count % BETWEEN and not go_on(count):
                    return None
                writer.writerow(guarded(cell) for cell in row)
                count += 1
        Path(name).replace(path)
    except OSError as error:
        raise Trouble("file_cannot_be_written", path=str(path), reason=error.strerror or "") from error
    finally:
        Path(name).unlink(missing_ok=True)
    return count
