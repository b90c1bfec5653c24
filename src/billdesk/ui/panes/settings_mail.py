"""The e-mail account in the settings: how messages leave the shop, and a message that tries it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError, Rejected, Trouble
from billdesk.domain.mailbox import MailAccount
from billdesk.ui.bench import Bench
from billdesk.ui.panes.settings_section import Section, SettingsSheet, said
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.entries import Entry
from billdesk.ui.widgets.forms import CheckField, Form, SegmentField, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, whole_numbers
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr

PORTS = {"starttls": 587, "tls": 465, "plain": 25}


class AccountForm(QWidget):
    """The fields of a mail account with its password; the wizard has the same ones."""

    def __init__(self, bench: Bench, name: str) -> None:
        super().__init__()
        look, language = bench.look, bench.language
        self._bench = bench
        self._known = MailAccount()
        self.host = TextField(
            look, Caption(f"{name}.host", tr("Server"), tr("Such as smtp.example.com.")), 255
        )
        ports = whole_numbers(language, 1, 65535)
        self.port = NumberField(look, Caption(f"{name}.port", tr("Port")), ports, language, needed=True)
        kinds = (Choice("starttls", "STARTTLS"), Choice("tls", "TLS"), Choice("plain", tr("None")))
        self.security = SegmentField(look, Caption(f"{name}.security", tr("Encryption")), kinds)
        hint = tr("Empty where the server wants no login.")
        self.user = TextField(look, Caption(f"{name}.user", tr("User"), hint), 255)
        hint = tr("Kept in the keyring of this computer, nowhere else.")
        self.password = TextField(look, Caption(f"{name}.password", tr("Password"), hint), 1_000)
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.address = TextField(
            look, Caption(f"{name}.sender", tr("Address"), tr("Messages come from it.")), 254
        )
        hint = tr("Empty: the name of the shop.")
        self.sender_name = TextField(look, Caption(f"{name}.sender_name", tr("Name"), hint), 200)
        hint = tr("Empty: to the address above.")
        self.reply_to = TextField(look, Caption(f"{name}.reply_to", tr("Replies go to"), hint), 254)
        hint = tr("0 = as many as come.")
        most = whole_numbers(language, 0, 100_000)
        caption = Caption(f"{name}.per_hour", tr("Messages per hour"), hint)
        self.per_hour = NumberField(look, caption, most, language, needed=True)
        self.bcc_self = CheckField(
            look, Caption(f"{name}.bcc_self", tr("A copy of each message to that address"))
        )
        names = ("host", "port", "security", "user", "password", "sender_name", "reply_to")
        fields = {name: getattr(self, name) for name in (*names, "per_hour", "bcc_self")}
        self.form = Form(fields | {"sender": self.address}, self)
        self.security.changed.connect(self._on_security)
        self.show_account(None)

    def lay_out(self) -> QVBoxLayout:
        """All fields in one column."""
        look = self._bench.look
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addLayout(beside(look, (self.host, 3), (self.port, 1)))
        column.addWidget(self.security)
        column.addLayout(beside(look, self.user, self.password))
        column.addLayout(beside(look, self.address, self.sender_name))
        return column

    def show_account(self, account: MailAccount | None) -> None:
        """Show the account on file; the password is never shown."""
        self._known = account or MailAccount()
        values = {name: getattr(self._known, name) for name in self.form.fields if name != "password"}
        self.form.show_values(values | {"password": ""})
        keeps = bool(account and account.user)
        self.password.edit.setPlaceholderText(tr("unchanged") if keeps else "")

    def account(self) -> MailAccount:
        """The account as it is typed."""
        values = {name: value for name, value in self.form.values().items() if name != "password"}
        values |= {"port": values["port"] or 0, "per_hour": values["per_hour"] or 0}
        return replace(self._known, **values)

    def typed_password(self) -> str | None:
        """The password, None where none was typed."""
        return self.password.edit.text() or None

    def tell(self, error: Exception) -> str:
        """Say at the fields what is wrong; gives the words that have no field."""
        if isinstance(error, Rejected):
            strays = self.form.tell(error.problems, lambda problem: said(self._bench, problem))
            return " ".join(said(self._bench, one) for one in strays)
        return self._bench.sentence(error) if isinstance(error, BillDeskError) else ""

    def _on_security(self) -> None:
        if self.port.value() in (*PORTS.values(), None):
            self.port.show_value(PORTS[self.security.value()])


def keep_account(bench: Bench, account: MailAccount, password: str | None) -> str:
    """Write the account; without a usable keyring the password stays in memory, which the answer says.

    On any thread. "" where all is well; Rejected with its problems by field.
    """
    sending = bench.desk.sending
    try:
        sending.keep_account(account, password)
    except Trouble as trouble:
        if not trouble.code.startswith("keyring_"):
            raise
        sending.keep_account(account, password, kept=False)
        return tr("The password is kept until BillDesk ends.") + " " + bench.sentence(trouble)
    return ""


class MailSection(Section):
    """An account counts when all of it is right, so it has a button instead of being kept at once."""

    key = "mail"
    title = "E-mail"
    icon = "mail"
    line = "Every invoice that is e-mailed leaves by this account. It counts once you keep it."
    words = "smtp server account password sender tls port test message run notice report"

    def build(self) -> None:
        look = self.look
        self.fields = AccountForm(self.bench, "settings.mail")
        fields = self.fields
        self.add_row(
            tr("Server"),
            tr("Your provider's help calls it outgoing mail or SMTP."),
            beside(look, (fields.host, 3), (fields.port, 1)),
            fields.security,
        )
        self.add_row(tr("Login"), "", beside(look, fields.user, fields.password))
        self.add_row(
            tr("Sender"),
            tr("What customers see."),
            beside(look, fields.address, fields.sender_name),
            beside(look, fields.reply_to, fields.per_hour),
            fields.bcc_self,
        )
        self._add_acts()
        self._add_notice()

    def _add_notice(self) -> None:
        """What is kept at once, unlike the account."""
        when = (
            Choice("off", tr("Off")),
            Choice("failed", tr("When something failed")),
            Choice("always", tr("Always")),
        )
        label = tr("Mail me what a run did")
        self.notice = SegmentField(self.look, Caption("settings.run_notice", label), when)
        self.notice.hide_label()
        hint = tr("Kept at once. It goes to the e-mail address of the shop.")
        self.add_row(label, hint, self.notice)
        self._notices = self.keep_settings({"run_notice": self.notice})

    def _add_acts(self) -> None:
        look = self.look
        self.keep_it = Button(look, tr("Keep account"), "primary", "", "settings.mail.keep")
        self.to = TextField(look, Caption("settings.mail.to", tr("Test message to")), 254)
        self.test = Button(look, tr("Send test message"), "plain", "send", "settings.mail.test")
        self.result = Label(look, "", "body", "ink2")
        self.result.setObjectName("settings.mail.result")
        self.result.setWordWrap(True)
        self.result.hide()
        line = QHBoxLayout()
        line.addWidget(self.keep_it)
        line.addStretch(1)
        self.add_row(tr("Keep it"), "", line)
        second = QHBoxLayout()
        second.addWidget(self.test)
        second.addStretch(1)
        self.add_row(
            tr("Try it out"), tr("Keeps the account and sends one message."), self.to, second, self.result
        )
        self.keep_it.clicked.connect(lambda: self._keep(test=False))
        self.test.clicked.connect(lambda: self._keep(test=True))

    def show_sheet(self, sheet: SettingsSheet) -> None:
        if not self.fields.form.is_changed():
            self.fields.show_account(sheet.account)
        if not self.to.value():
            self.to.show_value(sheet.shop.email)
        self._notices.show_values({"run_notice": sheet.shop.run_notice})

    def entries(self, sheet: SettingsSheet) -> tuple[str, Sequence[Entry]] | None:
        account = self.fields.account()
        sender = (
            f"{account.sender_name or sheet.shop.name} <{account.sender}>"
            if account.sender
            else tr("nobody yet")
        )
        found = [
            Entry(tr("From"), below=sender),
            Entry(tr("Replies to"), below=account.reply_to or account.sender or tr("nobody yet")),
            Entry(tr("By"), below=f"{account.host}:{account.port}" if account.host else tr("no server yet")),
        ]
        return tr("A message as it leaves"), found

    def leave(self) -> None:
        """What is typed of the account stays in the fields; it isn't kept before somebody says so."""

    def _keep(self, test: bool) -> None:
        if not self.fields.form.check():
            return
        account, password, to = self.fields.account(), self.fields.typed_password(), self.to.value()
        self._busy(True)

        def job() -> tuple[str, str]:
            warning = keep_account(self.bench, account, password)
            return warning, self.bench.desk.sending.send_test_message(to) if test else ""

        self.bench.run(job, lambda found: self._on_kept(account, found, to if test else ""), self._on_failed)

    def _on_kept(self, account: MailAccount, found: tuple[str, str], to: str) -> None:
        self._busy(False)
        self.fields.show_account(account)
        warning, _reply = found
        done = tr("The server has taken the message to {to}.", to=to) if to else tr("The account is kept.")
        self._say(f"{done} {warning}".strip(), "partly_fg" if warning else "paid_fg")
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._busy(False)
        words = self.fields.tell(error)
        is_address = getattr(error, "facts", {}).get("field") == "to"
        if is_address:
            self.to.tell(words)
            words = ""
        self._say(words, "overdue_fg")

    def _say(self, words: str, tone: str) -> None:
        self.result.setText(words)
        self.result.recolor(tone)
        self.result.setVisible(bool(words))

    def _busy(self, busy: bool) -> None:
        self.keep_it.setEnabled(not busy)
        self.test.setEnabled(not busy)
        self.test.set_words(tr("Sending…") if busy else tr("Send test message"))
        if busy:
            self._say("", "ink2")
