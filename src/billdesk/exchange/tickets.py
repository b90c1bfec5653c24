"""Tickets with their labor log and charges in the shop document.

Time that is charged has a charge, which comes before the ticket's own ones. As long as it is what the
labor product makes of the time, it isn't written; an edited one stands as `charge` beside the time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from billdesk.domain.catalog import Product
from billdesk.domain.factory import STATUSES
from billdesk.domain.money import LIMIT, SCALE
from billdesk.domain.tax import INHERIT, UNTAXED
from billdesk.domain.texts import LONGEST_REF
from billdesk.domain.ticket import Charge, Note, Ticket, TicketAsset, TimeEntry, charge_of
from billdesk.exchange.catalog import LINE, NAME, WORDS
from billdesk.exchange.desk import REF, Apart, Desk, Written, named
from billdesk.exchange.fields import BAD, Flag, Many, Maybe, OneOf, Pen, Text, Whole
from billdesk.exchange.figures import Day, Decimals, Moment
from billdesk.exchange.references import Ref, TaxChoice
from billdesk.exchange.schedules import DISCOUNT, require_contact
from billdesk.exchange.shapes import Key, Shape

CHARGE = Shape(
    "a charge",
    Key("ref", Text(LONGEST_REF), ""),
    Key("product", Maybe(Ref("product")), None, "product_id"),
    Key("description", WORDS, ""),
    Key("quantity", Decimals(), SCALE),
    Key("unit", LINE, ""),
    Key("unit_price", Maybe(Decimals("price")), None),
    Key("discount", DISCOUNT, None),
    Key("tax", TaxChoice(UNTAXED), INHERIT),
    Key("note", WORDS, ""),
    Key("billed_elsewhere", Flag(), False),
    Key("withdrawn", Flag(), False),
)
_INSIDE = ("assets", "notes", "time", "charges")
TIME_STATES = ("not_charged", "charged", "invoiced")
TIME = Shape(
    "a time entry",
    Key("minutes", Whole(0, 1_000_000)),
    Key("labor", Ref("product"), attr="labor_id"),
    Key("billable", Flag(), True),
    Key("state", OneOf(TIME_STATES), "not_charged"),
    Key("notes", WORDS, ""),
    Key("billed_minutes", Maybe(Whole(0, 1_000_000)), None),
    Key("technician", LINE, ""),
    Key("started", Maybe(Moment()), None),
    Key("day", Maybe(Day()), None),
    Key("charge", Maybe(CHARGE), None),
)
NOTE = Shape(
    "a line of a ticket's notes",
    Key("at", Moment()),
    Key("author", LINE, ""),
    Key("text", WORDS),
)
TICKET = Shape(
    "a ticket",
    Key("ref", REF),
    Key("customer", Ref("customer"), attr="customer_id"),
    Key("subject", NAME),
    Key("status", NAME, STATUSES[0]),
    Key("number", Maybe(NAME), None),
    Key("description", WORDS, ""),
    Key("priority", LINE, ""),
    Key("technician", LINE, ""),
    Key("contact", Maybe(Ref("contact")), None, "contact_id"),
    Key("due", Maybe(Day()), None),
    Key("opened", Maybe(Day()), None),
    Key("assets", Many(Ref("asset")), ()),
    Key("notes", Apart(NOTE), ()),
    Key("time", Apart(TIME), ()),
    Key("charges", Apart(CHARGE), ()),
)


def read_tickets(desk: Desk) -> None:
    """The tickets of the document, their time entries, and their charges."""
    numbers: set[str] = set()
    for item, values in desk.each("tickets", TICKET):
        require_contact(desk, values["contact_id"], values["customer_id"], item.place)
        require_new_number(desk, "ticket", values["number"], numbers, f"{item.place}.number")
        ticket = Ticket(item.id, **{name: one for name, one in values.items() if name not in _INSIDE})
        desk.keep("ticket", ticket)
        _read_about(desk, values, item.place, ticket)
        for index, raw in enumerate(values["time"]):
            _read_time(desk, raw, f"{item.place}.time[{index}]", ticket)
        for index, raw in enumerate(values["charges"]):
            place = f"{item.place}.charges[{index}]"
            charge = CHARGE.read(raw, place, desk.reading)
            if charge is not BAD:
                _keep_charge(desk, charge, ticket, place)


def _read_about(desk: Desk, values: Mapping[str, Any], place: str, ticket: Ticket) -> None:
    """The assets that a ticket is about, and its notes."""
    for index, key in enumerate(values["assets"]):
        asset = desk.get("asset", key)
        if asset is not None and asset.customer_id != ticket.customer_id:
            desk.reading.bad(f"{place}.assets[{index}]", "asset_of_another_customer")
        if key in values["assets"][:index]:
            desk.reading.bad(f"{place}.assets[{index}]", "ref_doubled", kind="asset", ref=asset.ref)
        desk.keep("ticket_asset", TicketAsset(desk.next_id("ticket_asset"), ticket.id, key))
    for index, raw in enumerate(values["notes"]):
        found = NOTE.read(raw, f"{place}.notes[{index}]", desk.reading)
        number = desk.next_id("note")
        if found is not BAD:
            desk.keep("note", Note(number, ticket.id, **found))


def require_new_number(desk: Desk, kind: str, number: str | None, given: set[str], place: str) -> None:
    """Report a number that is given to two documents, here or on file."""
    if number is None:
        return
    if number in given or number in desk.known.numbers.get(kind, ()):
        desk.reading.bad(place, "number_doubled", number=number)
    given.add(number)


def _read_time(desk: Desk, raw: Any, place: str, ticket: Ticket) -> None:
    number = desk.next_id("time")
    values = TIME.read(raw, place, desk.reading)
    if values is BAD:
        return
    labor = desk.get("product", values["labor_id"])
    if labor is not None and labor.kind != "labor":
        desk.reading.bad(f"{place}.labor", "not_labor", product=labor.ref)
    if values["state"] == "not_charged" and values["charge"] is not None:
        desk.reading.bad(f"{place}.charge", "not_charged_yet")
    if values["state"] != "not_charged" and not values["billable"]:
        desk.reading.bad(f"{place}.state", "time_not_billable")
    entry = TimeEntry(number, ticket.id, **{name: one for name, one in values.items() if name != "charge"})
    desk.keep("time", entry)
    if entry.state == "not_charged" or labor is None:
        return
    if values["charge"] is None:
        charge = charge_of(entry, labor, ticket)
        if abs((charge.unit_price or 0) * charge.quantity) >= LIMIT * SCALE * SCALE:
            desk.reading.bad(f"{place}.minutes", "too_large", value=str(entry.minutes))
        desk.keep("charge", replace(charge, id=desk.next_id("charge")))
    else:
        _keep_charge(desk, values["charge"], ticket, f"{place}.charge", entry)


def _keep_charge(
    desk: Desk, values: Mapping[str, Any], ticket: Ticket, place: str, entry: TimeEntry | None = None
) -> None:
    product = desk.get("product", values["product_id"])
    if values["product_id"] is None and not values["description"].strip():
        desk.reading.bad(place, "description_or_product")
    priceless = values["product_id"] is None or (product is not None and product.unit_price is None)
    if values["unit_price"] is None and priceless:
        desk.reading.bad(place, "no_price")
    elsewhere = values["billed_elsewhere"] or (entry is not None and entry.state == "invoiced")
    number = desk.next_id("charge")
    if values["ref"]:
        desk.register("charge", values["ref"], number, f"{place}.ref")
    charge = Charge(
        number,
        ticket.id,
        ticket.customer_id,
        time_entry_id=entry.id if entry else None,
        **{**values, "billed_elsewhere": elsewhere},
    )
    desk.keep("charge", charge)


@dataclass(frozen=True, slots=True)
class Logged:
    """A row of the labor log with its labor product, and its charge where it is charged."""

    entry: TimeEntry
    labor: Product
    charge: Charge | None


@dataclass(frozen=True, slots=True)
class About:
    """What belongs to a ticket: assets by id, notes, the log, and charges that are no time."""

    assets: Sequence[int]
    notes: Sequence[Note]
    log: Sequence[Logged]
    charges: Sequence[Charge]


def word_ticket(ticket: Ticket, about: About, pen: Pen, billed: frozenset[int]) -> Written:
    """A ticket as words, with what belongs to it inside.

    Charges in `billed` are named by invoice lines and so are written with their ref.
    """
    values = named(ticket, TICKET, "ticket", pen, "assets")
    values["assets"] = tuple(about.assets)
    values["notes"] = tuple(NOTE.write(one, pen) for one in about.notes)
    values["time"] = tuple(_word_time(row, ticket, pen, billed) for row in about.log)
    values["charges"] = tuple(_word_charge(charge, pen, billed) for charge in about.charges)
    return Written("ticket", ticket.id, TICKET.words(values, pen))


def _word_time(row: Logged, ticket: Ticket, pen: Pen, billed: frozenset[int]) -> Any:
    charge = row.charge
    values = {key.field: getattr(row.entry, key.field) for key in TIME.keys.values() if key.field != "charge"}
    values["charge"] = None
    words = TIME.words(values, pen)
    if charge is not None:
        usual = charge_of(row.entry, row.labor, ticket)
        same = replace(
            charge, id=0, invoice_id=None, ref="", version=1, billed_elsewhere=usual.billed_elsewhere
        )
        needless = same == usual and charge.id not in billed
        inner = _word_charge(replace(charge, billed_elsewhere=False), pen, billed)
        words["charge"] = words["charge"]._replace(value=inner, needless=needless)
    return words


def _word_charge(charge: Charge, pen: Pen, billed: frozenset[int]) -> Any:
    values = {key.field: getattr(charge, key.field) for key in CHARGE.keys.values()}
    if charge.id in billed:
        values["ref"] = pen.ref_of("charge", charge.id)
    return CHARGE.words(values, pen, needless=() if charge.id in billed else ("ref",))
