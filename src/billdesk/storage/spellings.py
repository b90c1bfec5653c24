"""How loaded documents spelled things, on file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, select

from billdesk.storage.mapping import Values, insert_rows, table
from billdesk.storage.tables import SpellingRow


class Spellings:
    """Fragments of shop documents by kind and id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, fragments: Iterable[tuple[str, int, Mapping[str, Any]]]) -> None:
        """Write fragments; those of the same thing are replaced."""
        rows: dict[tuple[str, int], Values] = {
            (kind, key): {"kind": kind, "subject_id": key, "fragment": dict(fragment)}
            for kind, key, fragment in fragments
        }
        source = table(SpellingRow)
        for kind, key in rows:
            if key == 0:  # only the document and the shop are there more than once
                same = (source.c.kind == kind) & (source.c.subject_id == key)
                self._connection.execute(delete(source).where(same))
        insert_rows(self._connection, SpellingRow, list(rows.values()))

    def all(self) -> dict[str, dict[int, Values]]:
        """Every fragment, by kind and id."""
        found: dict[str, dict[int, Values]] = defaultdict(dict)
        for row in self._connection.execute(select(table(SpellingRow))):
            found[row.kind][row.subject_id] = row.fragment
        return dict(found)
