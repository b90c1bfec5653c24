"""Vendors' files: what they say however they are written, and what is wrong by row and column."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from billdesk.domain.errors import Rejected
from billdesk.domain.usage import Columns, Report
from billdesk.exchange.usage_csv import (
    LONGEST_CELL,
    Manner,
    columns_by_title,
    guess,
    read,
    table_of,
)
from support.values import some

DAY = date(2026, 2, 28)
ENGLISH, GERMAN = Manner(), Manner(",", day_first=True)
PLAIN = b"Customer,Product,Seats\nAcme,Backup,12\nBolt,Backup,3\n"
UNITS = 10_000


def contents(content, manner=ENGLISH, columns=None):
    table = table_of(content)
    return read(table, columns or table.guessed, DAY, manner)


def rows(content, manner=ENGLISH):
    found = contents(content, manner)
    assert not found.problems, found.problems
    return [tuple(one) for one in found.reports]


def wrong(content, manner=ENGLISH):
    return [(one.place, one.code) for one in contents(content, manner).problems]


def refusal(content):
    with pytest.raises(Rejected) as rejected:
        table_of(content)
    return [(one.code, dict(one.facts)) for one in rejected.value.problems]


def test_a_plain_file_gives_its_rows_with_their_numbers():
    assert rows(PLAIN) == [(2, "Acme", "Backup", 12 * UNITS, DAY), (3, "Bolt", "Backup", 3 * UNITS, DAY)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_usual_separator_and_encoding_is_read_by_itself(separator, encoding):
    text = "Kunde,Artikel,Menge\r\nMüller & Söhne,Postfach,7\r\n".replace(",", separator)

    assert rows(text.encode(encoding)) == [(2, "Müller & Söhne", "Postfach", 7 * UNITS, DAY)]


def test_quotes_hold_separators_quotes_and_line_breaks():
    content = b'Company,Item,Qty\n"Acme, ""The"" Dental\nInc.",Backup,1\nBolt,Backup,2\n'

    assert [one[:2] for one in rows(content)] == [(2, 'Acme, "The" Dental Inc.'), (3, "Bolt")]


def test_titles_may_stand_below_a_heading_and_empty_lines_are_passed_over():
    content = b"Usage report,,\n,,\nAccount name,SKU,Units\n,,\nAcme,Backup,4\n"

    assert rows(content) == [(5, "Acme", "Backup", 4 * UNITS, DAY)]


@pytest.mark.parametrize(
    ("titles", "columns"),
    [
        (("Customer ID", "Customer Name", "SKU", "Quantity", "Usage Date"), Columns(1, 2, 3, 4)),
        (("Tenant", "Service", "Users"), Columns(0, 1, 2)),
        (("Stichtag", "Firma", "Produkt", "Anzahl"), Columns(1, 2, 3, 0)),
        (("a", "b", "c"), Columns()),
        (("Customer", "Customer"), Columns(0)),
    ],
)
def test_columns_are_guessed_by_their_titles(titles, columns):
    assert guess(titles) == columns


def test_columns_of_the_last_file_are_found_by_title_and_not_where_one_is_gone():
    wanted = {"customer": "Who", "item": "What", "quantity": "N"}

    assert columns_by_title(("N", "What", "Who"), wanted) == Columns(2, 1, 0)
    assert columns_by_title(("N", "What"), wanted) is None
    assert columns_by_title(("N",), {}) is None


@pytest.mark.parametrize(
    ("figures", "separator", "units"),
    [
        (("1.5", "2"), ",", (15_000, 20_000)),
        (("1,5", "2"), ";", (15_000, 20_000)),
        (("1.234,5", "1.000"), ";", (12_345_000, 10_000_000)),
        (("1,234", "2.5"), ";", (12_340_000, 25_000)),
        (("1,234", "2"), "\t", (12_340_000, 20_000)),
        (("1 000", "'7"), ";", None),
    ],
)
def test_the_decimal_sign_is_that_of_the_figures_that_leave_no_doubt(figures, separator, units):
    text = "Customer,Item,Units\nAcme,A,{}\nAcme,B,{}\n".replace(",", separator).format(*figures)

    found = contents(text.encode())
    if units is None:
        assert [one.code for one in found.problems] == ["csv_not_a_quantity"]
    else:
        assert tuple(one.quantity for one in found.reports) == units


@pytest.mark.parametrize(
    ("text", "manner", "day"),
    [
        ("2026-01-31", ENGLISH, date(2026, 1, 31)),
        ("2026-01-31T00:00:00Z", ENGLISH, date(2026, 1, 31)),
        ("31.01.2026", ENGLISH, date(2026, 1, 31)),
        ("1/2/2026", ENGLISH, date(2026, 1, 2)),
        ("1/2/2026", GERMAN, date(2026, 2, 1)),
        ("31/1/2026", ENGLISH, date(2026, 1, 31)),
        ("2026-02", ENGLISH, DAY),
        ("12/2026", ENGLISH, date(2026, 12, 31)),
    ],
)
def test_days_are_read_in_every_usual_form_and_a_month_is_its_last_day(text, manner, day):
    assert rows(f"Customer,Item,Units,Date\nAcme,A,1,{text}\n".encode(), manner)[0][4] == day


def test_what_is_wrong_is_told_by_row_and_column_and_the_good_rows_are_there():
    content = (
        b"Customer,Item,Seats,Month\n"
        b"Acme,Backup,12,2026-01\n"
        b"Acme,Backup,many,2026-01\n"
        b",Backup,1,2026-13-01\n"
        b"Acme,Backup,-3,soon\n"
        b"Acme,Backup\n"
        b"Acme,Backup,=1+1,2026-01\n"
        b"Acme,Backup,1.23456,2026-01\n"
        b"Acme,Back\x07up,999999999999999,9999-12\n"
    )
    found = contents(content)

    assert [one.row for one in found.reports] == [2]
    assert found.bad == 7
    assert [(one.place, one.code) for one in found.problems] == [
        ("row 3, Seats", "csv_not_a_quantity"),
        ("row 4, Customer", "csv_cell_empty"),
        ("row 4, Month", "no_such_date"),
        ("row 5, Seats", "below_zero"),
        ("row 5, Month", "not_a_date"),
        ("row 6, Seats", "csv_cell_empty"),
        ("row 6, Month", "csv_cell_empty"),
        ("row 7, Seats", "csv_not_a_quantity"),
        ("row 8, Seats", "too_many_decimals"),
        ("row 9, Item", "control_character"),
        ("row 9, Seats", "too_large"),
        ("row 9, Month", "no_such_date"),
    ]


def test_a_cell_that_is_far_too_long_is_refused_and_not_cut():
    content = b"Customer,Item,Units\nAcme,Backup,1\nAcme," + b"x" * (LONGEST_CELL + 1) + b",1\n"

    assert wrong(content) == [("row 3, Item", "too_long")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "csv_is_empty"),
        (b"\xef\xbb\xbf \r\n,,,\r\n", "csv_is_empty"),
        (b"Customer,Item,Units\nA\0cme,B,1\n", "csv_holds_nul"),
        ("Customer,Item,Units\n".encode("utf-16"), "csv_holds_nul"),
        (b"Customer,Item,Units\n\x81\x8d,B,1\n", "csv_not_text"),
        (b'Customer,Item,Units\n"Acme,B,1\nBolt,B,2\n', "csv_quotes"),
        (b'Customer,Item,Units\n"Ac"me,B,1\n', "csv_quotes"),
        (b"Customer,Item,Units\n" + b"x" * 200_000 + b",B,1\n", "csv_cell_endless"),
        (b"," * 600 + b"x\n", "csv_too_many_columns"),
    ],
    ids=["nothing", "blanks", "nul", "utf-16", "bytes", "open quote", "quote inside", "endless", "wide"],
)
def test_what_is_no_table_is_refused_with_the_reason(content, code):
    assert [found for found, _facts in refusal(content)] == [code]


def test_without_the_three_columns_nothing_is_read():
    with pytest.raises(Rejected) as rejected:
        contents(b"a,b,c\n1,2,3\n")

    assert rejected.value.problems[0].code == "csv_no_columns"


def test_a_text_that_looks_like_a_formula_stays_a_text():
    assert rows(b"Customer,Item,Units\n=HYPERLINK(1),../../x' OR 1=1--,1\n")[0][1:3] == (
        "=HYPERLINK(1)",
        "../../x' OR 1=1--",
    )


PIECES = st.sampled_from(
    [
        b"\0",
        b'"',
        b",",
        b";",
        b"\n",
        b"\r",
        b"\t",
        b"\xff",
        b"\x81",
        b"=1",
        b"1e9",
        b"-",
        b"99999999999",
        "\ufeffß".encode(),
    ]
)


@some
@given(st.lists(st.tuples(st.integers(0, 200), PIECES, st.booleans()), max_size=8))
@example([(0, b'"', False)])
def test_a_file_that_was_damaged_anyhow_gives_reports_or_problems_but_never_anything_else(changes):
    content = PLAIN * 3
    for at, piece, replaces in changes:
        at = at % (len(content) + 1)
        content = content[:at] + piece + content[at + len(piece) * replaces :]
    try:
        found = contents(content)
    except Rejected:
        return
    for one in found.reports:
        assert isinstance(one, Report)
        assert one.name.strip()
        assert one.item.isprintable()
        assert one.quantity >= 0
    assert bool(found.bad) == bool(found.problems)


@some
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_are_refused(content):
    try:
        table = table_of(content)
    except Rejected:
        return
    found = read(table, Columns(0, 1, 2), DAY, GERMAN)
    assert len(found.reports) + found.bad == len(table.rows)
