"""Invoices and credit notes as they stand, in the shop document.

What an invoice has of itself (its currency, its addressee, its amounts …) may be left out and is then
found the way a new invoice finds it; what is spelled out is taken as it stands, as long as it adds up.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import starmap
from typing import Any

from billdesk.domain.calendar import Period
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.errors import Refused
from billdesk.domain.history import WriteOff
from billdesk.domain.invoice import WAITING, Invoice, InvoiceLine, reckoned
from billdesk.domain.late_fee import BilledFee
from billdesk.domain.occurrence import addressee
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Rate
from billdesk.domain.terms import Terms, due_date
from billdesk.domain.totals import Rules, TaxTotal
from billdesk.exchange.catalog import LINE, MONEY, NAME, PERCENT, WORDS
from billdesk.exchange.desk import REF, Apart, Desk, Item, Written
from billdesk.exchange.fields import BAD, CURRENCY, LANGUAGE, Flag, Many, Maybe, OneOf, Pen, Whole
from billdesk.exchange.figures import Day, Decimals
from billdesk.exchange.invoice_lines import INVOICE_LINE, MINOR, read_line, require_sums, word_line
from billdesk.exchange.references import Ref, TextsByKey
from billdesk.exchange.schedules import DISCOUNT, require_contact
from billdesk.exchange.shapes import Key, Made, Shape
from billdesk.exchange.tickets import require_new_number

POSITIVE = Decimals("amount", least=1)
TAX_TOTAL = Shape(
    "what one rate charges",
    Key("name", NAME),
    Key("percent", PERCENT),
    Key("compound", Flag(), False),
    Key("base", MINOR),
    Key("amount", MINOR),
)
WRITE_OFF = Shape(
    "a balance given up; negative where that is taken back",
    Key("amount", MINOR),
    Key("date", Day(), attr="day"),
    Key("reason", LINE, ""),
)
LATE_FEE = Shape(
    "a late fee that another invoice bills",
    Key("number", Whole(1)),
    Key("date", Day(), attr="day"),
    Key("invoice", Ref("invoice"), attr="fee_invoice_id"),
)
ALLOCATION = Shape(
    "the part that settles an invoice; negative where that is taken back",
    Key("invoice", Ref("invoice"), attr="invoice_id"),
    Key("amount", MINOR),
    Key("date", Day(), attr="day"),
)


def _tax_total(values: Mapping[str, Any], _place: str, _reading: Any) -> TaxTotal:
    rate = Rate(values["name"], values["percent"], values["compound"])
    return TaxTotal(rate, values["base"], values["amount"])


def _take_tax_total(row: TaxTotal) -> Mapping[str, Any]:
    rate = {"name": row.rate.name, "percent": row.rate.percent, "compound": row.rate.compound}
    return rate | {"base": row.base, "amount": row.amount}


_KEYS = (
    Key("ref", REF),
    Key("customer", Ref("customer"), attr="customer_id"),
    Key("contact", Maybe(Ref("contact")), None, "contact_id"),
    Key("currency", CURRENCY, None),
    Key("date", Day()),
    Key("due_date", Day(), None),
    Key("state", OneOf(("draft", "issued", "void")), "draft"),
    Key("number", Maybe(NAME), None),
    Key("title", WORDS, ""),
    Key("schedule", Maybe(Ref("schedule")), None, "schedule_id"),
    Key("billing_date", Maybe(Day()), None),
    Key("period_start", Maybe(Day()), None),
    Key("period_end", Maybe(Day()), None),
    Key("ticket", Maybe(Ref("ticket")), None, "ticket_id"),
    Key("terms", Maybe(Ref("terms")), None, "terms_id"),
    Key("terms_name", LINE, None),
    Key("discount", DISCOUNT, None),
    Key("prices_include_tax", Flag(), None),
    Key("tax_rounding", OneOf(("document", "line")), None),
    Key("cash_rounding", MONEY, None),
    Key("lines", Apart(INVOICE_LINE), ()),
    Key("subtotal", MINOR, None),
    Key("discount_amount", MINOR, None),
    Key("taxes", Many(Made(TAX_TOTAL, _tax_total, _take_tax_total)), None),
    Key("tax", MINOR, None),
    Key("rounding", MINOR, None),
    Key("total", MINOR, None),
    Key("notes", WORDS, ""),
    Key("internal_notes", WORDS, ""),
    Key("reference", LINE, ""),
    Key("language", LANGUAGE, None),
    Key("addressee", Many(LINE), None),
    Key("waiting", OneOf(WAITING), ""),
    Key("paid_at_issue", MONEY, 0),
    Key("credit_at_issue", MONEY, 0),
    Key("apply_credit", Flag(), False),
    Key("template", OneOf(("", "modern", "classic", "compact")), ""),
    Key("ship_to", WORDS, ""),
    Key("extra", TextsByKey(), {}),
)
INVOICE = Shape(
    "an invoice as it stands",
    *_KEYS,
    Key("write_offs", Apart(WRITE_OFF), ()),
    Key("late_fees", Apart(LATE_FEE), ()),
)
CREDIT_NOTE = Shape(
    "a credit note as it stands",
    *_KEYS,
    Key("corrects", Maybe(Ref("invoice")), None, "corrects_id"),
    Key("allocations", Apart(ALLOCATION), ()),
)
_TOTALS = ("subtotal", "discount_amount", "taxes", "tax", "rounding", "total")
_RULES = ("prices_include_tax", "tax_rounding", "cash_rounding")
_PERIOD = ("period_start", "period_end")
_APART = ("lines", "write_offs", "late_fees", "allocations", *_TOTALS, *_RULES, *_PERIOD)


@dataclass(frozen=True, slots=True)
class Around:
    """What an invoice takes over where it doesn't say otherwise."""

    settings: ShopSettings
    customer: Customer | None
    contact: Contact | None
    terms: Callable[[int | None], Terms | None]

    def usual(self, currency: str | None, terms_id: int | None, day: datetime.date) -> dict[str, Any]:
        """The fields of an invoice of that day that needn't be said."""
        shop, customer = self.settings, self.customer
        agreed = terms_id or (customer.terms_id if customer else None) or shop.default_terms_id
        named = self.terms(terms_id)
        usual_currency = (customer.currency if customer else None) or shop.currency
        return {
            "currency": usual_currency,
            "due_date": due_date(self.terms(agreed), day),
            "terms_name": named.name if named else "",
            "prices_include_tax": shop.prices_include_tax,
            "tax_rounding": shop.tax_rounding,
            "cash_rounding": shop.cash_rounding if (currency or usual_currency) == shop.currency else 0,
            "language": (customer.language if customer else None) or shop.language,
            "addressee": addressee(customer, self.contact) if customer else (),
        }


