"""From a document to the values of a shop, or to everything that is wrong with it."""

from dataclasses import replace
from typing import Any

from billdesk.domain.errors import Problem, Rejected
from billdesk.exchange import catalog, people
from billdesk.exchange.content import KINDS, VERSION, ShopDocument
from billdesk.exchange.desk import SECTIONS, Desk, Known
from billdesk.exchange.fields import shown, type_name
from billdesk.exchange.invoices import read_invoices
from billdesk.exchange.parsing import step
from billdesk.exchange.payments import bill_charges, read_deliveries, read_payments, read_refunds, settle
from billdesk.exchange.price_changes import read_price_changes
from billdesk.exchange.schedules import read_schedules
from billdesk.exchange.spelling import remember
from billdesk.exchange.tickets import read_tickets
from billdesk.exchange.vendors import read_vendors
from billdesk.exchange.writing import LISTS, Writing, outline

_TOP = frozenset(("billdesk", "shop", *LISTS))
NOTHING = Known()


def read(document: object, known: Known = NOTHING) -> ShopDocument:
    """The shop of a document; Rejected with every problem found, each with its place.

    Things may name what is on file already (`known`); their own ids are negative.
    """
    if not isinstance(document, dict):
        raise Rejected((Problem("", "wrong_type", {"wanted": "object", "found": type_name(document)}),))
    desk = Desk(document, known)
    _check_frame(desk)
    shop = _content(desk)
    if desk.reading.problems:
        raise Rejected(tuple(desk.reading.problems))
    return _with_spelling(shop, desk)


def _check_frame(desk: Desk) -> None:
    document, reading = desk.document, desk.reading
    for name in document:
        if name not in _TOP:
            reading.bad(step("", name), "unknown_key")
    version = document.get("billdesk")
    if "billdesk" not in document:
        reading.bad("billdesk", "missing_key", key="billdesk")
    elif version != VERSION or not isinstance(version, int) or isinstance(version, bool):
        reading.bad("billdesk", "unknown_version", found=shown(version))
    fields = document.get("fields", {})
    if not isinstance(fields, dict):
        reading.bad("fields", "wrong_type", wanted="object", found=type_name(fields))
        return
    for name in fields:
        if name not in ("contact", "asset"):
            reading.bad(step("fields", name), "unknown_key")


def _content(desk: Desk) -> ShopDocument:
    settings, series, logo = catalog.read_shop(desk)
    desk.settings = settings or desk.settings
    catalog.read_taxes(desk)
    catalog.read_terms(desk)
    catalog.read_fields(desk)
    catalog.read_products(desk)
    people.read_customers(desk)
    people.read_searches(desk)
    people.read_usage(desk)
    read_vendors(desk)
    read_schedules(desk)
    read_price_changes(desk)
    read_tickets(desk)
    read_invoices(desk)
    read_payments(desk)
    read_refunds(desk)
    read_deliveries(desk)
    bill_charges(desk)
    settle(desk)
    rows: dict[str, Any] = {name: desk.kept(kind) for kind, name in KINDS.items()}
    return ShopDocument(settings, series, logo=logo, **rows)


def _with_spelling(shop: ShopDocument, desk: Desk) -> ShopDocument:
    """The shop with what its document spelled otherwise than it would be written."""
    raws: dict[tuple[str, int], Any] = {("shop", 0): desk.document.get("shop")}
    for section, kind in SECTIONS.items():
        kind = "field" if kind.endswith("_field") else kind
        raws.update({(kind, item.id): item.raw for item in desk.items[section]})
    sections = Writing(shop, desk).sections()
    spelled: dict[str, dict[int, dict[str, Any]]] = {}
    for rows in sections.values():
        for one in rows:
            memory = remember(raws[one.kind, one.id], one.words)
            if memory is not None:
                spelled.setdefault(one.kind, {})[one.id] = memory
    frame = remember(_frame(desk.document), outline(sections))
    if frame is not None:
        spelled["document"] = {0: frame}
    return replace(shop, spelled=spelled)


def _frame(document: Any) -> dict[str, Any]:
    """The lists of a document, emptied."""
    names = [name for name in document if name in LISTS]
    return {name: {on: [] for on in document[name]} if name == "fields" else [] for name in names}
