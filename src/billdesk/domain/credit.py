"""Credit notes: what of an invoice is given back, by line and quantity or by amount, to the last cent.

The notes of an invoice never add up to more than the invoice, and all of it credited adds up to exactly it,
row by row: each part is the line's (or tax's) share, and whoever takes what is left takes the odd cents too.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, require_issued
from billdesk.domain.money import SCALE, divide, spread
from billdesk.domain.tax import Rate
from billdesk.domain.totals import TaxTotal

BY_AMOUNT = "credit"
"""The source of a line that credits an amount, and not a number of units."""


Part = tuple[int, int, int]
"""Minor units of a line: before its discount, after it, and after its share of the document's."""


def require_correctable(invoice: Invoice) -> None:
    """Refused unless a credit note can be made of it."""
    if invoice.kind != "invoice":
        raise Refused("not_an_invoice", number=invoice.number)
    require_issued(invoice, "credit")


def left_to_credit(invoice: Invoice, notes: Sequence[Invoice]) -> int:
    """Minor units that may still be credited: neither credited yet nor written off."""
    return invoice.total - invoice.written_off - sum(note.total for note in notes)


def units_left(invoice: Invoice, at: int, notes: Sequence[Invoice]) -> int:
    """Quantity (× 10⁴) of line number `at` that isn't credited yet; negative where its quantity is."""
    given = (one.quantity for one in _credits_of(at, notes) if one.source != BY_AMOUNT)
    return invoice.lines[at - 1].quantity - sum(given)


def by_lines(
    invoice: Invoice, notes: Sequence[Invoice], wanted: Mapping[int, int] | None, day: datetime.date
) -> Invoice:
    """A credit note of some units (× 10⁴) of lines, by the line's id; of everything that is left for None.

    Raises Refused for lines that aren't there, more units than are left, and nothing at all.
    """
    require_correctable(invoice)
    units = _units(invoice, notes, wanted)
    found = []
    for at, line in _items(invoice):
        part = _part(at, line, units[at], units_left(invoice, at, notes), notes)
        if units[at] or (wanted is None and any(part)):
            found.append(_unit_line(at, line, units[at], part))
    return _note(invoice, notes, tuple(found), None, day)


def by_amount(invoice: Invoice, notes: Sequence[Invoice], amount: int, day: datetime.date) -> Invoice:
    """A credit note of an amount in minor units, taken from every line and tax by what is left of it."""
    require_correctable(invoice)
    left = invoice.total - sum(note.total for note in notes)
    if amount <= 0:
        raise Refused("amount_not_positive")
    if amount > left_to_credit(invoice, notes):
        raise Refused("above_what_is_left", left=left_to_credit(invoice, notes), amount=amount)
    if amount == left:
        return by_lines(invoice, notes, None, day)
    items = _items(invoice)
    rates = () if invoice.rules.includes_tax else invoice.taxes
    weights = [_left(at, line, notes)[2] for at, line in items]
    weights += [tax.amount - _taxed(notes, tax.rate).amount for tax in rates]
    weights.append(invoice.rounding - sum(note.rounding for note in notes))
    shares = spread(amount, weights)
    lines = [_amount_line(at, line, share) for (at, line), share in zip(items, shares, strict=False) if share]
    amounts = shares[len(items) : -1] if rates else None
    return _note(invoice, notes, tuple(lines), (amounts, shares[-1]), day)


def _items(invoice: Invoice) -> list[tuple[int, InvoiceLine]]:
    """The lines with amounts, each with its number on the invoice."""
    return [(at, line) for at, line in enumerate(invoice.lines, 1) if line.kind == "item"]


def _unit_line(at: int, line: InvoiceLine, units: int, part: Part) -> InvoiceLine:
    gross, net, taxable = part
    line = replace(line, id=0, quantity=units, gross=gross, net=net, taxable=taxable, corrects_line=at)
    return replace(line, charge_id=None, schedule_line_id=None, evidence=None)


def _amount_line(at: int, line: InvoiceLine, share: int) -> InvoiceLine:
    sign = -1 if share < 0 else 1
    return InvoiceLine(
        line.description,
        source=BY_AMOUNT,
        quantity=sign * SCALE,
        unit_price=abs(share) * SCALE,
        tax_id=line.tax_id,
        tax_name=line.tax_name,
        rates=line.rates,
        gross=share,
        net=share,
        taxable=share,
        product_id=line.product_id,
        corrects_line=at,
    )


def _units(invoice: Invoice, notes: Sequence[Invoice], wanted: Mapping[int, int] | None) -> dict[int, int]:
    """The units to credit of each line, by the line's number."""
    left = {at: units_left(invoice, at, notes) for at, _ in _items(invoice)}
    if wanted is None:
        return left
    places = {line.id: at for at, line in _items(invoice)}
    found = dict.fromkeys(left, 0)
    for key, units in wanted.items():
        if key not in places:
            raise Refused("line_missing", line=key)
        rest = left[places[key]]
        if units * rest <= 0 or abs(units) > abs(rest):
            raise Refused("units_above_what_is_left", line=places[key], units=units, left=rest)
        found[places[key]] = units
    return found


