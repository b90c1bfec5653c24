"""Drafts made by hand: what a fresh one says, what its lines start from, and what is still wrong with it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from billdesk.domain.calendar import Recurrence
from billdesk.domain.catalog import Product
from billdesk.domain.counting import COUNTERS
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.errors import Problem, Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.money import SCALE
from billdesk.domain.occurrence import Catalog, addressee, product_price, tax_of
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.domain.tax import INHERIT, UNTAXED, Choice, Tax
from billdesk.domain.terms import due_date, in_month
from billdesk.domain.totals import Discount

LONGEST_NAME = 1_000
LONGEST_TEXT = 10_000
"""As in the shop document, so that what is kept can be written out and read again."""
MOST_LINES = 2_000
_TEXTS = tuple((name, LONGEST_TEXT) for name in ("title", "notes", "internal_notes", "ship_to"))
_LINE_TEXTS = (("description", LONGEST_TEXT), ("note", LONGEST_TEXT), ("unit", LONGEST_NAME))
_LINES_ALLOWED = frozenset(("notes", "internal_notes", "ship_to", "title", "description", "note"))


@dataclass(frozen=True, slots=True)
class Moved:
    """A draft made out to somebody else, and the lines (from 0 on) whose price must be typed anew."""

    draft: Invoice
    unpriced: tuple[int, ...] = ()


def blank(
    customer: Customer, catalog: Catalog, day: datetime.date, contact: Contact | None = None
) -> Invoice:
    """A draft without lines, with the defaults of the customer and then of the shop."""
    terms_id = customer.terms_id or catalog.shop.terms_id
    terms = catalog.terms.get(terms_id) if terms_id is not None else None
    return Invoice(
        customer_id=customer.id,
        currency=customer.currency or catalog.shop.currency,
        date=day,
        due_date=due_date(terms, day),
        contact_id=contact.id if contact else None,
        terms_id=terms.id if terms else None,
        terms_name=terms.name if terms else "",
        rules=catalog.shop.rules,
        language=customer.language or catalog.shop.language,
        addressee=addressee(customer, contact),
        ship_to=customer.ship_to,
    )


def is_blank(draft: Invoice) -> bool:
    """Whether nothing was typed that somebody would miss."""
    texts = (draft.title, draft.notes, draft.internal_notes, draft.reference)
    return not draft.lines and not any(text.strip() for text in texts) and draft.discount is None


def taxed(line: InvoiceLine, tax: Tax | None) -> InvoiceLine:
    """The line with a tax, or without one."""
    return replace(
        line,
        tax_id=tax.id if tax else None,
        tax_name=tax.name if tax else "",
        rates=tax.members if tax else (),
    )


def manual_line(customer: Customer, catalog: Catalog) -> InvoiceLine:
    """One of something without a price, taxed as the customer's things are."""
    return taxed(InvoiceLine("", quantity=SCALE), tax_of(catalog, customer))


def unpriced_line(product: Product, customer: Customer, catalog: Catalog) -> InvoiceLine:
    """One of a product, whose price is left to be typed."""
    line = InvoiceLine(product.name, quantity=SCALE, unit=product.unit, product_id=product.id)
    return taxed(line, tax_of(catalog, customer, product.tax))


def product_line(product: Product, customer: Customer, currency: str, catalog: Catalog) -> InvoiceLine:
    """One of a product; Refused where it has no price, or one in another currency."""
    price = product_price(product, currency, catalog)
    if price is None:
        raise Refused("price_is_missing", line=product.name)
    return replace(unpriced_line(product, customer, catalog), unit_price=price)


def dated(draft: Invoice, day: datetime.date, catalog: Catalog) -> Invoice:
    """The draft of another day; the due date follows unless it was set by hand."""
    terms = catalog.terms.get(draft.terms_id) if draft.terms_id is not None else None
    follows = draft.due_date == due_date(terms, draft.date)
    return replace(draft, date=day, due_date=due_date(terms, day) if follows else draft.due_date)


def with_terms(draft: Invoice, terms_id: int | None, catalog: Catalog) -> Invoice:
    """The draft with other terms, and due as they say."""
    terms = catalog.terms.get(terms_id) if terms_id is not None else None
    return replace(
        draft,
        terms_id=terms.id if terms else None,
        terms_name=terms.name if terms else "",
        due_date=due_date(terms, draft.date),
    )


