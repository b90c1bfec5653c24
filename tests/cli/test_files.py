"""Files are written as a whole, and never over a database."""

import sqlite3
from contextlib import closing

import pytest

from billdesk.cli.files import write_whole
from billdesk.cli.grammar import WrongUsage


def test_a_file_is_replaced_as_a_whole(tmp_path):
    target = tmp_path / "file"
    target.write_bytes(b"old and longer")

    write_whole(target, b"new")

    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_database_is_never_replaced(tmp_path):
    target = tmp_path / "shop"
    with closing(sqlite3.connect(target)) as database:
        database.execute("CREATE TABLE x (y)")
        database.commit()

    with pytest.raises(WrongUsage, match="this is a database"):
        write_whole(target, b"new")


def test_what_cannot_be_written_is_an_os_error(tmp_path):
    for target in (tmp_path, tmp_path / "no" / "file"):
        with pytest.raises(OSError, match="director"):
            write_whole(target, b"new")
