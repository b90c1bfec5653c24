"""Which rows of the dry run a segment shows, and what their cells say."""

from datetime import date

import pytest

from billdesk.services.foresight import Foreseen, LineChange
from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.pages.run_columns import SEGMENTS, SORT_KEYS, belongs, columns

DAY = date(2026, 9, 1)


class Today:
    """As much of a desk as cells need."""

    @staticmethod
    def today():
        return DAY


def row(fate="emailed", total=115205, last=115205, **more):
    facts = {"currency": "USD", "last_date": date(2026, 8, 1)} | more
    return Foreseen(1, 1, 1, "Acme", "IT", DAY, fate, total=total, last_total=last, **facts)


@pytest.mark.parametrize(
    ("foreseen", "segments"),
    [
        (row(), {"all"}),
        (row(last=100), {"all", "differ"}),
        (row(lines=(LineChange("a", added=("b",)),)), {"all", "differ"}),
        (row("draft"), {"all", "drafts"}),
        (row("no_address"), {"all", "drafts"}),
        (row("late", last=None), {"all", "drafts", "differ"}),
        (row("skipped"), {"all", "skipped"}),
        (row("failed"), {"all", "skipped"}),
    ],
)
def test_a_row_belongs_to_its_segments(foreseen, segments):
    assert {key for key in SEGMENTS if belongs(foreseen, key)} == segments


def test_cells_say_amounts_changes_and_what_happens():
    bench = Bench(Today, None, None, Figures("en", "USD"), "en")
    made = {column.name: column.cell for column in columns(bench)}
    more = row(last=94233)

    assert (made["customer"](more).text, made["billed"](more).text) == ("Acme", "Sep 1")
    assert made["total"](more).text == "1,152.05"
    assert (made["change"](more).text, made["change"](more).tone) == ("+209.72", "paid_fg")
    assert (made["why"](row()).text, made["why"](row()).second) == ("same as Aug 1", "e-mailed")
    assert made["change"](row()).text == "–"
    assert made["total"](row("failed", reason="price_is_missing")).text == "–"


def test_rows_can_be_ordered_by_what_they_show():
    rows = [row(total=3), row(total=1), row(total=2)]

    assert [one.total for one in sorted(rows, key=SORT_KEYS["total"])] == [1, 2, 3]
    assert [one.change for one in sorted(rows, key=SORT_KEYS["change"])] == [-115204, -115203, -115202]
    assert {SORT_KEYS[key](rows[0])[0] for key in ("customer", "billed")} == {"acme", DAY}
