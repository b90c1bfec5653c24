"""Tests of ticked rows: read part by part, summed, looked at, written to a file."""

import csv

import pytest

from billdesk.domain.errors import Trouble
from billdesk.domain.lists import InvoiceFilter, Sort, Ticked
from billdesk.services import selection

EVERY = Ticked(InvoiceFilter(), Sort(), True, frozenset())


def ids(bench):
    page = bench.desk.browsing.invoices(InvoiceFilter(), Sort(), bench.today)
    return [row.id for row in page.rows]


def test_rows_ticked_one_by_one_are_read_by_their_ids(make_bench):
    bench = make_bench()
    wanted = frozenset(ids(bench)[:1])
    found = bench.desk.selection.rows(Ticked(InvoiceFilter(), Sort(), False, wanted), bench.today)
    assert {row.id for row in found} == wanted


def test_everything_but_a_few_is_read_part_by_part(make_bench, monkeypatch):
    monkeypatch.setattr(selection, "PART", 1)
    bench = make_bench()
    every = ids(bench)
    ticked = Ticked(InvoiceFilter(), Sort(), True, frozenset(every[:1]))
    assert [row.id for row in bench.desk.selection.rows(ticked, bench.today)] == every[1:]
    assert [row.id for row in bench.desk.selection.rows(EVERY, bench.today, 1)] == every[:1]


def test_the_sums_are_those_of_the_rows_that_are_ticked(make_bench):
    bench = make_bench()
    every = ids(bench)
    for ticked in (
        EVERY,
        Ticked(InvoiceFilter(), Sort(), True, frozenset(every[:1])),
        Ticked(InvoiceFilter(), Sort(), False, frozenset(every[:2])),
    ):
        rows = bench.desk.selection.rows(ticked, bench.today)
        sums = {
            one.currency: (one.count, one.total) for one in bench.desk.selection.sums(ticked, bench.today)
        }
        expected = {}
        for row in rows:
            sign = -1 if row.kind == "credit_note" else 1
            count, total = expected.get(row.currency, (0, 0))
            expected[row.currency] = (count + 1, total + sign * row.total)
        assert sums == expected


def test_a_currency_of_which_nothing_is_ticked_has_no_sum(make_bench):
    bench = make_bench()
    ticked = Ticked(InvoiceFilter(), Sort(), True, frozenset(ids(bench)))
    assert bench.desk.selection.sums(ticked, bench.today) == ()


def test_a_file_has_a_row_for_each_with_plain_figures(make_bench, tmp_path):
    bench = make_bench()
    path = tmp_path / "new folder" / "list.csv"
    count = bench.desk.selection.export(EVERY, bench.today, path, "en")
    rows = bench.desk.selection.rows(EVERY, bench.today)
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert count == len(rows) == len(found)
    assert [one["Number"] for one in found] == [row.number or "" for row in rows]
    assert all(one["Total"].replace(".", "").replace("-", "").isdigit() for one in found)
    assert [path] == list(path.parent.iterdir())


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(make_bench, tmp_path):
    bench = make_bench()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="file_cannot_be_written") as told:
        bench.desk.selection.export(EVERY, bench.today, tmp_path / "file" / "list.csv", "en")
    assert "list.csv" in bench.sentence(told.value)
    assert (tmp_path / "file").read_text() == "in the way"


def test_customers_without_an_address_are_found_before_anything_is_sent(make_bench):
    bench = make_bench()
    unreachable = bench.desk.selection.unreachable(ids(bench))
    for key in ids(bench):
        sheet = bench.desk.invoicing.sheet(key, bench.today)
        if sheet.customer.email:
            assert key not in unreachable
