"""Amounts and dates as the window shows them, in the language of the person at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from billdesk.basics import words

DASH = words.EN_DASH
"""What stands where there is no value."""


@dataclass(slots=True)
class Figures:
    """Writes figures in a `language`; `home` is the shop's own currency. Amounts are minor units.

    There is one for all of a window, so that a shop that changes its currency is written so at once.
    """

    language: str
    home: str

    def use(self, home: str) -> bool:
        """Take another currency as the shop's own; whether it is another."""
        before, self.home = self.home, home
        return before != home

    def amount(self, minor: int, currency: str) -> str:
        """Write an amount for a table: the home currency bare, another one as "CAD 71.86"."""
        bare = words.amount(minor, currency, self.language, symbol=False)
        return bare if currency == self.home else f"{currency} {bare}"

    def headline(self, minor: int, currency: str) -> str:
        """Write an amount for totals and headlines: with the symbol at home, another currency by its code."""
        if currency == self.home:
            return words.amount(minor, currency, self.language)
        if words.code_is_behind(self.language):
            bare = words.amount(minor, currency, self.language, symbol=False)
            return f"{bare}{words.NO_BREAK_SPACE}{currency}"
        return self.amount(minor, currency)

    def several(self, sums: Sequence[tuple[int, str]]) -> str:
        """Write sums in several currencies: "$139,412.60 + CAD 71.86", the home currency first.

        Zeros are left out where there is something else to write, or another zero.
        """
        ordered = sorted(sums, key=lambda one: one[1] != self.home)
        ordered = [one for one in ordered if one[0]] or ordered[:1]
        return " + ".join(self.headline(minor, currency) for minor, currency in ordered)

    def parts(self, minor: int, currency: str) -> tuple[str, str, str]:
        """Split a headline into what is large, the smaller cents with their point, and what follows."""
        whole = self.headline(minor, currency)
        places = words.decimals(currency)
        bare = words.amount(abs(minor), currency, self.language, symbol=False)
        before, _, behind = whole.partition(bare)
        if not places:
            return whole, "", ""
        return before + bare[: -places - 1], bare[-places - 1 :], behind

    def day(self, day: date | None, today: date) -> str:
        """Write a date for a list: medium, without the year when it is this year."""
        return DASH if day is None else words.date_short_without_year(day, today, self.language)

    def month(self, day: date) -> str:
        """Name the month of a date."""
        return words.month_name(day.month, self.language)
