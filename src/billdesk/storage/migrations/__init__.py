"""The history of the schema; imported only when a database has to be made or brought up to date."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "billdesk.storage:migrations")
    return config


def known() -> set[str]:
    """Every schema that this program can bring up to date."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def upgrade(engine: Engine) -> None:
    """Bring a database to the newest schema, in one transaction."""
    config = _config()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # two desks that start at once take turns
            connection.execute(text("SELECT pg_advisory_xact_lock(7243)"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
