"""Fees that go with money: for a payment that bounced, for what is taken back; on an invoice of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from billdesk.domain.draft import blank
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.money import SCALE
from billdesk.domain.occurrence import Catalog
from billdesk.domain.payment import require_amount
from billdesk.services import phrases
from billdesk.services.drafting import shop_of
from billdesk.services.issuing import Issuing, keep_letterhead
from billdesk.services.moves import Moving
from billdesk.services.settings import read_settings


@dataclass(frozen=True, slots=True)
class Fee:
    """What is billed to whom: minor units, and the code of the phrases that say what for."""

    customer_id: int
    currency: str
    amount: int
    code: str  # bounced_fee restocking_fee
    facts: Mapping[str, object] = field(default_factory=dict)


def bill_fee(moving: Moving, fee: Fee, day: date) -> Invoice:
    """Issue an invoice for a fee, without tax as late fees are, under the customer's terms.

    Refused for an amount that is none.
    """
    require_amount(fee.amount)
    work, settings = moving.work, read_settings(moving.work)
    customer = work.customers.by_id(fee.customer_id)
    catalog = Catalog(shop_of(settings), phrases.names, phrases.note, terms=work.catalog.terms())
    draft = blank(customer, catalog, day)
    words = phrases.note(draft.language, fee.code, fee.facts)
    line = InvoiceLine(words, quantity=SCALE, unit_price=fee.amount * SCALE)
    key = work.invoices.take_ids(1)[0]
    rules = replace(draft.rules, cash_rounding=0)  # the fee is what was agreed on, to the cent
    invoice = reckoned(replace(draft, id=key, currency=fee.currency, title=words, lines=(line,), rules=rules))
    head = keep_letterhead(work, settings)
    issued = Issuing(work, day, moving.now, head).issue([invoice])[0]
    work.invoices.add([(issued.invoice, issued.issue)], moving.now)
    moving.fee_ids.append(key)
    made = {"number": issued.invoice.number, "total": invoice.total, "fee": fee.code}
    moving.trace("invoice", key, "issued", made | dict(fee.facts))
    return issued.invoice
