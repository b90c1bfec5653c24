"""Deliveries: who gets an e-mail, and how often and when it is tried again."""

from collections.abc import Sequence
from datetime import timedelta

from billdesk.domain.address import usable_address
from billdesk.domain.customer import Contact, Customer

_PAUSES = (1, 5, 15, 60, 180, 360, 720)  # minutes


def recipients(
    customer: Customer, contacts: Sequence[Contact], contact_id: int | None = None
) -> tuple[str, ...]:
    """Whom a document is mailed to, without doubles: nobody where no address is usable.

    The contact that the document is made out to, else the billing contacts, else the customer's own address;
    copies go along only where there is somebody to send it to.
    """
    people = [one for one in contacts if one.active and usable_address(one.email)]
    to = [one.email for one in people if one.id == contact_id] or [one.email for one in people if one.billing]
    to = to or [customer.email] * usable_address(customer.email)
    copies = [address for address in customer.cc if usable_address(address)] if to else []
    return tuple(dict.fromkeys([*to, *copies]))


def unusable(
    customer: Customer, contacts: Sequence[Contact], contact_id: int | None = None
) -> tuple[str, ...]:
    """Addresses that a document would be mailed to if they were usable, as they were typed."""
    people = [one for one in contacts if one.active and one.email]
    to = [one.email for one in people if one.id == contact_id] or [one.email for one in people if one.billing]
    typed = dict.fromkeys([*(to or [customer.email]), *customer.cc])
    return tuple(address for address in typed if address and not usable_address(address))


def pause_after(tries: int) -> timedelta:
    """How long to wait before the next try: 1 minute at first, growing to half a day."""
    return timedelta(minutes=_PAUSES[min(tries, len(_PAUSES)) - 1])


def gives_up(tries: int) -> bool:
    """Whether temporary refusals have gone on for so long (two to three days) that the biller must look."""
    return tries >= len(_PAUSES) + 4
