"""What values and rows have in common: keys, chunks, bulk writes, and small values as columns and JSON."""

import json
from datetime import timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.counting import Evidence
from billdesk.domain.customer import Contact
from billdesk.domain.ticket import Ticket
from billdesk.storage.mapping import (
    BIGGEST,
    CHUNK,
    all_rows,
    at,
    chunks,
    count_rows,
    discount_columns,
    discount_of,
    evidence_json,
    evidence_of,
    insert_rows,
    key_of,
    pick,
    plain,
    rates_json,
    rates_of,
    rows_in,
    take_ids,
    tax_columns,
    tax_of,
    update_rows,
)
from billdesk.storage.tables import CustomerRow, RunRow, SettingRow, TicketRow
from support.ledger import AT, TODAY, add_customers
from support.values import AMOUNTS, CHOICES, DAYS, DISCOUNTS, RATES, TEXTS

EVIDENCE = st.none() | st.builds(
    Evidence,
    st.sampled_from(["asset", "contact", "usage"]),
    AMOUNTS,
    st.lists(st.tuples(st.integers(), TEXTS), max_size=3).map(tuple),
    st.none() | DAYS,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("7", 7),
        ("007", 7),
        (str(BIGGEST - 1), BIGGEST - 1),
        (str(BIGGEST), -1),
        ("9" * 5000, -1),
        ("", -1),
        ("-1", -1),
        ("1.0", -1),
        (" 7", -1),
        ("٧", -1),
        ("²", -1),
    ],
)
def test_only_a_number_that_a_database_could_have_given_is_a_key(name, key):
    assert key_of(name) == key


@given(st.lists(st.integers(), max_size=3 * CHUNK))
def test_chunks_hold_every_item_in_order_and_no_more_than_a_statement_takes(items):
    parts = list(chunks(items))

    assert [item for part in parts for item in part] == items
    assert all(0 < len(part) <= CHUNK for part in parts)


@given(DISCOUNTS, CHOICES)
def test_a_discount_and_a_tax_are_two_columns_each(discount, choice):
    row = SimpleNamespace(**discount_columns(discount), **tax_columns(choice))

    assert (discount_of(row), tax_of(row)) == (discount, choice)


@given(st.lists(RATES, max_size=4).map(tuple), EVIDENCE)
def test_rates_and_evidence_survive_json(rates, evidence):
    assert rates_of(json.loads(json.dumps(rates_json(rates)))) == rates
    assert evidence_of(json.loads(json.dumps(evidence_json(evidence)))) == evidence


def test_evidence_leaves_out_what_is_empty():
    assert evidence_json(Evidence("usage", 90_000)) == {"kind": "usage", "quantity": 90_000}


def test_keys_are_never_given_twice(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        first = take_ids(work.connection, TicketRow, 3)
        work.tickets.add([Ticket(key, f"t{key}", 1, "Printer") for key in first])
        work.connection.exec_driver_sql("DELETE FROM tickets")
        again = take_ids(work.connection, TicketRow, 2)

    assert (first, again) == ([1, 2, 3], [4, 5])


def test_rows_are_changed_by_their_id_and_keep_what_none_is_given_for(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme", "Bolt")
        changes = [{"id": 1, "phone": "1", "currency": None}, {"id": 2, "phone": "2", "currency": "EUR"}]
        update_rows(work.connection, CustomerRow, changes)
        update_rows(
            work.connection, CustomerRow, [{"id": 2, "phone": "3", "currency": None}], kept=["currency"]
        )
        found = work.customers.all()

    assert [(one.name, one.phone, one.currency) for one in found] == [
        ("Acme", "1", None),
        ("Bolt", "3", "EUR"),
    ]


def test_texts_with_marks_of_sql_are_written_as_they_stand(each_office):
    name = "100 % 'of' \"it\"; ? %s :name -- \\"
    with each_office.work() as work:
        insert_rows(work.connection, SettingRow, [{"name": name, "value": [name]}])

        assert work.settings.read() == {name: name}


def test_values_that_are_equal_but_not_the_same_stay_apart_in_json(each_office):
    values = [1, True, 1.0, 0, False, [1], [True]]
    with each_office.work() as work:
        insert_rows(work.connection, SettingRow, [{"name": repr(one), "value": one} for one in values])
        found = {row.name: row.value for row in all_rows_of(work.connection, "settings")}

    assert found == {repr(one): json.dumps(one) for one in values}


def test_moments_days_and_flags_are_written_as_each_row_has_them(each_office):
    moments = [AT, AT + timedelta(seconds=1), AT.astimezone(timezone(timedelta(hours=2))), AT]
    rows = [
        {"today": TODAY + timedelta(days=at % 2), "started_at": moment, "ended_at": None, "stopped": at == 1}
        | {"generated": 0, "skipped": 0, "failed": 0}
        for at, moment in enumerate(moments)
    ]
    with each_office.work() as work:
        insert_rows(work.connection, RunRow, rows)
        found = list(all_rows(work.connection, RunRow))

    assert [(row.today, row.started_at, row.ended_at, row.stopped) for row in found] == [
        (row["today"], row["started_at"], None, row["stopped"]) for row in rows
    ]


def all_rows_of(connection, name):
    """Rows as the database has them, without our types."""
    return connection.exec_driver_sql(f"SELECT name, value FROM {name}").all()


def test_columns_are_taken_from_a_row_by_their_places(office):
    with office.work() as work:
        add_customers(work, "Acme")
        row = next(rows_in(work.connection, CustomerRow, "id", [1]))

    assert at(row, CustomerRow, ("name", "id")) == ("Acme", 1)


def test_rows_come_in_order_of_their_ids_each_once(office):
    with office.work() as work:
        add_customers(work, "Acme", "Bolt", "Crane")
        found = rows_in(work.connection, CustomerRow, "id", [3, 1, 3, BIGGEST, -BIGGEST])

        assert [row.id for row in found] == [1, 3]
        assert count_rows(work.connection, CustomerRow) == 3


def test_fields_and_columns_of_the_same_name_are_taken_and_others_left(office):
    with office.work() as work:
        add_customers(work, "Acme")
        row = next(rows_in(work.connection, CustomerRow, "id", [1]))

    assert pick(row, Contact, "email") == {
        "id": 1, "ref": "customer-1", "name": "Acme", "phone": "", "active": True, "version": 1,
    }  # fmt: skip
    assert "fields" not in plain(Contact(1, "c", 1, "Ann"), "fields")