def read_invoices(desk: Desk) -> None:
    """The invoices and credit notes of the document."""
    fees: list[tuple[Item, Any]] = []
    for section, kind, shape in (
        ("invoices", "invoice", INVOICE),
        ("credit_notes", "credit_note", CREDIT_NOTE),
    ):
        numbers: set[str] = set()
        for item, values in desk.each(section, shape):
            require_contact(desk, values["contact_id"], values["customer_id"], item.place)
            require_new_number(desk, kind, values["number"], numbers, f"{item.place}.number")
            _check(desk, values, item.place)
            invoice = _invoice(desk, values, kind, item)
            if invoice is not None:
                require_sums(desk, invoice, item.place)
                desk.keep("invoice", invoice)
            for index, raw in enumerate(values.get("write_offs", ())):
                found = WRITE_OFF.read(raw, f"{item.place}.write_offs[{index}]", desk.reading)
                if found is not BAD and found["amount"] == 0:
                    desk.reading.bad(f"{item.place}.write_offs[{index}].amount", "amount_is_zero")
                elif found is not BAD:
                    desk.keep("write_off", WriteOff(item.id, id=desk.next_id("write_off"), **found))
            fees.append((item, values.get("late_fees", ())))
    _late_fees(desk, fees)


def _late_fees(desk: Desk, fees: Iterable[tuple[Item, Sequence[Any]]]) -> None:
    """The late fees of invoices, once all invoices are read: others bill them."""
    billing: set[int] = set()
    for item, raws in fees:
        numbers: set[int] = set()
        for index, raw in enumerate(raws):
            place = f"{item.place}.late_fees[{index}]"
            values = LATE_FEE.read(raw, place, desk.reading)
            if values is BAD:
                continue
            if values["number"] in numbers or values["fee_invoice_id"] in billing:
                desk.reading.bad(place, "late_fee_doubled", number=values["number"])
            numbers.add(values["number"])
            billing.add(values["fee_invoice_id"])
            _check_fee(desk, desk.get("invoice", item.id), values["fee_invoice_id"], f"{place}.invoice")
            desk.keep("late_fee", BilledFee(item.id, id=desk.next_id("late_fee"), **values))
    for item, raws in fees:
        if raws and item.id in billing:  # a late fee bears none itself
            desk.reading.bad(f"{item.place}.late_fees", "late_fee_does_not_fit")


def _check_fee(desk: Desk, late: Invoice | None, fee_invoice_id: int, place: str) -> None:
    """Report what can't bill a late fee of an invoice."""
    fee = desk.get("invoice", fee_invoice_id)
    if late is None or fee is None:
        return
    if fee.kind != "invoice" or fee.state == "draft" or late.state == "draft" or fee.id == late.id:
        desk.reading.bad(place, "late_fee_does_not_fit", invoice=fee.ref)
    elif fee.customer_id != late.customer_id:
        desk.reading.bad(place, "invoice_of_another_customer", invoice=fee.ref)
    elif fee.currency != late.currency:
        desk.reading.bad(place, "invoice_in_another_currency", invoice=fee.ref)


