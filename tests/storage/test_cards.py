"""The database itself holds that an invoice is charged once, and keeps no more of a card than four digits."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from billdesk.domain.card import Charge
from billdesk.domain.errors import Conflict
from support.processors import card
from support.recurring import Book, load, schedule


@pytest.fixture
def book(each_office):
    load(each_office, schedule())
    found = Book(each_office)
    found.run("2026-01-01")
    return found


def test_a_card_by_the_same_token_is_the_same_card(book):
    with book.office.work() as work:
        first = work.cards.keep(card(1))
        assert work.cards.keep(replace(card(1), brand="Mastercard")) == first
        second = work.cards.keep(card(1, "tok_other"))
        assert work.cards.of(1, "box").id == second
        work.cards.keep(replace(card(1, "tok_other"), active=False))
        assert (work.cards.of(1, "box").id, work.cards.of(1, "box").brand) == (first, "Mastercard")
        assert work.cards.of(1, "another") is None


def test_a_second_try_waits_until_the_first_is_refused(book):
    now, invoice = book.office.now(), book.invoices()[0].id
    with book.office.work() as work:
        work.cards.queue([Charge(invoice)], now)
        with pytest.raises(Conflict):
            work.attempt(lambda: work.cards.queue([Charge(invoice, 2)], now))
        found = work.cards.locked(work.cards.ready()[0], "queued")
        work.cards.write(replace(found, state="refused", reason="card_refused"), now)
        work.cards.queue([Charge(invoice, 2)], now)
        assert len(work.cards.ready()) == 1


@pytest.mark.parametrize("wrong", [{"last_four": "4242424242424242"}, {"customer_id": 99}])
def test_more_than_four_digits_and_cards_of_nobody_are_refused(book, wrong):
    with pytest.raises(IntegrityError), book.office.work() as work:
        work.cards.keep(replace(card(1), **wrong))
