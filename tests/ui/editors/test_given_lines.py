"""The lines of an invoice of which some units go back: what is typed, and what that comes to."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.ui.editors.given_lines import GivenLines

DAY = date(2026, 2, 1)
LINES = (
    InvoiceLine("Hardware", kind="heading", id=1),
    InvoiceLine("Disk", quantity=20_000, unit="piece", unit_price=50_00 * 10_000, id=2),
    InvoiceLine("Call-out", quantity=10_000, unit_price=30_00 * 10_000, id=3),
)
INVOICE = replace(reckoned(Invoice(1, "USD", DAY, DAY, lines=LINES)), state="issued", number="I-1")


@pytest.fixture
def lines(qtbot, make_bench):
    made = GivenLines(make_bench("empty"), "refund")
    qtbot.addWidget(made)
    made.fill(INVOICE, ())
    made.heard = []
    made.changed.connect(lambda: made.heard.append(1))
    return made


def test_lines_with_amounts_are_asked_for_by_their_names(lines):
    assert [(one.number, one.left, one.field.objectName()) for one in lines.parts] == [
        (2, 20_000, "refund.line.1"),
        (3, 10_000, "refund.line.2"),
    ]
    assert lines.parts[0].field.accessibleName() == "How many of “Disk” go back"


def test_everything_that_is_left_is_filled_in_and_known_as_that(lines):
    lines.give_all()
    assert lines.wanted() == {2: 20_000, 3: 10_000}
    assert lines.is_whole(lines.wanted())
    lines.parts[0].field.setText("0,5")
    assert lines.wanted() == {2: 5_000, 3: 10_000}
    assert not lines.is_whole(lines.wanted())
    assert lines.heard == [1]


def test_what_a_line_comes_to_stands_in_its_row(lines):
    lines.show_nets({3: 12_50}, "USD")
    assert [one.amount.text() for one in lines.parts] == ["", "12.50"]


@pytest.mark.parametrize("rubbish", ["abc", "1e9", "--2", "½"])
def test_what_is_no_quantity_is_refused(lines, rubbish):
    lines.parts[0].field.setText(rubbish)
    with pytest.raises(Refused):
        lines.wanted()


def test_a_line_of_which_nothing_is_left_cannot_be_typed_at(qtbot, make_bench):
    note = replace(INVOICE, kind="credit_note", lines=(replace(LINES[1], corrects_line=2),))
    made = GivenLines(make_bench("empty"), "refund")
    qtbot.addWidget(made)
    made.fill(INVOICE, (note,))
    assert [one.field.isEnabled() for one in made.parts] == [False, True]
