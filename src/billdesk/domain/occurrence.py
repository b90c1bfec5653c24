"""From a schedule and a billing date to the invoice: the heart of the run, and of its preview."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from billdesk.domain.calendar import period_of
from billdesk.domain.catalog import Product
from billdesk.domain.counting import (
    COUNTERS,
    MOST_NAMES,
    Counter,
    Evidence,
    count_assets,
    count_contacts,
    count_usage,
    priced,
    quantity,
)
from billdesk.domain.customer import Asset, Contact, Customer, SavedSearch, Usage
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned_lines
from billdesk.domain.money import gross, scaled_text, spread
from billdesk.domain.placeholders import Facts, Names, fill
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine
from billdesk.domain.tax import INHERIT, Choice, Tax
from billdesk.domain.terms import Terms, due_date
from billdesk.domain.ticket import Charge, Ticket
from billdesk.domain.totals import PLAIN, Discount, Rules

_SORT = attrgetter("sort")


@dataclass(frozen=True, slots=True)
class Shop:
    """What of the shop bears on invoices."""

    currency: str
    language: str = "en"
    tax_id: int | None = None
    terms_id: int | None = None
    rules: Rules = PLAIN


@dataclass(frozen=True, slots=True)
class Catalog:
    """What all invoices of a run share, by id; `names` writes dates in a language."""

    shop: Shop
    names: Callable[[str], Names]
    notes: Callable[[str, str, Mapping[str, object]], str]  # (language, code, facts) -> words below a line
    taxes: Mapping[int, Tax] = field(default_factory=dict)
    terms: Mapping[int, Terms] = field(default_factory=dict)
    products: Mapping[int, Product] = field(default_factory=dict)
    searches: Mapping[int, SavedSearch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What one customer has that counters count and schedules take."""

    customer: Customer
    assets: Sequence[Asset] = ()
    contacts: Sequence[Contact] = ()
    usage: Sequence[Usage] = ()
    pending: Sequence[tuple[Ticket, Charge]] = ()  # charges without an invoice, oldest first


def tax_of(catalog: Catalog, customer: Customer, *choices: Choice) -> Tax | None:
    """The tax of a line: the first of the choices that names one, then the customer's, then the shop's.

    An exempt customer pays none (money.md, shop-document.md).
    """
    if customer.tax_exempt:
        return None
    named = next((choice for choice in choices if choice.named), customer.tax)
    tax_id = named.tax_id if named.named else catalog.shop.tax_id
    if tax_id is None:
        return None
    if tax_id not in catalog.taxes:
        raise Refused("tax_is_missing", tax=tax_id)
    return catalog.taxes[tax_id]


def draw_up(
    schedule: Schedule, index: int, day: date, holdings: Holdings, catalog: Catalog
) -> Invoice | None:
    """The draft that a schedule gives on a billing date; None where there is nothing to bill.

    Raises Refused with the reason where it can't be made (a price or a tax that is missing).
    """
    customer = holdings.customer
    period = period_of(schedule.recurrence, index, schedule.period)
    language = customer.language or catalog.shop.language
    facts = Facts(day, period, index + 1, customer.name, catalog.names(language))
    currency = schedule.currency or customer.currency or catalog.shop.currency
    drawn = _Drawing(schedule, holdings, catalog, facts, language, currency).lines()
    if not drawn and not schedule.blank_invoices:
        return None
    lines, found = reckoned_lines(drawn, schedule.discount, catalog.shop.rules)
    terms_id = schedule.terms_id or customer.terms_id or catalog.shop.terms_id
    terms = catalog.terms.get(terms_id) if terms_id is not None else None
    return Invoice(
        customer_id=customer.id,
        currency=currency,
        date=day,
        due_date=due_date(terms, day),
        title=fill(schedule.title, facts),
        contact_id=schedule.contact_id,
        schedule_id=schedule.id,
        billing_date=day,
        period=period,
        terms_id=terms_id,
        terms_name=terms.name if terms else "",
        discount=schedule.discount,
        rules=catalog.shop.rules,
        lines=lines,
        taxes=found.taxes,
        subtotal=found.subtotal,
        discount_amount=found.discount,
        tax=found.tax,
        rounding=found.rounding,
        total=found.total,
        notes=fill(schedule.notes, facts),
        internal_notes=schedule.internal_notes,
        reference=schedule.reference,
        language=language,
        addressee=addressee(customer, _contact(schedule.contact_id, holdings.contacts)),
        apply_credit=schedule.apply_credit,
        template=schedule.template,
        ship_to=customer.ship_to,
    )


