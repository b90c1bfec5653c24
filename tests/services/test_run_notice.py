"""The e-mail about a run: queued with its end, once, only where it is wanted, and true when it goes out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from billdesk.domain.mailbox import MailAccount
from billdesk.services.run import Ears, Request, Run
from billdesk.services.sending import Sending
from billdesk.services.settings import Settings
from support.mailing import account_of, parsed
from support.recurring import ACME, Book, load, schedule
from support.shops import office_at
from support.smtp import Fault

BROKEN = {"type": "standard", "description": "Care", "product": "care", "quantity": "1"}
CARE = {"ref": "care", "name": "Care", "kind": "labor", "unit_price": "10.00"}
NOBODY = {"ref": "nobody", "name": "Nobody"}


def furnish(office, mode="always", account=None, **shop):
    """A shop that bills one, can't reach one and fails with one."""
    facts = {"name": "Shop", "email": "bills@shop.example", "currency": "USD", "run_notice": mode} | shop
    bad = schedule("bad", title="Terminal", lines=[BROKEN], currency="CAD")
    load(
        office,
        schedule(),
        schedule("far", customer="nobody"),
        bad,
        shop=facts,
        customers=[ACME, NOBODY],
        products=[CARE],
    )
    usual = MailAccount("mail.example", sender="bills@shop.example")
    Sending(office, lambda _name: "", "desk:1:x").keep_account(account or usual)
    return Book(office)


def notices(book):
    return book.rows("SELECT run_id, state, recipients FROM deliveries WHERE kind = 'run' ORDER BY id")


def reports(book):
    with book.office.reading() as work:
        ids = [row[0] for row in book.rows("SELECT id FROM runs ORDER BY id")]
        return [work.traces.runs([key])[key].report for key in ids]


def test_a_run_that_did_something_queues_one_e_mail_to_the_shop_with_its_end(each_office):
    book = furnish(each_office)

    book.run("2026-01-01")

    [(run_id, state, to)] = notices(book)
    assert (run_id, state) == (1, "queued")
    assert "bills@shop.example" in str(to)
    [report] = reports(book)
    assert (report["generated"], report["issued"], report["failed"]) == (2, 1, 1)
    assert report["totals"] == [["USD", 2, 200_00]]
    assert report["waiting"] == {"no_address": 1}
    assert [one["code"] for one in report["failures"]] == ["price_in_other_currency"]


@pytest.mark.parametrize(("mode", "more"), [("off", {}), ("always", {"email": ""})])
def test_where_it_is_not_wanted_or_the_shop_has_no_address_nothing_is_queued(office, mode, more):
    book = furnish(office, mode, **more)
    book.run("2026-01-01")
    assert notices(book) == []


def test_without_a_mail_account_nothing_is_queued(office):
    book = furnish(office)
    book.change("DELETE FROM settings WHERE name = 'mail'")
    book.run("2026-01-01")
    assert notices(book) == []


def test_a_run_over_chosen_schedules_is_watched_by_somebody_and_not_mailed(office):
    book = furnish(office)
    book.run("2026-01-01", schedules=frozenset({1}))
    assert notices(book) == []


def test_what_fails_every_hour_is_told_once_and_once_more_when_it_is_often(office):
    book = furnish(office)
    told = []
    for _ in range(5):
        book.run("2026-01-01")
        told.append(len(notices(book)))
    assert told == [1, 1, 2, 2, 2]


def test_when_something_failed_leaves_good_runs_out(office):
    book = furnish(office, "failed")
    book.run("2026-01-01")
    book.change("UPDATE products SET currency = 'CAD'")
    book.change("UPDATE customers SET email = 'far@nobody.example' WHERE ref = 'nobody'")
    book.run("2026-02-01")
    assert [run_id for run_id, *_ in notices(book)] == [1]


def test_late_fees_are_something_that_a_run_did(office):
    terms = {"ref": "net", "name": "Net", "days": 14, "late_fee": {"after_days": 10, "flat": "15.00"}}
    line = {"description": "Work", "quantity": "1", "unit_price": "200.00"}
    owed = {"ref": "i1", "number": "INV-2026-00001", "customer": "acme", "date": "2026-01-01", "terms": "net"}
    owed |= {"state": "issued", "lines": [line], "due_date": "2026-01-15"}
    facts = {"name": "Shop", "email": "bills@shop.example", "currency": "USD", "run_notice": "always"}
    early = replace(office, now=lambda: datetime(2026, 1, 16, tzinfo=UTC))
    load(early, shop=facts, terms=[terms], invoices=[owed])
    Sending(office, lambda _name: "", "desk:1:x").keep_account(
        MailAccount("mail.example", sender="bills@shop.example")
    )
    book = Book(office)

    book.run("2026-02-01")
    book.run("2026-02-01")

    assert len(notices(book)) == 1
    [fee] = reports(book)[0]["fees"]
    assert (fee["for"], fee["total"]) == ("INV-2026-00001", 15_00)


