"""Issue, void, delete, duplicate, repeat, write off, annotate from the list; what stays undoable waits."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.services.payments import Received
from billdesk.ui.messages import Later
from billdesk.ui.panes.invoice_changes import InvoiceChanges

DAY = date(2026, 2, 1)


@pytest.fixture
def changes(make_bench, qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    bench = make_bench()
    made = InvoiceChanges(bench, over)
    made.bench, made.over, made.heard, made.troubles, made.news = bench, over, [], [], []
    made.told.connect(lambda words, undo: made.heard.append((words, undo)))
    made.troubled.connect(made.troubles.append)
    made.made.connect(made.news.append)
    yield made
    qtbot.waitUntil(lambda: not bench.background.busy())


def add(changes, *prices):
    """A draft; the row that the list shows of it."""
    drafts = changes.bench.desk.drafts
    fresh = drafts.fresh(changes.bench.desk.browsing.customers("acme")[0].id, DAY).invoice
    lines = tuple(InvoiceLine("Thing", quantity=10_000, unit_price=price * 10_000) for price in prices)
    return row(changes, drafts.keep(replace(fresh, lines=lines)).id)


def row(changes, key):
    page = changes.bench.desk.browsing.invoices(InvoiceFilter(ids=(key,)), Sort(), DAY)
    return page.rows[0] if page.rows else None


def calm(changes, qtbot):
    qtbot.waitUntil(lambda: not changes.bench.background.busy(), timeout=10_000)


def test_drafts_are_issued_and_those_that_cannot_be_are_told(changes, qtbot):
    good, empty = add(changes, 10_00), add(changes)
    changes.issue([good, empty])
    calm(changes, qtbot)
    assert row(changes, good.id).status == "open"
    assert changes.heard[0][0].endswith(" issued")
    assert [one.code for one in changes.troubles] == ["invoice_has_no_lines"]


def issued(changes, qtbot):
    found = add(changes, 10_00)
    changes.issue([found])
    calm(changes, qtbot)
    return row(changes, found.id)


def test_an_invoice_is_void_only_when_it_cannot_be_taken_back_any_more(changes, qtbot):
    found = issued(changes, qtbot)
    changes.void([found])
    words, later = changes.heard[-1]
    assert words == f"{found.number} becomes void"
    assert isinstance(later, Later)
    assert row(changes, found.id).status == "open"
    later()
    assert row(changes, found.id).status == "open"
    later.act(False)
    calm(changes, qtbot)
    assert row(changes, found.id).status == "void"


def test_when_the_program_ends_it_is_void_at_once_and_a_refusal_is_told(changes, qtbot):
    found = issued(changes, qtbot)
    changes.void([found])
    later = changes.heard[-1][1]
    later.act(True)
    assert row(changes, found.id).status == "void"
    later.act(True)
    assert changes.troubles[0].code == "invoice_is_void"


def test_deleted_drafts_come_back(changes, qtbot):
    found = [add(changes, 10_00), add(changes, 20_00)]
    changes.delete([one.id for one in found])
    calm(changes, qtbot)
    words, undo = changes.heard[-1]
    assert words == "2 drafts deleted"
    assert row(changes, found[0].id) is None
    undo()
    calm(changes, qtbot)
    assert [row(changes, one.id).total for one in found] == [10_00, 20_00]


def test_an_issued_invoice_is_not_deleted(changes, qtbot):
    found = issued(changes, qtbot)
    changes.delete([found.id])
    calm(changes, qtbot)
    assert changes.troubles[0].code == "invoice_is_issued"


def test_a_duplicate_is_a_new_draft_that_is_opened(changes, qtbot):
    found = issued(changes, qtbot)
    changes.duplicate(found)
    calm(changes, qtbot)
    assert row(changes, changes.news[0]).status == "draft"
    assert row(changes, changes.news[0]).total == 10_00


def test_a_balance_is_written_off_with_its_reason(changes, qtbot):
    found = issued(changes, qtbot)
    changes.write_off(found, "Closed down")
    calm(changes, qtbot)
    assert changes.heard[-1] == (f"$10.00 of {found.number} written off", None)
    changes.write_off(found, "Again")
    calm(changes, qtbot)
    assert isinstance(changes.troubles[0], Refused)


def test_notes_are_read_and_kept_on_an_issued_invoice(changes, qtbot):
    found = issued(changes, qtbot)
    changes.annotate(found, "Call first", "PO 7")
    calm(changes, qtbot)
    read = []
    changes.read_notes(found, read.append)
    calm(changes, qtbot)
    assert (read[0].internal_notes, read[0].reference) == ("Call first", "PO 7")


def test_credit_is_used_for_an_invoice_and_a_write_off_is_taken_back(changes, qtbot):
    found, desk = issued(changes, qtbot), changes.bench.desk
    changes.use_credit(found)
    calm(changes, qtbot)
    assert [one.code for one in changes.troubles] == ["no_credit"]
    desk.payments.grant(Received(found.customer_id, 4_00, DAY), "goodwill")
    changes.use_credit(found)
    calm(changes, qtbot)
    assert changes.heard[-1] == (f"$4.00 of credit used for {found.number}", None)
    changes.write_off(row(changes, found.id), "Closed down")
    calm(changes, qtbot)
    changes.take_back_write_off(row(changes, found.id), "Pays after all")
    calm(changes, qtbot)
    assert changes.heard[-1] == (f"{found.number} is open again", None)
    assert row(changes, found.id).balance == 6_00
    changes.take_back_write_off(found, "again")
    calm(changes, qtbot)
    assert changes.troubles[-1].code == "not_written_off"
