"""Changes of prices in schedules on file: their rule, and what they did to which line."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select, update

from billdesk.domain.errors import Missing
from billdesk.domain.price_change import Mark, PriceChange, PriceRule
from billdesk.storage.mapping import Values, insert_rows, plain, table
from billdesk.storage.tables import PriceChangeRow


def _mark_json(mark: Mark) -> Values:
    until = mark.until.isoformat() if mark.until else None
    return plain(mark) | {"start": mark.start.isoformat(), "until": until}


def _mark(found: Values) -> Mark:
    until = date.fromisoformat(found["until"]) if found["until"] else None
    prices = {name: tuple(found[name]) for name in ("was", "becomes")}
    return Mark(**(found | prices | {"start": date.fromisoformat(found["start"]), "until": until}))


def _change(row: Row[Any]) -> PriceChange:
    marks = {int(key): tuple(_mark(one) for one in some) for key, some in row.marks.items()}
    rule = PriceRule(**row.rule)
    return PriceChange(row.id, row.made_at, row.day, row.first_day, rule, marks, row.state)


class PriceChanges:
    """The changes of prices of a shop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: PriceChange) -> None:
        """Write a new change; its id is given."""
        marks = {str(key): [_mark_json(one) for one in some] for key, some in change.marks.items()}
        row = plain(change, "rule", "marks") | {"rule": plain(change.rule), "marks": marks}
        insert_rows(self._connection, PriceChangeRow, [row])

    def by_id(self, key: int) -> PriceChange:
        """One change; Missing where there is none."""
        source = table(PriceChangeRow)
        row = self._connection.execute(select(source).where(source.c.id == key)).first()
        if row is None:
            raise Missing("price_change_missing", change=key)
        return _change(row)

    def all(self) -> list[PriceChange]:
        """Every change, oldest first."""
        source = table(PriceChangeRow)
        return [_change(row) for row in self._connection.execute(select(source).order_by(source.c.id))]

    def coming(self, today: date) -> list[PriceChange]:
        """Those that bill nothing yet, the newest first."""
        source = table(PriceChangeRow)
        query = select(source).where(source.c.state == "made", source.c.first_day >= today)
        return [_change(row) for row in self._connection.execute(query.order_by(source.c.id.desc()))]

    def take_back(self, key: int) -> None:
        """Mark a change as taken back."""
        source = table(PriceChangeRow)
        statement = update(source).where(source.c.id == key).values(state="taken_back")
        self._connection.execute(statement)
