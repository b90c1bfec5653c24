"""Tests of the wiring: every service sits on the same database and tells the same listeners."""

from datetime import date
from pathlib import Path

from billdesk.app.config import Config
from billdesk.app.wiring import wired
from billdesk.domain.changes import Changed
from billdesk.domain.settings import ShopSettings


def test_every_service_is_on_the_desk_and_on_one_database(tmp_path: Path) -> None:
    desk = wired(Config(database=str(tmp_path / "shop.billdesk"), today=date(2026, 2, 1)))
    heard: list[Changed] = []
    desk.announcer.listeners.append(heard.append)
    desk.settings.keep(ShopSettings(name="Northgate IT"))
    assert heard == [Changed(frozenset({"settings"}))]
    assert desk.target == "shop.billdesk"
    assert desk.browsing.glance(desk.today()).currency == "USD"
    assert desk.sending.account() is None
    assert desk.invoicing.late() == ()
    desk.close()


def test_secrets_are_read_where_the_start_says(tmp_path: Path) -> None:
    from billdesk.domain.mailbox import MailAccount

    config = Config(database=str(tmp_path / "shop.billdesk"), read_secret=lambda _name: "secret")
    desk = wired(config)
    desk.sending.keep_account(MailAccount("mail.example.com", user="jo", sender="jo@example.com"))
    assert desk.sending.has_password()
    desk.close()
