"""The report of time, and its files."""

import csv
from datetime import date

import pytest

from billdesk.domain.errors import Refused, Trouble
from billdesk.domain.lists import Part, Sort
from billdesk.domain.time_report import TimeFilter, TimeSums
from billdesk.services.time_reports import COLUMNS, GROUP_COLUMNS, TimeReports

ALL, BY_NAME = TimeFilter(), Sort("name", False)
FORMULA = "=1+2"


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def logged(shop):
    """Time of two people: charged, waiting, free; one has the name of a formula."""
    shop.tickets.charge(shop.time(20, technician="Sam", day=date(2026, 1, 5), notes="=cmd|' /C calc'!A0"))
    shop.time(40, technician=FORMULA, day=date(2026, 1, 6))
    shop.time(10, technician="Sam", billable=False)
    return TimeReports(shop.office)


def test_each_minute_stands_in_one_group_and_in_the_sums(each_shop):
    reports = logged(each_shop)
    count, sums = reports.sums(ALL, "technician")

    assert (count, sums) == (2, TimeSums(3, 70, 75, 10, 45, 30, 0))
    assert reports.sums(ALL) == (3, sums)
    groups = reports.groups(ALL, "technician", BY_NAME).rows
    assert [(one.name, one.sums.worked) for one in groups] == [(FORMULA, 40), ("Sam", 30)]
    assert reports.groups(ALL, "customer", BY_NAME).rows[0].sums == sums
    assert [one.notes[:1] for one in reports.lines(ALL, Sort("day", True)).rows] == ["", "=", ""]
    assert reports.technicians() == (FORMULA, "Sam")
    assert reports.rates() == ((each_shop.labor, "Labor"),)


def test_files_have_all_that_is_shown_and_no_formula(shop, tmp_path):
    reports = logged(shop)

    assert reports.export(ALL, "", tmp_path / "rows.csv", "en") == 3
    head, *rows = read(tmp_path / "rows.csv")
    assert head == list(COLUMNS)
    assert [row[0] for row in rows] == ["", "2026-01-05", "2026-01-06"]
    assert rows[1][4:] == ["Sam", "Labor", "'=cmd|' /C calc'!A0", "20", "Yes", "30", "charged"]
    assert rows[2][4] == f"'{FORMULA}"

    assert reports.export(ALL, "technician", tmp_path / "groups.csv", "de") == 2
    head, *rows = read(tmp_path / "groups.csv")
    assert (head[1], len(head)) == ("Einträge", len(GROUP_COLUMNS))
    assert rows == [
        [f"'{FORMULA}", "1", "40", "45", "0", "45", "0", "0"],
        ["Sam", "2", "30", "30", "10", "0", "30", "0"],
    ]


def test_a_file_has_more_rows_than_are_read_at_once(shop, tmp_path, monkeypatch):
    monkeypatch.setattr("billdesk.services.time_reports.PART", 2)
    reports = logged(shop)
    assert reports.export(ALL, "", tmp_path / "rows.csv", "en") == 3
    assert len(reports.lines(ALL, Sort("day", False), Part(2)).rows) == 2


@pytest.mark.parametrize(
    ("wanted", "by"),
    [(ALL, "colour"), (TimeFilter(state="paid"), ""), (TimeFilter(state="x" * 999), "labor")],
)
def test_other_words_are_refused(shop, tmp_path, wanted, by):
    reports = TimeReports(shop.office)
    acts = [lambda: reports.sums(wanted, by), lambda: reports.export(wanted, by, tmp_path / "x.csv", "en")]
    acts += [lambda: reports.groups(wanted, by, BY_NAME)] if by else [lambda: reports.lines(wanted, BY_NAME)]
    for act in acts:
        with pytest.raises(Refused, match="unknown_word"):
            act()
    assert list(tmp_path.glob("*.csv")) == []


def test_a_file_that_cannot_be_written_is_told(shop, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="file_cannot_be_written"):
        logged(shop).export(ALL, "", tmp_path / "file" / "rows.csv", "en")
