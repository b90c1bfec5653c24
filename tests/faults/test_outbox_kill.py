"""A sender that is killed at any moment loses nothing and sends nothing twice without being told."""

import random
import sys

import pytest

from billdesk.services.check import Check
from billdesk.services.papers import Papers
from support.forked import context
from support.mailing import Mailing, accepted, account_of, sending_at
from support.senders import send_everything
from support.small_shop import TODAY, open_shop
from support.smtp import SmtpServer

DELIVERIES = 20

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="needs processes that are forked from a warm one"),
]


class Senders:
    """Starts senders quickly: they are forked from a process that has everything imported already."""

    def __init__(self, target, server):
        self._words = (str(target), str(server.ca_path), server.password)

    def start(self):
        process = context().Process(target=send_everything, args=self._words)
        process.start()
        return process


def kill_one(senders, server, chance):
    """Start a sender and kill it at some moment: in its first steps, or in or after one of its messages."""
    process, begun = senders.start(), server.contents_begun
    messages = chance.randrange(4)
    while messages and process.is_alive() and server.contents_begun < begun + messages:
        process.join(0.001)
    process.join(chance.uniform(0, 0.03 if messages else 0.3))
    was_at_work = process.is_alive()
    process.kill()
    process.join()
    return was_at_work


def send_all(senders):
    process = senders.start()
    process.join()
    assert process.exitcode == 0


def queue_more(mailing, customer):
    """Queue new invoices; a few are left for the senders to freeze."""
    keys = mailing.shop.invoices(customer, DELIVERIES)
    Papers(mailing.shop.office).freeze_pending(DELIVERIES - 3)
    mailing.sending.queue(keys, TODAY)


def test_a_sender_killed_at_any_moment_loses_nothing_and_doubles_nothing(shop_target):
    shop = open_shop(shop_target)
    wanted = 40 if shop.office.store.is_sqlite else 12
    chance = random.Random(20260201)
    with SmtpServer() as server:
        mailing = Mailing(shop, server, sending_at(shop, server, "desk:1:watcher"))
        mailing.sending.keep_account(account_of(server))
        senders = Senders(shop_target, server)
        customer = shop.customer()
        kills = 0
        while kills < wanted:
            if "queued" not in mailing.states():
                queue_more(mailing, customer)
            kills += kill_one(senders, server, chance)
            states = mailing.states()
            assert states.count("sending") <= 1
            assert set(states) <= {"queued", "sending", "sent", "unknown"}
            assert set(accepted(server).values()) <= {1}
        while "queued" in mailing.states() or "sending" in mailing.states():
            send_all(senders)
        taken = accepted(server)
        for delivery in shop.deliveries():
            assert delivery.state == "sent" or (delivery.state, delivery.tries) == ("unknown", 1)
            assert taken[delivery.message_id] == 1 or delivery.state == "unknown"
        before = {one.id: taken[one.message_id] for one in shop.deliveries("unknown")}
        for key in before:
            mailing.sending.resend(key)
        send_all(senders)
        taken = accepted(server)
        for delivery in shop.deliveries():
            assert delivery.state == "sent"
            assert taken[delivery.message_id] == 1 + before.get(delivery.id, 0)
        assert len(taken) == len(shop.deliveries())
        assert len(before) <= kills
        assert Papers(shop.office).freeze_pending() == 0
        assert Check(shop.office).all() == []
    shop.office.store.close()
