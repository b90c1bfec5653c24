"""Instants and plain values go into a column and come out the same, on every database."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from billdesk.storage.types import Instant, Json
from support.values import MOMENTS, TEXTS, some

DIALECTS = [sqlite.dialect(), postgresql.dialect()]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
SHEET = Table("sheet", MetaData(), Column("id", Integer), Column("at", Instant), Column("value", Json))


@some
@given(MOMENTS | st.none(), PLAIN)
def test_moments_and_plain_values_come_back_from_the_database(each_office, at, value):
    with each_office.work() as work:
        SHEET.create(work.connection)
        work.connection.execute(insert(SHEET).values(id=1, at=at, value=value))
        found = work.connection.execute(select(SHEET.c.at, SHEET.c.value)).one()

    assert found == (at, value)
    assert found.at is None or found.at.tzinfo is UTC


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
def test_a_moment_is_stored_as_utc_without_its_zone(dialect):
    noon = datetime(2026, 2, 1, 12, tzinfo=timezone(timedelta(hours=2)))

    assert Instant().process_bind_param(noon, dialect) == datetime(2026, 2, 1, 10)  # noqa: DTZ001


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
def test_json_is_compact_text_in_its_own_letters(dialect):
    stored = Json().bind_processor(dialect)

    assert (stored({"größe": [1, "€"]}), stored(None)) == ('{"größe":[1,"€"]}', None)
    assert Json().get_col_spec() == "TEXT"


@pytest.mark.parametrize("text", ["{}", '{"floor":"1"}', '{"floors":["1"]}', "[]", '{"floor":1}'])
def test_a_value_is_a_new_one_each_time(text):
    loaded = Json().result_processor(DIALECTS[0], None)
    first, again = loaded(text), loaded(text)
    assert first == again == json.loads(text)
    assert first is not again
    if isinstance(first, dict):
        first["floor"] = "2"
        first.setdefault("floors", []).append("2")
    assert loaded(text) == again
