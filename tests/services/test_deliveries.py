"""Whose deliveries are, and the mark on their invoices."""

import os
from datetime import timedelta

import pytest

from billdesk.domain.history import Delivery
from billdesk.services.deliveries import LEASE, is_abandoned, mark
from support.small_shop import TODAY

OWN = f"desk:{os.getpid()}:start"
SOON = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("holder", "abandoned"),
    [
        (OWN, True),  # it asks only when it hands over nothing
        (f"desk:{os.getpid()}:earlier", True),  # another one, that had this id before
        (f"desk:{os.getppid()}:start", False),
        ("desk:0:start", True),
        ("desk:rubbish:start", True),
        ("another:1:start", False),
        ("", False),
    ],
    ids=["own", "earlier", "alive", "nobody", "rubbish", "another desk", "none"],
)
def test_a_delivery_is_abandoned_when_its_process_is_gone(holder, abandoned):
    assert is_abandoned(holder, OWN, SOON) is abandoned


def test_a_desk_may_have_colons_in_its_name():
    assert is_abandoned("a:b:0:start", f"a:b:{os.getpid()}:start", SOON)
    assert not is_abandoned("x:b:0:start", f"a:b:{os.getpid()}:start", SOON)


def test_whoever_is_silent_for_longer_than_the_lease_is_gone():
    assert is_abandoned("another:1:start", OWN, LEASE + timedelta(seconds=1))
    assert not is_abandoned("another:1:start", OWN, LEASE)


def test_a_mark_changes_the_invoice_and_leaves_a_trace(paper_shop):
    key = paper_shop.invoice(paper_shop.customer())
    with paper_shop.office.work() as work:
        mark(work, paper_shop.office, Delivery(("a@b.cc",), invoice_id=key, id=7), "sent", "250 ok")
        mark(work, paper_shop.office, Delivery(("a@b.cc",), "test"), "sent", "250 ok")
        work.commit()
    with paper_shop.office.reading() as work:
        [trace] = work.traces.of("invoice", key)
    assert (trace.act, trace.change) == ("mail_sent", {"delivery": 7, "to": ["a@b.cc"], "reply": "250 ok"})
    assert paper_shop.read(key).date == TODAY
