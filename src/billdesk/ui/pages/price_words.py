"""A change of prices in words, and the columns of its preview."""

from dataclasses import dataclass

from billdesk.basics import words
from billdesk.domain.price_change import PriceChange, PriceRule, Prices
from billdesk.services.price_changes import PriceRow
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import counted, tr

REASONS = {
    "over": "nothing comes any more",
    "no_line": "no such line",
    "follows_catalog": "follows the catalog",
    "no_price": "has no price",
    "other_currency": "in another currency",
    "negative": "takes something off",
    "ended": "has ended by then",
    "one_time": "comes once, before that",
    "unchanged": "stays as it is",
    "below_zero": "would cost less than nothing",
    "too_large": "would cost too much",
}
"""Why a line is left out, or stops the change."""
SEGMENTS = ("changes", "left", "all")
SHOWN = 3
"""So many prices in tiers are written out."""


def belongs(row: PriceRow, segment: str) -> bool:
    """Whether a row is shown in a segment; what stays as it is may still change as one types."""
    left = bool(row.reason) and not row.is_wrong and row.reason != "unchanged"
    return segment == "all" or left == (segment == "left")


def by_words(rule: PriceRule, language: str) -> str:
    """By how much prices change: +5%, −$2.00."""
    by = rule.amount if rule.percent is None else rule.percent
    if rule.percent is None:
        said = words.price(abs(by or 0), rule.currency, language, symbol=True)
    else:
        said = words.percent(abs(by or 0), language)
    return ("+" if (by or 0) > 0 else words.MINUS) + said


def change_words(change: PriceChange, bench: Bench) -> str:
    """A change that was made: "+5% on 12 prices from Jan 1"."""
    return counted(
        sum(len(some) for some in change.marks.values()),
        "{by} on {count} price from {day}",
        "{by} on {count} prices from {day}",
        by=by_words(change.rule, bench.language),
        day=bench.figures.day(change.day, bench.today),
    )


def prices_words(prices: Prices, currency: str, bench: Bench) -> str:
    """A price, or those of the first tiers: 3.00 / 2.50."""
    shown = [words.price(price, currency, bench.language) for price in prices[:SHOWN]]
    said = " / ".join(shown) + (" …" if len(prices) > SHOWN else "")
    return said if currency == bench.figures.home or not shown else f"{currency} {said}"


@dataclass(frozen=True, slots=True)
class _Writer:
    bench: Bench

    def who(self, row: PriceRow) -> Cell:
        title = plain(row.title) or tr("No title")
        return Cell(row.customer, title, strong=True, tone=_tone(row), second_tone="ink2")

    def what(self, row: PriceRow) -> Cell:
        said = plain(row.description) or DASH
        if not row.reason:
            assert row.start is not None, "what changes has a day from which it does"
            day = self.bench.figures.day(row.start, self.bench.today)
            return Cell(said, tr("from {day}", day=day), second_tone="ink2")
        icon, tone = ("triangle-alert", "overdue_fg") if row.is_wrong else ("", "ink2")
        return Cell(said, tr(REASONS[row.reason]), tone=_tone(row), second_tone=tone, icon=icon)

    def was(self, row: PriceRow) -> Cell:
        said = prices_words(row.was, row.currency, self.bench)
        return Cell(said, tone="ink2" if not row.reason else "ink3", figure=True)

    def becomes(self, row: PriceRow) -> Cell:
        if row.reason == "unchanged" or not row.becomes:
            return Cell("" if not row.was else DASH, tone="ink3", figure=True)
        said = prices_words(row.becomes, row.currency, self.bench)
        return Cell(said, strong=True, figure=True, tone="overdue_fg" if row.is_wrong else "ink")

    def invoice(self, row: PriceRow) -> Cell:
        if row.next_date is None:
            return Cell("")
        figures = self.bench.figures
        day = figures.day(row.next_date, self.bench.today)
        if row.next_was is None or row.next_becomes is None:
            return Cell(DASH, tr("{day}, can't be drawn up", day=day), tone="ink3", second_tone="overdue_fg")
        was = figures.amount(row.next_was, row.currency)
        said = figures.amount(row.next_becomes, row.currency)
        more = tr("{day}, was {was}", day=day, was=was)
        return Cell(said, more, figure=True, second_figure=True, strong=True, second_tone="ink2")


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns, with room at both edges."""
    writer = _Writer(bench)
    return (
        Column("left", "", lambda _row: Cell(""), width=8),
        Column("customer", tr("Schedule"), writer.who, "customer", width=180, stretch=True),
        Column("line", tr("Line"), writer.what, width=220),
        Column("was", tr("Price now"), writer.was, align=RIGHT, width=124),
        Column("becomes", tr("Then"), writer.becomes, align=RIGHT, width=124),
        Column("invoice", tr("First invoice"), writer.invoice, align=RIGHT, width=180),
        Column("right", "", lambda _row: Cell(""), width=8),
    )


def _tone(row: PriceRow) -> str:
    return "ink" if not row.reason or row.is_wrong else "ink2"
