"""Drawing up a group: everything is read at once, against what is on file at that moment."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import event

from billdesk.domain.schedule import paused
from billdesk.services.drafting import Drafting, Drawn, Due, Failure, Ledger, read_catalog, read_holdings
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from support.recurring import ACME, FLAT, Book, load, schedule

DAY = date(2026, 1, 1)
PCS = {"type": "asset", "description": "{count} PCs", "counter": {"asset_type": "PC"}, "unit_price": "1.00"}
PC = {"ref": "a", "name": "PC-1", "type": "PC"}


@pytest.fixture
def book(office: Office) -> Book:
    return Book(office)


def _draw(office: Office, dues: Sequence[Due]) -> tuple[list[Drawn], list[Failure]]:
    with office.reading() as work:
        catalog = read_catalog(work, read_settings(work))
        return Drafting(work, catalog, DAY, False, Ledger()).draw(dues)


def test_what_somebody_else_has_dealt_with_is_left_out(book: Book) -> None:
    load(book.office, schedule())
    due = Due(DAY, book.schedule().id, 0, bills=True)
    assert len(_draw(book.office, [due, due])[0]) == 1
    book.run("2026-01-01")
    assert _draw(book.office, [due]) == ([], [])


def test_a_schedule_that_was_paused_in_between_is_left_out(book: Book) -> None:
    load(book.office, schedule())
    with book.office.work() as work:
        work.schedules.keep_progress([paused(work.schedules.by_ref("care"))])
        work.commit()
    assert _draw(book.office, [Due(DAY, book.schedule().id, 0, bills=True)]) == ([], [])


def test_two_occurrences_of_one_schedule_follow_each_other_in_one_group(book: Book) -> None:
    load(book.office, schedule(lines=[FLAT | {"one_time": True}], blank_invoices=True))
    key = book.schedule().id
    drawn, _ = _draw(book.office, [Due(DAY, key, 0, bills=True), Due(date(2026, 2, 1), key, 1, bills=True)])
    assert [len(one.invoice.lines) for one in drawn if one.invoice] == [1, 0]
    assert [one.schedule.next_index for one in drawn] == [1, 2]


def test_holdings_are_read_as_far_as_they_are_counted(book: Book) -> None:
    person = {"ref": "p", "name": "Ann", "email": "ann@acme.example", "billing": True}
    load(
        book.office,
        schedule("counts", lines=[PCS], auto_send=False),
        schedule("sends"),
        customers=[ACME | {"assets": [PC], "contacts": [person]}],
    )
    with book.office.reading() as work:
        counting = read_holdings(work, [work.schedules.by_ref("counts")], set())
        sending = read_holdings(work, [work.schedules.by_ref("sends")], set())
    (counts,), (sends,) = counting.values(), sending.values()
    assert ([one.name for one in counts.assets], list(counts.contacts)) == (["PC-1"], [])
    assert (list(sends.assets), [one.name for one in sends.contacts]) == ([], ["Ann"])


def test_a_bigger_group_takes_no_more_statements(book: Book) -> None:
    load(
        book.office,
        *(schedule(f"s{at}", lines=[FLAT, PCS]) for at in range(40)),
        customers=[ACME | {"assets": [PC]}],
    )
    statements: list[str] = []
    event.listen(
        book.office.store.engine, "before_cursor_execute", lambda *found: statements.append(found[2])
    )
    counts = []
    for size in (2, 40):
        dues = [Due(DAY, book.schedule(f"s{at}").id, 0, bills=True) for at in range(size)]
        statements.clear()
        assert len(_draw(book.office, dues)[0]) == size
        counts.append(len(statements))
    assert counts[0] == counts[1] < 20
