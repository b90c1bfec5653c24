"""Pieces of statements keep their values in order, and reach each database in its own spelling."""

from datetime import date

import pytest

from billdesk.storage.reader import NEVER, Piece, Reader, chosen, either, joined, wrapped

DAY = date(2026, 3, 10)


def asked(is_sqlite, question):
    seen = []

    def ask(sql, values):
        seen.append((sql, values))
        return [(7,)]

    reader = Reader(ask, is_sqlite)
    assert reader.number(question) == 7
    return seen[0]


def test_values_stay_in_the_order_of_their_marks():
    found = chosen(
        "SELECT 1 FROM x",
        [Piece("a = ?", (1,)), either([Piece("b = ?", (2,)), Piece("c = ?", (3,))])],
    )

    assert wrapped("(", found, ")") == ("(SELECT 1 FROM x WHERE a = ? AND (b = ? OR c = ?))", (1, 2, 3))
    assert joined([], " AND ") == ("", ())


def test_nothing_is_asked_of_all_and_none_of_nothing():
    assert chosen("SELECT 1 FROM x", []) == ("SELECT 1 FROM x", ())
    assert either([]) is NEVER


def test_sqlite_is_given_days_as_text():
    assert asked(True, Piece("SELECT ?, '%'", (DAY,))) == ("SELECT ?, '%'", ("2026-03-10",))


def test_postgresql_is_given_its_own_marks_and_days_as_they_are():
    assert asked(False, Piece("SELECT ?, '%'", (DAY,))) == ("SELECT %s, '%%'", (DAY,))


@pytest.mark.parametrize(("is_sqlite", "kept"), [(True, "2026-03-10"), (False, DAY)])
def test_days_come_out_as_days(is_sqlite, kept):
    assert Reader(lambda _sql, _values: [], is_sqlite).day(kept) == DAY


def test_only_sqlite_is_told_which_index_to_take():
    assert Reader(lambda _sql, _values: [], is_sqlite=True).hint("NOT INDEXED") == " NOT INDEXED"
    assert Reader(lambda _sql, _values: [], is_sqlite=False).hint("NOT INDEXED") == ""
