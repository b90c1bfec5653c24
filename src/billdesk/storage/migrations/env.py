"""Where Alembic gets its connection from: the one that storage hands in."""

from alembic import context

from billdesk.storage.tables import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, transactional_ddl=True)
context.run_migrations()
