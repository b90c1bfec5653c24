"""What all tables have in common: naming of constraints, integer keys that are never used twice."""

from datetime import date, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, Connection, Date, ForeignKey, Integer, MetaData, String, Text, event
from sqlalchemy.orm import DeclarativeBase, mapped_column

from billdesk.storage.types import Instant, Json

Key = Annotated[int, mapped_column(Integer, primary_key=True)]
Money = Annotated[int, mapped_column(BigInteger)]
"""Minor units, or minor units × 10⁴ for prices, or × 10⁴ for quantities and percentages."""


class Base(DeclarativeBase):
    """The tables of one shop."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        dict[str, Any]: Json,
        list[Any]: Json,
        datetime: Instant,
        date: Date,
        str: Text,
        int: Integer,
    }
    __table_args__: Any = {"sqlite_autoincrement": True}


@event.listens_for(Base.metadata, "before_create")
def _tell_of_partial_indexes(metadata: MetaData, connection: Connection, **_: object) -> None:
    """What SQLite is told of indexes on some rows only, PostgreSQL is told too.

    Said where the indexes are, it would bring PostgreSQL's part of SQLAlchemy into every shop.
    """
    if connection.dialect.name == "postgresql":
        for index in (one for table in metadata.tables.values() for one in table.indexes):
            index.dialect_kwargs["postgresql_where"] = index.dialect_options["sqlite"]["where"]


def refers(target: str, *, cascade: bool = False, late: bool = False) -> ForeignKey:
    """A foreign key; `late` ones are checked at the commit: lines are written before their invoice."""
    return ForeignKey(
        target,
        ondelete="CASCADE" if cascade else None,
        deferrable=True if late else None,
        initially="DEFERRED" if late else None,
    )


Ordered = Text().with_variant(Text(collation="C"), "postgresql")
"""Texts that lists are ordered by: by code point on every database, after folding."""

Word = String(40)
"""Codes of ours: kinds, states, methods."""
