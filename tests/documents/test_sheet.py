"""Sizes of type that give way to long figures."""

import pytest

from billdesk.documents.sheet import BODY, HERO, shrunk


def test_a_text_that_fits_keeps_its_size_and_a_longer_one_is_set_to_fit() -> None:
    assert shrunk("12.50", BODY, 100) is BODY
    small = shrunk("1,000,000,000,000.00", HERO, 60)
    assert small.size < HERO.size
    assert small.width("1,000,000,000,000.00") == pytest.approx(60)