def addressed(draft: Invoice, customer: Customer, contact: Contact | None) -> Invoice:
    """The draft made out to a person at its customer, or to nobody in particular."""
    return replace(draft, contact_id=contact.id if contact else None, addressee=addressee(customer, contact))


def moved_to(draft: Invoice, before: Customer, after: Customer, catalog: Catalog) -> Moved:
    """The draft made out to another customer: defaults and taxes follow, charges stay where they belong.

    A tax that was chosen by hand stays, unless the customer pays none. Where the currency changes, products
    get their price in the new one; those without are named.
    """
    fresh = blank(after, catalog, draft.date)
    lines: list[InvoiceLine] = []
    unpriced: list[int] = []
    for line in without_charges(draft.lines):
        found = _retaxed(line, before, after, catalog)
        if fresh.currency != draft.currency and line.product_id is not None:
            price = _price_of(catalog.products.get(line.product_id), fresh.currency, catalog)
            if price is None:
                unpriced.append(len(lines))
            found = replace(found, unit_price=price or 0)
        lines.append(found)
    after_all = replace(
        draft,
        customer_id=after.id,
        contact_id=None,
        ticket_id=None,
        currency=fresh.currency,
        due_date=fresh.due_date,
        terms_id=fresh.terms_id,
        terms_name=fresh.terms_name,
        language=fresh.language,
        addressee=fresh.addressee,
        ship_to=fresh.ship_to,
        discount=_kept_discount(draft.discount, draft.currency, fresh.currency),
        lines=tuple(lines),
    )
    return Moved(reckoned(after_all), tuple(unpriced))


def without_charges(lines: Iterable[InvoiceLine]) -> list[InvoiceLine]:
    """The lines that bill no ticket, without the tickets' headings."""
    return [line for line in lines if line.source != "charge"]


def placed(draft: Invoice, lines: Sequence[InvoiceLine], ticket_charges: frozenset[int]) -> Invoice:
    """The draft with a ticket's heading and lines; below its other lines where there are some already."""
    mine = [at for at, line in enumerate(draft.lines) if line.charge_id in ticket_charges]
    own = list(draft.lines)
    at, new = (mine[-1] + 1, list(lines[1:])) if mine else (len(own), list(lines))
    return replace(draft, lines=(*own[:at], *new, *own[at:]))


def duplicated(invoice: Invoice, customer: Customer, catalog: Catalog, day: datetime.date) -> Invoice:
    """A new draft of the same lines for the same customer, of today; it bills no ticket and no schedule.

    Taxes are those of today: a new version, or none where the customer pays none by now.
    """
    if invoice.kind != "invoice":
        raise Refused("not_an_invoice", number=invoice.number)
    fresh = blank(customer, catalog, day)
    draft = replace(
        fresh,
        currency=invoice.currency,
        title=invoice.title,
        notes=invoice.notes,
        template=invoice.template,
        discount=invoice.discount,
        rules=replace(fresh.rules, includes_tax=invoice.rules.includes_tax),
        lines=tuple(_copied(line, customer, catalog) for line in invoice.lines),
    )
    return reckoned(
        draft if invoice.terms_id not in catalog.terms else with_terms(draft, invoice.terms_id, catalog)
    )


def as_schedule(invoice: Invoice, ids: Sequence[int], start: datetime.date) -> Schedule:
    """A monthly schedule of an invoice's items from a day on; the first of `ids` is its own, then the lines'.

    Prices and taxes stay as they are on the invoice. Refused where there is nothing to bill.
    """
    if invoice.kind != "invoice":
        raise Refused("not_an_invoice", number=invoice.number)
    if not invoice.items:
        raise Refused("invoice_has_no_lines")
    key, *line_ids = ids
    lines = [
        ScheduleLine(
            line_id,
            "standard",
            line.description,
            sort=at,
            product_id=line.product_id,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=line.unit_price,
            discount=line.discount,
            tax=Choice(True, line.tax_id),
        )
        for at, (line, line_id) in enumerate(zip(invoice.items, line_ids, strict=True), 1)
    ]
    return Schedule(
        key,
        f"schedule-{key}",
        invoice.customer_id,
        Recurrence("monthly", 1, start, invoice.date.day if start.day != invoice.date.day else None),
        tuple(lines),
        title=invoice.title,
        contact_id=invoice.contact_id,
        currency=invoice.currency,
        discount=invoice.discount,
        terms_id=invoice.terms_id,
        notes=invoice.notes,
        reference=invoice.reference,
        template=invoice.template,
    )


