"""Which documents go into the outbox, to whom, and what keeps them from it."""

from collections.abc import Sequence

from billdesk.domain.delivery import recipients, unusable
from billdesk.domain.errors import Missing, Problem
from billdesk.domain.history import Delivery
from billdesk.domain.invoice import Invoice
from billdesk.storage.work import Work

MAIL_ACCOUNT = "mail"
"""The name of the mail account among the settings."""


def wanted(
    work: Work, invoice_ids: Sequence[int]
) -> tuple[list[tuple[Invoice, tuple[str, ...]]], list[Problem]]:
    """The documents that need a delivery, with whom they go to; and what keeps others from it."""
    invoices = {one.id: one for one in work.invoices.by_ids(invoice_ids)}
    under_way = {
        one.invoice_id: one for one in work.outbox.of_invoices(invoice_ids, "queued", "sending", "unknown")
    }
    to = addressed(work, list(invoices.values()))
    found, problems = [], []
    for key in dict.fromkeys(invoice_ids):
        if key not in invoices:
            raise Missing("invoice_missing", invoice=key)
        invoice, delivery = invoices[key], under_way.get(key)
        problem = _problem(invoice, delivery, to[key][1])
        if problem is not None:
            problems.append(problem)
        elif delivery is None:
            found.append((invoice, to[key][0]))
    return found, problems


def _problem(invoice: Invoice, delivery: Delivery | None, objection: Problem | None) -> Problem | None:
    place = invoice.number or str(invoice.id)
    if invoice.state == "void":
        return Problem(place, "invoice_is_void", {"number": place})
    if delivery is not None:
        unknown = delivery.state == "unknown"
        return Problem(place, "delivery_is_unknown", {"delivery": delivery.id}) if unknown else None
    return objection


def addressed(work: Work, invoices: Sequence[Invoice]) -> dict[int, tuple[tuple[str, ...], Problem | None]]:
    """Whom each document goes to, and what is wrong with that."""
    keys = {invoice.customer_id for invoice in invoices}
    customers, people = work.customers.by_ids(keys), work.customers.contacts_of(keys)
    found = {}
    for invoice in invoices:
        customer = customers[invoice.customer_id]
        contacts = [one for one in people if one.customer_id == customer.id]
        to = recipients(customer, contacts, invoice.contact_id)
        bad = unusable(customer, contacts, invoice.contact_id)
        place, problem = invoice.number or str(invoice.id), None
        if bad:
            problem = Problem(place, "bad_address", {"customer": customer.name, "address": bad[0]})
        elif not to:
            problem = Problem(place, "no_address", {"customer": customer.name})
        found[invoice.id] = (to, problem)
    return found
