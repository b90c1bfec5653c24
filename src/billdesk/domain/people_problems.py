"""What is wrong with a customer, a contact, an asset, a custom field or a saved search, by field."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from billdesk.domain.address import usable_address
from billdesk.domain.countries import is_country
from billdesk.domain.customer import Asset, Contact, Customer, CustomField, Record, SavedSearch
from billdesk.domain.errors import Problem
from billdesk.domain.languages import is_language
from billdesk.domain.money import is_currency
from billdesk.domain.texts import LONGEST_NAME, LONGEST_REF, LONGEST_TEXT, has_control, shortened

MOST_COPIES = 20
MOST_CHOICES = 200
OPERATIONS = ("is", "is not", "contains", "is set", "greater")
SEARCHED = ("type", "name", "serial", "policy_folder")
_TAX_NUMBER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-/+*")


def customer_problems(customer: Customer) -> tuple[Problem, ...]:
    """What is wrong with a customer; the places are its fields."""
    return tuple(_customer(customer))


def contact_problems(contact: Contact) -> tuple[Problem, ...]:
    """What is wrong with a contact; values of custom fields have places such as "fields.remote"."""
    return tuple(_contact(contact))


def asset_problems(asset: Asset) -> tuple[Problem, ...]:
    """What is wrong with an asset."""
    return tuple(_asset(asset))


def record_problems(record: Record) -> tuple[Problem, ...]:
    """What is wrong with a customer, contacts and assets; their places begin like "contacts[2]."."""
    found = list(_customer(record.customer))
    for at, contact in enumerate(record.contacts):
        found += (_within(f"contacts[{at}]", one) for one in _contact(contact))
    for at, asset in enumerate(record.assets):
        found += (_within(f"assets[{at}]", one) for one in _asset(asset))
    return tuple(found)


def field_problems(field: CustomField) -> tuple[Problem, ...]:
    """What is wrong with a custom field; choices may not come twice."""
    found = list(_text("name", field.name, needed=True))
    if field.on not in ("contact", "asset"):
        found.append(Problem("on", "unknown_word", {"value": field.on, "allowed": "contact, asset"}))
    if len(field.choices) > MOST_CHOICES:
        found.append(Problem("choices", "too_many", {"most": MOST_CHOICES}))
    for choice in field.choices:
        found += _text("choices", choice, needed=True)
    folded = [choice.casefold() for choice in field.choices]
    doubled = next((one for one in field.choices if folded.count(one.casefold()) > 1), None)
    if doubled is not None:
        found.append(Problem("choices", "choice_doubled", {"value": shortened(doubled)}))
    return tuple(found)


def search_problems(search: SavedSearch, fields: Collection[str]) -> tuple[Problem, ...]:
    """What is wrong with a saved search; `fields` are the refs of the custom fields of assets."""
    found = list(_text("name", search.name, needed=True))
    if search.match not in ("all", "any"):
        found.append(Problem("match", "unknown_word", {"value": search.match, "allowed": "all, any"}))
    if not search.conditions:
        found.append(Problem("conditions", "too_few", {"least": 1}))
    known = (*SEARCHED, *fields)
    for at, one in enumerate(search.conditions):
        place = f"conditions[{at}]"
        if one.field not in known:
            value = {"value": shortened(one.field), "allowed": ", ".join(known)}
            found.append(Problem(f"{place}.field", "unknown_word", value))
        if one.op not in OPERATIONS:
            value = {"value": shortened(one.op), "allowed": ", ".join(OPERATIONS)}
            found.append(Problem(f"{place}.op", "unknown_word", value))
        found += _text(f"{place}.value", one.value, needed=one.op in ("contains", "greater"))
    return tuple(found)


def _customer(one: Customer) -> Iterator[Problem]:
    yield from _text("name", one.name, needed=True)
    yield from _text("ref", one.ref, LONGEST_REF)
    yield from _address("email", one.email)
    if len(one.cc) > MOST_COPIES:
        yield Problem("cc", "too_many", {"most": MOST_COPIES})
    for copy in one.cc:
        yield from _address("cc", copy, needed=True)
    yield from _text("phone", one.phone)
    yield from _lines("address", one.address)
    yield from _lines("ship_to", one.ship_to)
    yield from _lines("notes", one.notes)
    if one.country and not is_country(one.country):
        yield Problem("country", "unknown_country", {"value": shortened(one.country)})
    if one.currency is not None and not is_currency(one.currency):
        yield Problem("currency", "unknown_currency", {"value": shortened(one.currency)})
    if one.language is not None and not is_language(one.language):
        yield Problem("language", "unknown_language", {"value": shortened(one.language)})
    yield from _tax_number(one.tax_number)


def _contact(one: Contact) -> Iterator[Problem]:
    yield from _text("name", one.name, needed=True)
    yield from _address("email", one.email)
    yield from _text("phone", one.phone)
    yield from _values(one.fields)


def _asset(one: Asset) -> Iterator[Problem]:
    yield from _text("name", one.name, needed=True)
    for place in ("type", "serial", "policy_folder"):
        yield from _text(place, getattr(one, place))
    yield from _values(one.fields)


def _values(values: Mapping[str, str]) -> Iterator[Problem]:
    for ref, value in values.items():
        yield from _text(f"fields.{ref}", value)


def _text(place: str, text: str, longest: int = LONGEST_NAME, needed: bool = False) -> Iterator[Problem]:
    if needed and not text.strip():
        yield Problem(place, "nothing_typed")
    elif len(text) > longest:
        yield Problem(place, "too_long", {"length": len(text), "longest": longest})
    elif has_control(text, lines=False):
        yield Problem(place, "control_character", {"value": shortened(text)})


def _lines(place: str, text: str) -> Iterator[Problem]:
    if len(text) > LONGEST_TEXT:
        yield Problem(place, "too_long", {"length": len(text), "longest": LONGEST_TEXT})
    elif has_control(text, lines=True):
        yield Problem(place, "control_character", {"value": shortened(text)})


def _address(place: str, text: str, needed: bool = False) -> Iterator[Problem]:
    if (text or needed) and not usable_address(text):
        yield Problem(place, "bad_email", {"value": shortened(text)})


def _tax_number(text: str) -> Iterator[Problem]:
    if not text:
        return
    usual = len(text) <= 40 and set(text.upper()) <= _TAX_NUMBER
    if not usual or not any(sign.isdigit() for sign in text):
        yield Problem("tax_number", "bad_tax_number", {"value": shortened(text)})


def _within(place: str, problem: Problem) -> Problem:
    return replace(problem, place=f"{place}.{problem.place}")
