"""Amounts and dates as the window shows them, by the locale of the person at the desk."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale

from billdesk.domain.money import decimals
from billdesk.ui.words import tr

MINUS = "\u2212"
DASH = "\u2013"
"""What stands where there is no value."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes figures; `home` is the shop's own currency."""

    locale: QLocale
    home: str

    def amount(self, minor: int, currency: str) -> str:
        """Write an amount for a table: the home currency bare, another one as "CAD 71.86"."""
        bare = self.bare(minor, currency)
        return bare if currency == self.home else f"{currency} {bare}"

    def headline(self, minor: int, currency: str) -> str:
        """Write an amount with its symbol, for totals and headlines."""
        symbol = _SYMBOLS.get(currency)
        sign = MINUS if minor < 0 else ""
        bare = self.bare(abs(minor), currency)
        if symbol is None:
            return f"{sign}{currency} {bare}"
        return f"{sign}{symbol}{bare}" if self._symbol_first() else f"{sign}{bare} {symbol}"

    def parts(self, minor: int, currency: str) -> tuple[str, str, str]:
        """Split a headline into what is large, the smaller cents with their point, and what follows."""
        whole = self.headline(minor, currency)
        point = self.locale.decimalPoint()
        if not decimals(currency) or point not in whole:
            return whole, "", ""
        large, _, cents = whole.rpartition(point)
        digits = cents[: decimals(currency)]
        return large, point + digits, cents[len(digits) :]

    def bare(self, minor: int, currency: str) -> str:
        """Write an amount without any currency, with a true minus and the locale's grouping."""
        places = decimals(currency)
        whole, cents = divmod(abs(minor), 10**places)
        digits = f"{whole:,}".replace(",", self.locale.groupSeparator())
        text = f"{digits}{self.locale.decimalPoint()}{cents:0{places}d}" if places else digits
        return f"{MINUS}{text}" if minor < 0 else text

    def day(self, day: date | None, today: date) -> str:
        """Write a date for a list: medium, without the year when it is this year."""
        if day is None:
            return DASH
        pattern = tr("MMM d") if day.year == today.year else tr("MMM d, yyyy")
        return self.locale.toString(QDate(day.year, day.month, day.day), pattern)

    def month(self, day: date, pattern: str = "MMM") -> str:
        """Write the month of a date by a pattern of QLocale."""
        return self.locale.toString(QDate(day.year, day.month, day.day), pattern)

    def _symbol_first(self) -> bool:
        return not self.locale.toCurrencyString(1.0, "¤", 2)[:1].isdigit()


_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CHF": "CHF", "CAD": "CA$", "AUD": "A$"}
