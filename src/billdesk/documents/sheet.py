"""What every part of a document is drawn with: the invoice, its words, the pages, and the sizes of type."""

from dataclasses import dataclass

from billdesk.basics import words
from billdesk.documents.colors import INK2, INK3, Color
from billdesk.documents.fonts import BOLD_FIGURE, DISPLAY, DISPLAY_FIGURE, FIGURE, MEDIUM, SEMIBOLD
from billdesk.documents.layout import Pages, Type
from billdesk.domain.document import PrintedInvoice

BODY = Type(size=9.4)
BODY_FIGURE = Type(FIGURE, size=9.4)
STRONG = Type(SEMIBOLD, size=9.4)
NOTE = Type(size=8.25, leading=12.2, color=INK3)
LABEL = Type(size=8.6, leading=14.5, color=INK2)
HEAD = Type(MEDIUM, size=8.6, leading=12.0, color=INK2)
UNIT = Type(size=9.4, leading=12.5, color=INK2)
FOOT = Type(size=8.25, leading=12.0, color=INK2)
FACT = Type(BOLD_FIGURE, size=10.5, leading=14.0)
HERO = Type(DISPLAY_FIGURE, size=18.2, leading=21.0)
NAME = Type(SEMIBOLD, size=12.0, leading=15.0)
TITLE = Type(DISPLAY, size=21.0, leading=26.0)
TOTAL = Type(SEMIBOLD, size=11.85, leading=15.0)
TOTAL_FIGURE = Type(BOLD_FIGURE, size=11.85, leading=15.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The invoice on its way to paper."""

    invoice: PrintedInvoice
    labels: dict[str, str]
    pages: Pages
    accent: Color

    def money(self, minor: int) -> str:
        """An amount for a column, without the currency."""
        return words.amount(minor, self.invoice.currency, self.invoice.language, symbol=False)

    def money_with_sign(self, minor: int) -> str:
        """An amount for a headline or a total, with the currency."""
        return words.amount(minor, self.invoice.currency, self.invoice.language)

    @property
    def heading(self) -> str:
        """What the document is called, with its number."""
        return f"{self.labels[self.invoice.kind]} {self.invoice.number or self.labels['draft']}"


def shrunk(text: str, how: Type, width: float) -> Type:
    """The type, smaller where the text, which must not break, would be wider than `width`."""
    wide = how.width(text)
    if wide <= width:
        return how
    return Type(how.style, how.size * width / wide, how.leading, how.color)
