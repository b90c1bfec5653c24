"""How amounts, numbers, dates and words are written in a language. Whole numbers in, no float on the way.

`language` is a code such as "en", "de" or "de-CH"; one that isn't known is written as English.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from billdesk.basics import resources

if TYPE_CHECKING:
    from babel import Locale

MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
LANGUAGES = ("en", "de")
"""The languages in which everything is said."""

# ISO 4217, where it isn't two. Babel's own numbers of decimals are those of daily use, not of the standard.
_BY_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DECIMALS = {code: places for places, codes in _BY_DECIMALS.items() for code in codes.split()}
_PART = re.compile(r"[yMd]+")
_SCALE = 4  # quantities, prices and percentages have this many decimals more


class _Style(NamedTuple):
    """What Babel knows of a language and we need at each number and date.

    `signs` are those of currencies that have one, `months` the twelve names and `short` the short ones as
    they stand in dates.
    """

    decimal: str
    group: str
    sizes: tuple[int, int]  # digits of the last group, digits of the others
    money: tuple[str, str]  # before and behind; ¤ stands for the currency
    percent: tuple[str, str]
    day: str  # Unicode date pattern
    signs: Mapping[str, str]
    months: tuple[str, ...]
    short: tuple[str, ...]


def decimals(currency: str) -> int:
    """How many decimals the minor unit of a currency has, by ISO 4217."""
    return _DECIMALS.get(currency, 2)


def amount(minor: int, currency: str, language: str, symbol: bool = True) -> str:
    """An amount in minor units with always the currency's decimals: $1,234.50, −1.234,50 €."""
    text = _digits(abs(minor), decimals(currency), decimals(currency), language)
    before, behind = _affixes(currency, language) if symbol else ("", "")
    return _signed(minor, before + text + behind)


def code_is_behind(language: str) -> bool:
    """Whether a language writes a currency behind its amount: 71,86 CAD."""
    return _style(language).money[1] != ""


def price(scaled: int, currency: str, language: str, symbol: bool = False) -> str:
    """A unit price in minor units × 10⁴ with as many decimals as it has, at least the currency's."""
    least = decimals(currency)
    text = _digits(abs(scaled), least + _SCALE, least, language)
    before, behind = _affixes(currency, language) if symbol else ("", "")
    return _signed(scaled, before + text + behind)


def number(whole: int, language: str) -> str:
    """A whole number with its groups: 12,500."""
    return _signed(whole, _digits(abs(whole), 0, 0, language))


def quantity(scaled: int, language: str) -> str:
    """A quantity × 10⁴ with as many decimals as it has: 1.5."""
    return _signed(scaled, _digits(abs(scaled), _SCALE, 0, language))


def percent(scaled: int, language: str) -> str:
    """A percentage × 10⁴ with as many decimals as it has: 82500 is 8.25%."""
    before, behind = _style(language).percent
    return _signed(scaled, before + _digits(abs(scaled), _SCALE, 0, language) + behind)


def point(language: str) -> str:
    """The sign before the decimals of a number: "." or ","."""
    return _style(language).decimal


def date_medium(day: date, language: str) -> str:
    """A date as it is written in lists and letters: Feb 1, 2026, 01.02.2026."""
    return _date(day, _style(language).day, language)


def date_short_without_year(day: date, today: date, language: str) -> str:
    """A date without its year if that is the year of `today`, else with it."""
    pattern = _style(language).day
    return _date(day, _without_year(pattern) if day.year == today.year else pattern, language)


def month_name(month: int, language: str) -> str:
    """The name of a month (1-12): February.

    Babel's "stand-alone" names would be the ones, but once a Japanese name was asked for it gives that to
    languages which inherit theirs, German too. The names used inside dates don't suffer from this.
    """
    return _style(language).months[month - 1]


def country_name(code: str, language: str) -> str:
    """The name of a country by its two letters: DE is Germany; the code itself where it has none."""
    return str(_locale(language).territories.get(code, code))


def currency_name(code: str, language: str) -> str:
    """The name of a currency: USD is US Dollar; the code itself where it has none."""
    return str(_locale(language).currencies.get(code, code))


def language_name(code: str, language: str) -> str:
    """The name of a language by its code: de is German; the code itself where it has none."""
    return str(_locale(language).languages.get(code.replace("-", "_"), code)).title()


