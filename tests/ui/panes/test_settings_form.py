"""A form inside of the settings says what is wrong at its fields, and what has no field below them."""

from billdesk.domain.errors import Problem, Rejected, Trouble
from billdesk.domain.tax import Rate
from billdesk.ui.panes.settings_tax_form import NEW, TaxForm


def test_problems_without_a_field_stand_below_and_troubles_are_passed_on(qtbot, make_bench):
    form = TaxForm(make_bench("empty"))
    qtbot.addWidget(form)
    form.show_tax(NEW)
    form._on_failed(Rejected((Problem("name", "nothing_typed"), Problem("members", "tax_has_no_rate"))))
    assert form.name.told()
    assert form.stray.text() == "A tax needs at least one rate. Add one."
    with qtbot.waitSignal(form.troubled):
        form._on_failed(Trouble("disk_is_full"))
    assert form.keep.isEnabled()


def test_what_was_kept_is_told_and_the_form_goes_away(qtbot, make_bench):
    form = TaxForm(make_bench("empty"))
    qtbot.addWidget(form)
    form.show_tax(NEW)
    form.name.edit.setText("VAT")
    form._members[0].percent.edit.setText("19")
    with qtbot.waitSignal(form.kept) as kept:
        form.save()
    assert kept.args[0].members == (Rate("VAT", 190_000),)
    assert form.isHidden()
