"""Shares of groups with compound members are exact, and the first named tax counts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.tax import INHERIT, UNTAXED, Choice, Rate, Tax, first_named, shares, tax_problems

RATES = st.lists(
    st.builds(Rate, st.sampled_from("ABCDE"), st.integers(0, 400_000), st.booleans()), max_size=5
).map(tuple)


@given(RATES)
def test_shares_agree_with_fractions(rates):
    found = shares(rates)
    before = Fraction(0)
    for rate, share in zip(rates, found.members, strict=True):
        base = 1 + before if rate.compound else Fraction(1)
        tax = base * Fraction(rate.percent, 1_000_000)
        assert Fraction(share.base, found.unit) == base
        assert Fraction(share.tax, found.unit) == tax
        before += tax
    assert Fraction(found.tax, found.unit) == before


def test_a_compound_member_is_charged_on_the_members_before_it():
    found = shares((Rate("GST", 50_000), Rate("QST", 99_750, compound=True)))
    qst = found.members[1]
    assert Fraction(qst.base, found.unit) == Fraction(105, 100)
    assert Fraction(qst.tax, found.unit) == Fraction("0.1047375")


def test_the_first_choice_that_names_a_tax_counts_and_naming_none_means_untaxed():
    assert first_named(INHERIT, Choice(True, 7), Choice(True, 8)) == 7
    assert first_named(UNTAXED, Choice(True, 7)) is None
    assert first_named(INHERIT, INHERIT) is None


@pytest.mark.parametrize(
    ("tax", "problem"),
    [
        (Tax(1, "", " ", (Rate("VAT", 1),)), ("name", "nothing_typed")),
        (Tax(1, "", "x" * 10_000, (Rate("VAT", 1),)), ("name", "too_long")),
        (Tax(1, "", "VAT", ()), ("members", "tax_has_no_rate")),
        (Tax(1, "", "VAT", (Rate("VAT", 1_000_001),)), ("members[0].percent", "out_of_range")),
        (Tax(1, "", "VAT", (Rate("VAT", -1),)), ("members[0].percent", "out_of_range")),
        (Tax(1, "", "G", (Rate("A", 1), Rate("", 1)), True), ("members[1].name", "nothing_typed")),
        (Tax(1, "", "G", (Rate("A\nB", 1),), True), ("members[0].name", "control_character")),
        (Tax(1, "", "G", (Rate("A", 1),) * 21, True), ("members", "too_many")),
    ],
)
def test_what_is_wrong_with_a_tax_is_told_at_its_field(tax, problem):
    assert [(one.place, one.code) for one in tax_problems(tax)] == [problem]


def test_a_group_with_a_compound_member_and_a_rate_of_nothing_are_sound():
    group = Tax(1, "", "GST and QST", (Rate("GST", 50_000), Rate("QST", 99_750, True)), True)
    assert tax_problems(group) == tax_problems(Tax(1, "", "Zero", (Rate("", 0),))) == ()
