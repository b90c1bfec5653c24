"""`billdesk outbox`: counts, failures, and when somebody has to look."""

import sqlite3
from contextlib import closing

import pytest

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
    terminal.refused("outbox", *words.split())


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
