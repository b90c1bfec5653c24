"""What a printed invoice says: an invoice on file, made ready for paper."""

from collections.abc import Iterator

from billdesk.basics import words
from billdesk.domain.document import Letterhead, PrintedInvoice, PrintedLine, PrintedTax
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.totals import Discount


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
            PrintedTax(tax.rate.name, tax.rate.percent, tax.base, tax.amount) for tax in invoice.taxes
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
    )


def texts(document: PrintedInvoice) -> Iterator[str]:
    """Everything on a document that people have typed."""
    head = document.letterhead
    yield from (head.name, *head.address, head.email, head.phone, head.website, head.tax_number)
    yield from (*head.bank, head.footer, *document.customer)
    yield from (document.title, document.terms, document.reference, document.notes, document.number or "")
    for line in document.lines:
        yield from (line.description, line.note, line.unit)
    yield from (tax.name for tax in document.taxes)


def _lines(invoice: Invoice) -> tuple[PrintedLine, ...]:
    """The rows of the table; they say their tax only where it isn't the same for all of them."""
    marked = len({line.rates for line in invoice.items}) > 1
    return tuple(_line(line, invoice.language, marked) for line in invoice.lines)


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
