"""Tests of what a start of the program is told."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from billdesk.app.config import Config, now


def test_the_database_that_is_named_beats_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILLDESK_DATABASE", "elsewhere.billdesk")
    assert Config(database="here.billdesk").target == "here.billdesk"
    assert Path(Config().target).name == "elsewhere.billdesk"


def test_today_can_be_given_and_is_the_calendars_otherwise() -> None:
    assert Config(today=date(2026, 2, 1)).day() == date(2026, 2, 1)
    before = datetime.now().astimezone().date()
    assert before <= Config().day() <= datetime.now().astimezone().date()


def test_a_process_is_named_by_its_desk_and_number() -> None:
    assert Config(desk="counter").process().startswith(f"counter:{os.getpid()}")


def test_now_knows_its_zone() -> None:
    assert now().tzinfo is UTC
