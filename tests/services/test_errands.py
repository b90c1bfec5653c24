"""Long work goes to a process of its own and leaves the very same shop behind as in this one."""

import multiprocessing
import time
from datetime import date

import pytest

from billdesk.domain.mailbox import MailAccount
from billdesk.services.backroom import Backroom, Place
from billdesk.services.check import Check
from billdesk.services.errands import Errands
from billdesk.services.run import Run
from billdesk.services.running import Ears, Request
from billdesk.services.sending import Sending
from support.bulk import Mix, fill
from support.running import NOON, rows, what_was_done
from support.shops import copied, office_at
from support.smtp import SmtpServer

TODAY = date(2026, 4, 1)


def noon():
    return NOON


def many_due(path):
    """Make a shop in which three months of ten schedules are due."""
    office = office_at(path, noon)
    fill(office, Mix(10, drafts=5, charges=3))
    Sending(office, lambda _name: None, "desk:1:x").keep_account(
        MailAccount("localhost", 25, "plain", "", "bills@shop.example")
    )
    office.store.close()


class Nowhere:
    """A backroom that nothing may go to."""

    def do(self, task, *_args, **_ears):
        raise AssertionError(f"{task.__name__} was to be done here")


class Noted:
    """Notes what is done in a backroom."""

    def __init__(self, backroom):
        self._backroom, self.done = backroom, []

    def do(self, task, *args, **ears):
        self.done.append(task.__name__)
        return self._backroom.do(task, *args, **ears)


@pytest.fixture(scope="module")
def plain_server():
    """A mail server that anybody may hand something."""
    with SmtpServer("plain", users={}, offers_tls=False) as server:
        yield server


@pytest.fixture
def make(tmp_path, plain_server):
    """Makes errands on a copy of the shop, with the sending that they have in common with the window."""
    made = []

    def errands(name, backroom=None, many=1):
        office = office_at(copied(many_due, tmp_path / name), noon)
        made.append(office)
        sending = Sending(office, lambda _name: "secret", "desk:1:x")
        account = sending.account()
        sending.keep_account(MailAccount(account.host, plain_server.port, "plain", "", account.sender))
        return Errands(office, Run(office), sending, backroom, many), office, sending

    yield errands
    for office in made:
        office.close()


def done_by(errands, folder):
    """Run, send, save: what they say."""
    progress = []
    summary = errands.run(
        Request(TODAY, confirmed=True), Ears(progress=lambda one: progress.append(one.done))
    )
    report = errands.send(progress=lambda *said: progress.append(said))
    saved = errands.save((1, 2, 3), folder, progress=lambda *said: progress.append(said))
    assert progress
    return summary, report, [(one.invoice_id, one.path.name, one.missing) for one in saved]


def test_a_big_run_its_mails_and_many_pdfs_leave_the_same_shop_behind_there_as_here(
    make, tmp_path, plain_server
):
    here, office_here, _ = make("here")
    said_here = done_by(here, tmp_path / "pdf-here")
    received = len(plain_server.received)
    path, others = copied(many_due, tmp_path / "there"), set(multiprocessing.active_children())
    heard = []
    noted = Noted(Backroom(Place(str(path), noon, "desk-1"), heard.append))
    there, office_there, _ = make("there", noted)

    said_there = done_by(there, tmp_path / "pdf-there")

    assert noted.done == ["_run", "_send", "_save"]
    assert said_there == said_here
    assert said_here[0].generated == 30
    assert said_here[1].sent == len(plain_server.received) - received == received > 0
    assert what_was_done(office_there) == what_was_done(office_here)
    assert Check(office_there).all() == []
    frozen = "SELECT invoice_id, content FROM documents ORDER BY 1"
    assert rows(office_there, frozen) == rows(office_here, frozen)
    assert {"invoice", "run", "delivery"} <= {kind for one in heard for kind in one.kinds}
    noted._backroom.close()
    ends = time.monotonic() + 30
    while set(multiprocessing.active_children()) - others:  # and it leaves no process behind that draws
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_little_work_is_done_here_as_a_process_takes_longer_to_begin(make, tmp_path):
    errands, _, _ = make("little", Nowhere(), many=31)

    summary, report, saved = done_by(errands, tmp_path / "pdf")

    assert (summary.generated, len(saved)) == (30, 3)
    assert report.sent > 0


def test_a_run_of_few_schedules_is_done_here_however_many_are_due(make):
    errands, _, _ = make("some", Nowhere(), many=3)
    assert errands.run(Request(TODAY, confirmed=True, schedules=frozenset({1, 2}))).generated == 6


def test_mail_whose_password_only_this_process_knows_is_sent_from_here(make, plain_server):
    errands, office, sending = make("secret", Nowhere())
    Run(office).go(Request(TODAY, confirmed=True))
    account = sending.account()
    sending.keep_account(
        MailAccount(account.host, account.port, "plain", "desk", account.sender), "secret", kept=False
    )

    report = errands.send()

    assert report.trouble is not None  # that server knows nobody, but it was asked from here
    assert report.waiting > 0
