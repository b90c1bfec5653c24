"""The schema on its way up."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from billdesk.storage.alchemy import make_engine
from billdesk.storage.engine import HEAD, open_store
from billdesk.storage.schema import known, upgrade
from billdesk.storage.tables import Base


def test_the_newest_schema_is_the_one_this_program_writes():
    assert max(known()) == HEAD


def test_an_upgraded_database_has_every_table_and_column_that_is_mapped(each_office):
    found = inspect(each_office.store.engine)
    mapped = {table.name: {column.name for column in table.columns} for table in Base.metadata.sorted_tables}

    assert {name: {one["name"] for one in found.get_columns(name)} for name in mapped} == mapped


def test_every_index_that_is_mapped_is_there(each_office):
    names = "name FROM sqlite_master" if each_office.store.is_sqlite else "indexname FROM pg_indexes"
    with each_office.reading() as work:
        found = set(work.connection.execute(text(f"SELECT {names}")).scalars())
    mapped = {index.name for table in Base.metadata.sorted_tables for index in table.indexes}

    assert mapped
    assert mapped <= found


def test_upgrading_what_is_up_to_date_changes_nothing(each_office):
    with each_office.work() as work:
        work.settings.write({"name": "Northgate"})
        work.commit()

    upgrade(each_office.store.engine)

    with each_office.reading() as work:
        assert work.settings.read() == {"name": "Northgate"}
        assert work.connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == HEAD


def test_a_failed_upgrade_leaves_the_database_as_it_was(tmp_path):
    engine = make_engine(tmp_path / "shop.billdesk")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mine (x TEXT)"))
        connection.execute(text("CREATE INDEX ix_assets_customer_id ON mine (x)"))

    with pytest.raises(OperationalError, match="already exists"):
        upgrade(engine)

    left = inspect(engine).get_table_names()
    engine.dispose()
    assert left == ["mine"]


@pytest.mark.postgres
def test_desks_that_start_at_once_on_a_new_database_take_turns(postgres_url):
    with ThreadPoolExecutor(3) as desks:
        stores = list(desks.map(open_store, [postgres_url] * 3))

    with stores[0].transaction(writes=False) as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
    for store in stores:
        store.close()
