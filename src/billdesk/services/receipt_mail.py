"""Receipts by e-mail: who gets one, what keeps it from going out, and what the letter says."""

from collections.abc import Sequence

from billdesk.basics import words
from billdesk.domain.delivery import recipients, unusable
from billdesk.domain.document import PrintedReceipt
from billdesk.domain.errors import Problem, Rejected
from billdesk.domain.history import Delivery
from billdesk.domain.settings import ShopSettings
from billdesk.services.letters import Letter, shop_facts, written
from billdesk.storage.work import Work


def wanted_receipts(work: Work, payment_ids: Sequence[int]) -> list[tuple[int, tuple[str, ...]]]:
    """The payments whose receipts need a delivery, and to whom; what waits already isn't among them.

    Rejected with what keeps any of them from it, each with its receipt's number as place:
    payment_has_no_receipt, no_address (customer), bad_address (customer, address), delivery_is_unknown
    (delivery). Missing for a payment that there is none of.
    """
    under_way = {
        one.payment_id: one for one in work.outbox.of_payments(payment_ids, "queued", "sending", "unknown")
    }
    found, problems = [], []
    for payment in work.payments.by_ids(list(dict.fromkeys(payment_ids))):
        to, problem = addressed_receipt(work, payment.customer_id)
        delivery, place = under_way.get(payment.id), payment.number or str(payment.id)
        if payment.number is None:
            problems.append(Problem(place, "payment_has_no_receipt"))
        elif delivery is not None and delivery.state == "unknown":
            problems.append(Problem(place, "delivery_is_unknown", {"delivery": delivery.id}))
        elif problem is not None:
            problems.append(Problem(place, problem.code, problem.facts))
        elif delivery is None:
            found.append((payment.id, to))
    if problems:
        raise Rejected(tuple(problems))
    return found


def addressed_receipt(work: Work, customer_id: int) -> tuple[tuple[str, ...], Problem | None]:
    """Whom the receipts of a customer go to, and what is wrong with that."""
    customer, contacts = work.customers.by_id(customer_id), work.customers.contacts_of([customer_id])
    to, bad = recipients(customer, contacts), unusable(customer, contacts)
    if bad:
        return to, Problem("", "bad_address", {"customer": customer.name, "address": bad[0]})
    return to, None if to else Problem("", "no_address", {"customer": customer.name})


def objection_to(work: Work, delivery: Delivery) -> str:
    """Why a receipt shall not go out any more: its payment was taken back meanwhile."""
    refunds = work.payments.refunds(delivery.payment_id)
    return "payment_is_taken_back" if any(one.kind == "reversal" for one in refunds) else ""


def receipt_letter(receipt: PrintedReceipt, shop: ShopSettings) -> Letter:
    """The letter that goes with a receipt, in its language."""
    language = receipt.language
    facts = shop_facts(shop) | {
        "customer": receipt.customer[0] if receipt.customer else "",
        "number": receipt.number,
        "date": words.date_medium(receipt.day, language),
        "total": words.amount(receipt.amount, receipt.currency, language),
        "method": receipt.method,
        "reference": receipt.reference,
        "ticket": receipt.held_for,
    }
    kind = "deposit" if receipt.held_for else "receipt"
    rows = [
        (number, words.amount(part, receipt.currency, language)) for number, _title, part in receipt.lines
    ]
    return written(kind, language, shop, facts, {"settles": rows})
