"""What SQLAlchemy found out about a kind of database and compiled for it, kept for all databases of a worker.

Each test opens a database of its own, and would compile every statement again that the one before it used.
"""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

STATEMENTS = 2000
"""As many are kept; one database alone keeps 500."""

_dialects: dict[str, Dialect] = {}
_statements: LRUCache = LRUCache(STATEMENTS)


@event.listens_for(Engine, "engine_connect")
def share(connection: Connection) -> None:
    """Go on with the dialect of the first database of that kind; it is set up, as somebody is connected."""
    engine = connection.engine
    engine.dialect = _dialects.setdefault(engine.dialect.name, engine.dialect)
    connection.dialect = engine.dialect
    connection.execution_options(compiled_cache=_statements)
