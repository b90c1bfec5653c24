"""Settings, number series and letterheads on file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select, update

from billdesk.domain.document import Letterhead
from billdesk.domain.numbering import Series, take
from billdesk.storage.mapping import insert_rows, plain, table, take_ids
from billdesk.storage.tables import LetterheadRow, PictureRow, SeriesRow, SettingRow

_LOGO = "logo"


class Settings:
    """What the shop has set, by name; values are plain JSON."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> dict[str, Any]:
        """Every setting."""
        source = table(SettingRow)
        return {
            name: value[0] for name, value in self._connection.execute(select(source.c.name, source.c.value))
        }

    def write(self, values: Mapping[str, Any]) -> None:
        """Keep settings; the others stay as they are."""
        source = table(SettingRow)
        self._connection.execute(delete(source).where(source.c.name.in_(list(values))))
        insert_rows(
            self._connection, SettingRow, [{"name": name, "value": [values[name]]} for name in values]
        )

    def logo(self) -> bytes:
        """The shop's logo; b"" where it has none."""
        source = table(PictureRow)
        query = select(source.c.content).where(source.c.name == _LOGO)
        return self._connection.execute(query).scalar() or b""

    def keep_logo(self, content: bytes) -> None:
        """Put a logo in the place of the one before; b"" takes it away."""
        source = table(PictureRow)
        self._connection.execute(delete(source).where(source.c.name == _LOGO))
        if content:
            insert_rows(self._connection, PictureRow, [{"name": _LOGO, "content": content}])

    def series(self, kind: str) -> Series | None:
        """A row of numbers, locked until the end of the transaction; None when it isn't set up."""
        source = table(SeriesRow)
        row = self._connection.execute(select(source).where(source.c.kind == kind).with_for_update()).first()
        return None if row is None else Series(row.kind, row.pattern, row.yearly, row.year, row.counter)

    def all_series(self) -> tuple[Series, ...]:
        """Every row of numbers, as it stands."""
        source = table(SeriesRow)
        found = self._connection.execute(select(source).order_by(source.c.kind))
        return tuple(Series(row.kind, row.pattern, row.yearly, row.year, row.counter) for row in found)

    def keep_series(self, series: Series) -> None:
        """Write a row of numbers, new or changed; the database lets no counter go back."""
        source = table(SeriesRow)
        statement = update(source).where(source.c.kind == series.kind).values(plain(series))
        if self._connection.execute(statement).rowcount == 0:
            insert_rows(self._connection, SeriesRow, [plain(series)])

    def next_number(self, kind: str, day: date) -> str:
        """Take the next number of a kind that needs no record of its counter (tickets, receipts)."""
        series, number = take(self.series(kind) or Series(kind, "{counter}"), day)
        self.keep_series(series)
        return number

    def keep_letterhead(self, letterhead: Letterhead) -> int:
        """The id of a letterhead, written once however often it is used."""
        content = asdict(letterhead)
        logo = content.pop("logo")
        words = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
        fingerprint = hashlib.sha256(words + b"\0" + logo).hexdigest()
        source = table(LetterheadRow)
        query = select(source.c.id).where(source.c.fingerprint == fingerprint)
        found = self._connection.execute(query).scalar()
        if found is not None:
            return int(found)
        key = take_ids(self._connection, LetterheadRow, 1)[0]
        row = {"id": key, "fingerprint": fingerprint, "content": content, "logo": logo or None}
        insert_rows(self._connection, LetterheadRow, [row])
        return key

    def letterhead(self, letterhead_id: int) -> Letterhead:
        """A letterhead as it stood."""
        source = table(LetterheadRow)
        row = self._connection.execute(select(source).where(source.c.id == letterhead_id)).one()
        content = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row.content.items()
        }
        return Letterhead(**content | {"logo": row.logo or b""})
