"""Long work goes to a process of its own and leaves the very same shop behind as in this one."""

import multiprocessing
import time
from datetime import date

import pytest

from billdesk.domain.lists import InvoiceFilter, Sort, Ticked
from billdesk.domain.mailbox import MailAccount
from billdesk.domain.payment_list import PaymentFilter, TickedPayments
from billdesk.domain.time_report import TimeFilter
from billdesk.services.backroom import Backroom, Place
from billdesk.services.check import Check
from billdesk.services.errands import Errands
from billdesk.services.pace import Pace
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

    def errands(name, backroom=None, many=1, shop=many_due):
        office = office_at(copied(shop, tmp_path / name), noon)
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
    before = len(plain_server.received)
    said_here = done_by(here, tmp_path / "pdf-here")
    between = len(plain_server.received)
    path, others = copied(many_due, tmp_path / "there"), set(multiprocessing.active_children())
    heard = []
    noted = Noted(Backroom(Place(str(path), noon, "desk-1"), heard.append))
    there, office_there, _ = make("there", noted)

    said_there = done_by(there, tmp_path / "pdf-there")

    assert noted.done == ["_run", "_send", "_save"]
    assert said_there == said_here
    assert said_here[0].generated == 30
    assert said_here[1].sent == len(plain_server.received) - between == between - before > 0
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


def much_done(path):
    """Make the shop as it is after the run."""
    office = office_at(copied(many_due, path), noon)
    Run(office).go(Request(TODAY, confirmed=True))
    office.store.close()


def looked_and_written(errands, folder):
    """Look ahead, and write all three lists: what they say, and what stands in the files."""
    everything = Ticked(InvoiceFilter(), Sort(), True, frozenset())
    payments = TickedPayments(PaymentFilter(), Sort("date", True), True, frozenset())
    heard = []
    pace = Pace(progress=lambda *said: heard.append(said))
    found = [
        errands.look(Request(TODAY, date(2026, 6, 1), confirmed=True), pace),
        errands.export_invoices(everything, TODAY, folder / "invoices.csv", "en", pace),
        errands.export_payments(payments, folder / "payments.csv", "de", pace),
        errands.export_time(TimeFilter(), "technician", folder / "time.csv", "en", pace),
    ]
    assert heard
    return found, {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def test_looking_ahead_and_writing_lists_find_the_same_there_as_here(make, tmp_path):
    folders = [tmp_path / name for name in ("files-here", "files-there")]
    here, _, _ = make("looks", shop=much_done)
    path = copied(much_done, tmp_path / "elsewhere")
    noted = Noted(Backroom(Place(str(path), noon, "desk-1"), lambda _changed: None))
    there, _, _ = make("elsewhere", noted, many=0, shop=much_done)

    said_here, said_there = looked_and_written(here, folders[0]), looked_and_written(there, folders[1])

    assert noted.done == ["_look", "_export_invoices", "_export_payments", "_export_time"]
    assert said_there == said_here
    assert len(said_here[0][0].rows) == 20  # two more months of ten schedules
    assert said_here[0][1] >= 30
    assert set(said_here[1]) == {"invoices.csv", "payments.csv", "time.csv"}
    noted._backroom.close()


def test_a_list_that_is_stopped_there_leaves_no_file(make, tmp_path):
    path = copied(much_done, tmp_path / "stopped")
    backroom = Backroom(Place(str(path), noon, "desk-1"), lambda _changed: None)
    errands, _, _ = make("stopped", backroom, many=0, shop=much_done)
    everything = Ticked(InvoiceFilter(), Sort(), True, frozenset())
    file = tmp_path / "files" / "invoices.csv"

    assert errands.export_invoices(everything, TODAY, file, "en", Pace(stop=lambda: True)) is None
    assert list(file.parent.iterdir()) == []
    backroom.close()


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