def evidence_of(line: ScheduleLine, holdings: Holdings, catalog: Catalog, day: date) -> Evidence:
    """What a counter line counts on a billing date; Refused where its saved search is gone."""
    counter = line.counter or Counter()
    if line.type == "contact":
        return count_contacts(counter, holdings.contacts)
    if line.type == "vendor_usage":
        return count_usage(counter, holdings.usage, day)
    return count_assets(counter, holdings.assets, catalog.searches)


def addressee(customer: Customer, contact: Contact | None) -> tuple[str, ...]:
    """Whom a document is made out to: name, person, address lines."""
    lines = (customer.name, contact.name if contact else "", *customer.address.splitlines())
    return tuple(line.strip() for line in lines if line.strip())


def _contact(contact_id: int | None, contacts: Iterable[Contact]) -> Contact | None:
    return next((contact for contact in contacts if contact.id == contact_id), None) if contact_id else None


def product_price(product: Product | None, currency: str, catalog: Catalog) -> int | None:
    """A product's price, or None; Refused where it is in another currency than the invoice."""
    if product is None or product.unit_price is None:
        return None
    if (product.currency or catalog.shop.currency) != currency:
        raise Refused("price_in_other_currency", product=product.name, currency=currency)
    return product.unit_price


def ordered(pending: Sequence[tuple[Ticket, Charge]], wanted: Pending) -> list[tuple[Ticket, list[Charge]]]:
    """The pending charges that a schedule takes, grouped by ticket in the order that it asks for."""
    statuses = {status.casefold() for status in wanted.statuses}
    found = [pair for pair in pending if not statuses or pair[0].status.casefold() in statuses]
    if wanted.order == "newest":
        found.reverse()
    elif wanted.order == "ticket":
        found.sort(key=lambda pair: (_natural(pair[0].number or ""), pair[0].id))
    groups: dict[int, tuple[Ticket, list[Charge]]] = {}
    for ticket, charge in found:
        groups.setdefault(ticket.id, (ticket, []))[1].append(charge)
    return list(groups.values())


