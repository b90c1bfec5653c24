"""Floor 2: the database; the only room that knows SQLAlchemy and Alembic."""
