"""Rows in columns: what is too wide is set smaller or cut, and never runs into the next column."""

from dataclasses import replace
from datetime import date

from billdesk.documents.statement import render
from billdesk.domain.document import Letterhead, PrintedMove, PrintedStatement

DAY = date(2026, 2, 3)


def test_huge_figures_and_long_words_stay_in_their_columns(read, found):
    row = PrintedMove(DAY, "invoice", "W" * 90, "x" * 2_000, 10**17, -(10**17), DAY)
    statement = PrintedStatement(
        "activity", "en", Letterhead("Shop"), DAY, DAY, DAY, "EUR", ("Acme",), 0, (row,), 0, (0,) * 5
    )
    page = read(render(statement), layout=False)[0]
    assert found("1,000,000,000,000,000.00", page)
    assert page.count("x" * 20) <= 3 * 12, "a note has three lines at most"
    whole = read(render(replace(statement, rows=(row,) * 30)), layout=False)
    assert len(whole) > 1
