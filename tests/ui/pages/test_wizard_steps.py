"""What the steps of the wizard keep, and what came into the shop in words."""

from billdesk.ui.pages.wizard_steps import MailStep, ShopStep, TaxStep, filled_words


def test_a_step_in_which_nothing_is_typed_keeps_nothing(qtbot, make_bench):
    for make in (ShopStep, MailStep):
        step = make(make_bench("empty"))
        qtbot.addWidget(step)
        assert step.keep() is None


def test_prices_with_tax_contain_it_in_the_example(qtbot, make_bench):
    step = TaxStep(make_bench("empty"))
    qtbot.addWidget(step)
    step.tax.show_value("VAT")
    step.percent.show_value(190_000)
    assert "95.00 + 18.05 = $113.05" in step.example()
    step.prices.show_value("with")
    assert "79.83 + 15.17 = $95.00" in step.example()
    step.tax.show_value("")
    step.percent.show_value(None)
    assert "95.00 = $95.00" in step.example()


def test_counts_are_said_in_a_few_words():
    assert filled_words({"customers": 1, "invoices": 1200}) == "1 customer, 1,200 invoices"
    assert filled_words({}) == "0 customers, 0 invoices"
