"""What a printed invoice says: an invoice on file, made ready for paper."""

from collections.abc import Iterator
from dataclasses import replace

from billdesk.basics import words
from billdesk.domain.counting import MOST_NAMES
from billdesk.domain.document import Counted, Letterhead, PaymentCode, PrintedInvoice, PrintedLine, PrintedTax
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.payqr import Claim, payment_code
from billdesk.domain.totals import Discount

LOOKS = ("modern", "classic", "compact")


def printed(invoice: Invoice, letterhead: Letterhead) -> PrintedInvoice:
    """The invoice as it is printed; the same values always give the same.

    What was paid is what was paid when it was issued: a document doesn't change with later payments.
    """
    return PrintedInvoice(
        kind=invoice.kind,
        language=invoice.language,
        letterhead=letterhead,
        number=invoice.number,
        state=invoice.state,
        date=invoice.date,
        due_date=invoice.due_date,
        currency=invoice.currency,
        customer=invoice.addressee,
        lines=_lines(invoice),
        subtotal=invoice.subtotal,
        discount=invoice.discount_amount,
        discount_text=_percentage(invoice.discount, invoice.language),
        taxes=tuple(
            PrintedTax(tax.rate.name, tax.rate.percent, tax.base, tax.amount, _letter(place))
            for place, tax in enumerate(invoice.taxes)
        ),
        rounding=invoice.rounding,
        total=invoice.total,
        paid=invoice.paid_at_issue,
        credit=invoice.credit_at_issue,
        balance=invoice.total - invoice.paid_at_issue - invoice.credit_at_issue,
        includes_tax=invoice.rules.includes_tax,
        title=invoice.title,
        terms=invoice.terms_name,
        period_start=invoice.period.start if invoice.period else None,
        period_end=invoice.period.end if invoice.period else None,
        reference=invoice.reference,
        notes=invoice.notes,
        ship_to=tuple(line.strip() for line in invoice.ship_to.splitlines() if line.strip()),
        look=invoice.template if invoice.template in LOOKS else letterhead.template,
        payment=_payment(invoice, letterhead),
        annex=_annex(invoice, letterhead.annex),
    )


def settled(document: PrintedInvoice, paid: int, credit: int) -> PrintedInvoice:
    """The document as it stands later: what was paid and credited since is on it, and its stamp with it."""
    balance = document.total - paid - credit
    return replace(document, paid=paid, credit=credit, balance=balance, payment=None)


def texts(document: PrintedInvoice) -> Iterator[str]:
    """Everything on a document that people have typed."""
    head = document.letterhead
    yield from (head.name, *head.address, head.email, head.phone, head.website, head.tax_number)
    yield from (*head.bank, head.footer, *document.customer, *document.ship_to)
    yield from (document.title, document.terms, document.reference, document.notes, document.number or "")
    for line in document.lines:
        yield from (line.description, line.note, line.unit)
    for part in document.annex:
        yield from part.names
    yield from (tax.name for tax in document.taxes)


def _lines(invoice: Invoice) -> tuple[PrintedLine, ...]:
    """The rows of the table; they say their tax only where it isn't the same for all of them."""
    marked = len({line.rates for line in invoice.items}) > 1
    letters = {tax.rate: _letter(place) for place, tax in enumerate(invoice.taxes)}
    return tuple(
        replace(
            _line(line, invoice.language, marked),
            tax_letters=", ".join(letters[rate] for rate in line.rates if rate in letters),
        )
        for line in invoice.lines
    )


def _letter(place: int) -> str:
    """A, B, … Z, AA, AB …: how a tax is called in the table."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _payment(invoice: Invoice, head: Letterhead) -> PaymentCode | None:
    """The code to pay an issued invoice by, with what was open when it was issued."""
    if invoice.state != "issued" or invoice.kind != "invoice" or invoice.number is None:
        return None
    balance = invoice.total - invoice.paid_at_issue - invoice.credit_at_issue
    return payment_code(head, Claim(balance, invoice.currency, invoice.number, invoice.addressee))


def _annex(invoice: Invoice, wanted: str) -> tuple[Counted, ...]:
    """The names of what was counted: of every line, or of those with more than their note can hold."""
    if wanted == "never":
        return ()
    found: dict[tuple[int, tuple[str, ...]], Counted] = {}
    for line in invoice.items:
        names = tuple(name for _, name in line.evidence.items) if line.evidence else ()
        if names and (wanted == "always" or len(names) > MOST_NAMES):
            # Tiers of one line were counted once.
            found.setdefault((line.schedule_line_id or line.id, names), Counted(line.description, names))
    return tuple(found.values())


def _line(line: InvoiceLine, language: str, marked: bool) -> PrintedLine:
    if line.kind == "heading":
        return PrintedLine("heading", line.description, line.note)
    return PrintedLine(
        "item",
        line.description,
        line.note,
        line.quantity,
        line.unit,
        line.unit_price,
        line.gross - line.net,
        _percentage(line.discount, language),
        line.net,
        " + ".join(words.percent(rate.percent, language) for rate in line.rates) if marked else "",
    )


def _percentage(discount: Discount | None, language: str) -> str:
    known = discount is not None and discount.percent is not None
    return words.percent(discount.percent or 0, language) if discount is not None and known else ""
