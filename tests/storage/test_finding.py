"""What the command box looks up, on both databases, and that it stays quick on a long list."""

import time
from datetime import date

import pytest

from billdesk.domain.finds import Finds
from billdesk.domain.ticket import Ticket
from support.ledger import AT, TODAY, a_schedule, add_customers, an_invoice, an_issue, pay
from support.oracle import NAMES


@pytest.fixture
def shop(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme Dental", "Bolt", "Das Müllerhaus", "Müller")
        work.schedules.add([a_schedule(1), a_schedule(2, customer_id=2, title="Backup", state="cancelled")])
        drafts = [
            an_invoice(1, 500, title="New printer", addressee=("Acme Dental",)),
            an_invoice(2, 300, due_date=date(2026, 3, 1), addressee=("Acme Dental",)),
            an_invoice(3, 200, customer_id=2, addressee=("Bolt",)),
            an_invoice(4, 100, customer_id=2, addressee=("Bolt",)),
        ]
        numbers = (None, "INV-2026-00412", "INV-2026-00413", "INV-2026-00041")
        counters = (0, 412, 413, 41)
        issues = [
            (one, None if number is None else an_issue(work, number, counter))
            for one, number, counter in zip(drafts, numbers, counters, strict=True)
        ]
        work.invoices.add(issues, AT)
        pay(work, 1, drafts[3], 100)
        work.commit()
    return each_office


def find(office, words, limit=5):
    with office.reading() as work:
        return work.lists.finds(words, TODAY, limit)


def numbers(office, words):
    with office.reading() as work:
        return [one.number for one in work.lists.numbers(words, TODAY, 5).invoices]


def test_a_customer_is_found_by_any_part_of_the_name_with_what_is_open(shop):
    found = find(shop, "dent").customers

    assert [(one.id, one.name, one.owes, one.open_invoices) for one in found] == [
        (1, "Acme Dental", (("EUR", 300),), 1)
    ]
    assert find(shop, "bolt").customers[0].owes == (("EUR", 200),)


def test_a_name_that_begins_with_the_word_comes_first_whatever_its_accents(shop):
    assert [one.name for one in find(shop, "MULLER").customers] == ["Müller", "Das Müllerhaus"]


def test_invoices_are_found_by_words_newest_first_with_their_status(shop):
    found = find(shop, "acme").invoices

    assert [(one.id, one.number, one.status) for one in found] == [
        (2, "INV-2026-00412", "overdue"),
        (1, None, "draft"),
    ]
    assert [one.title for one in find(shop, "acm print").invoices] == ["New printer"]


def test_the_counter_alone_finds_its_number_before_anything_else(shop):
    assert find(shop, "412").invoices[0].number == "INV-2026-00412"
    assert numbers(shop, "41") == ["INV-2026-00041"]


def test_the_beginning_of_a_number_finds_the_newest_with_small_letters_too(shop):
    assert numbers(shop, "inv-2026-0041") == ["INV-2026-00413", "INV-2026-00412"]
    assert numbers(shop, "acme") == []


def test_schedules_are_found_by_title_and_customer_those_that_ended_last(shop):
    assert [(one.id, one.customer, one.state) for one in find(shop, "managed").schedules] == [
        (1, "Acme Dental", "active"),
        (2, "Bolt", "cancelled"),
    ]
    assert [one.id for one in find(shop, "bol back").schedules] == [2]


@pytest.mark.parametrize(
    "words", ["", "   ", "#", "%_'\"*", "\x00", "\ud7ff", "\U0010ffff", "9" * 40, "99999999999", "NEAR("]
)
def test_rubbish_finds_nothing_and_breaks_nothing(shop, words):
    assert find(shop, words) == Finds()
    assert numbers(shop, words) == []


def test_no_more_than_asked_for_are_found(shop):
    assert [len(part) for part in (find(shop, "inv", 1).invoices, find(shop, "l", 2).customers)] == [1, 2]


def test_a_word_that_only_an_old_invoice_has_is_found_beyond_the_newest(a_long_list):
    with a_long_list.reading() as work:
        assert [one.id for one in work.lists.finds("worksh", TODAY, 5).invoices] == [1]
        assert [one.id for one in work.lists.finds("printer worksheet", TODAY, 5).invoices] == [1]


def test_one_letter_alone_finds_no_invoice_by_its_words(shop):
    assert find(shop, "a").invoices == ()
    assert find(shop, "acme n").invoices[0].title == "New printer"


def test_words_that_a_whole_long_list_has_are_found_at_once(a_long_list):
    started = time.perf_counter()
    with a_long_list.reading() as work:
        found = work.lists.finds("work", TODAY, 5)
    assert [one.id for one in found.invoices] == [3000, 2999, 2998, 2997, 2996]
    assert time.perf_counter() - started < 0.5


@pytest.fixture
def a_long_list(office):
    with office.work() as work:
        add_customers(work, *NAMES)
        old = an_invoice(1, title="Worksheet printer")  # "work" begins a word of every other one as well
        work.invoices.add([(old, None), *[(an_invoice(key), None) for key in range(2, 3001)]], AT)
        work.commit()
    return office


def test_tickets_are_found_by_number_subject_and_customer_the_newest_first(shop):
    with shop.work() as work:
        tickets = [
            Ticket(1, "t1", 1, "Slow laptop", number="T-00147"),
            Ticket(2, "t2", 2, "Émigré printer", "Closed", number="T-01470"),
            Ticket(3, "t3", 2, "Slow Wi-Fi"),
        ]
        work.tickets.add(tickets)
        work.commit()

    assert [one.id for one in find(shop, "slow").tickets] == [3, 1]
    assert [one.id for one in find(shop, "emigre").tickets] == [2]
    assert [one.id for one in find(shop, "acme slow").tickets] == [1]
    (one,) = find(shop, "00147").tickets
    assert (one.number, one.subject, one.customer, one.status) == (
        "T-00147",
        "Slow laptop",
        "Acme Dental",
        "New",
    )
    assert [one.number for one in find(shop, "slow", 1).tickets] == ["t3"]


def test_after_a_hash_tickets_are_found_by_their_number_or_its_counter_only(shop):
    with shop.work() as work:
        work.tickets.add([Ticket(at, f"t{at}", 1, "147", number=f"T-{at:05}") for at in (14, 147, 1470)])
        work.commit()

    def found(words):
        with shop.reading() as work:
            return [one.id for one in work.lists.numbers(words, TODAY, 5).tickets]

    assert found("147") == found("t-00147") == [147]
    assert found("T-") == [1470, 147, 14]
    assert [found(words) for words in ("nothing", "%", "_", "", "\0", "\ud7ff", "9" * 99)] == [[]] * 7
