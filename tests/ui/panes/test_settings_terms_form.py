"""The form of terms shows what it was given and gives it back."""

import pytest

from billdesk.domain.terms import LateFee, Terms
from billdesk.ui.panes.settings_terms_form import TermsForm


@pytest.mark.parametrize(
    "terms",
    [
        Terms(1, "a", "At once", 0),
        Terms(1, "a", "Net 30", 30, True),
        Terms(1, "a", "5th", None, day_of_month=5, defer_within_days=9),
        Terms(1, "a", "Fee", 10, late_fee=LateFee(3, 2_000, 15_000, 100, 9_000, True)),
        Terms(1, "a", "Flat", 10, late_fee=LateFee(0, 2_000)),
    ],
)
def test_terms_come_out_as_they_went_in(qtbot, make_bench, terms):
    form = TermsForm(make_bench("empty"))
    qtbot.addWidget(form)
    form.show_terms(terms)
    assert form.value() == terms
    assert form.day.isHidden() == (terms.day_of_month is None)
    assert form.fee.isHidden() == (terms.late_fee is None)
