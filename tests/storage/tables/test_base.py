"""What all tables have in common: integer keys that are never used twice, names of ours, exact types."""

from sqlalchemy import BigInteger, Date, Float, Integer, Numeric
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from billdesk.storage.tables import Base
from billdesk.storage.tables.base import refers
from support.ledger import a_customer

TABLES = Base.metadata.sorted_tables


def columns():
    return [column for table in TABLES for column in table.columns]


def test_no_column_holds_a_number_that_is_not_whole():
    found = [column for column in columns() if isinstance(column.type, Numeric | Float)]

    assert found == []


def test_keys_of_rows_are_never_used_twice_on_sqlite():
    keyed = [table for table in TABLES if [one.name for one in table.primary_key] == ["id"]]
    own = [table for table in keyed if not table.c.id.foreign_keys]
    words = {table.name: str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in own}

    assert len(own) > 20
    assert [name for name, sql in words.items() if "AUTOINCREMENT" not in sql] == []


def test_money_is_wide_enough_on_postgresql():
    money = [one for one in columns() if one.name in ("amount", "total", "unit_price", "quantity", "percent")]

    assert len(money) > 10
    assert all(isinstance(one.type, BigInteger) for one in money)


def test_links_have_the_type_of_the_keys_they_lead_to():
    links = [column for column in columns() if column.foreign_keys]

    assert links
    assert all(type(column.type) is Integer for column in links)


def test_every_constraint_has_a_name_of_its_own_that_postgresql_takes():
    named = [one for table in TABLES for one in table.constraints if one.columns or one.name]
    names = [str(one.name) for one in named]
    assert None not in [one.name for one in named]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= postgresql.dialect().max_identifier_length


def test_a_late_link_is_checked_at_the_commit_and_others_at_once():
    late, strict, owned = refers("a.id", late=True), refers("a.id"), refers("a.id", cascade=True)

    assert (late.deferrable, late.initially) == (True, "DEFERRED")
    assert (strict.deferrable, strict.initially, strict.ondelete) == (None, None, None)
    assert owned.ondelete == "CASCADE"


def test_lists_are_ordered_by_code_point_on_both_databases(each_office):
    with each_office.work() as work:
        rows = [(1, "b"), (2, "a b"), (3, "ab"), (4, "ä"), (5, "-a"), (6, "a-b")]
        work.customers.add([a_customer(key) for key, _ in rows])
        for key, name in rows:
            work.connection.exec_driver_sql(f"UPDATE customers SET search_name = '{name}' WHERE id = {key}")
        found = work.connection.exec_driver_sql("SELECT search_name FROM customers ORDER BY search_name")
        assert list(found.scalars()) == sorted(name for _, name in rows)


def test_days_are_dates():
    days = [one for one in columns() if one.name in ("day", "due_day") or one.name.endswith("_date")]

    assert len(days) > 10
    assert [str(one) for one in days if not isinstance(one.type, Date)] == []
