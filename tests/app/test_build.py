"""Tests of the wiring: a desk on a database, and everybody who listens hears of changes."""

from datetime import date
from pathlib import Path

from billdesk.app.build import build
from billdesk.app.config import Config
from billdesk.domain.changes import Changed
from billdesk.domain.settings import ShopSettings


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
