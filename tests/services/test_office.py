"""What services get: transactions that write or only read, and somebody to tell."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from billdesk.documents.press import Press
from billdesk.domain.changes import Changed
from billdesk.services.office import Office
from support.shops import NOON, office_at


def test_what_was_not_committed_is_gone(each_office: Office) -> None:
    with each_office.work() as work:
        work.traces.begin_run(date(2026, 1, 1), NOON)
    with each_office.reading() as work:
        assert work.traces.last_run() is None


def test_a_reader_sees_one_state_while_others_write(each_office: Office) -> None:
    with each_office.reading() as reader:
        assert reader.traces.last_run() is None
        with each_office.work() as work:
            work.traces.begin_run(date(2026, 1, 1), NOON)
            work.commit()
        assert reader.traces.last_run() is None
    with each_office.reading() as reader:
        assert reader.traces.last_run() is not None


def test_changes_are_told_with_their_kinds_and_ids(tmp_path: Path) -> None:
    heard: list[Changed] = []
    office = office_at(tmp_path / "shop", tell=heard.append)
    office.tell("invoice", "delivery", ids=(1, 2))
    office.store.close()
    assert heard == [Changed(frozenset({"invoice", "delivery"}), (1, 2))]


def test_closing_lets_go_of_the_database_and_ends_what_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    press = Press()
    monkeypatch.setattr(press, "close", lambda: closed.append("press"))
    office = replace(office_at(tmp_path / "shop"), press=press)
    monkeypatch.setattr(office.store, "close", lambda: closed.append("store"))
    office.close()
    assert closed == ["press", "store"]
    monkeypatch.undo()
    office.close()
