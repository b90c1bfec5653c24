"""The rule of a change of prices as it is typed: read, bounded, and told what is wrong."""

from datetime import date

import pytest

from billdesk.domain.errors import Problem
from billdesk.domain.money import SCALE
from billdesk.domain.price_change import PriceRule
from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.pages.price_rule import PriceRuleForm
from support.parts import put_text


class Today:
    """As much of a desk as the form needs."""

    @staticmethod
    def today():
        return date(2026, 12, 9)


@pytest.fixture
def form(qtbot, look):
    made = PriceRuleForm(Bench(Today, look, None, Figures("en", "USD"), "en"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_begins_with_nothing_typed_and_the_first_of_the_next_month(form):
    assert (form.rule(), form.day()) == (PriceRule(percent=0), date(2027, 1, 1))


def test_a_percentage_is_read_and_each_key_is_told(qtbot, form):
    told = []
    form.changed.connect(lambda: told.append(form.rule()))
    qtbot.keyClicks(form.by.edit, "-2.5")

    assert told == [None, PriceRule(percent=-2_0000), PriceRule(percent=-2_0000), PriceRule(percent=-2_5000)]


@pytest.mark.parametrize("typed", ["1e999", "-0", "10000", "-101", "nan", "5;", "٥", "=1/0", "9" * 400])
def test_rubbish_is_not_read_and_told_what_to_type(form, typed):
    put_text(form.by.edit, typed)

    assert form.rule() is None
    assert not form.check()
    assert form.by.told() == "Type a percentage from −100 to 1,000"


def test_an_amount_is_read_in_the_currency_of_the_schedules(qtbot, form):
    form.offer(["CAD", "CAD"], {})
    form.way.edit.pick("amount")
    put_text(form.by.edit, "-2.00")

    assert form.rule() == PriceRule(amount=-200 * SCALE, currency="CAD")
    assert not form.currency.isHidden()


def test_of_one_currency_that_is_the_shops_nothing_is_asked(form):
    form.offer(["USD"], {})
    form.way.edit.pick("amount")
    assert form.currency.isHidden()
    form.offer(["USD", "CAD"], {})
    assert not form.currency.isHidden()
    assert form.currency.value() == "USD"
    form.way.edit.pick("percent")
    assert form.currency.isHidden()


def test_what_was_typed_is_read_anew_when_the_way_changes(form):
    put_text(form.by.edit, "5000")
    assert form.rule() is None
    form.way.edit.pick("amount")
    assert form.rule() == PriceRule(amount=500_000 * SCALE, currency="USD")


def test_product_and_words_name_the_lines_and_stay_when_others_are_offered(form):
    form.offer(["USD"], {7: "Care", 3: "Hosting"})
    form.product.show_value("3")
    put_text(form.text.edit, " gold ")
    form.offer(["USD"], {3: "Hosting"})

    assert form.rule() == PriceRule(percent=0, product_id=3, text="gold")


def test_what_the_rules_refuse_is_said_at_its_field(form):
    form.tell([Problem("text", "too_long", {"longest": 1000, "length": 2000})])
    assert form.text.told()
