"""The mail account in the settings: kept as a whole, tried at a real server, rubbish told at its field."""

from email import message_from_bytes
from email.policy import default

import pytest

from billdesk.basics import secrets
from billdesk.domain.mailbox import MailAccount
from billdesk.ui.panes.settings import SettingsPane
from support.catalog_shop import click, settle, type_into


@pytest.fixture
def pane(open_on_shop, monkeypatch):
    monkeypatch.setattr(secrets, "_remembered", {})
    return open_on_shop(SettingsPane, what="mail")


@pytest.fixture
def section(pane):
    return pane.sections["mail"]


def fill(qtbot, section, server, **more):
    values = {
        "host": server.host,
        "port": str(server.port),
        "user": server.user,
        "sender": "bills@shop.example",
    }
    for name, text in (values | more).items():
        field = section.fields.form.fields[name]
        type_into(qtbot, field, text)


def use_password_of(pane, server):
    sending = pane.bench.desk.sending
    sending._read_secret = secrets.read
    sending._trust = server.trust


def test_a_test_message_reaches_a_real_server_and_the_account_is_kept(qtbot, pane, section, smtp_server):
    use_password_of(pane, smtp_server)
    fill(qtbot, section, smtp_server, sender_name="Northgate & Söhne")
    section.fields.password.edit.setText(smtp_server.password)
    type_into(qtbot, section.to, "me@shop.example")
    click(qtbot, pane, "settings.mail.test")
    qtbot.waitUntil(lambda: bool(section.result.text()), timeout=15_000)
    assert "me@shop.example" in section.result.text()
    [received] = smtp_server.received
    message = message_from_bytes(received.content, policy=default)
    [sender] = message["From"].addresses
    assert received.recipients == ("me@shop.example",)
    assert (sender.display_name, sender.addr_spec) == ("Northgate & Söhne", "bills@shop.example")
    account = pane.bench.desk.sending.account()
    assert (account.host, account.port, account.sender) == (
        "localhost",
        smtp_server.port,
        "bills@shop.example",
    )


def test_without_a_keyring_the_password_stays_in_memory_and_the_window_says_so(
    qtbot, pane, section, smtp_server
):
    use_password_of(pane, smtp_server)
    fill(qtbot, section, smtp_server)
    section.fields.password.edit.setText("secret")
    click(qtbot, pane, "settings.mail.keep")
    qtbot.waitUntil(lambda: bool(section.result.text()), timeout=15_000)
    assert "until BillDesk ends" in section.result.text()
    assert secrets.read(pane.bench.desk.sending.account().secret) == "secret"
    assert section.fields.password.edit.text() == ""


def test_a_server_that_refuses_the_password_is_told_in_words(qtbot, pane, section, smtp_server):
    use_password_of(pane, smtp_server)
    fill(qtbot, section, smtp_server)
    section.fields.password.edit.setText("wrong")
    type_into(qtbot, section.to, "me@shop.example")
    click(qtbot, pane, "settings.mail.test")
    qtbot.waitUntil(lambda: bool(section.result.text()), timeout=15_000)
    assert "refused the password" in section.result.text()
    assert smtp_server.received == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("host", ""),
        ("host", "smtp example com"),
        ("host", "me@example.com"),
        ("host", "x" * 10_000),
        ("port", "0"),
        ("port", "99999"),
        ("port", "abc"),
        ("port", "1e3"),
        ("sender", "nobody"),
        ("sender", "a@b.example\nBcc: c@d.example"),
        ("sender_name", "x" * 1_000),
        ("sender_name", "a\x07b"),
        ("reply_to", "nobody"),
        ("per_hour", "-1"),
    ],
)
def test_rubbish_is_told_at_its_field_and_nothing_is_kept(qtbot, pane, section, smtp_server, name, text):
    fill(qtbot, section, smtp_server)
    field = section.fields.form.fields[name]
    type_into(qtbot, field, text)
    click(qtbot, pane, "settings.mail.keep")
    assert field.told() or section.result.text()
    assert pane.bench.desk.sending.account() is None


def test_a_pasted_line_break_never_becomes_a_header(qtbot, pane, section, smtp_server):
    fill(qtbot, section, smtp_server)
    section.fields.sender_name.edit.setText("Shop\r\nBcc: x@y.example")
    click(qtbot, pane, "settings.mail.keep")
    account = pane.bench.desk.sending.account()
    assert account is None or "\n" not in account.sender_name


def test_plain_text_to_another_computer_is_refused(qtbot, pane, section, smtp_server):
    fill(qtbot, section, smtp_server, host="smtp.example.com")
    section.fields.security.edit.pick("plain")
    click(qtbot, pane, "settings.mail.keep")
    assert section.fields.security.told()
    assert pane.bench.desk.sending.account() is None


def test_the_port_follows_the_encryption_unless_it_is_one_of_its_own(qtbot, section):
    section.fields.security.edit.pick("tls")
    assert section.fields.port.value() == 465
    section.fields.port.show_value(2525)
    section.fields.security.edit.pick("starttls")
    assert section.fields.port.value() == 2525


def test_the_account_on_file_is_shown_without_its_password(qtbot, pane, section):
    account = MailAccount(
        "smtp.example.com", 465, "tls", "me", "me@shop.example", "Me", "re@shop.example", True, 9
    )
    pane.bench.desk.sending.keep_account(account)
    settle(qtbot, pane)
    assert section.fields.account() == account
    assert section.fields.password.edit.text() == ""
    assert section.fields.typed_password() is None


def test_the_e_mail_about_runs_is_chosen_and_kept_at_once_without_the_account(qtbot, pane, section):
    type_into(qtbot, section.fields.form.fields["host"], "half typed")
    assert section.notice.value() == "off"
    section.notice.edit.pick("failed")
    qtbot.waitUntil(lambda: pane.bench.desk.settings.read().run_notice == "failed")
    assert pane.bench.desk.sending.account() is None
    assert section.fields.form.fields["host"].value() == "half typed"
