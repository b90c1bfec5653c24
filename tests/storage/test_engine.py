"""Opening a database: whose it is, what it is set to, and what is said where it can't be opened."""

import os
import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import text

from billdesk.domain.errors import Conflict, Refused, Trouble
from billdesk.storage.engine import HEAD, open_store, revision
from billdesk.storage.schema import known
from billdesk.storage.troubles import errors_in_our_words


def pragma(store, name):
    with store.transaction(writes=False) as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar()


@pytest.fixture
def store(tmp_path):
    found = open_store(tmp_path / "deep" / "shop.billdesk")
    yield found
    found.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_a_new_file_is_its_owners_alone(store):
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_a_file_is_durable_and_holds_its_links(store):
    assert [pragma(store, name) for name in ("journal_mode", "synchronous", "foreign_keys")] == ["wal", 2, 1]


def test_a_new_database_has_the_newest_schema_known(store):
    assert revision(store) == HEAD
    assert HEAD in known()


def test_a_database_opens_again_as_it_was_left(store):
    with store.transaction() as connection:
        connection.execute(text("INSERT INTO settings VALUES ('name', '[1]')"))
        connection.get_transaction().commit()
    again = open_store(str(store.path))

    with again.transaction(writes=False) as connection:
        assert connection.execute(text("SELECT value FROM settings")).scalar() == "[1]"
    again.close()


def test_leaving_a_transaction_without_a_commit_writes_nothing(store):
    with store.transaction() as connection:
        connection.execute(text("INSERT INTO settings VALUES ('name', '[1]')"))

    with store.transaction(writes=False) as connection:
        assert connection.execute(text("SELECT count(*) FROM settings")).scalar() == 0


def test_a_file_of_a_newer_program_is_refused_untouched(store):
    with store.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.get_transaction().commit()
    store.close()
    before = store.path.read_bytes()

    with pytest.raises(Refused) as refused:
        open_store(store.path)

    assert (refused.value.code, refused.value.facts["found"]) == ("file_is_newer", "9999")
    assert store.path.read_bytes() == before


def test_a_database_that_is_not_a_shop_is_refused_untouched(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    before = path.read_bytes()

    with pytest.raises(Refused, match="not_a_shop"):
        open_store(path)

    assert path.read_bytes() == before


@pytest.mark.postgres
def test_a_server_database_that_is_not_a_shop_is_refused(postgres_url):
    store = open_store(postgres_url)
    with store.transaction() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
        connection.get_transaction().commit()
    store.close()

    with pytest.raises(Refused, match="not_a_shop"):
        open_store(postgres_url)


def test_a_file_that_is_no_database_is_damaged(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear customer, " * 500)

    with pytest.raises(Trouble, match="file_is_damaged"):
        open_store(path)


def test_a_folder_is_not_opened_as_a_file(tmp_path):
    with pytest.raises(Trouble):
        open_store(tmp_path)


def test_a_file_below_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(Trouble, match="file_cannot_be_made"):
        open_store(tmp_path / "file" / "shop.billdesk")


@pytest.mark.parametrize(
    "url",
    [
        "mysql://localhost/shop",
        "nonsense://x",
        "postgresql://localhost:port/x",
        "postgresql+nothing://localhost/x",
    ],
)
def test_a_url_that_names_no_database_of_ours_is_refused(url):
    with pytest.raises(Refused, match="bad_database_url"):
        open_store(url)


def test_a_server_that_is_away_is_trouble_that_may_pass():
    with pytest.raises(Trouble) as trouble:
        open_store("postgresql://bd@127.0.0.1:1/shop")

    assert (trouble.value.code, trouble.value.retry) == ("database_is_away", True)


OPEN = """import sys
from billdesk.storage.engine import open_store, revision
store = open_store(sys.argv[1])
print(revision(store))
store.close()"""


def opened_by(target, count):
    """What processes say that open one database at the same time."""
    command = [sys.executable, "-c", OPEN, str(target)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    return [process.communicate(timeout=100)[0].strip() for process in started]


def test_processes_that_make_one_file_at_once_all_find_it_made(tmp_path):
    assert opened_by(tmp_path / "shop.billdesk", 3) == [HEAD] * 3


@pytest.mark.postgres
def test_processes_that_make_one_server_database_at_once_all_find_it_made(postgres_url):
    assert opened_by(postgres_url, 3) == [HEAD] * 3


def test_a_broken_constraint_is_told_in_our_words(each_office):
    insert = text("INSERT INTO settings (name, value) VALUES ('name', '[1]')")

    def write_twice():
        with each_office.store.transaction() as connection:
            connection.execute(insert)
            connection.execute(insert)

    with pytest.raises(Conflict, match="already_there"):
        write_twice()


def test_our_own_errors_pass_unchanged():
    with pytest.raises(Refused, match="mine"), errors_in_our_words():
        raise Refused("mine")


def test_a_password_is_not_in_the_name_of_a_store(tmp_path):
    store = open_store(tmp_path / "shop.billdesk")

    assert str(tmp_path / "shop.billdesk") in store.url
    store.close()
