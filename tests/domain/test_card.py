"""A card's number is never kept, and what was asked once is asked by the same key."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.card import Charge, StoredCard, asked, require_card
from billdesk.domain.errors import Refused

CARD = StoredCard(1, "box", "tok_1", "Visa", "4242", date(2027, 1, 31), id=7)


@pytest.mark.parametrize(
    "number", ["4242424242424242", "4242 4242 4242 4242", "378282246310005", "4242-4242-4242"]
)
def test_a_number_is_no_token(number):
    with pytest.raises(Refused, match="card_number_given"):
        require_card(replace(CARD, token=number))


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": " "},
        {"processor": ""},
        {"brand": ""},
        {"last_four": "42"},
        {"last_four": "42a2"},
        {"last_four": "٤٢٤٢"},
    ],
)
def test_a_card_without_what_tells_it_apart_is_refused(wrong):
    with pytest.raises(Refused, match="card_says_too_little"):
        require_card(replace(CARD, **wrong))


def test_a_card_says_what_people_know_of_it():
    require_card(CARD)
    assert CARD.words == "Visa •••• 4242"


def test_the_same_occasion_has_the_same_key_and_another_try_or_card_another():
    first = asked(Charge(1), CARD, 500, "USD", "care|2026-01-01")
    assert (first.state, first.card_id, first.amount, first.currency) == ("asking", 7, 500, "USD")
    assert asked(Charge(99), CARD, 500, "USD", "care|2026-01-01").key == first.key
    others = [
        asked(Charge(1, attempt=2), CARD, 500, "USD", "care|2026-01-01"),
        asked(Charge(1), replace(CARD, token="tok_2"), 500, "USD", "care|2026-01-01"),
        asked(Charge(1), CARD, 500, "USD", "care|2026-02-01"),
    ]
    assert len({one.key for one in [first, *others]}) == 4


def test_what_was_asked_before_keeps_its_key_amount_and_card():
    first = asked(Charge(1), CARD, 500, "USD", "care|2026-01-01")
    again = asked(replace(first, state="queued"), replace(CARD, token="tok_2", id=8), 300, "EUR", "x")
    assert again == first