def _part(at: int, line: InvoiceLine, units: int, units_before: int, notes: Sequence[Invoice]) -> Part:
    """The share of some units; the last ones take what is left of the line."""
    gross, net, taxable = _left(at, line, notes)
    if units == units_before:
        return gross, net, taxable
    return (
        _within(_share(line.gross, units, line.quantity), gross),
        _within(_share(line.net, units, line.quantity), net),
        _within(_share(line.taxable, units, line.quantity), taxable),
    )


def _share(amount: int, part: int, whole: int) -> int:
    """amount × part / whole, rounded half away from zero; nothing of a whole that is nothing."""
    if not whole:
        return 0
    return divide(amount * part, whole) if whole > 0 else divide(-amount * part, -whole)


def _within(share: int, left: int) -> int:
    """No more than is left, and never against its sign."""
    return min(max(share, 0), left) if left >= 0 else max(min(share, 0), left)


def _credits_of(at: int, notes: Sequence[Invoice]) -> list[InvoiceLine]:
    return [one for note in notes for one in note.items if one.corrects_line == at]


def _left(at: int, line: InvoiceLine, notes: Sequence[Invoice]) -> Part:
    had = _credits_of(at, notes)
    return (
        line.gross - sum(one.gross for one in had),
        line.net - sum(one.net for one in had),
        line.taxable - sum(one.taxable for one in had),
    )


def _taxed(notes: Sequence[Invoice], rate: Rate) -> TaxTotal:
    """What the notes have of a rate by now."""
    rows = [tax for note in notes for tax in note.taxes if tax.rate == rate]
    return TaxTotal(rate, sum(tax.base for tax in rows), sum(tax.amount for tax in rows))


def _note(
    invoice: Invoice,
    notes: Sequence[Invoice],
    lines: tuple[InvoiceLine, ...],
    given: tuple[Sequence[int] | None, int] | None,
    day: datetime.date,
) -> Invoice:
    """The note of these lines; `given` holds its taxes and its rounding where they are settled already."""
    if not lines:
        raise Refused("nothing_left_to_credit", number=invoice.number)
    last = _is_last(invoice, notes, lines)
    taxes = _taxes(invoice, notes, lines, given[0] if given else None)
    subtotal, taxable = sum(line.net for line in lines), sum(line.taxable for line in lines)
    tax = sum(row.amount for row in taxes)
    exact = taxable + (0 if invoice.rules.includes_tax else tax)
    rounding = given[1] if given else _rounding(invoice, notes, exact, last)
    note = replace(
        _blank(invoice, day),
        lines=lines,
        taxes=taxes,
        subtotal=subtotal,
        discount_amount=subtotal - taxable,
        tax=tax,
        rounding=rounding,
        total=exact + rounding,
    )
    left = left_to_credit(invoice, notes)
    if note.total < 0:
        raise Refused("total_is_negative")
    if note.total > left:
        raise Refused("above_what_is_left", left=left, amount=note.total)
    return note


def _is_last(invoice: Invoice, notes: Sequence[Invoice], lines: Sequence[InvoiceLine]) -> bool:
    """Whether nothing is left of any line after this note."""
    now = {line.corrects_line: line.taxable for line in lines}
    return all(_left(at, line, notes)[2] == now.get(at, 0) for at, line in _items(invoice))


def _taxes(
    invoice: Invoice,
    notes: Sequence[Invoice],
    lines: Sequence[InvoiceLine],
    given: Sequence[int] | None,
) -> tuple[TaxTotal, ...]:
    """Each rate's share by what its lines come to; all that is left of it with the last of them."""
    found = []
    for index, tax in enumerate(invoice.taxes):
        had = _taxed(notes, tax.rate)
        base_left, left = tax.base - had.base, tax.amount - had.amount
        mine = [(at, line) for at, line in _items(invoice) if tax.rate in line.rates]
        now = sum(line.taxable for line in lines if tax.rate in line.rates)
        whole = sum(line.taxable for _, line in mine)
        base = _within(_share(tax.base, now, whole), base_left)
        amount = _within(_share(tax.amount, now, whole), left)
        if given is not None:
            amount = given[index]
        elif now == sum(_left(at, line, notes)[2] for at, line in mine):
            base, amount = base_left, left
        if base or amount:
            found.append(TaxTotal(tax.rate, base, amount))
    return tuple(found)


def _rounding(invoice: Invoice, notes: Sequence[Invoice], exact: int, last: bool) -> int:
    """The share of the cash rounding, reckoned over all notes together so that it never runs ahead."""
    had = sum(note.rounding for note in notes)
    if last or not invoice.rounding:
        return invoice.rounding - had if last else 0
    before = sum(note.total - note.rounding for note in notes)
    due = _share(invoice.rounding, before + exact, invoice.total - invoice.rounding)
    return due - had


def _blank(invoice: Invoice, day: datetime.date) -> Invoice:
    """A note without amounts, made out as the invoice was."""
    return Invoice(
        customer_id=invoice.customer_id,
        currency=invoice.currency,
        date=day,
        due_date=day,
        kind="credit_note",
        title=invoice.title,
        contact_id=invoice.contact_id,
        corrects_id=invoice.id,
        rules=invoice.rules,
        reference=invoice.reference,
        language=invoice.language,
        addressee=invoice.addressee,
        template=invoice.template,
    )
