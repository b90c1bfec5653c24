"""What the settings come to, by an example: an invoice as it would be printed, taxes and due days."""

from dataclasses import dataclass
from datetime import date

from billdesk.basics import words
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.late_fee import fee_day
from billdesk.domain.money import SCALE, decimals
from billdesk.domain.tax import Tax
from billdesk.domain.terms import Terms, due_date, late_fee_of
from billdesk.domain.totals import PricedLine, Rules, Totals, totals
from billdesk.services.numbers import Numbers
from billdesk.services.office import Office
from billdesk.services.settings import read_settings

_HOUR = 95
_BILL = 1_000
_LINES = (
    ("Managed IT", "month", 1, 40_000),
    ("Laptop care", "device", 2, 3_250),
    ("Bench repair", "hour", 1, 9_500),
)
_CUSTOMER = ("Acme Dental", "Ann Archer", "1 Main St", "Dover, DE 19904")


@dataclass(frozen=True, slots=True)
class TaxExample:
    """What an hour of work comes to with a tax."""

    tax: Tax
    price: int  # minor units
    totals: Totals


@dataclass(frozen=True, slots=True)
class TermsExample:
    """When an invoice of today is due by terms, and what lateness costs on a balance."""

    terms: Terms
    due: date
    fee_from: date | None
    balance: int
    fee: int


class Example:
    """Reckons examples with the settings on file; nothing is written."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def taxes(self) -> tuple[TaxExample, ...]:
        """An hour of work with each tax that isn't archived."""
        with self._office.reading() as work:
            settings, found = read_settings(work), work.catalog.taxes().values()
        price = _HOUR * 10 ** decimals(settings.currency)
        return tuple(
            TaxExample(tax, price, totals([_hour(price, tax)], None, settings.rules))
            for tax in found
            if not tax.archived
        )

    def hour(self, currency: str, tax: Tax | None, includes_tax: bool) -> TaxExample:
        """An hour of work in a shop that is only thought of yet."""
        price, tax = _HOUR * 10 ** decimals(currency), tax or Tax(0, "", "", ())
        return TaxExample(tax, price, totals([_hour(price, tax)], None, Rules(includes_tax)))

    def terms(self, today: date) -> tuple[TermsExample, ...]:
        """An invoice of today under each of the terms that aren't archived."""
        with self._office.reading() as work:
            balance = _BILL * 10 ** decimals(read_settings(work).currency)
            found = [terms for terms in work.catalog.terms().values() if not terms.archived]
        return tuple(_by(terms, today, balance) for terms in found)

    def invoice(self, today: date) -> Invoice:
        """An invoice of today with the next number, as the shop would print it."""
        number = Numbers(self._office).all(today)[0].numbers[0]
        with self._office.reading() as work:
            settings = read_settings(work)
            tax = work.catalog.taxes().get(settings.default_tax_id or 0)
            terms = work.catalog.terms().get(settings.default_terms_id or 0)
        places = decimals(settings.currency)
        lines = tuple(
            InvoiceLine(
                words.translate(name, settings.language),
                quantity=count * SCALE,
                unit=words.translate(unit, settings.language),
                unit_price=cents * 10**places // 100 * SCALE,
                rates=tax.members if tax else (),
            )
            for name, unit, count, cents in _LINES
        )
        return reckoned(
            Invoice(
                0,
                settings.currency,
                today,
                due_date(terms, today),
                state="issued",
                number=number,
                title="Managed IT",
                lines=lines,
                terms_name=terms.name if terms else "",
                addressee=_CUSTOMER,
                language=settings.language,
                rules=settings.rules,
            )
        )


def _hour(price: int, tax: Tax) -> PricedLine:
    return PricedLine(SCALE, price * SCALE, None, tax.members)


def _by(terms: Terms, today: date, balance: int) -> TermsExample:
    due, fee = due_date(terms, today), terms.late_fee
    if fee is None:
        return TermsExample(terms, due, None, balance, 0)
    return TermsExample(terms, due, fee_day(due, fee), balance, late_fee_of(fee, balance))
