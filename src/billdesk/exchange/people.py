"""Customers with their contacts and assets, saved searches, and vendor usage in the shop document."""

from collections.abc import Iterable

from billdesk.domain.customer import Asset, Condition, Contact, Customer, SavedSearch, Usage
from billdesk.domain.tax import INHERIT
from billdesk.exchange.catalog import LINE, NAME, WORDS
from billdesk.exchange.desk import REF, Apart, Desk, Written, named
from billdesk.exchange.fields import CURRENCY, EMAIL, LANGUAGE, Flag, Many, Maybe, OneOf, Pen
from billdesk.exchange.figures import Day, Decimals
from billdesk.exchange.references import FieldRef, Ref, TaxChoice, TextsByKey
from billdesk.exchange.shapes import Key, Shape, plainly

CONTACT = Shape(
    "a person at a customer",
    Key("ref", REF),
    Key("name", NAME),
    Key("email", EMAIL, ""),
    Key("phone", LINE, ""),
    Key("billing", Flag(), False),
    Key("active", Flag(), True),
    Key("fields", TextsByKey("contact_field"), {}),
)
ASSET = Shape(
    "a device managed for a customer",
    Key("ref", REF),
    Key("name", NAME),
    Key("type", LINE, ""),
    Key("serial", LINE, ""),
    Key("policy_folder", LINE, ""),
    Key("active", Flag(), True),
    Key("fields", TextsByKey("asset_field"), {}),
)
CUSTOMER = Shape(
    "an organization that is billed",
    Key("ref", REF),
    Key("name", NAME),
    Key("email", EMAIL, ""),
    Key("cc", Many(EMAIL), ()),
    Key("phone", LINE, ""),
    Key("address", WORDS, ""),
    Key("ship_to", WORDS, ""),
    Key("country", LINE, ""),
    Key("currency", Maybe(CURRENCY), None),
    Key("language", Maybe(LANGUAGE), None),
    Key("tax", TaxChoice(), INHERIT),
    Key("tax_exempt", Flag(), False),
    Key("tax_number", LINE, ""),
    Key("terms", Maybe(Ref("terms")), None, "terms_id"),
    Key("notes", WORDS, ""),
    Key("active", Flag(), True),
    Key("contacts", Apart(CONTACT), ()),
    Key("assets", Apart(ASSET), ()),
)
SEARCHED = ("type", "name", "serial", "policy_folder")
OPERATIONS = ("is", "is not", "contains", "is set", "greater")
CONDITION = Shape(
    "a condition",
    Key("field", FieldRef("asset_field", SEARCHED)),
    Key("op", OneOf(OPERATIONS)),
    Key("value", LINE, ""),
)
SEARCH = Shape(
    "a saved asset search",
    Key("ref", REF),
    Key("name", NAME),
    Key("match", OneOf(("all", "any")), "all"),
    Key("conditions", Many(plainly(CONDITION, Condition)), ()),
)
USAGE = Shape(
    "units that a vendor reported",
    Key("vendor", NAME),
    Key("item", NAME),
    Key("customer", Ref("customer"), attr="customer_id"),
    Key("quantity", Decimals(least=0)),
    Key("as_of", Day()),
)


def read_customers(desk: Desk) -> None:
    """The customers of the document, with contacts and assets.

    These are read even where their customer is wrong.
    """
    for item, values in desk.each("customers", CUSTOMER):
        values = {name: value for name, value in values.items() if name not in ("contacts", "assets")}
        desk.keep("customer", Customer(item.id, **values))
    for item in desk.items["customers"]:
        for contact, values in desk.each(f"{item.place}.contacts", CONTACT):
            desk.keep("contact", Contact(contact.id, customer_id=item.id, **values))
        for asset, values in desk.each(f"{item.place}.assets", ASSET):
            desk.keep("asset", Asset(asset.id, customer_id=item.id, **values))


def read_searches(desk: Desk) -> None:
    """The saved searches of the document."""
    for item, values in desk.each("saved_searches", SEARCH):
        desk.keep("saved_search", SavedSearch(item.id, **values))


def read_usage(desk: Desk) -> None:
    """The vendor usage of the document."""
    for item, values in desk.each("vendor_usage", USAGE):
        desk.keep("usage", Usage(item.id, **values))


def word_customer(
    customer: Customer, contacts: Iterable[Contact], assets: Iterable[Asset], pen: Pen
) -> Written:
    """A customer as words, with contacts and assets inside."""
    values = named(customer, CUSTOMER, "customer", pen)
    values["contacts"] = tuple(CONTACT.write(named(one, CONTACT, "contact", pen), pen) for one in contacts)
    values["assets"] = tuple(ASSET.write(named(one, ASSET, "asset", pen), pen) for one in assets)
    return Written("customer", customer.id, CUSTOMER.words(values, pen))


def word_search(search: SavedSearch, pen: Pen) -> Written:
    """A saved search as words."""
    return Written("saved_search", search.id, SEARCH.words(named(search, SEARCH, "saved_search", pen), pen))


def word_usage(usage: Usage, pen: Pen) -> Written:
    """A usage report as words."""
    return Written("usage", usage.id, USAGE.words(usage, pen))
