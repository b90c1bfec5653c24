"""Tests of who gets an e-mail, and of the pauses between tries."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.address import usable_address
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.delivery import gives_up, pause_after, recipients


def _contact(number: int, email: str, billing: bool = False, active: bool = True) -> Contact:
    return Contact(number, f"c{number}", 1, f"Person {number}", email=email, billing=billing, active=active)


def test_the_contact_whom_a_document_is_made_out_to_gets_it() -> None:
    contacts = [_contact(1, "one@x.example", billing=True), _contact(2, "two@x.example")]
    assert recipients(Customer(1, "c", "C", "all@x.example"), contacts, 2) == ("two@x.example",)


def test_billing_contacts_get_it_before_the_customers_own_address() -> None:
    contacts = [_contact(1, "one@x.example", billing=True), _contact(2, "two@x.example", billing=True)]
    found = recipients(Customer(1, "c", "C", "all@x.example"), contacts)
    assert found == ("one@x.example", "two@x.example")


def test_somebody_who_has_left_gets_nothing() -> None:
    contacts = [_contact(1, "one@x.example", billing=True, active=False)]
    assert recipients(Customer(1, "c", "C", "all@x.example"), contacts, 1) == ("all@x.example",)


def test_copies_go_along_once_and_never_alone() -> None:
    copied = Customer(1, "c", "C", "all@x.example", cc=("boss@x.example", "all@x.example", "no address"))
    assert recipients(copied, ()) == ("all@x.example", "boss@x.example")
    assert recipients(Customer(1, "c", "C", "", cc=("boss@x.example",)), ()) == ()


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=4))
def test_only_usable_addresses_are_written_to(email: str, copies: list[str]) -> None:
    found = recipients(Customer(1, "c", "C", email, cc=tuple(copies)), ())
    assert all(usable_address(one) for one in found)
    assert len(set(found)) == len(found)


def test_pauses_grow_to_half_a_day_and_stay_there() -> None:
    pauses = [pause_after(tries) for tries in range(1, 20)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=1)
    assert pauses[-1] == timedelta(hours=12)


def test_the_program_tries_for_two_to_three_days_before_it_gives_up() -> None:
    tries, waited = 1, timedelta()
    while not gives_up(tries):
        waited += pause_after(tries)
        tries += 1
    assert timedelta(days=2) <= waited <= timedelta(days=3)
