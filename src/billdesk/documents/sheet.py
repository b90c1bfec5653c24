"""What every part of a document is drawn with: the invoice, its words, the pages, and the sizes of type."""

from dataclasses import dataclass

from billdesk.basics import words
from billdesk.documents import colors
from billdesk.documents.colors import INK2, Color
from billdesk.documents.fonts import BOLD_FIGURE, DISPLAY, DISPLAY_FIGURE, SEMIBOLD
from billdesk.documents.layout import Pages, Type
from billdesk.documents.look import BODY, BODY_FIGURE, NOTE, STRONG, Look
from billdesk.domain.document import PrintedInvoice

__all__ = ["BODY", "BODY_FIGURE", "NOTE", "STRONG"]  # what most of a look is set in
LABEL = Type(size=8.6, leading=14.5, color=INK2)
SMALL = Type(size=8.25, leading=12.0, color=INK2)
FACT = Type(BOLD_FIGURE, size=10.5, leading=14.0)
HERO = Type(DISPLAY_FIGURE, size=18.2, leading=21.0)
NAME = Type(SEMIBOLD, size=12.0, leading=15.0)
TITLE = Type(DISPLAY, size=21.0, leading=26.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The invoice on its way to paper."""

    invoice: PrintedInvoice
    labels: dict[str, str]
    pages: Pages
    accent: Color
    look: Look

    def money(self, minor: int) -> str:
        """An amount for a column, without the currency."""
        return words.amount(minor, self.invoice.currency, self.invoice.language, symbol=False)

    def money_with_sign(self, minor: int) -> str:
        """An amount for a headline or a total, with the currency."""
        return words.amount(minor, self.invoice.currency, self.invoice.language)

    def ground(self, name: str) -> Color | None:
        """The ground that a look names: none, the accent, or a color."""
        if not name:
            return None
        return self.accent if name == "accent" else colors.from_hex(name)

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
