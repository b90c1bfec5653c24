"""What a window shows first, out of one state of the database: lists, sums, settings. Nothing is written."""

import json
from typing import Any

from billdesk.storage.lists import Lists
from billdesk.storage.reader import Piece, Reader


class Sight:
    """A look at the database within one transaction."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.lists = Lists(reader)

    def settings(self) -> dict[str, Any]:
        """Every setting by its name, as plain JSON."""
        found = self._reader.rows(Piece("SELECT name, value FROM settings"))
        return {name: json.loads(value)[0] for name, value in found}
