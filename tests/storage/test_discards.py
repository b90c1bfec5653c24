"""Dates whose drafts were thrown away, on file."""

from datetime import date

from support.recurring import Book, load, schedule

DAY = date(2026, 1, 1)


def billed(office):
    load(office, schedule())
    book = Book(office)
    book.run("2026-01-15")
    return book


def test_a_discarded_date_counts_as_skipped_and_comes_back_once(each_office):
    book = billed(each_office)
    [draft] = book.invoices()
    with each_office.work() as work:
        work.schedules.forget_invoice(draft.schedule_id, draft.id)
        work.discards.add(draft.schedule_id, DAY, "on holiday")
        work.commit()
    [date_of] = book.occurrences()
    assert (date_of.state, date_of.reason, date_of.note) == ("skipped", "discarded", "on holiday")
    assert book.rows("SELECT generated, last_invoice_id FROM schedules") == [(0, None)]
    with each_office.work() as work:
        assert work.discards.take_back(draft.schedule_id, DAY, draft.id, [])
        assert not work.discards.take_back(draft.schedule_id, DAY, draft.id, [])
        work.commit()
    [date_of] = book.occurrences()
    assert (date_of.state, date_of.note, date_of.invoice_id) == ("billed", "", draft.id)
    assert book.rows("SELECT generated, last_invoice_id FROM schedules") == [(1, draft.id)]
    with each_office.work() as work:
        assert not work.discards.take_back(draft.schedule_id, date(2026, 2, 1), draft.id, [])
