"""The log file tells what happened, and no secrets."""

import logging
import os
import stat

import pytest

from billdesk.basics import log


@pytest.fixture
def log_file(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "_secrets", set())
    level = logging.getLogger().level
    yield log.start(tmp_path / "logs")
    log.stop()
    logging.getLogger().setLevel(level)


def test_what_is_logged_stands_in_the_file(log_file):
    logging.getLogger("billdesk.run").info("3 invoices for Müller")

    assert "INFO billdesk.run: 3 invoices for Müller" in log_file.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the user's folder private by itself")
def test_only_the_owner_may_read_the_log(log_file):
    logging.getLogger("billdesk").info("something")

    assert stat.S_IMODE(log_file.stat().st_mode) == 0o600


def test_a_hidden_secret_appears_neither_in_messages_nor_in_tracebacks(log_file):
    log.hide("tomato-93")
    try:
        raise RuntimeError("535 tomato-93 was not accepted")
    except RuntimeError:
        logging.getLogger("billdesk.mail").exception("login with %s failed", "tomato-93")

    text = log_file.read_text(encoding="utf-8")
    assert "tomato-93" not in text
    assert "was not accepted" in text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("password=tomato", "password="),
        ("{'api_key': 'tomato'}", "{'api_key': "),
        ("postgresql+psycopg://bd:tomato@host/desk", "@host/desk"),
        ("Authorization: Bearer tomato.tomato", "Authorization: "),
    ],
)
def test_what_looks_like_a_secret_is_hidden_without_being_told(said, kept):
    assert "tomato" not in log.discreet(said)
    assert kept in log.discreet(said)


def test_ordinary_words_stay_as_they_are():
    said = "Invoice 2026-0001: 3 lines, basic plan, mail to anna@example.org"

    assert log.discreet(said) == said


def test_starting_again_writes_each_line_once_and_to_the_new_place(log_file, tmp_path):
    second = log.start(tmp_path / "other")
    logging.getLogger("billdesk").info("one line")

    assert second.read_text(encoding="utf-8").count("one line") == 1
    assert not log_file.exists()
