"""The card of a customer is charged once for each invoice of a schedule that wants it, whatever happens."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.cards.processor import Terminal
from billdesk.domain.errors import Missing, Refused
from billdesk.services.charging import Charging
from billdesk.services.check import Check
from billdesk.services.failures import Failures, reason_of
from billdesk.services.invoicing import Invoicing
from billdesk.services.payments import Payments
from billdesk.services.run import Request, Run
from billdesk.services.running import Ears
from billdesk.services.wording import sentence
from support.processors import Box, card
from support.recurring import ACME, Book, load, schedule

DAY = "2026-01-01"


@pytest.fixture
def box(tmp_path):
    return Box(tmp_path / "taken.jsonl")


@pytest.fixture
def book(each_office, box):
    """A shop with one schedule that charges Acme's card, and a processor."""
    load(each_office, schedule(auto_charge=True))
    return Book(replace(each_office, terminal=Terminal(box, "desk-1:1:a")))


def keep(book, *args, **more):
    return Charging(book.office).keep(card(1, *args, **more))


def states(book):
    return book.rows("SELECT state, attempt FROM card_charges ORDER BY id")


def failing(book):
    return [(one.number, sentence(reason_of(one))) for one in Failures(book.office).list()]


def test_the_balance_is_charged_once_and_settles_the_invoice(book, box):
    keep(book)
    heard = []
    summary = Run(book.office).go(Request(date(2026, 1, 1)), Ears(charges=heard.extend))
    for _ in range(2):
        assert book.run(DAY).charged == 0

    assert (summary.charged, summary.uncharged) == (1, 0)
    assert [(one.state, one.number, one.amount, one.customer) for one in heard] == [
        ("taken", "INV-2026-00001", 10000, "Acme")
    ]
    assert [(one["amount"], one["currency"]) for one in box.rows()] == [(10000, "USD")]
    assert book.invoices()[0].balance == 0
    assert book.rows("SELECT amount, used, method, reference, number FROM payments") == [
        (10000, 10000, "card", f"box-{box.rows()[0]['key'][:6]}", "R-2026-00001")
    ]
    acts = {act for (act,) in book.rows("SELECT act FROM audit WHERE kind = 'invoice'")}
    assert {"card_taken", "settled"} <= acts
    assert Check(book.office).all() == []


def test_without_a_processor_nothing_happens_and_nothing_is_left_for_later(each_office, box):
    load(each_office, schedule(auto_charge=True))
    book = Book(each_office)
    assert book.run(DAY).charged == 0
    later = Book(replace(each_office, terminal=Terminal(box, "desk-1:1:a")))
    keep(later)
    assert (later.run(DAY).charged, states(later), box.rows()) == (0, [], [])


def test_a_preview_asks_nobody(book, box):
    keep(book)
    assert len(book.preview(DAY)) == 1
    assert (states(book), box.rows()) == ([], [])


def test_only_what_credit_leaves_open_is_charged(each_office, box):
    money = {"ref": "p1", "customer": "acme", "amount": "30.00", "date": "2025-12-20", "method": "cash"}
    load(each_office, schedule(auto_charge=True, apply_credit=True), payments=[money])
    book = Book(replace(each_office, terminal=Terminal(box, "desk-1:1:a")))
    keep(book)
    assert book.run(DAY).charged == 1
    assert [one["amount"] for one in box.rows()] == [7000]


def test_a_draft_is_charged_by_the_run_after_it_is_issued(each_office, box):
    load(each_office, schedule(auto_charge=True, auto_send=False))
    book = Book(replace(each_office, terminal=Terminal(box, "desk-1:1:a")))
    keep(book)
    assert (book.run(DAY).charged, box.rows()) == (0, [])
    Invoicing(book.office).issue(book.invoices()[0].id, date(2026, 1, 1))
    assert (book.run(DAY).charged, len(box.rows())) == (1, 1)


def test_a_refusal_leaves_the_invoice_open_is_told_and_only_tried_again_when_asked(book, box):
    keep(book, "tok_empty")
    assert book.run(DAY).uncharged == 1
    assert book.run(DAY).uncharged == 0

    assert book.invoices()[0].balance == 10000
    assert failing(book) == [
        (
            "INV-2026-00001",
            "Visa •••• 4242 was refused: insufficient funds. Take the payment otherwise, or try again.",
        )
    ]
    keep(book)
    summary = book.run(DAY, schedules=frozenset({book.schedule().id}))
    assert (summary.charged, states(book), failing(book)) == (1, [("refused", 1), ("taken", 2)], [])


