"""The form of a tax keeps the printed name of a plain rate that is called otherwise than its tax."""

from billdesk.domain.tax import Rate, Tax
from billdesk.ui.panes.settings_tax_form import NEW, NEW_GROUP, TaxForm


def made(qtbot, make_bench):
    form = TaxForm(make_bench("empty"))
    qtbot.addWidget(form)
    return form


def test_a_plain_rate_keeps_its_own_printed_name(qtbot, make_bench):
    form = made(qtbot, make_bench)
    form.show_tax(Tax(3, "sales-tax", "Sales tax 8.25 %", (Rate("Sales tax", 82_500),)))
    assert form.value().members == (Rate("Sales tax", 82_500),)
    form.show_tax(Tax(3, "vat", "VAT", (Rate("VAT", 82_500),)))
    assert form.value().members == (Rate("", 82_500),)


def test_only_a_group_has_names_compound_rates_and_more_members(qtbot, make_bench):
    form = made(qtbot, make_bench)
    form.show_tax(NEW)
    assert form.add.isHidden()
    assert form._members[0].name.isHidden()
    form.show_tax(NEW_GROUP)
    assert not form.add.isHidden()
    assert len(form._members) == 2
