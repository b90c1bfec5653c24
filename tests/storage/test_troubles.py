"""Errors of the database in our words, whoever raised them."""

import sqlite3

import pytest
from psycopg.errors import UndefinedTable
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from billdesk.domain.errors import Conflict, Refused, Trouble
from billdesk.storage.troubles import errors_in_our_words


@pytest.mark.parametrize(
    ("error", "expected", "code"),
    [
        (sqlite3.OperationalError("database is locked"), Trouble, "database_is_busy"),
        (sqlite3.DatabaseError("file is not a database"), Trouble, "file_is_damaged"),
        (sqlite3.IntegrityError("rule:issued_is_final"), Refused, "issued_is_final"),
        (sqlite3.IntegrityError("CHECK constraint failed: ck_payments_used"), Refused, "above_credit"),
        (sqlite3.IntegrityError("UNIQUE constraint failed: products.ref"), Conflict, "already_there"),
        (OperationalError("", {}, sqlite3.OperationalError("disk is full")), Trouble, "disk_is_full"),
        (sqlite3.OperationalError("no such column: invoices.due"), Trouble, "not_this_version"),
        (sqlite3.OperationalError("table runs has no column named desk"), Trouble, "not_this_version"),
        (
            ProgrammingError("", {}, UndefinedTable("Relation »runs« fehlt")),
            Trouble,
            "not_this_version",
        ),
        (
            InterfaceError("", {}, sqlite3.InterfaceError("x"), connection_invalidated=True),
            Trouble,
            "database_is_away",
        ),
    ],
)
def test_what_the_database_says_gets_a_code(error, expected, code):
    with pytest.raises(expected) as found, errors_in_our_words():
        raise error

    assert found.value.code == code


@pytest.mark.parametrize(
    "error", [ZeroDivisionError(), Refused("x"), sqlite3.ProgrammingError("no such mark")]
)
def test_what_has_no_words_goes_on_as_it_is(error):
    with pytest.raises(type(error)) as found, errors_in_our_words():
        raise error

    assert found.value is error