def test_what_is_paid_otherwise_fails_no_more_and_is_not_charged(book, box):
    keep(book, "tok_empty")
    book.run(DAY)
    Payments(book.office).quick([book.invoices()[0].id], date(2026, 1, 2))
    keep(book)
    assert failing(book) == []
    assert book.run(DAY, schedules=frozenset({book.schedule().id})).charged == 0
    assert box.rows() == []


@pytest.mark.parametrize("expires", [None, date(2025, 12, 31)])
def test_without_a_card_that_is_valid_nobody_is_asked_and_the_reason_is_told(book, box, expires):
    if expires:
        keep(book, expires=expires)
    assert book.run(DAY).uncharged == 1
    assert box.rows() == []
    said = "has expired" if expires else "No card of Acme is stored for INV-2026-00001"
    assert said in failing(book)[0][1]


def test_no_clear_answer_stays_unknown_until_somebody_asks_which_charges_nothing_twice(book, box):
    keep(book, "tok_mute")
    for _ in range(3):
        book.run(DAY)
    assert (states(book), len(box.rows())) == ([("unknown", 1)], 1)
    assert failing(book)[0][1].startswith(
        "Nobody knows whether INV-2026-00001 was charged to Visa •••• 4242."
    )

    assert book.run(DAY, schedules=frozenset({book.schedule().id})).charged == 1
    assert (states(book), len(box.rows()), book.invoices()[0].balance) == ([("taken", 1)], 1, 0)


def test_what_turns_out_to_be_charged_after_it_was_paid_otherwise_is_credit(book, box):
    keep(book, "tok_mute")
    book.run(DAY)
    Payments(book.office).quick([book.invoices()[0].id], date(2026, 1, 2))
    book.run(DAY, schedules=frozenset({book.schedule().id}))
    assert Payments(book.office).credit_of(1) == {"USD": 10000}
    assert Check(book.office).all() == []


def test_a_processor_that_is_away_is_asked_again_by_the_next_run(book, box):
    keep(book, "tok_away")
    summary = book.run(DAY)
    assert (summary.generated, summary.charged, summary.uncharged) == (1, 0, 0)
    assert summary.processor.code == "processor_is_away"
    assert states(book) == [("queued", 1)]
    keep(book)
    assert (book.run(DAY).charged, len(box.rows())) == (1, 1)


def test_a_mistake_of_the_processors_ends_no_run(book, box, caplog):
    keep(book, "tok_breaks")
    summary = book.run(DAY)
    assert (summary.generated, summary.uncharged, states(book)) == (1, 1, [("unknown", 1)])
    assert "ZeroDivisionError" in caplog.text


def test_stop_ends_between_two_charges(each_office, box):
    load(each_office, schedule("a", auto_charge=True), schedule("b", auto_charge=True))
    book = Book(replace(each_office, terminal=Terminal(box, "desk-1:1:a")))
    keep(book)
    summary = book.run(DAY, stop=lambda: bool(box.rows()))
    assert (summary.stopped, len(box.rows())) == (True, 1)
    assert (book.run(DAY).charged, len(box.rows())) == (1, 2)


def test_rubbish_is_no_card(book):
    with pytest.raises(Refused, match="card_number_given"):
        keep(book, "4242424242424242")
    with pytest.raises(Missing):
        Charging(book.office).keep(card(99))
    assert book.rows("SELECT * FROM stored_cards") == []


def test_the_shop_of_a_refused_card_is_told_by_mail(each_office, box):
    shop = {"name": "Shop", "email": "bills@shop.example", "currency": "USD", "run_notice": "failed"}
    load(each_office, schedule(auto_charge=True), shop=shop, customers=[ACME])
    book = Book(replace(each_office, terminal=Terminal(box, "desk-1:1:a")))
    with book.office.work() as work:
        work.settings.write({"mail": {"host": "localhost"}})
        work.commit()
    keep(book, "tok_empty")
    book.run(DAY)
    with book.office.reading() as work:
        reports = [one.report for one in work.traces.runs([1]).values()]
    assert [one["code"] for one in reports[0]["uncharged"]] == ["card_refused"]
    book.run(DAY)
    assert len(book.rows("SELECT 1 FROM deliveries WHERE kind = 'run'")) == 1
