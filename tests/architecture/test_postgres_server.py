"""The PostgreSQL of the tests is a real one, and each test gets a database of its own."""

import psycopg
import pytest

pytestmark = pytest.mark.postgres


def connected(url):
    return psycopg.connect(url.replace("postgresql+psycopg:", "postgresql:"))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_an_empty_database_in_unicode(postgres_url, turn):
    with connected(postgres_url) as connection:
        encoding = connection.execute("SHOW server_encoding").fetchone()
        connection.execute("CREATE TABLE left_behind (word text)")
        connection.execute("INSERT INTO left_behind VALUES (%s)", [f"Müller {turn}"])
        words = connection.execute("SELECT word FROM left_behind").fetchall()

    assert encoding == ("UTF8",)
    assert words == [(f"Müller {turn}",)]


def test_the_server_listens_on_this_machine_only(postgres_server, postgres_url):
    with connected(postgres_url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert connection.execute("SHOW port").fetchone() == (str(postgres_server.port),)
