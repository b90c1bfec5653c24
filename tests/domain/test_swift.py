"""Values made in masses are made as dataclasses make them, only faster."""

from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from inspect import signature

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Asset, Contact, Customer, Usage
from billdesk.domain.history import Delivery
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.domain.swift import altered, swift

KINDS = [Asset, Contact, Customer, Delivery, Invoice, InvoiceLine, Product, Schedule, ScheduleLine, Usage]


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    count: int = 3
    extra: dict[str, str] = field(default_factory=dict)


@swift
@dataclass(frozen=True, slots=True)
class Swift:
    name: str
    count: int = 3
    extra: dict[str, str] = field(default_factory=dict)


@pytest.mark.parametrize("given", [("a",), ("a", 1), ("a", 1, {"b": "c"})])
def test_a_swift_value_has_what_a_plain_one_has(given):
    plain, made = Plain(*given), Swift(*given)
    assert [getattr(made, one.name) for one in fields(made)] == [
        getattr(plain, one.name) for one in fields(plain)
    ]
    assert Swift(name="a") == Swift("a", 3, {})
    assert replace(made, count=9).count == 9


def test_each_value_has_a_default_of_its_own():
    assert Swift("a").extra is not Swift("a").extra


@pytest.mark.parametrize("given", [{}, {"name": "a", "color": "red"}])
def test_a_field_that_is_missing_or_unknown_is_refused(given):
    with pytest.raises(TypeError):
        Swift(**given)


def test_a_swift_value_is_frozen():
    with pytest.raises(FrozenInstanceError):
        Swift("a").name = "b"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_is_swift_takes_its_fields_in_their_order(kind):
    assert list(signature(kind).parameters) == [one.name for one in fields(kind)]
    values = [f"value {at}" for at, _ in enumerate(fields(kind))]
    made = kind(*values)
    assert [getattr(made, one.name) for one in fields(kind)] == values


def test_an_altered_value_is_what_dataclasses_replace_gives():
    made = Swift("a", 1, {"b": "c"})
    assert altered(made, count=9) == replace(made, count=9)
    assert altered(made, name="z", extra={}) == Swift("z", 1, {})
    assert made == Swift("a", 1, {"b": "c"})


def test_a_field_that_is_unknown_is_not_altered():
    with pytest.raises(KeyError):
        altered(Swift("a"), color="red")
