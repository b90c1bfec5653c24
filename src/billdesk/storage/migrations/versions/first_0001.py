"""The first schema: all tables, and the rules that the database holds."""

from alembic import op

from billdesk.storage import rules
from billdesk.storage.tables import Base

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, trigger and index."""
    Base.metadata.create_all(op.get_bind())
    rules.create(op.get_bind())
