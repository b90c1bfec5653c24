"""A small shop that sends its mail through the real SMTP server of the tests."""

from collections import Counter
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import default
from functools import lru_cache

import pytest

from billdesk.domain.mailbox import MailAccount
from billdesk.services.errands import Errands
from billdesk.services.sending import Sending

SENDER = "bills@northgate.example"


def account_of(server, **more):
    """The account that fits a server."""
    facts = {"user": server.user, "sender": SENDER, "timeout": 20.0}
    return MailAccount(server.host, server.port, server.security, **(facts | more))


def sending_at(paper_shop, server, process="desk:1:first"):
    """The sending of a shop, with the server's password and certificate."""
    return Sending(paper_shop.office, lambda _name: server.password, process, server.trust)


def mailing_desk(desk, server):
    """A desk of the window that hands its mail to that server."""
    office = desk.sending._office
    sending = Sending(office, lambda _name: server.password, "desk:1:first", server.trust)
    sending.keep_account(account_of(server))
    return replace(desk, sending=sending, errands=Errands(office, desk.run, sending))


def parsed(received):
    """A message as a mail program reads it."""
    return message_from_bytes(received.content, policy=default)


@lru_cache(maxsize=1000)
def _message_id(content):
    return str(message_from_bytes(content, policy=default)["Message-ID"])


def accepted(server):
    """How often the server has taken each Message-ID."""
    return Counter(_message_id(one.content) for one in server.received)


@dataclass
class Mailing:
    """A shop, its sending and its server."""

    shop: object
    server: object
    sending: Sending

    def queued(self, count=1, **more):
        """Queue new invoices of one customer; the ids of their deliveries."""
        keys = self.shop.invoices(self.shop.customer(**more), count)
        return self.sending.queue(keys, self.shop.clock().date())

    def set_account(self, **more):
        """Change the account."""
        self.sending.keep_account(replace(self.sending.account(), **more))

    def states(self):
        """The states of all deliveries, oldest first."""
        return [one.state for one in self.shop.deliveries()]

    def marks(self):
        """The marks that lists show, oldest invoice first."""
        with self.shop.office.reading() as work:
            rows = work.connection.exec_driver_sql("SELECT sent FROM invoices ORDER BY id")
            return list(rows.scalars())


@pytest.fixture
def mailing(paper_shop, smtp_server):
    """A shop on SQLite with a mail account."""
    found = Mailing(paper_shop, smtp_server, sending_at(paper_shop, smtp_server))
    found.sending.keep_account(account_of(smtp_server))
    return found
