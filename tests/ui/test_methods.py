"""What methods of payment are called, and what is asked for beside each."""

import pytest

from billdesk.basics import resources
from billdesk.domain.factory import METHODS
from billdesk.ui.methods import method_icon, method_short, method_words, reference_words


@pytest.mark.parametrize("method", METHODS)
def test_each_method_of_a_new_shop_has_words_and_an_icon_of_its_own(method):
    assert method_words(method) != method
    assert resources.read_text("icons", f"{method_icon(method)}.svg")


def test_a_method_that_the_shop_added_is_called_as_it_was_typed():
    assert (method_short("transfer"), method_short("PayPal")) == ("Transfer", "PayPal")
    assert (method_words("PayPal"), method_icon("PayPal")) == ("PayPal", "wallet")


def test_a_check_has_a_number_and_other_methods_a_reference():
    assert [reference_words(one) for one in ("check", "card", "PayPal")] == [
        "Check number",
        "Last four digits",
        "Number or reference",
    ]
