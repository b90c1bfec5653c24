"""What an address tells of the place."""

import pytest

from billdesk.domain.customer import place_of


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("1 Main St\nDover, DE 19904", "Dover, DE"),
        ("1 Main St\nDover, DE 19904\nUSA", "Dover, DE"),
        ("Hauptstr. 5\n10115 Berlin", "Berlin"),
        ("Hauptstr. 5\n10115 Berlin\nGermany", "Berlin"),
        ("Suite 4\n1 Main St\nDover", "Dover"),
        ("12 rue Cartier\nMontréal, QC H2X 1Y4\nCanada", "Montréal, QC"),
        ("1 Main St\n\n  Dover  \n", "Dover"),
        ("Dover", ""),
        ("", ""),
        ("\n\n", ""),
        ("1\n2\n3", ""),
    ],
)
def test_the_place_is_the_line_with_the_postal_code(address, place):
    assert place_of(address) == place
