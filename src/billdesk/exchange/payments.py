"""Payments, deposits, refunds and deliveries in the shop document, and whether the money adds up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from billdesk.domain.history import Delivery, WriteOff
from billdesk.domain.invoice import Invoice
from billdesk.domain.payment import Allocation, Payment, Refund
from billdesk.domain.texts import LONGEST_REF
from billdesk.exchange.catalog import LINE, NAME, WORDS
from billdesk.exchange.desk import REF, Apart, Desk, Item, Written
from billdesk.exchange.fields import BAD, CURRENCY, EMAIL, Flag, Many, Maybe, OneOf, Pen, Text, Whole
from billdesk.exchange.figures import Day, Moment
from billdesk.exchange.invoices import ALLOCATION, POSITIVE, require_ticket
from billdesk.exchange.references import Ref
from billdesk.exchange.shapes import Key, Shape
from billdesk.exchange.tickets import require_new_number

_KEYS = (
    Key("ref", REF),
    Key("customer", Ref("customer"), attr="customer_id"),
    Key("amount", POSITIVE),
    Key("currency", CURRENCY, None),
    Key("date", Day(), attr="day"),
    Key("method", NAME, "other"),
    Key("reference", LINE, ""),
    Key("note", WORDS, ""),
    Key("number", Maybe(NAME), None),
    Key("allocations", Apart(ALLOCATION), ()),
)
PAYMENT = Shape("money received", *_KEYS)
DEPOSIT = Shape(
    "money received and held for a ticket",
    *_KEYS,
    Key("ticket", Ref("ticket"), attr="ticket_id"),
    Key("released", Flag(), False),
)
REFUND = Shape(
    "money that went back",
    Key("ref", Text(LONGEST_REF), ""),
    Key("payment", Maybe(Ref("payment")), None, "payment_id"),
    Key("credit_note", Maybe(Ref("invoice")), None, "credit_note_id"),
    Key("credit", Maybe(Ref("payment")), None, "credit_id"),
    Key("kind", OneOf(("refund", "to_credit", "reversal", "withdrawn")), "refund"),
    Key("amount", POSITIVE),
    Key("date", Day(), attr="day"),
    Key("method", NAME, "other"),
    Key("reference", LINE, ""),
    Key("reason", LINE, ""),
)
DELIVERY = Shape(
    "an e-mail",
    Key("kind", LINE, "invoice"),
    Key("invoice", Maybe(Ref("invoice")), None, "invoice_id"),
    Key("ticket", Maybe(Ref("ticket")), None, "ticket_id"),
    Key("payment", Maybe(Ref("payment")), None, "payment_id"),
    Key("recipients", Many(EMAIL, 1)),
    Key("message_id", LINE, ""),
    Key("state", OneOf(("queued", "sending", "sent", "failed", "unknown")), "queued"),
    Key("tries", Whole(), 0),
    Key("reply", WORDS, ""),
    Key("not_before", Maybe(Moment()), None),
    Key("made_at", Maybe(Moment()), None),
    Key("changed_at", Maybe(Moment()), None),
)


def read_payments(desk: Desk) -> None:
    """Payments and deposits with their allocations, and those of the credit notes."""
    numbers: set[str] = set()
    for section, shape in (("payments", PAYMENT), ("deposits", DEPOSIT)):
        for item, values in desk.each(section, shape):
            require_new_number(desk, "receipt", values["number"], numbers, f"{item.place}.number")
            require_ticket(desk, values.get("ticket_id"), values["customer_id"], item.place)
            if values["currency"] is None:
                values["currency"] = desk.currency_of(desk.get("customer", values["customer_id"]))
            rest = {name: value for name, value in values.items() if name != "allocations"}
            payment = Payment(id=item.id, **rest)
            desk.keep("payment", payment)
            _allocations(desk, payment, values["allocations"], item)
    for item in desk.items["credit_notes"]:
        note = desk.get("invoice", item.id)
        if note is not None:
            desk.reading.currency = note.currency
            _allocations(desk, note, item.raw.get("allocations", ()), item)


def _allocations(desk: Desk, source: Payment | Invoice, raws: Sequence[Any], item: Item) -> None:
    key = "payment_id" if isinstance(source, Payment) else "credit_note_id"
    for index, raw in enumerate(raws):
        place = f"{item.place}.allocations[{index}]"
        values = ALLOCATION.read(raw, place, desk.reading)
        if values is BAD:
            continue
        if values["amount"] == 0:
            desk.reading.bad(f"{place}.amount", "amount_is_zero")
        invoice = desk.get("invoice", values["invoice_id"])
        if invoice is not None:
            _check_allocation(desk, source, invoice, place)
        number = desk.next_id("allocation")
        desk.keep("allocation", Allocation(**{**values, key: source.id, "id": number}))


def _check_allocation(desk: Desk, source: Payment | Invoice, invoice: Invoice, place: str) -> None:
    if invoice.kind != "invoice":
        desk.reading.bad(f"{place}.invoice", "not_an_invoice", invoice=invoice.ref)
    elif invoice.customer_id != source.customer_id:
        desk.reading.bad(f"{place}.invoice", "invoice_of_another_customer", invoice=invoice.ref)
    elif invoice.currency != source.currency:
        desk.reading.bad(f"{place}.invoice", "invoice_in_another_currency", invoice=invoice.ref)


def read_refunds(desk: Desk) -> None:
    """What went back out of payments, deposits and credit notes."""
    for item in desk.items["refunds"]:
        desk.reading.currency = desk.currency_of(None)
        raw = item.raw if isinstance(item.raw, dict) else {}
        for name, kind in (("payment", "payment"), ("credit_note", "invoice")):
            source = desk.named(kind, raw.get(name))
            if source is not None:
                desk.reading.currency = source.currency
        values = REFUND.read(item.raw, item.place, desk.reading)
        if values is BAD:
            continue
        if (values["payment_id"] is None) == (values["credit_note_id"] is None):
            desk.reading.bad(item.place, "either_or", keys="payment, credit_note")
            continue
        note = desk.get("invoice", values["credit_note_id"])
        if note is not None and note.kind != "credit_note":
            desk.reading.bad(f"{item.place}.credit_note", "not_a_credit_note", invoice=note.ref)
        desk.keep("refund", Refund(id=item.id, **values))


def read_deliveries(desk: Desk) -> None:
    """The e-mails of the document."""
    seen: set[str] = set()
    for item, values in desk.each("deliveries", DELIVERY):
        name = values["message_id"]
        if name and name in seen:
            desk.reading.bad(f"{item.place}.message_id", "message_id_doubled", value=name)
        if "" in values["recipients"]:
            desk.reading.bad(f"{item.place}.recipients[{values['recipients'].index('')}]", "empty")
        seen.add(name)
        desk.keep("delivery", Delivery(id=item.id, **values))


class Ledger:
    """What payments, credit notes and write-offs of a document come to."""

    def __init__(
        self, allocations: Iterable[Allocation], refunds: Iterable[Refund], lost: Iterable[WriteOff]
    ) -> None:
        self.settled: dict[int, int] = defaultdict(int)
        self.written_off: dict[int, int] = defaultdict(int)
        self.used: dict[int, int] = defaultdict(int)
        parts: dict[tuple[int | None, int | None, int], int] = defaultdict(int)
        for one in allocations:
            self.settled[one.invoice_id] += one.amount
            self._take(one.payment_id, one.credit_note_id, one.amount)
            parts[one.payment_id, one.credit_note_id, one.invoice_id] += one.amount
        self.overdrawn = {source[:2] for source, amount in parts.items() if amount < 0}
        for back in refunds:
            self._take(back.payment_id, back.credit_note_id, back.amount)
        for row in lost:
            self.settled[row.invoice_id] += row.amount
            self.written_off[row.invoice_id] += row.amount

    def _take(self, payment_id: int | None, credit_note_id: int | None, amount: int) -> None:
        if payment_id is not None:
            self.used[payment_id] += amount
        elif credit_note_id is not None:
            self.settled[credit_note_id] += amount


def settle(desk: Desk) -> None:
    """Carry what was paid over to invoices and payments, and report where it is more than there is."""
    ledger = Ledger(desk.kept("allocation"), desk.kept("refund"), desk.kept("write_off"))
    for item in desk.items["payments"] + desk.items["deposits"]:
        payment, used = desk.get("payment", item.id), ledger.used[item.id]
        if payment is not None:
            if not 0 <= used <= payment.amount or (payment.id, None) in ledger.overdrawn:
                desk.reading.bad(item.place, "used_above_amount")
            desk.keep("payment", replace(payment, used=used))
    for item in desk.items["invoices"] + desk.items["credit_notes"]:
        invoice, settled = desk.get("invoice", item.id), ledger.settled[item.id]
        if invoice is not None:
            most = max(invoice.total, 0) if invoice.state == "issued" else 0
            lost = ledger.written_off[item.id]
            if not 0 <= settled <= most or lost < 0 or (None, invoice.id) in ledger.overdrawn:
                desk.reading.bad(item.place, "settled_above_total", state=invoice.state)
            desk.keep("invoice", replace(invoice, settled=settled, written_off=lost))


def bill_charges(desk: Desk) -> None:
    """Tie charges to the live invoice that bills them; two of them are a problem."""
    for item in desk.items["invoices"]:
        invoice = desk.get("invoice", item.id)
        for index, line in enumerate(invoice.lines if invoice else ()):
            charge = desk.get("charge", line.charge_id)
            if charge is None or invoice.state == "void":
                continue
            place = f"{item.place}.lines[{index}].charge"
            if charge.invoice_id is not None:
                desk.reading.bad(place, "charge_billed_twice", charge=charge.ref)
            if charge.customer_id != invoice.customer_id:
                desk.reading.bad(place, "charge_of_another_customer", charge=charge.ref)
            entry = desk.get("time", charge.time_entry_id)
            if entry is not None and entry.state != "invoiced":
                desk.reading.bad(place, "time_not_invoiced", charge=charge.ref)
            desk.keep("charge", replace(charge, invoice_id=invoice.id, billed_elsewhere=False))


def word_payment(
    payment: Payment, allocations: Iterable[Allocation], usual_currency: str, pen: Pen
) -> Written:
    """A payment or deposit as words, with its allocations inside."""
    shape = PAYMENT if payment.ticket_id is None else DEPOSIT
    values = {
        key.field: getattr(payment, key.field) for key in shape.keys.values() if key.name != "allocations"
    }
    values["ref"] = pen.ref_of("payment", payment.id)
    values["allocations"] = tuple(ALLOCATION.write(one, pen) for one in allocations)
    needless = ("currency",) if payment.currency == usual_currency else ()
    return Written("payment", payment.id, shape.words(values, pen, needless))


def word_refund(refund: Refund, pen: Pen) -> Written:
    """A refund as words."""
    return Written("refund", refund.id, REFUND.words(refund, pen))


def word_delivery(delivery: Delivery, pen: Pen) -> Written:
    """An e-mail as words."""
    values: Mapping[str, Any] = {key.field: getattr(delivery, key.field) for key in DELIVERY.keys.values()}
    return Written("delivery", delivery.id, DELIVERY.words(values, pen))
