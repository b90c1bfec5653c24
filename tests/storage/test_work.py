"""One unit of work: all of it or nothing, and parts that fail alone."""

from threading import Thread

import pytest
from sqlalchemy.exc import IntegrityError

from billdesk.domain.errors import Conflict, Refused
from billdesk.domain.ticket import Ticket
from billdesk.storage.work import _TABLES
from support.ledger import AT, TODAY, a_customer, add_customers, an_invoice


def names(office):
    with office.reading() as work:
        return [one.name for one in work.customers.all()]


def test_what_is_committed_lasts(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.commit()

    assert names(each_office) == ["Acme"]


def test_what_is_left_without_a_commit_never_was(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")

    assert names(each_office) == []


def test_an_error_takes_everything_back_and_goes_on_up(each_office):
    def fail():
        with each_office.work() as work:
            add_customers(work, "Acme")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert names(each_office) == []


def test_a_part_that_fails_is_undone_alone(each_office):
    def twice():
        work.customers.add([a_customer(2, "Bolt")])
        work.customers.add([a_customer(2, "Bolt again")])

    with each_office.work() as work:
        add_customers(work, "Acme")
        with pytest.raises(Conflict, match="already_there"):
            work.attempt(twice)
        work.attempt(lambda: work.customers.add([a_customer(3, "Crane")]))
        work.commit()

    assert names(each_office) == ["Acme", "Crane"]


def test_a_reader_sees_one_state_from_first_to_last(each_office):
    with each_office.reading() as reading:
        before = reading.customers.all()
        with each_office.work() as work:
            add_customers(work, "Acme")
            work.commit()

        assert reading.customers.all() == before == []
    assert names(each_office) == ["Acme"]


def test_keys_come_for_every_kind_of_thing_and_none_for_none(each_office):
    with each_office.work() as work:
        assert {kind: work.take_ids(kind, 2) for kind in _TABLES} == {kind: [1, 2] for kind in _TABLES}
        assert work.take_ids("customer", 0) == []


def test_who_queues_up_reads_what_the_writer_before_has_written(each_office):
    with each_office.work() as work:
        work.settings.next_number("invoice", TODAY)
        work.commit()
    found = []

    def take():
        with each_office.work() as mine:
            mine.queue_up()
            found.append(mine.settings.next_number("invoice", TODAY))
            mine.commit()

    with each_office.work() as first:
        first.queue_up()
        other = Thread(target=take)
        other.start()
        found.append(first.settings.next_number("invoice", TODAY))
        first.commit()
    other.join(30)

    assert [name[-1] for name in found] == ["2", "3"]


def test_a_link_to_nothing_is_found_at_the_commit_at_the_latest(each_office):
    def link():
        with each_office.work() as work:
            work.tickets.add([Ticket(1, "t1", 99, "Printer")])
            work.commit()

    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        link()
    with each_office.reading() as work:
        assert work.tickets.all() == []


def test_lines_may_be_written_before_their_invoice_and_links_looked_at_before_the_commit(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.invoices.add([(an_invoice(1), None)], AT)
        work.check_links()
        work.commit()


def test_the_database_refuses_in_our_words(each_office):
    too_much = "UPDATE invoices SET state = 'issued', number = 'I-1', settled = 500"
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.invoices.add([(an_invoice(1), None)], AT)

        with pytest.raises(Refused, match="above_balance"):
            work.attempt(lambda: work.connection.exec_driver_sql(too_much))
