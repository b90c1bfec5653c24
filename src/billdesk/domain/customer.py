"""Customers, their contacts and assets, custom fields, saved asset searches and vendor usage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from billdesk.domain.swift import swift
from billdesk.domain.tax import INHERIT, Choice


@swift
@dataclass(frozen=True, slots=True)
class Customer:
    """The organization billed. `emails` beyond the first are copied; `language` None means the shop's."""

    id: int
    ref: str
    name: str
    email: str = ""
    cc: tuple[str, ...] = ()
    phone: str = ""
    address: str = ""
    country: str = ""
    currency: str | None = None
    language: str | None = None
    tax: Choice = INHERIT
    tax_exempt: bool = False
    tax_number: str = ""
    terms_id: int | None = None
    notes: str = ""
    active: bool = True
    version: int = 1
    ship_to: str = ""  # name and address that things are sent to, where that is elsewhere


@swift
@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a customer."""

    id: int
    ref: str
    customer_id: int
    name: str
    email: str = ""
    phone: str = ""
    billing: bool = False  # also gets the invoices
    active: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
    version: int = 1


@swift
@dataclass(frozen=True, slots=True)
class Asset:
    """A device managed for a customer; folders are paths such as "Workstations/Front desk"."""

    id: int
    ref: str
    customer_id: int
    name: str
    type: str = ""
    serial: str = ""
    policy_folder: str = ""
    active: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A customer with contacts and assets, as an editor holds and keeps them; what is new has the id 0."""

    customer: Customer
    contacts: tuple[Contact, ...] = ()
    assets: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field that the shop added to contacts or assets."""

    id: int
    ref: str
    on: str  # contact or asset
    name: str
    choices: tuple[str, ...] = ()
    archived: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a saved search; `op` is one of: is, is not, contains, is set, greater."""

    field: str
    op: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question put to assets; all or any of its conditions must hold."""

    id: int
    ref: str
    name: str
    match: str = "all"
    conditions: tuple[Condition, ...] = ()
    version: int = 1


@swift
@dataclass(frozen=True, slots=True)
class Usage:
    """Units (× 10⁴) that a vendor reported for a customer and item as of a day."""

    id: int
    vendor: str
    item: str
    customer_id: int
    quantity: int
    as_of: date


def place_of(address: str) -> str:
    """The town out of an address: of the line with a postal code, else of the last one; "" of one line."""
    lines = [line.split() for line in address.splitlines() if line.strip()][1:]
    coded = [line for line in lines if any(map(_is_postal_code, line))]
    line = (coded or lines or [[]])[-1]
    return " ".join(word for word in line if not any(map(str.isdigit, word))).strip(" ,")


def _is_postal_code(word: str) -> bool:
    """Whether a word looks like (a half of) one: 19904, H2X, SW1A."""
    digits = sum(map(str.isdigit, word))
    return digits >= 4 or (0 < digits < len(word) and word.isalnum())
