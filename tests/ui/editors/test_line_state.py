"""Rows of lines: one step for each field, undo and redo, what can't be read stays and says why."""

from datetime import date

import pytest

from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.tax import Rate, Tax
from billdesk.ui.editors.cells import Cells
from billdesk.ui.editors.draft_state import DraftState

DAY = date(2026, 8, 4)
CELLS = Cells("EUR", "en", (Tax(1, "vat", "VAT", (Rate("VAT", 190_000),)),))


@pytest.fixture
def state(qapp):
    lines = (InvoiceLine("Disk", quantity=10_000, unit_price=10_00 * 10_000),)
    return DraftState(Invoice(1, "EUR", DAY, DAY, lines=lines))


def type_all(state, text, field="description", at=0):
    """Type letter by letter, as a person does."""
    for end in range(1, len(text) + 1):
        state.type_into(at, field, text[:end], CELLS)


def test_the_letters_of_one_field_are_one_step(state):
    type_all(state, "Screen")
    state.end_step()
    type_all(state, "3", "quantity")

    state.undo()
    assert (state.rows[0].line.description, state.rows[0].line.quantity) == ("Screen", 10_000)
    state.undo()
    assert state.rows[0].line.description == "Disk"
    assert not state.can_undo()
    state.redo()
    state.redo()
    assert state.invoice.total == 30_00
    assert not state.can_redo()


def test_leaving_a_field_ends_its_step(state):
    type_all(state, "S")
    state.end_step()
    type_all(state, "SSD")
    state.undo()
    assert state.rows[0].line.description == "S"


def test_a_new_change_forgets_what_was_taken_back(state):
    type_all(state, "SSD")
    state.undo()
    state.edit("title", title="Repair")
    assert not state.can_redo()
    assert state.invoice.title == "Repair"


def test_what_can_not_be_read_stays_with_its_reason_and_counts_as_before(state):
    wrong = state.type_into(0, "price", "12x", CELLS)

    assert (wrong.text, wrong.reason.code) == ("12x", "not_an_amount")
    assert state.invoice.total == 10_00
    assert [(at, field) for at, field, _ in state.unread()] == [(0, "price")]
    assert state.type_into(0, "price", "12", CELLS) is None
    assert (state.unread(), state.invoice.total) == ((), 12_00)


def test_rows_keep_their_keys_when_they_move(state):
    other = state.new_row(InvoiceLine("Cable", quantity=10_000))
    state.set_rows([other, *state.rows])
    assert len({row.key for row in state.rows}) == 2
    assert state.rows[0].key == other.key
