"""Where BillDesk keeps things on this computer: the database, the log, what can be made again."""

import os
from pathlib import Path

import platformdirs

DATABASE_VARIABLE = "BILLDESK_DATABASE"


def data_file() -> Path:
    """The user's own database file, where nothing else is asked for. The folder may not exist yet."""
    return Path(platformdirs.user_data_dir("BillDesk", appauthor=False), "shop.billdesk")


def database() -> str:
    """The path or URL of the database to open: BILLDESK_DATABASE, else the user's own file."""
    return os.environ.get(DATABASE_VARIABLE) or str(data_file())


def log_folder() -> Path:
    """Where the log is written. The folder may not exist yet."""
    return Path(platformdirs.user_log_dir("BillDesk", appauthor=False))


def cache_folder() -> Path:
    """Where things lie that can be made again at any time. The folder may not exist yet."""
    return Path(platformdirs.user_cache_dir("BillDesk", appauthor=False))
