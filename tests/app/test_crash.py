"""What nobody foresaw goes to the log, and the user hears where that is."""

import pytest

from billdesk.app import crash
from billdesk.basics import log, places


@pytest.fixture(autouse=True)
def closed_log(own_folders):
    yield
    log.stop()


def mistake(text):
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as error:
        return error


def test_a_mistake_is_kept_with_its_traceback_and_without_secrets():
    said = crash.report(mistake("password=hunter2"))

    kept = (places.log_folder() / "billdesk.log").read_text(encoding="utf-8")
    assert str(places.log_folder() / "billdesk.log") in said
    assert "Traceback" in kept
    assert "ZeroDivisionError" in kept
    assert "hunter2" not in kept + said


def test_it_is_told_in_the_language_of_the_window():
    said = crash.report(mistake("oh"), "de")

    assert said.startswith("Das ist ein Fehler in BillDesk.")
    assert str(places.log_folder() / "billdesk.log") in said


def test_where_no_log_can_be_written_the_mistake_itself_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(places, "log_folder", lambda: tmp_path / "file" / "log")

    said = crash.report(mistake("oh"))

    assert "ZeroDivisionError: oh" in said
    assert "No log" in said


def test_the_log_begins_where_logs_lie():
    assert crash.start_log() == places.log_folder() / "billdesk.log"


def test_the_details_to_be_copied_have_versions_and_traceback_and_no_secret():
    said = crash.details(mistake("password=hunter2 postgresql://shop:hunter3@host/db"))

    assert "BillDesk " in said
    assert "Python " in said
    assert "ZeroDivisionError" in said
    assert "line" in said
    assert "hunter" not in said
