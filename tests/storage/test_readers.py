"""Connections that only read: used again, of one state each, and let go of."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from billdesk.storage.engine import HEAD, open_store
from billdesk.storage.reader import Piece
from billdesk.storage.readers import Readers

COUNT = Piece("SELECT count(*) FROM settings")
ADD = "INSERT INTO settings VALUES ('name', '[1]')"


@pytest.fixture
def path(tmp_path):
    open_store(tmp_path / "shop.billdesk").close()
    return tmp_path / "shop.billdesk"


@pytest.fixture
def readers(path):
    found = Readers(path)
    yield found
    found.close()


def write(path):
    file = sqlite3.connect(path)
    with file:
        file.execute(ADD)
    file.close()


def test_a_reader_sees_one_state_throughout_and_the_next_one_the_newest(readers, path):
    with readers.reader() as reader:
        assert reader.number(COUNT) == 0
        write(path)
        assert reader.number(COUNT) == 0
    with readers.reader() as reader:
        assert reader.number(COUNT) == 1


def test_nothing_can_be_written(readers):
    with pytest.raises(sqlite3.OperationalError, match="readonly"), readers.reader() as reader:
        reader.rows(Piece(ADD))


def test_after_an_error_the_next_reader_reads_on(readers):
    with pytest.raises(sqlite3.OperationalError), readers.reader() as reader:
        reader.rows(Piece("SELECT nothing"))
    with readers.reader() as reader:
        assert reader.number(COUNT) == 0


def test_one_after_the_other_share_a_connection_and_threads_do_not(readers):
    def read(_at):
        with readers.reader() as reader:
            return reader.number(COUNT)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(read, range(50))) == {0}
    assert 1 <= len(readers._idle) <= 4


def test_a_connection_in_use_is_closed_when_it_is_through(path):
    readers = Readers(path)
    with readers.reader() as reader:
        readers.close()
        assert reader.number(COUNT) == 0
    assert not readers._idle


def test_only_an_up_to_date_shop_is_up_to_date(readers, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear customer, " * 500)
    other = Readers(tmp_path / "letter.txt")

    assert readers.is_at(HEAD)
    assert not readers.is_at("9999")
    assert not other.is_at(HEAD)
    other.close()
