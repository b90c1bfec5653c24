"""What is asked of the invoice list, kept and taken back."""

from datetime import date

import pytest

from billdesk.domain.lists import Sort
from billdesk.ui.models.cells import Column
from billdesk.ui.panes.invoice_filters import Asked, specs
from billdesk.ui.panes.invoice_memory import asked_as_plain, asked_of, offer_words, sort_as_plain, sort_of
from billdesk.ui.widgets.chips import Choice, FilterChips

TODAY = date(2026, 2, 1)


@pytest.fixture
def chips(look, qtbot):
    made = FilterChips(look, "invoices.chips", specs({"customer": str, "ticket": str, "amount": str}))
    qtbot.addWidget(made)
    return made


def test_nothing_asked_is_nothing_kept(chips):
    assert asked_as_plain(Asked(), chips) == {}
    assert asked_of({}, TODAY) == Asked()


def test_everything_that_can_be_asked_comes_back_with_its_words(chips):
    chips.chip("customer").offer((Choice("4", "Acme Dental"),))
    chips.show_keys("customer", ("4",))
    asked = Asked(
        (
            ("status", ("open", "paid")),
            ("customer", ("4",)),
            ("date", ("2025-11-01",)),
            ("recurring", ("no",)),
        ),
        "laptop",
        ids=(3, 4),
        schedule_id=7,
    )
    plain = asked_as_plain(asked, chips)

    assert asked_of(plain, TODAY).filter(TODAY) == asked.filter(TODAY)
    chips.chip("customer").offer(())
    offer_words(plain | {"date_words": "Nov 2025"}, chips)
    chips.show_keys("date", ("2025-11-01",))
    assert (chips.chip("customer").value(), chips.chip("date").value()) == ("Acme Dental", "Nov 2025")


@pytest.mark.parametrize(
    ("name", "value"), [("date", ["x"]), ("customer", ["x"]), ("ids", "x"), ("schedule", "x")]
)
def test_what_makes_no_sense_is_refused(name, value):
    with pytest.raises(ValueError, match="x"):
        asked_of({name: value}, TODAY)


def test_an_order_by_a_column_that_is_gone_is_the_present_one():
    class Model:
        columns = (Column("total", "Total", str, "total"),)
        order = Sort("date", True)

    assert sort_of(sort_as_plain(Sort("total", False)), Model) == Sort("total", False)
    assert sort_of(["gone", False], Model) == Sort("date", True)
