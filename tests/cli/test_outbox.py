"""`billdesk outbox` and `mail-account`: counts, failures, when somebody has to look, and the account."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from keyring import get_keyring, set_keyring
from keyring.backend import KeyringBackend

from billdesk.basics import secrets
from billdesk.cli.outbox import needs_attention, report_document, report_notes
from billdesk.domain.errors import Refused, Trouble
from billdesk.services.deliveries import SendingReport


def fail_all(database):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE deliveries SET state = 'failed', reply = '550 no such user', tries = 1")
        connection.commit()


def test_without_an_account_everything_waits(each_terminal):
    each_terminal.done("run")

    found = each_terminal.done("outbox", "send")

    assert found["counts"]["queued"] == found["sent"]["waiting"] == 1
    assert found["failures"] == []


def test_what_failed_is_shown_with_the_servers_reply_and_tried_again(terminal):
    terminal.done("run")
    fail_all(terminal.database)

    failed = terminal.done("outbox")["failures"]
    again = terminal.done("outbox", "retry", str(failed[0]["id"]))

    assert [(one["invoice"], one["reply"]) for one in failed] == [("INV-2026-00001", "550 no such user")]
    assert failed[0]["to"] == ["office@acme.example"]
    assert (again["counts"]["queued"], again["counts"]["failed"], again["failures"]) == (1, 0, [])


@pytest.mark.parametrize(
    "words", [["retry"], ["retry", "99"], ["send", "1"], ["1"], ["retry", "x"], ["lose"]]
)
def test_deliveries_that_are_not_there_are_refused(terminal, words):
    terminal.refused("outbox", *words)


def test_a_delivery_that_waits_is_not_tried_again(terminal):
    terminal.done("run")

    assert "waits already" in terminal.refused("outbox", "retry", "1")


@pytest.mark.parametrize(
    ("report", "somebody"),
    [
        (SendingReport(sent=3), False),
        (SendingReport(failed=1), True),
        (SendingReport(unknown=1), True),
        (SendingReport(trouble=Trouble("mail_timeout", retry=True)), False),
        (SendingReport(trouble=Trouble("mail_refused_password")), True),
        (SendingReport(trouble=Refused("mail_no_account")), True),
    ],
)
def test_somebody_has_to_look_where_waiting_mends_nothing(report, somebody):
    assert needs_attention(report) == somebody


def test_a_pass_that_ended_early_says_why():
    report = SendingReport(waiting=2, trouble=Trouble("mail_timeout", retry=True))

    assert report_notes(report) == [report_document(report)["trouble"]]
    assert report_document(report)["waiting"] == 2
    assert report_notes(None) == report_notes(SendingReport()) == []


PASSWORD = "pässwörd-\u20ac-7f3"
ACCOUNT = ("mail-account", "--host", "mail.acme.example", "--sender", "bills@acme.example")


class Memory(KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.entries = {}

    def get_password(self, service, username):
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        self.entries[service, username] = password

    def delete_password(self, service, username):
        del self.entries[service, username]


@pytest.fixture
def keyring(monkeypatch):
    monkeypatch.setattr(secrets, "_remembered", {})
    before, found = get_keyring(), Memory()
    set_keyring(found)
    yield found
    set_keyring(before)


@pytest.fixture
def typed(monkeypatch):
    """What is piped in."""

    def pipe(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return pipe


def test_an_account_that_is_not_set_up_is_said_to_be_none(terminal):
    assert terminal.done("mail-account") == {}
    assert terminal("mail-account").out == "No mail account is set up.\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_the_password_goes_from_standard_input_to_the_keyring(terminal, keyring, typed, ending):
    typed(PASSWORD + ending)
    kept = terminal.done(*ACCOUNT, "--user", "desk", "--port", "465", "--security", "tls")

    assert keyring.entries == {("BillDesk", "mail desk@mail.acme.example:465"): PASSWORD}
    assert (kept["host"], kept["port"], kept["security"]) == ("mail.acme.example", 465, "tls")
    assert (kept["user"], kept["sender"]) == ("desk", "bills@acme.example")
    assert terminal.done("mail-account") == kept


def test_the_password_stands_in_no_file_and_in_no_answer(terminal, keyring, typed, tmp_path):
    typed(PASSWORD + "\n")
    told = [terminal(*ACCOUNT, "--user", "desk"), terminal("mail-account"), terminal("dump")]

    assert [one.status for one in told] == [0, 0, 0]
    assert not [one for one in told if PASSWORD in one.out + one.err]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert Path(terminal.database) in files
    assert not [path for path in files if PASSWORD.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    "words",
    [
        ["--sender", ""],
        ["--sender", "nobody"],
        ["--sender", "a@b.example\nBcc: c@d.example"],
        ["--sender-name", "Acme\nBcc: c@d.example"],
        ["--host", "  "],
        ["--host", "bad host"],
        ["--host", "mail.acme.example/path"],
        ["--security", "plain"],
        ["--security", "none"],
        ["--port", "0"],
        ["--port", "65536"],
        ["--timeout", "0"],
    ],
)
def test_an_account_that_cannot_be_right_is_refused_and_nothing_is_kept(terminal, keyring, typed, words):
    typed(PASSWORD + "\n")
    terminal.refused(*ACCOUNT, "--user", "desk", *words)

    assert terminal.done("mail-account") == {}
    assert keyring.entries == {}


def test_without_a_keyring_it_is_said_what_to_do_and_nothing_is_kept(terminal, typed):
    typed(PASSWORD + "\n")
    said = terminal.refused(*ACCOUNT, "--user", "desk")

    assert "no keyring" in said
    assert "Type it at each start" in said
    assert terminal.done("mail-account") == {}


def test_an_account_without_a_login_needs_no_keyring(terminal):
    assert terminal.done(*ACCOUNT)["user"] == ""