def _natural(number: str) -> list[str | int]:
    """A key that puts T-9 before T-10: texts and numbers in turn."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", number)]


def charge_line(charge: Charge, customer: Customer, currency: str, catalog: Catalog) -> InvoiceLine:
    """The invoice line of a ticket charge, without its amounts."""
    product = catalog.products.get(charge.product_id) if charge.product_id is not None else None
    price = charge.unit_price
    if price is None:
        price = product_price(product, currency, catalog)
    if price is None:
        raise Refused("price_is_missing", line=charge.description)
    tax = tax_of(catalog, customer, charge.tax, product.tax if product else INHERIT)
    return InvoiceLine(
        charge.description or (product.name if product else ""),
        source="charge",
        note=charge.note,
        quantity=charge.quantity,
        unit=charge.unit or (product.unit if product else ""),
        unit_price=price,
        discount=charge.discount,
        tax_id=tax.id if tax else None,
        tax_name=tax.name if tax else "",
        rates=tax.members if tax else (),
        product_id=charge.product_id,
        charge_id=charge.id,
    )


def ticket_lines(
    ticket: Ticket, charges: Sequence[Charge], customer: Customer, currency: str, catalog: Catalog
) -> list[InvoiceLine]:
    """A heading with the ticket, and the lines of its charges."""
    language = customer.language or catalog.shop.language
    words = catalog.notes(
        language, "ticket_heading", {"number": ticket.number or "", "subject": ticket.subject}
    )
    lines = [charge_line(charge, customer, currency, catalog) for charge in charges]
    return [InvoiceLine(words, kind="heading", source="charge"), *lines]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The lines of one occurrence while they are drawn up."""

    schedule: Schedule
    holdings: Holdings
    catalog: Catalog
    facts: Facts
    language: str
    currency: str

    def lines(self) -> tuple[InvoiceLine, ...]:
        own: list[InvoiceLine] = []
        index = self.facts.occurrence - 1
        for line in sorted(self.schedule.lines, key=_SORT):
            if _counts(line, self.facts.billing_date, index):
                own.extend(self._own(line))
        wanted, customer, currency = self.schedule.pending, self.holdings.customer, self.currency
        if wanted is None or currency != (customer.currency or self.catalog.shop.currency):
            return tuple(own)  # charges are priced in the customer's currency; others leave them pending
        taken = [
            line
            for ticket, charges in ordered(self.holdings.pending, wanted)
            for line in ticket_lines(ticket, charges, customer, currency, self.catalog)
        ]
        return tuple(taken + own if wanted.place == "before" else own + taken)

    def _own(self, line: ScheduleLine) -> list[InvoiceLine]:
        if line.type not in COUNTERS:
            return self._printed(line, line.quantity, None)
        evidence = evidence_of(line, self.holdings, self.catalog, self.facts.billing_date)
        units = quantity(evidence.quantity, line.measure)
        return self._printed(line, units, evidence) if units or line.when_zero == "print" else []

    def _printed(self, line: ScheduleLine, units: int, evidence: Evidence | None) -> list[InvoiceLine]:
        product = self.catalog.products.get(line.product_id) if line.product_id is not None else None
        tax = tax_of(
            self.catalog,
            self.holdings.customer,
            line.tax,
            product.tax if product else INHERIT,
            self.schedule.tax,
        )
        description = self._described(line, units, evidence, product)
        parts = self._parts(line, units, product)
        discounts = _discounts(line.discount, parts)
        return [
            InvoiceLine(
                self._tier_words(description, start, size, at_end) if len(parts) > 1 else description,
                source=line.type,
                note=self._note(line, evidence) if not start else "",
                quantity=size,
                unit=line.unit or (product.unit if product else ""),
                unit_price=price,
                discount=discount,
                tax_id=tax.id if tax else None,
                tax_name=tax.name if tax else "",
                rates=tax.members if tax else (),
                product_id=line.product_id,
                schedule_line_id=line.id,
                evidence=evidence,
            )
            for (start, size, price, at_end), discount in zip(parts, discounts, strict=True)
        ]

    def _parts(
        self, line: ScheduleLine, units: int, product: Product | None
    ) -> list[tuple[int, int, int, bool]]:
        """Start, size, price and whether it is the last: one part, or one per graduated tier in use."""
        if line.tiers:
            found = priced(units, line.tiers, line.tier_mode == "graduated")
            return [(start, size, tier.unit_price, tier.up_to is None) for start, size, tier in found]
        return [(0, units, self._price(line, product), True)]

    def _price(self, line: ScheduleLine, product: Product | None) -> int:
        follows = line.unit_price is None or self.schedule.prices == "catalog"
        price = product_price(product, self.currency, self.catalog) if follows else None
        if price is None:
            price = line.unit_price
        if price is None:
            raise Refused("price_is_missing", line=line.description)
        return price

    def _described(
        self, line: ScheduleLine, units: int, evidence: Evidence | None, product: Product | None
    ) -> str:
        text = line.description or (product.name if product else "")
        if "{" not in text:
            return text
        facts = self.facts
        counted = evidence.quantity if evidence else units
        return fill(
            text,
            Facts(
                facts.billing_date,
                facts.period,
                facts.occurrence,
                facts.customer,
                facts.names,
                count=scaled_text(counted),
                included=scaled_text(line.measure.included),
            ),
        )

    def _tier_words(self, description: str, start: int, size: int, at_end: bool) -> str:
        first, last = start // 10_000 + 1, scaled_text(start + size)
        code = "tier_from" if at_end and start else "tier_range"
        facts = {"description": description, "first": first, "last": last}
        return self.catalog.notes(self.language, code, facts)

    def _note(self, line: ScheduleLine, evidence: Evidence | None) -> str:
        """The small words below a counter line: what was counted, or how the count became the quantity."""
        if evidence is None:
            return ""
        measure = line.measure
        if measure.included:
            facts = {"used": scaled_text(evidence.quantity), "included": scaled_text(measure.included)}
            return self.catalog.notes(self.language, "used_included", facts)
        if measure.minimum is not None and evidence.quantity < measure.minimum:
            return self.catalog.notes(self.language, "minimum_of", {"minimum": scaled_text(measure.minimum)})
        names = [name for _, name in evidence.items]
        if len(names) > MOST_NAMES:
            return self.catalog.notes(self.language, "counted_in_annex", {"count": len(names)})
        return ", ".join(names)


def _counts(line: ScheduleLine, day: date, index: int) -> bool:
    """Whether a line belongs on the invoice of a billing date."""
    if line.effective_from is not None and day < line.effective_from:
        return False
    if line.effective_to is not None and day > line.effective_to:
        return False
    return not (line.one_time and line.used_on is not None) and index % line.every == 0


def _discounts(
    discount: Discount | None, parts: Sequence[tuple[int, int, int, bool]]
) -> Sequence[Discount | None]:
    """A line's discount for each of its parts; a fixed amount is spread over them by their gross."""
    if discount is None or discount.amount is None or len(parts) == 1:
        return [discount] * len(parts)
    grosses = [gross(size, price) for _, size, price, _ in parts]
    amount = min(discount.amount, max(sum(grosses), 0))
    return [Discount(amount=part) for part in spread(amount, grosses)]
