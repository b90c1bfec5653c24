"""Amounts and quantities as people type them, checked against what they are for."""

from billdesk.cli.grammar import WrongUsage
from billdesk.domain.invoice import Invoice
from billdesk.domain.money import LIMIT, decimals, parse_amount, parse_scaled


def minor(text: str, currency: str) -> int:
    """A typed amount in minor units of a currency; WrongUsage where it has too many decimals or digits."""
    found = parse_amount(text, currency)
    if found is None:
        raise WrongUsage(f"{text} has more than the {decimals(currency)} decimals of {currency}.")
    if found >= LIMIT:
        raise WrongUsage(f"{text} {currency} is more than BillDesk can hold.")
    return found


def units_by_line(typed: list[str] | None, invoice: Invoice) -> dict[int, int] | None:
    """Typed NUMBER=QUANTITY as units (× 10⁴) by the line's id; lines are numbered as `invoice show` does."""
    if not typed:
        return None
    units: dict[int, int] = {}
    for text in typed:
        number, _, quantity = text.partition("=")
        found = parse_scaled(quantity)
        if not number.isascii() or not number.isdigit() or found is None or not found:
            raise WrongUsage(f"--line {text!r} isn't written like 2=1.5 (line 2, a quantity of 1.5).")
        if len(number) > 6 or not 1 <= int(number) <= len(invoice.lines):
            raise WrongUsage(f"--line {text}: there is no line {number}, there are {len(invoice.lines)}.")
        key = invoice.lines[int(number) - 1].id
        if key in units:
            raise WrongUsage(f"--line {text}: line {number} is named twice.")
        units[key] = found
    return units
