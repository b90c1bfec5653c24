"""Which texts are countries."""

import pytest

from billdesk.domain.countries import COUNTRIES, is_country


@pytest.mark.parametrize("code", ["DE", "US", "CA", "CH"])
def test_codes_of_countries_are_known(code):
    assert is_country(code)


@pytest.mark.parametrize("text", ["", "de", "XX", "DEU", "D", "🇩🇪", "Germany", "DE\n"])
def test_anything_else_is_no_country(text):
    assert not is_country(text)


def test_there_are_as_many_as_the_standard_has():
    assert len(COUNTRIES) == 249
