"""Invoices made from tickets: what a draft of some tickets' charges says."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from billdesk.domain.customer import Contact, Customer
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, reckoned
from billdesk.domain.occurrence import Catalog, addressee, ticket_lines
from billdesk.domain.terms import due_date
from billdesk.domain.ticket import Charge, Ticket


def ticket_draft(
    billed: Sequence[tuple[Ticket, Sequence[Charge]]],
    customer: Customer,
    contacts: Sequence[Contact],
    catalog: Catalog,
    day: datetime.date,
) -> Invoice:
    """The draft of a customer's charges, a heading for each ticket; Refused without any."""
    billed = [(ticket, charges) for ticket, charges in billed if charges]
    if not billed:
        raise Refused("nothing_to_bill")
    currency = customer.currency or catalog.shop.currency
    terms_id = customer.terms_id or catalog.shop.terms_id
    terms = catalog.terms.get(terms_id) if terms_id is not None else None
    first = billed[0][0]
    contact = next((one for one in contacts if one.id == first.contact_id), None)
    lines = [
        line
        for ticket, charges in billed
        for line in ticket_lines(ticket, charges, customer, currency, catalog)
    ]
    return reckoned(
        Invoice(
            customer_id=customer.id,
            currency=currency,
            date=day,
            due_date=due_date(terms, day),
            title=first.subject if len(billed) == 1 else "",
            contact_id=contact.id if contact else None,
            ticket_id=first.id if len(billed) == 1 else None,
            terms_id=terms_id,
            terms_name=terms.name if terms else "",
            rules=catalog.shop.rules,
            lines=tuple(lines),
            language=customer.language or catalog.shop.language,
            addressee=addressee(customer, contact),
            ship_to=customer.ship_to,
        )
    )


def without_charge(invoice: Invoice, charge_id: int) -> Invoice:
    """A draft without the line of a charge, and without a heading that nothing stands under any more."""
    if not any(line.charge_id == charge_id for line in invoice.lines):
        raise Refused("charge_not_on_invoice", charge=charge_id)
    kept = [line for line in invoice.lines if line.charge_id != charge_id]
    lines = []
    for at, line in enumerate(kept):
        following = kept[at + 1] if at + 1 < len(kept) else None
        lonely = line.kind == "heading" and line.source == "charge"
        if lonely and (following is None or following.charge_id is None):
            continue
        lines.append(line)
    return reckoned(replace(invoice, lines=tuple(lines)))
