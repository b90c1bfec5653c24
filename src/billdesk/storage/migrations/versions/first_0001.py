"""The first schema: all tables, and the rules that the database holds."""

from alembic import op

from billdesk.storage import rules
from billdesk.storage.tables import Base

revision = "0001"
down_revision = None

_SERIES = (
    ("invoice", "INV-{year}-{counter:05}"),
    ("credit_note", "CN-{year}-{counter:05}"),
    ("ticket", "T-{counter:05}"),
    ("receipt", "R-{year}-{counter:05}"),
)


def upgrade() -> None:
    """Make every table, trigger and index."""
    Base.metadata.create_all(op.get_bind())
    rules.create(op.get_bind())
    op.bulk_insert(
        Base.metadata.tables["series"],
        [
            {"kind": kind, "pattern": pattern, "yearly": False, "year": 0, "counter": 0}
            for kind, pattern in _SERIES
        ],
    )
