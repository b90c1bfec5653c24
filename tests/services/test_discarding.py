"""Late drafts that shall never be billed: thrown away with a reason, never billed by themselves, had back."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.services.check import Check
from billdesk.services.discarding import Discarding
from billdesk.services.invoicing import Invoicing
from billdesk.services.recurring import Recurring
from billdesk.services.run import Run
from support.recurring import FLAT, Book, load, schedule

TODAY = date(2026, 2, 5)
ONCE = {"type": "standard", "description": "Setup", "quantity": "1", "unit_price": "5.00", "one_time": True}


@pytest.fixture
def late(each_office):
    """A shop whose January came five weeks late, with a line that is billed once; February is issued."""
    load(each_office, schedule(lines=[FLAT, ONCE], max_occurrences=3))
    book = Book(each_office)
    book.run("2026-02-05")
    return book


def waiting(book):
    return Invoicing(book.office).late()


def what(invoice):
    """An invoice as it is read, but for the ids of its lines."""
    return replace(invoice, lines=tuple(replace(line, id=0) for line in invoice.lines), version=1)


def history(book, kind):
    rows = book.rows("SELECT kind, act FROM audit ORDER BY id")
    return [act for of, act in rows if of == kind]


def test_a_discarded_draft_is_gone_and_its_date_skipped_with_the_reason(late):
    discarded = Discarding(late.office).discard(waiting(late), "  on holiday ")

    assert [one.billing_date for one in discarded] == [date(2026, 1, 1)]
    assert [(one.state, one.billing_date) for one in late.invoices()] == [("issued", date(2026, 2, 1))]
    [skipped] = [one for one in late.occurrences() if one.state == "skipped"]
    assert (skipped.reason, skipped.note, skipped.invoice_id) == ("discarded", "on holiday", None)
    assert history(late, "schedule")[-1] == history(late, "invoice")[-1] == "discarded"
    assert Check(late.office).all() == []


def test_it_is_never_billed_by_itself_and_does_not_count_as_billed(late):
    Discarding(late.office).discard(waiting(late), "on holiday")

    assert late.run("2026-02-05").done == 0
    assert late.schedule().generated == 1
    for day in ("2026-03-01", "2026-04-01", "2026-05-01"):
        late.run(day)
    assert late.days() == ["2026-02-01", "2026-03-01", "2026-04-01"]
    assert late.schedule().state == "completed"


def test_a_line_that_is_billed_once_comes_with_the_next_invoice_instead(late):
    Discarding(late.office).discard(waiting(late), "on holiday")

    late.run("2026-03-01")

    assert [one.total for one in late.invoices()] == [100_00, 105_00]


def test_taken_back_everything_is_as_before(late):
    discarding, before = Discarding(late.office), late.invoices()
    schedule_before = late.schedule()

    discarding.take_back(discarding.discard(waiting(late), "a mistake"))

    assert [what(one) for one in late.invoices()] == [what(one) for one in before]
    after = late.schedule()
    assert (after.generated, after.lines, after.next_date) == (
        schedule_before.generated,
        schedule_before.lines,
        schedule_before.next_date,
    )
    assert late.days(state="skipped") == []
    assert Check(late.office).all() == []


def test_a_discarded_date_can_be_billed_after_all_and_then_not_be_taken_back(late):
    discarded = Discarding(late.office).discard(waiting(late), "on holiday")

    invoice = Recurring(late.office, Run(late.office)).bill_skipped("care", date(2026, 1, 1), TODAY)

    assert (invoice.state, invoice.total) == ("issued", 105_00)
    with pytest.raises(Conflict):
        Discarding(late.office).take_back(discarded)
    assert Check(late.office).all() == []


def test_ticket_charges_of_a_discarded_draft_are_pending_again(each_office):
    charge = {"ref": "c1", "description": "Cable", "quantity": "1", "unit_price": "7.00"}
    ticket = {"ref": "t1", "customer": "acme", "subject": "Cable", "status": "Open", "charges": [charge]}
    wanted = {"statuses": [], "order": "oldest", "place": "after"}
    load(each_office, schedule(pending_charges=wanted), tickets=[ticket])
    book = Book(each_office)
    book.run("2026-01-15")
    discarding = Discarding(each_office)

    discarded = discarding.discard(waiting(book), "on holiday")

    with each_office.reading() as work:
        assert [one.invoice_id for one in work.tickets.charges_of()] == [None]
    discarding.take_back(discarded)
    with each_office.reading() as work:
        assert [one.invoice_id for one in work.tickets.charges_of()] == [discarded[0].id]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "a\nb", "\x07"])
def test_without_a_usable_reason_nothing_is_thrown_away(late, reason):
    with pytest.raises(Rejected) as rejected:
        Discarding(late.office).discard(waiting(late), reason)
    assert [one.place for one in rejected.value.problems] == ["reason"]
    assert len(late.invoices()) == 2


def test_what_is_issued_gone_or_does_not_wait_is_refused_with_all_the_others(late):
    issued = late.invoices()[1].id
    discarding = Discarding(late.office)
    with pytest.raises(Refused, match="invoice_is_issued"):
        discarding.discard([*waiting(late), issued], "on holiday")
    with pytest.raises(Missing):
        discarding.discard([*waiting(late), 999], "on holiday")
    late.change("UPDATE invoices SET waiting = '' WHERE state = 'draft'")
    plain = [one.id for one in late.invoices() if one.state == "draft"]
    with pytest.raises(Refused, match="invoice_does_not_wait"):
        discarding.discard(plain, "on holiday")
    assert len(late.invoices()) == 2


def test_nothing_named_discards_nothing(late):
    assert Discarding(late.office).discard([], "on holiday") == ()
    assert len(late.invoices()) == 2
