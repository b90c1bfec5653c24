"""The cells of an invoice line: how each shows its value, and how it reads what is typed into it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from billdesk.basics import words
from billdesk.domain import draft, typed
from billdesk.domain.catalog import folded
from billdesk.domain.errors import Problem, Refused
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.money import SCALE
from billdesk.domain.tax import Tax
from billdesk.domain.totals import Discount

FIELDS = ("description", "quantity", "unit", "price", "discount", "tax")
"""In the order in which Tab goes through them."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Reads and writes cells in a `language`; amounts are in `currency`, taxes are those to choose from."""

    currency: str
    language: str
    taxes: tuple[Tax, ...] = ()

    def shown(self, line: InvoiceLine, field: str) -> str:
        """The text of a cell, which `read` understands."""
        if field == "quantity":
            return words.quantity(line.quantity, self.language)
        if field == "price":
            return words.price(line.unit_price, self.currency, self.language) if line.unit_price else ""
        if field == "discount":
            return self.discount(line.discount)
        if field == "tax":
            return self.tax(line)
        if field == "amount":
            return words.amount(line.net, self.currency, self.language, symbol=False)
        return str(getattr(line, field))

    def discount(self, discount: Discount | None) -> str:
        """A percentage with its sign, or an amount."""
        if discount is None:
            return ""
        if discount.percent is not None:
            return words.percent(discount.percent, self.language)
        return words.amount(discount.amount or 0, self.currency, self.language, symbol=False)

    def read_discount(self, text: str) -> Discount | None:
        """A typed discount; Refused."""
        return typed.discount(text, self.currency, words.point(self.language))

    def tax(self, line: InvoiceLine) -> str:
        """The percentages of a line's tax, or "" where it has none."""
        return " + ".join(words.percent(rate.percent, self.language) for rate in line.rates)

    def tax_words(self, tax: Tax) -> str:
        """A tax as it is chosen: its name, and its percentages."""
        rates = " + ".join(words.percent(rate.percent, self.language) for rate in tax.members)
        said = rates.rstrip("%").rstrip() in tax.name
        return tax.name if said else f"{tax.name} {rates}"

    def read(self, line: InvoiceLine, field: str, text: str) -> InvoiceLine:
        """The line with what is typed into a cell; Refused where that means nothing there."""
        point, said = words.point(self.language), text.strip()
        if field == "quantity":
            return replace(line, quantity=typed.quantity(said, point) if said else SCALE)
        if field == "price":
            return replace(line, unit_price=typed.price(said, self.currency, point) if said else 0)
        if field == "discount":
            return replace(line, discount=self.read_discount(said))
        if field == "tax":
            return line if said == self.tax(line) else draft.taxed(line, self._tax(said))
        if field == "unit":
            return replace(line, unit=_plain(text, draft.LONGEST_NAME))
        if field == "note":
            return replace(line, note=_plain(text, draft.LONGEST_TEXT))
        return replace(line, description=_plain(text, draft.LONGEST_TEXT))

    def matching(self, text: str) -> list[Tax]:
        """The taxes that have what is typed in their name or percentage."""
        wanted = folded(text.strip())
        return [tax for tax in self.taxes if wanted in folded(self.tax_words(tax))]

    def _tax(self, said: str) -> Tax | None:
        if not said:
            return None
        found = [tax for tax in self.taxes if folded(said) in self._names(tax)] or self.matching(said)
        if len(found) != 1:
            raise Refused("tax_unknown")
        return found[0]

    def _names(self, tax: Tax) -> tuple[str, ...]:
        """What a tax is called when it is written out: its name, its percentages, or both."""
        rates = " + ".join(words.percent(rate.percent, self.language) for rate in tax.members)
        names = (tax.name, self.tax_words(tax), rates, rates.rstrip("%").rstrip(), f"{rates[:-1]} %")
        return tuple(folded(name) for name in names)


def _plain(text: str, longest: int) -> str:
    """A text on one line; Refused where it is too long or can't be printed."""
    if len(text) > longest:
        raise Refused("too_long", length=len(text), longest=longest)
    if draft.has_control(text):
        raise Refused("control_character", value=text[:60])
    return text


def choosable(taxes: Iterable[Tax]) -> tuple[Tax, ...]:
    """Taxes that are in use, by name."""
    return tuple(sorted((tax for tax in taxes if not tax.archived), key=lambda tax: folded(tax.name)))


def in_lines(problems: Sequence[Problem]) -> list[tuple[int, str, Problem]]:
    """Those problems that are in a cell: its row, its field, the problem."""
    found = []
    for one in problems:
        at, _, field = one.place.removeprefix("lines[").partition("].")
        if one.place.startswith("lines[") and at.isdigit():
            found.append((int(at), {"unit_price": "price"}.get(field, field), one))
    return found
