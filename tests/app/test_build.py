"""Tests of the wiring: a desk on a database, and everybody who listens hears of changes."""

import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from billdesk.app.build import build, open_window, run_window
from billdesk.app.config import Config
from billdesk.domain.changes import Changed
from billdesk.domain.settings import ShopSettings
from support.shops import copied
from support.windows import billed_shop


def test_a_desk_is_built_on_a_new_file_and_opens_it_again(tmp_path: Path) -> None:
    config = Config(database=str(tmp_path / "shop.billdesk"), today=date(2026, 2, 1))
    desk = build(config)
    desk.settings.keep(ShopSettings(name="Northgate IT"))
    desk.close()
    again = build(config)
    assert again.settings.read().name == "Northgate IT"
    assert again.today() == date(2026, 2, 1)
    again.close()


def test_everybody_who_listens_hears_of_a_change(tmp_path: Path) -> None:
    desk = build(Config(database=str(tmp_path / "shop.billdesk")))
    heard: list[Changed] = []
    desk.announcer.listeners.append(heard.append)
    desk.settings.keep(ShopSettings())
    assert heard == [Changed(frozenset({"settings"}))]
    desk.close()


def test_a_window_is_opened_without_an_event_loop(qtbot: Any, apart: None, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QTableView

    app, window = open_window(copied(billed_shop, tmp_path / "little.billdesk"), date(2026, 2, 1))
    table = window.findChild(QTableView, "invoices.table")
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    assert window.isVisible()
    assert app is not None
    window.close()
    window.deleteLater()


def test_a_database_that_cannot_be_opened_is_told_in_the_window(
    qtbot: Any, apart: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QApplication

    (tmp_path / "shop.billdesk").write_bytes(b"rubbish" * 1000)
    told = []

    def executed(_app: object) -> int:
        window = next(
            one for one in QApplication.topLevelWidgets() if one.objectName() == "window" and one.isVisible()
        )
        told.append(window.banner.accessibleName())
        window.close()
        window.deleteLater()
        return 0

    monkeypatch.setattr(QApplication, "exec", executed)
    assert run_window(Config(database=str(tmp_path / "shop.billdesk"))) == 0
    assert len(told) == 1
    assert "database" in told[0]


@pytest.fixture
def hooks() -> Iterator[None]:
    """What Python does with what nobody caught, as it was before."""
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def shown_window() -> Any:
    from PySide6.QtWidgets import QApplication

    return next(
        one for one in QApplication.topLevelWidgets() if one.objectName() == "window" and one.isVisible()
    )


def test_a_second_start_raises_the_window_and_a_mistake_is_told_while_the_program_goes_on(
    qtbot: Any, apart: None, own_folders: None, hooks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from billdesk.ui.window import Window

    shop = copied(billed_shop, tmp_path / "little.billdesk")
    config = Config(database=str(shop), today=date(2026, 2, 1))
    seen: dict[str, Any] = {}

    def executed(_app: object) -> int:
        window = shown_window()
        qtbot.waitUntil(lambda: window.findChild(Window).bench.whole.there)
        window.hide()
        seen["second"] = run_window(config)
        qtbot.waitUntil(window.isVisible)
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("password=hunter2"), None)
        details = window.findChild(QPlainTextEdit, "mistake.details")
        seen["details"] = details.toPlainText()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        seen["closed"] = not window.isVisible()
        window.deleteLater()
        return 0

    monkeypatch.setattr(QApplication, "exec", executed)
    assert run_window(config) == 0
    assert seen["second"] == 0
    assert "ZeroDivisionError" in seen["details"]
    assert "hunter2" not in seen["details"]
    assert seen["closed"]