def sorting_key(text: str) -> str:
    """What texts are put in order by: without case and accents, so that Österreich stands among the O."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def date_range(start: date, end: date, language: str) -> str:
    """The days from `start` to `end`, the year once where it is the same: Feb 1 – Feb 28, 2026."""
    first = last = _style(language).day
    if start == end:
        return _date(start, first, language)
    if start.year == end.year:
        if first.startswith("y"):
            last = _without_year(last)
        else:
            first = _without_year(first)
    return f"{_date(start, first, language)} {EN_DASH} {_date(end, last, language)}"


def translate(text: str, language: str) -> str:
    """An English text of the program in another language; the text itself where it isn't translated."""
    return _catalog(language.replace("-", "_").partition("_")[0]).get(text) or text


def _signed(value: int, text: str) -> str:
    return MINUS + text if value < 0 else text


def _digits(value: int, places: int, least: int, language: str) -> str:
    """Write value × 10⁻ᵖˡᵃᶜᵉˢ; zeros at the end go as long as `least` decimals stay."""
    style = _style(language)
    text = str(value).rjust(places + 1, "0")
    whole, fraction = (text[:-places], text[-places:]) if places else (text, "")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    grouped = _grouped(whole, style)
    return f"{grouped}{style.decimal}{fraction}" if fraction else grouped


def _grouped(whole: str, style: _Style) -> str:
    size, further = style.sizes
    groups: list[str] = []
    while len(whole) > size:
        groups.insert(0, whole[-size:])
        whole, size = whole[:-size], further
    return style.group.join([whole, *groups])


def _without_year(pattern: str) -> str:
    """Take the year, and what ties it to the day, out of a date pattern."""
    if pattern.startswith("y"):
        return re.sub(r"^y+[^A-Za-z']*", "", pattern)
    return re.sub(r"(\s*'[^']*'|[\s,/-])*y+.*$", "", pattern)


@lru_cache(maxsize=8192)
def _date(day: date, pattern: str, language: str) -> str:
    if language in _kept():
        short = _style(language).short[day.month - 1]
        parts = {"y": str(day.year), "MM": f"{day.month:02}", "MMM": short, "d": str(day.day)}
        return _PART.sub(lambda found: (parts | {"dd": f"{day.day:02}"})[found[0]], pattern)
    from babel.dates import format_date

    return format_date(day, pattern, locale=_locale(language))


@cache
def _kept() -> dict[str, dict[str, Any]]:
    """The styles of our own languages, so that a window needn't wait for all that Babel knows of them."""
    kept: dict[str, dict[str, Any]] = json.loads(resources.read_text("locale", "styles.json"))
    return kept


@lru_cache(maxsize=64)
def _style(language: str) -> _Style:
    kept = _kept().get(language)
    if kept is None:
        return style_of(language)
    read: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in kept.items()}
    return _Style(**read)


def style_of(language: str) -> _Style:
    """What Babel says; resources/locale/styles.json is written from it and held equal by a test."""
    locale = _locale(language)
    wide, short = (locale.months["format"][width] for width in ("wide", "abbreviated"))
    symbols = locale.number_symbols["latn"]
    money = locale.currency_formats["standard"]
    share = locale.percent_formats[None]
    return _Style(
        decimal=symbols["decimal"],
        group=symbols["group"],
        sizes=money.grouping,
        money=(money.prefix[0], money.suffix[0]),
        percent=(share.prefix[0], share.suffix[0]),
        day=locale.date_formats["medium"].pattern,
        signs={code: str(sign) for code, sign in sorted(locale.currency_symbols.items()) if sign != code},
        months=tuple(str(wide[month]) for month in range(1, 13)),
        short=tuple(str(short[month]) for month in range(1, 13)),
    )


@lru_cache(maxsize=512)
def _affixes(currency: str, language: str) -> tuple[str, str]:
    """What stands before and behind an amount; a sign made of letters is kept apart from the digits."""
    style = _style(language)
    before, behind = (text.replace("¤", style.signs.get(currency, currency)) for text in style.money)
    if before and before[-1].isalpha():
        before += NO_BREAK_SPACE
    if behind and behind[0].isalpha():
        behind = NO_BREAK_SPACE + behind
    return before, behind


@lru_cache(maxsize=64)
def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    wanted = language.replace("-", "_")
    for code in (wanted, wanted.partition("_")[0]):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache(maxsize=16)
def _catalog(language: str) -> dict[str, str]:
    """The translations of resources/locale, read as the translator wrote them."""
    if language not in LANGUAGES or language == "en":
        return {}
    from babel.messages.pofile import read_po  # after the question, for English has no need of it

    with resources.path("locale", language, "LC_MESSAGES", "billdesk.po").open("rb") as file:
        messages = read_po(file, locale=language)
    plain = (each for each in messages if isinstance(each.id, str) and each.id and not each.fuzzy)
    return {str(each.id): str(each.string) for each in plain if each.string}
