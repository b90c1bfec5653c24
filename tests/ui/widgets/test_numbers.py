"""Fields for numbers: any usual form goes in, one form comes out."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import (
    NumberField,
    amounts,
    percentages,
    prices,
    quantities,
    whole_numbers,
)


@pytest.fixture
def make(look, qtbot):
    def make_it(numeral, needed=False, language="en"):
        field = NumberField(look, Caption("payment.amount", "Amount"), numeral, language, needed)
        qtbot.addWidget(field)
        field.told_changes = []
        field.changed.connect(lambda: field.told_changes.append(field.edit.text()))
        return field

    return make_it


@pytest.mark.parametrize(
    ("numeral", "typed", "value", "shown"),
    [
        (amounts("USD", "en"), "12,50", 1250, "12.50"),
        (amounts("USD", "en"), "=3*4", 1200, "12.00"),
        (amounts("JPY", "en"), "1 000", 1000, "1,000"),
        (amounts("USD", "en", None), "-3", -300, "−3.00"),
        (prices("USD", "en"), "0.0125", 125_00, "0.0125"),
        (quantities("en"), "1,5", 15_000, "1.5"),
        (percentages("en"), "8.25", 82_500, "8.25"),
        (whole_numbers("en", 1, 28), "28", 28, "28"),
    ],
)
def test_what_is_typed_is_written_out_on_leaving(qtbot, make, numeral, typed, value, shown):
    field = make(numeral)
    qtbot.keyClicks(field.edit, typed)

    assert field.told_changes[-1] == typed
    assert field.value() == value
    assert field.check()
    assert field.edit.text() == shown


@pytest.mark.parametrize(
    ("numeral", "typed"),
    [
        (amounts("USD", "en"), "abc"),
        (amounts("USD", "en"), "12.345"),
        (amounts("USD", "en"), "-1"),
        (amounts("USD", "en"), "9" * 30),
        (amounts("JPY", "en"), "12.5"),
        (percentages("en"), "101"),
        (whole_numbers("en", 1, 28), "29"),
        (whole_numbers("en", 1, 28), "=cmd()"),
        (quantities("en"), "<b>1</b>"),
        (quantities("en"), "١٢"),
    ],
)
def test_what_cannot_be_read_stays_and_says_what_to_type(qtbot, make, numeral, typed):
    field = make(numeral)
    field.edit.insert(typed)

    assert not field.check()
    assert field.value() is None
    assert field.edit.text() == typed
    assert field.told() == numeral.wrong
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.told() == ""


def test_an_empty_field_is_nothing_unless_a_number_is_needed(make):
    field, needed = make(amounts("USD", "en")), make(amounts("USD", "en"), needed=True)

    assert field.check()
    assert field.value() is None
    assert not needed.check()
    assert needed.told() == "Not an amount. Type 12.50"


def test_another_currency_reads_what_is_typed_in_its_way(make):
    field = make(amounts("USD", "de"), language="de")
    field.show_value(150_000)
    assert field.edit.text() == "1.500,00"
    field.use(amounts("JPY", "de"))
    assert (field.value(), field.edit.text()) == (1500, "1.500")

    field.edit.setText("12,50")
    field.use(amounts("JPY", "de"))
    assert field.told() == "Not an amount. Type 12"
    field.show_value(None)
    field.use(amounts("USD", "de"))
    assert (field.told(), field.edit.text()) == ("", "")


def test_what_a_price_is_typed_like_is_said_with_its_decimals(make):
    assert prices("USD", "en").wrong == "Not a price. Type 12.50"


def test_what_a_number_counts_stands_behind_it_and_is_spoken(make, painted, look):
    field = make(whole_numbers("en", 1, 28))
    field.show_value(3)
    bare = painted(field.edit)
    field.show_unit("months")
    told = painted(field.edit)
    assert bare != told
    assert field.edit.textMargins().right() > look.metrics("body").horizontalAdvance("months")
    field.tell("Type a whole number")
    assert field.edit.accessibleDescription() == "Type a whole number"
    field.tell("")
    assert field.edit.accessibleDescription() == "months"
