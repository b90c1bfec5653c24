"""From the values of a shop to its document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from billdesk.domain.schedule import Schedule
from billdesk.domain.settings import ShopSettings
from billdesk.exchange import catalog, people
from billdesk.exchange.content import KINDS, VERSION, ShopDocument
from billdesk.exchange.desk import Desk, Written
from billdesk.exchange.fields import Pen
from billdesk.exchange.invoices import ALLOCATION, LATE_FEE, WRITE_OFF, Around, word_invoice
from billdesk.exchange.payments import word_delivery, word_payment, word_refund
from billdesk.exchange.price_changes import word_price_change
from billdesk.exchange.schedules import word_schedule
from billdesk.exchange.spelling import Word, respell
from billdesk.exchange.tickets import About, Logged, word_ticket
from billdesk.exchange.vendors import word_usage_import, word_vendor_name

LISTS = (
    *("taxes", "terms", "fields", "products", "customers", "saved_searches", "vendor_usage"),
    *("vendor_names", "usage_imports", "schedules", "price_changes"),
    *("tickets", "invoices", "credit_notes", "payments", "deposits", "refunds", "deliveries"),
)
"""The keys of a document beside its version and the shop itself."""


def write(shop: ShopDocument) -> dict[str, Any]:
    """The document of a shop, spelled as it was read; whatever has no ref gets one."""
    written = Writing(shop).sections()
    lists = {section: [_spelled(one, shop) for one in rows] for section, rows in written.items()}
    settings = lists.pop("shop")
    document: dict[str, Any] = {"billdesk": VERSION}
    if settings:
        document["shop"] = settings[0]
    frame = respell(outline(lists), shop.spelled.get("document", {}).get(0))
    if isinstance(frame.get("fields"), dict):
        frame["fields"] = {on: lists[f"fields.{on}"] for on in frame["fields"]}
    return document | {name: lists.get(name, value) for name, value in frame.items()}


def outline(lists: Mapping[str, Any]) -> dict[str, Word]:
    """The lists of a document as words without their content; empty ones needn't be written."""
    words = {name: Word([], not lists.get(name)) for name in LISTS}
    inner = {on: Word([], not lists[f"fields.{on}"]) for on in ("contact", "asset")}
    return words | {"fields": Word(inner, all(word.needless for word in inner.values()))}


def _spelled(one: Written, shop: ShopDocument) -> dict[str, Any]:
    return respell(one.words, shop.spelled.get(one.kind, {}).get(one.id))


