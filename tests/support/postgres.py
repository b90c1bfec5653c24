"""A real PostgreSQL server for each worker, in a folder of its own, and a fresh database for each test."""

import gc
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from billdesk.storage.engine import open_store

USER = "bd"
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path | None:
    """The folder with the newest server's programs; None where no server is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda each: int(each.parts[-3]))
    on_path = shutil.which("postgres")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


@dataclass(frozen=True)
class Server:
    """One running server. `url` is its address for SQLAlchemy, without a database's name."""

    folder: Path
    bin: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}"

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement of administration, outside a transaction; the rows that it gives."""
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, dbname="postgres", autocommit=True
        ) as connection:
            done = connection.execute(sql.encode())
            return done.fetchall() if done.description else []

    def connections(self, name: str) -> int:
        """How many are connected to a database."""
        return self.execute(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'")[0][0]

    def fresh(self, name: str, template: str = "template0") -> str:
        """The URL of a new database, a copy of another one."""
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} {_strategy(self)}")
        return f"{self.url}/{name}"

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def call(self, name: str, *words: str) -> None:
        """Run one of the server's programs, as somebody who isn't root."""
        log = self.folder / "calls"
        with log.open("ab") as out:
            done = subprocess.run(
                [*_not_as_root(), str(self.bin / name), *words],
                cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )
        assert done.returncode == 0, f"{name}: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}"

    def start(self, options: tuple[str, ...]) -> None:
        """Set up the data folder and start; returns when connections are taken."""
        data = str(self.folder / "data")
        self.call(
            "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"
        )
        settings = [
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self.folder}",
        ]
        words = " ".join(f"-c {each}" for each in (*settings, *options))
        self.call("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", words, "start")

    def stop(self) -> None:
        """Stop at once; pg_ctl knows the process by the data folder."""
        self.call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")


@cache
def _strategy(server: Server) -> str:
    """How a database is copied soonest: by its files, as it was before PostgreSQL 15."""
    ((version,),) = server.execute("SHOW server_version_num")
    return "STRATEGY FILE_COPY" if int(version) >= 150_000 else ""


def _not_as_root() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(folder: Path, bin_folder: Path, options: tuple[str, ...]) -> Server:
    """Start a server; another port if somebody was faster to take the first."""
    for attempt in range(3):
        server = Server(folder / str(attempt), bin_folder, _free_port())
        server.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(server.folder, "postgres", "postgres")
        try:
            server.start(options)
        except AssertionError:
            if attempt == 2:
                raise
        else:
            return server
    raise AssertionError("unreachable")


@contextmanager
def running_server(options: tuple[str, ...] = ()) -> Iterator[Server]:
    """A server of our own while the block lasts; FileNotFoundError where none is installed."""
    bin_folder = programs()
    if bin_folder is None:
        raise FileNotFoundError("no PostgreSQL server is installed (Debian: postgresql)")
    # A short path outside pytest's own folder, which only its owner may enter: sockets allow 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="bd-pg-"))
    folder.chmod(0o755)
    try:
        server = _started(folder, bin_folder, options)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The worker's own PostgreSQL server; the test is skipped where none is installed."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    with running_server(_FAST) as server:
        yield server


_numbers = count(1)


@contextmanager
def _database(server: Server, *template: str) -> Iterator[str]:
    name = f"shop_{next(_numbers)}"
    yield server.fresh(name, *template)
    if server.connections(name):
        gc.collect()  # a connection that was left open is told in the test that left it, not in a later one
    server.drop(name)


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The URL of a fresh, empty database, which is gone after the test."""
    with _database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> str:
    """The name of a database with an empty shop, as open_store makes it."""
    name = "empty_shop"
    open_store(postgres_server.fresh(name)).close()
    return name


@pytest.fixture
def postgres_shop(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    """The URL of a fresh database with an empty shop, which is gone after the test."""
    with _database(postgres_server, postgres_template) as url:
        yield url