def a_month_on(day: datetime.date, today: datetime.date) -> datetime.date:
    """That day of the month after today's."""
    year, month = divmod(today.year * 12 + today.month, 12)
    if year > datetime.MAXYEAR:
        raise Refused("beyond_calendar", date=today)
    return in_month(year, month + 1, day.day)


def flaws(draft: Invoice) -> tuple[Problem, ...]:
    """What can't even be kept: texts that are too long or can't be printed, days that nobody means."""
    found = [each for name, longest in _TEXTS for each in _text(name, getattr(draft, name), longest, name)]
    found += _text("reference", draft.reference, LONGEST_NAME, "reference")
    for name in ("date", "due_date"):
        day = getattr(draft, name)
        if not 1900 <= day.year <= 2999:
            found.append(Problem(name, "date_out_of_range", {"value": day}))
    if len(draft.lines) > MOST_LINES:
        found.append(Problem("lines", "too_many_lines", {"most": MOST_LINES}))
    for at, line in enumerate(draft.lines):
        for name, longest in _LINE_TEXTS:
            found += _text(f"lines[{at}].{name}", getattr(line, name), longest, name)
    return tuple(found)


def problems(draft: Invoice) -> tuple[Problem, ...]:
    """Everything that keeps a draft from being issued, with its place: due_date, lines[2].description …"""
    found = list(flaws(draft))
    if draft.due_date < draft.date:
        found.append(Problem("due_date", "due_before_date", {"date": draft.date}))
    for at, line in enumerate(draft.lines):
        if not line.description.strip():
            found.append(Problem(f"lines[{at}].description", "description_missing"))
    if not draft.items:
        found.append(Problem("lines", "invoice_has_no_lines"))
    if draft.total < 0:
        found.append(Problem("lines", "total_is_negative"))
    return tuple(found)


def _text(place: str, text: str, longest: int, kind: str) -> list[Problem]:
    if len(text) > longest:
        return [Problem(place, "too_long", {"length": len(text), "longest": longest})]
    if has_control(text, "\n\r\t" if kind in _LINES_ALLOWED else ""):
        return [Problem(place, "control_character", {"value": text[:60]})]
    return []


def has_control(text: str, allowed: str = "") -> bool:
    """Whether a text holds characters that can't be printed, or halves of characters."""
    return any(letter not in allowed and _is_control(ord(letter)) for letter in text)


def _is_control(code: int) -> bool:
    return code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000


def _price_of(product: Product | None, currency: str, catalog: Catalog) -> int | None:
    try:
        return product_price(product, currency, catalog)
    except Refused:
        return None


def _retaxed(line: InvoiceLine, before: Customer, after: Customer, catalog: Catalog) -> InvoiceLine:
    """A tax that came from the customer is that of the new one; a chosen one stays."""
    if line.kind == "heading":
        return line
    product = catalog.products.get(line.product_id) if line.product_id is not None else None
    choice = product.tax if product else INHERIT
    was = tax_of(catalog, before, choice)
    if line.tax_id == (was.id if was else None) or after.tax_exempt:
        return taxed(line, tax_of(catalog, after, choice))
    return line


def _copied(line: InvoiceLine, customer: Customer, catalog: Catalog) -> InvoiceLine:
    if line.kind == "heading":
        return replace(line, id=0, source="manual")
    known = line.tax_id is not None and line.tax_id in catalog.taxes
    choice = Choice(True, line.tax_id) if known else UNTAXED if not line.rates else INHERIT
    plain = replace(
        line,
        id=0,
        source="manual",
        note="" if line.source in COUNTERS else line.note,
        schedule_line_id=None,
        charge_id=None,
        evidence=None,
        corrects_line=None,
    )
    return taxed(plain, tax_of(catalog, customer, choice))


def _kept_discount(discount: Discount | None, before: str, after: str) -> Discount | None:
    """A fixed discount means nothing in another currency."""
    fixed = discount is not None and discount.amount is not None
    return None if fixed and before != after else discount