class Writing:
    """A shop while it is written: who belongs to whom, and what everything is called.

    For what isn't in the shop but on file, `desk` is asked, which read it.
    """

    def __init__(self, shop: ShopDocument, desk: Desk | None = None) -> None:
        self.shop, self.desk = shop, desk
        self.settings = shop.settings or (desk.settings if desk else ShopSettings())
        self.by_id = {kind: {one.id: one for one in getattr(shop, rows)} for kind, rows in KINDS.items()}
        self.refs = {kind: _refs(kind, rows.values()) for kind, rows in self.by_id.items()}

    def ref_of(self, kind: str, number: int) -> str:
        """What something is called; KeyError where it is gone."""
        found = self.refs[kind].get(number)
        return found or (self.desk.borrowed if self.desk else {})[kind, number]

    def get(self, kind: str, number: int | None) -> Any:
        """Something by its id, or None."""
        found = None if number is None else self.by_id[kind].get(number)
        return self.desk.get(kind, number) if found is None and self.desk else found

    def pen(self, currency: str | None = None, customer_id: int | None = None) -> Pen:
        """For amounts in a currency, else in that of a customer, else in the shop's."""
        return Pen(self.ref_of, currency or self._currency(customer_id))

    def _currency(self, customer_id: int | None) -> str:
        customer = self.get("customer", customer_id)
        return (customer.currency if customer else None) or self.settings.currency

    def sections(self) -> dict[str, list[Written]]:
        """Everything as words, by the lists of the document."""
        shop, pen = self.shop, self.pen()
        return {
            "shop": [catalog.word_shop(shop.settings, shop.series, shop.logo, pen)] if shop.settings else [],
            "taxes": [catalog.word_tax(tax, pen) for tax in shop.taxes],
            "terms": [catalog.word_terms(terms, pen) for terms in shop.terms],
            "fields.contact": [catalog.word_field(one, pen) for one in shop.fields if one.on == "contact"],
            "fields.asset": [catalog.word_field(one, pen) for one in shop.fields if one.on == "asset"],
            "products": [catalog.word_product(one, self.pen(one.currency)) for one in shop.products],
            "customers": self._customers(),
            "saved_searches": [people.word_search(one, pen) for one in shop.searches],
            "vendor_usage": [people.word_usage(one, pen) for one in shop.usage],
            "vendor_names": [word_vendor_name(one, pen) for one in shop.vendor_names],
            "usage_imports": self._usage_imports(),
            "schedules": self._schedules(),
            "price_changes": [
                word_price_change(one, self.get, self._pen_of, self.pen(one.rule.currency))
                for one in shop.price_changes
            ],
            "tickets": self._tickets(),
            "invoices": self._invoices("invoice"),
            "credit_notes": self._invoices("credit_note"),
            "payments": self._payments(deposits=False),
            "deposits": self._payments(deposits=True),
            "refunds": self._refunds(),
            "deliveries": [word_delivery(one, pen) for one in shop.deliveries],
        }

    def _customers(self) -> list[Written]:
        contacts = _grouped(self.shop.contacts, lambda one: one.customer_id)
        assets = _grouped(self.shop.assets, lambda one: one.customer_id)
        return [
            people.word_customer(one, contacts[one.id], assets[one.id], self.pen())
            for one in self.shop.customers
        ]

    def _usage_imports(self) -> list[Written]:
        reports = _grouped(self.shop.vendor_reports, lambda one: one.import_id)
        return [word_usage_import(one, reports[one.id], self.pen()) for one in self.shop.usage_imports]

    def _pen_of(self, schedule: Schedule) -> Pen:
        """For amounts of a schedule."""
        return self.pen(schedule.currency, schedule.customer_id)

    def _schedules(self) -> list[Written]:
        occurrences = _grouped(self.shop.occurrences, lambda one: one.schedule_id)
        return [
            word_schedule(one, occurrences[one.id], self.pen(one.currency, one.customer_id))
            for one in self.shop.schedules
        ]

    def _tickets(self) -> list[Written]:
        assets = _grouped(self.shop.ticket_assets, lambda one: one.ticket_id)
        notes = _grouped(self.shop.notes, lambda one: one.ticket_id)
        log = _grouped(self.shop.time_entries, lambda one: one.ticket_id)
        charges = _grouped(self.shop.charges, lambda one: one.ticket_id)
        of_time = {one.time_entry_id: one for one in self.shop.charges if one.time_entry_id is not None}
        billed = frozenset(
            line.charge_id
            for invoice in self.shop.invoices
            for line in invoice.lines
            if line.charge_id is not None
        )
        return [
            word_ticket(
                ticket,
                About(
                    [one.asset_id for one in assets[ticket.id]],
                    notes[ticket.id],
                    [
                        Logged(entry, self.get("product", entry.labor_id), of_time.get(entry.id))
                        for entry in log[ticket.id]
                    ],
                    [charge for charge in charges[ticket.id] if charge.time_entry_id is None],
                ),
                self.pen(None, ticket.customer_id),
                billed,
            )
            for ticket in self.shop.tickets
        ]

    def _invoices(self, kind: str) -> list[Written]:
        lost = _grouped(self.shop.write_offs, lambda one: one.invoice_id)
        fees = _grouped(self.shop.late_fees, lambda one: one.invoice_id)
        applied = _grouped(self.shop.allocations, lambda one: one.credit_note_id)
        written = []
        for invoice in self.shop.invoices:
            if invoice.kind != kind:
                continue
            pen = self.pen(invoice.currency)
            inside = {
                "write_offs": tuple(WRITE_OFF.write(one, pen) for one in lost[invoice.id]),
                "late_fees": tuple(LATE_FEE.write(one, pen) for one in fees[invoice.id]),
                "allocations": tuple(ALLOCATION.write(one, pen) for one in applied[invoice.id]),
            }
            customer, contact = (
                self.get("customer", invoice.customer_id),
                self.get("contact", invoice.contact_id),
            )
            around = Around(self.settings, customer, contact, lambda number: self.get("terms", number))
            written.append(word_invoice(invoice, around, self.get, inside, pen))
        return written

    def _payments(self, deposits: bool) -> list[Written]:
        allocations = _grouped(self.shop.allocations, lambda one: one.payment_id)
        return [
            word_payment(one, allocations[one.id], self._currency(one.customer_id), self.pen(one.currency))
            for one in self.shop.payments
            if (one.ticket_id is not None) == deposits
        ]

    def _refunds(self) -> list[Written]:
        written = []
        for refund in self.shop.refunds:
            source = self.get("payment", refund.payment_id) or self.get("invoice", refund.credit_note_id)
            written.append(word_refund(refund, self.pen(source.currency if source else None)))
        return written


def _grouped(rows: Iterable[Any], owner: Callable[[Any], int | None]) -> Mapping[int | None, list[Any]]:
    groups: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        groups[owner(row)].append(row)
    return groups


def _refs(kind: str, rows: Iterable[Any]) -> dict[int, str]:
    """What things are called by their ids: their own ref, or else one that is made up and free."""
    rows = list(rows)
    taken = {getattr(row, "ref", "") for row in rows}
    found = {}
    for row in rows:
        ref = getattr(row, "ref", "") or f"{kind}-{abs(row.id)}"
        while not getattr(row, "ref", "") and ref in taken:
            ref += "-"
        found[row.id] = ref
    return found
