"""Languages go by their two letters, with or without a country."""

import pytest

from billdesk.domain.languages import is_language


@pytest.mark.parametrize("text", ["de", "de-AT", "pt-BR", "zh"])
def test_a_language_may_be_one_as_a_country_speaks_it(text):
    assert is_language(text)


@pytest.mark.parametrize(
    "text", ["", "xx", "DE", "deu", "klingon", "de-", "de-at", "de-AUT", "de_AT", "de-ÄÖ"]
)
def test_nothing_else_is_a_language(text):
    assert not is_language(text)
