"""The draft in an editor: one step for each field, undo and redo, what can't be read stays and says why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
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


def test_totals_follow_each_keystroke(state):
    totals = []
    state.changed.connect(lambda: totals.append(state.invoice.total))
    type_all(state, "12.5", "quantity")
    assert totals == [120_00, 125_00]  # 1 is as before, and 12. is 12


def test_an_amount_that_gets_too_large_is_told_where_it_was_typed(state):
    state.type_into(0, "price", "999999999", CELLS)
    wrong = state.type_into(0, "quantity", "999999999", CELLS)
    assert wrong.reason.code == "amount_too_large"
    assert state.rows[0].line.quantity == 10_000
    with pytest.raises(Refused):
        state.set_rows([replace(state.rows[0], line=replace(state.rows[0].line, quantity=10**13))])


def test_what_belongs_to_the_file_is_no_step_and_is_not_taken_back(state):
    state.edit("title", title="Repair")
    state.kept(replace(state.invoice, id=7, version=3))
    state.undo()
    assert (state.invoice.id, state.invoice.version, state.invoice.title) == (7, 3, "")


def test_another_draft_can_not_be_undone_into_the_one_before(state):
    state.edit("title", title="Repair")
    state.restart(Invoice(2, "EUR", DAY, DAY))
    assert not state.can_undo()
    state.replace_invoice(Invoice(3, "EUR", DAY, DAY))
    state.undo()
    assert state.invoice.customer_id == 2


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["description", "quantity", "price", "discount", "unit", "tax"]),
            st.text(max_size=8),
        ),
        max_size=12,
    )
)
def test_whatever_is_typed_totals_are_right_and_undo_leads_back(qapp, typed):
    first = Invoice(1, "EUR", DAY, DAY, lines=(InvoiceLine("Disk", quantity=10_000, unit_price=10**6),))
    state = DraftState(first)
    start, seen = state.now, []
    for field, text in typed:
        state.end_step()
        before = state.now
        state.type_into(0, field, text, CELLS)
        seen += [before] if state.now != before else []
        assert state.invoice == reckoned(state.invoice)
    for expected in reversed(seen):
        state.undo()
        assert state.now == expected
    assert state.now == start
