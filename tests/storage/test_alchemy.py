"""SQLAlchemy's side of a store: what an engine is made for, and asking within its transactions."""

from pathlib import Path

import pytest

from billdesk.domain.errors import Refused
from billdesk.storage.alchemy import file_of, hurried, make_engine, reader_on, revision
from billdesk.storage.engine import open_store
from billdesk.storage.reader import Piece


def test_a_url_of_sqlites_means_a_file_and_a_servers_none():
    assert file_of("sqlite:////data/shop.billdesk") == Path("/data/shop.billdesk")
    assert file_of("postgresql://localhost/shop") is None


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "://x"])
def test_what_names_no_file_is_refused(address):
    with pytest.raises(Refused, match="bad_database_url"):
        file_of(address)


def test_an_engine_of_another_database_is_refused():
    with pytest.raises(Refused, match="bad_database_url"):
        make_engine("mysql://localhost/shop")


def test_a_new_file_has_no_revision_yet(tmp_path):
    engine = make_engine(tmp_path / "shop.billdesk")
    assert revision(engine) is None
    engine.dispose()


def test_a_reader_asks_within_the_transaction(each_office):
    with each_office.work() as work:
        work.settings.write({"name": "Acme"})
        question = Piece("SELECT count(*) FROM settings WHERE name = ?", ("name",))
        assert reader_on(work.connection).number(question) == 1
    with each_office.reading() as work:
        assert reader_on(work.connection).number(question) == 0


def pragma(engine, name):
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_only_while_it_is_hurried_a_file_does_not_wait_for_the_disk(tmp_path):
    engine = make_engine(tmp_path / "shop.billdesk")
    with hurried(engine):
        assert (pragma(engine, "synchronous"), pragma(engine, "journal_mode")) == (0, "memory")
    assert (pragma(engine, "synchronous"), pragma(engine, "journal_mode")) == (2, "wal")
    engine.dispose()


def test_a_file_that_somebody_reads_meanwhile_keeps_its_log(tmp_path):
    store = open_store(tmp_path / "shop.billdesk")
    with store.sight() as sight, store.hurried():
        assert sight.settings() == {}
        assert pragma(store.engine, "journal_mode") == "wal"
    assert (pragma(store.engine, "synchronous"), pragma(store.engine, "journal_mode")) == (2, "wal")
    store.close()