def _check(desk: Desk, values: Mapping[str, Any], place: str) -> None:
    if values["state"] == "draft" and values["number"] is not None:
        desk.reading.bad(f"{place}.number", "draft_with_number")
    if values["state"] != "draft" and values["number"] is None:
        desk.reading.bad(place, "number_is_missing", state=values["state"])
    start, end = values["period_start"], values["period_end"]
    if (start is None) != (end is None):
        desk.reading.bad(place, "period_incomplete")
    elif start is not None and end < start:
        desk.reading.bad(f"{place}.period_end", "end_before_start", start=start)
    require_ticket(desk, values["ticket_id"], values["customer_id"], place)
    schedule = desk.get("schedule", values["schedule_id"])
    if schedule is not None and schedule.customer_id != values["customer_id"]:
        desk.reading.bad(f"{place}.schedule", "schedule_of_another_customer", schedule=schedule.ref)


def require_ticket(desk: Desk, ticket_id: int | None, customer_id: int, place: str) -> None:
    """Report a ticket that isn't the customer's."""
    ticket = desk.get("ticket", ticket_id)
    if ticket is not None and ticket.customer_id != customer_id:
        desk.reading.bad(f"{place}.ticket", "ticket_of_another_customer", ticket=ticket.ref)


def _invoice(desk: Desk, values: dict[str, Any], kind: str, item: Item) -> Invoice | None:
    around = Around(
        desk.settings,
        desk.get("customer", values["customer_id"]),
        desk.get("contact", values["contact_id"]),
        lambda number: desk.get("terms", number),
    )
    for name, value in around.usual(values["currency"], values["terms_id"], values["date"]).items():
        if values[name] is None:
            values[name] = value
    read = [
        read_line(desk, raw, f"{item.place}.lines[{index}]", values["schedule_id"])
        for index, raw in enumerate(values["lines"])
    ]
    lines = [row for row in read if row is not None]
    if len(lines) < len(read):
        return None
    rest = {name: value for name, value in values.items() if name not in _APART}
    start, end = values["period_start"], values["period_end"]
    rules = Rules(values["prices_include_tax"], values["tax_rounding"] == "line", values["cash_rounding"])
    period = Period(start, end) if start and end else None
    invoice = Invoice(
        id=item.id, kind=kind, period=period, rules=rules, lines=tuple(line for line, _ in lines), **rest
    )
    return _with_amounts(desk, invoice, [amounts for _, amounts in lines], values, item.place)


def _with_amounts(
    desk: Desk, invoice: Invoice, amounts: Sequence[Mapping[str, int]], values: Mapping[str, Any], place: str
) -> Invoice | None:
    try:
        found = reckoned(invoice)
    except Refused as error:
        desk.reading.bad(place, error.code, **error.facts)
        return None
    lines = tuple(starmap(_spelled_out, zip(found.lines, amounts, strict=True)))
    totals = {name: values[name] for name in _TOTALS if values[name] is not None}
    found = replace(found, lines=lines, **totals)
    if found.state == "issued" and found.total < 0:
        desk.reading.bad(f"{place}.total", "total_is_negative")
    return found


def _spelled_out(line: InvoiceLine, amounts: Mapping[str, int]) -> InvoiceLine:
    """The line with the amounts that its document gives."""
    gross, net = amounts.get("gross", line.gross), amounts.get("net", line.net)
    return replace(line, gross=gross, net=net, taxable=amounts.get("taxable", line.taxable))


def word_invoice(
    invoice: Invoice,
    around: Around,
    lookup: Callable[[str, int | None], Any],
    inside: Mapping[str, Any],
    pen: Pen,
) -> Written:
    """An invoice or credit note as words; `inside` are its write-offs, late fees or allocations as words."""
    shape = INVOICE if invoice.kind == "invoice" else CREDIT_NOTE
    values = {
        key.field: getattr(invoice, key.field) for key in shape.keys.values() if key.field not in _APART
    }
    values |= {**{name: getattr(invoice, name) for name in _TOTALS}, **inside}
    rules = invoice.rules
    values["ref"] = pen.ref_of("invoice", invoice.id)
    values["prices_include_tax"], values["cash_rounding"] = rules.includes_tax, rules.cash_rounding
    values["tax_rounding"] = "line" if rules.per_line else "document"
    values["period_start"] = invoice.period.start if invoice.period else None
    values["period_end"] = invoice.period.end if invoice.period else None
    found = reckoned(invoice)
    schedule = lookup("schedule", invoice.schedule_id)
    values["lines"] = tuple(
        word_line(line, other, lookup("tax", line.tax_id), schedule, pen)
        for line, other in zip(invoice.lines, found.lines, strict=True)
    )
    usual = around.usual(invoice.currency, invoice.terms_id, invoice.date)
    needless = [name for name, value in usual.items() if values[name] == value]
    needless += [name for name in _TOTALS if getattr(invoice, name) == getattr(found, name)]
    words = shape.words(values, pen, needless, ("currency", "due_date", *_TOTALS))
    return Written("invoice", invoice.id, words)