class Cut(BaseException):
    """The process is killed."""


def test_a_run_that_is_cut_off_tells_nothing_and_the_next_one_tells_once(office):
    book = furnish(office)

    def cut(_summary):
        raise Cut

    with pytest.raises(Cut):
        Run(office, 1).go(Request(datetime(2026, 1, 1, tzinfo=UTC).date()), Ears(progress=cut))
    assert notices(book) == []
    book.run("2026-01-01")
    assert [run_id for run_id, *_ in notices(book)] == [2]


@pytest.fixture
def mailed(tmp_path, smtp_server):
    """The shop with a real server, in a language."""

    def make(language="en"):
        clock = [datetime(2026, 1, 1, 8, tzinfo=UTC)]
        office = office_at(tmp_path / f"{language}.billdesk", lambda: clock[0])
        book = furnish(office, account=account_of(smtp_server), language=language)
        clock[0] += timedelta(minutes=1)
        sending = Sending(office, lambda _name: smtp_server.password, "desk:1:x", smtp_server.trust)
        made.append(office)
        return book, sending

    made = []
    yield make
    for office in made:
        office.store.close()


def last(server):
    message = parsed(server.received[-1])
    return message, message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()


def test_it_goes_out_after_the_e_mails_of_its_run_and_counts_them(mailed, smtp_server):
    book, sending = mailed()
    book.run("2026-01-01")

    report = sending.flush()

    assert (report.sent, report.waiting) == (2, 0)
    message, text, html = last(smtp_server)
    assert message["To"] == "bills@shop.example"
    assert message["Subject"] == "Run of Jan 1, 2026: 2 drawn up, 1 failed"
    assert not list(message.iter_attachments())
    for said in (
        "Drawn up: 2",
        "Total: $200.00",
        "Left as drafts: 1",
        "Of these, without an e-mail address: 1",
        "E-mails sent so far: 1",
        "Acme, Terminal: “Care” has no price in CAD.",
        "Draft Nobody: $100.00",
        "INV-2026-00001 Acme: $100.00",
    ):
        assert said in text
        assert said.partition(": ")[2] in html
    assert "late" not in text
    assert "stopped" not in text


def test_e_mails_that_did_not_go_out_are_told_too(mailed, smtp_server):
    book, sending = mailed()
    book.run("2026-01-01")
    smtp_server.fault = Fault("rcpt", "550 5.1.1 no such user", address="office@acme.example")
    sending.flush()
    _message, text, _html = last(smtp_server)
    assert "E-mails that didn't go out: 1" in text
    assert "E-mails sent" not in text


def test_one_that_was_refused_is_sent_again_when_somebody_says_so(mailed, smtp_server):
    book, sending = mailed()
    book.run("2026-01-01")
    smtp_server.fault = Fault("rcpt", "550 5.1.1 no such user", address="bills@shop.example")
    assert sending.flush().failed == 1
    smtp_server.fault = None
    [line] = sending.list("failed")
    assert (line.delivery.kind, line.number, line.customer) == ("run", "", "")
    sending.resend(line.delivery.id)
    assert sending.flush().sent == 1
    assert last(smtp_server)[0]["To"] == "bills@shop.example"


def test_a_german_shop_is_told_in_german(mailed, smtp_server):
    book, sending = mailed("de")
    book.run("2026-01-01")
    sending.flush()
    message, text, _html = last(smtp_server)
    assert message["Subject"] == "Lauf vom 01.01.2026: 2 erstellt, 1 gescheitert"
    assert "Als Entwurf belassen: 1" in text


def test_it_is_no_part_of_the_shop_document(office):
    from billdesk.services.loading import read_shop

    book = furnish(office)
    book.run("2026-01-01")
    with office.reading() as work:
        assert {one.kind for one in read_shop(work).deliveries} == {"invoice"}


def test_a_mode_that_is_unknown_is_refused(office):
    [problem] = Settings(office).problems({"run_notice": "sometimes"})
    assert (problem.place, problem.code) == ("run_notice", "unknown_word")
