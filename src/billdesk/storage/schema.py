"""The schema on its way up: Alembic's migrations, for databases that are new or older than we are."""

from typing import TYPE_CHECKING

from sqlalchemy import Engine, text

if TYPE_CHECKING:
    from alembic.config import Config

_TURNS = 7243
"""The advisory lock by which desks that start at once on one PostgreSQL database take turns."""


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "billdesk.storage:migrations")
    return config


def known() -> set[str]:
    """Every schema that this program can bring up to date."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def upgrade(engine: Engine) -> None:
    """Bring a database to the newest schema, in one transaction."""
    from alembic import command

    config = _config()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:turns)"), {"turns": _TURNS})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
