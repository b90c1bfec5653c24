"""Exact amounts: minor units, scaled quantities, prices and percentages, as integers only."""

import re
from collections.abc import Sequence

SCALE = 10_000
"""Quantities and percentages are scaled by this; unit prices are minor units scaled by this."""

LIMIT = 10**14
"""No amount, price (in minor units) or quantity (scaled) reaches this; it keeps sums inside 64 bits."""

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP
LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB
PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF
YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_CODES.split())
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DECIMALS = "CLF UYW"
_DECIMALS = {
    code: places
    for places, codes in ((0, _NO_DECIMALS), (3, _THREE_DECIMALS), (4, _FOUR_DECIMALS))
    for code in codes.split()
}
_DECIMAL = re.compile(r"(-?)(\d{1,18})(?:\.(\d{1,12}))?\Z", re.ASCII)


def is_currency(code: object) -> bool:
    """Whether `code` is an ISO 4217 code in use."""
    return isinstance(code, str) and code in CURRENCIES


def decimals(currency: str) -> int:
    """How many decimals the minor unit of an ISO 4217 currency has."""
    return _DECIMALS.get(currency, 2)


def divide(numerator: int, denominator: int) -> int:
    """Quotient of two integers (denominator > 0), rounded half away from zero."""
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def parse_decimal(text: object, places: int) -> int | None:
    """A decimal string such as "-12.5" times 10**places; None if it isn't one or has more decimals.

    Trailing zeros beyond `places` are allowed, exponents, signs other than minus and spaces are not.
    """
    found = _DECIMAL.match(text) if isinstance(text, str) else None
    if found is None:
        return None
    sign, whole, fraction = found.groups()
    fraction = (fraction or "").rstrip("0")
    if len(fraction) > places:
        return None
    value = int(whole + fraction.ljust(places, "0"))
    return -value if sign else value


def decimal_text(value: int, places: int, least: int = 0) -> str:
    """`value` / 10**places as a decimal string with at least `least` decimals, and no needless zeros."""
    sign = "-" if value < 0 else ""
    digits = str(abs(value)).rjust(places + 1, "0")
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :]
    fraction = fraction.rstrip("0").ljust(least, "0")
    return f"{sign}{whole}.{fraction}" if fraction else sign + whole


def parse_amount(text: object, currency: str) -> int | None:
    """Minor units of a decimal string; None if it isn't one or has more decimals than the currency."""
    return parse_decimal(text, decimals(currency))


def amount_text(minor: int, currency: str) -> str:
    """Minor units as a decimal string with all the currency's decimals: 1250 USD is "12.50"."""
    places = decimals(currency)
    return decimal_text(minor, places, places)


def parse_price(text: object, currency: str) -> int | None:
    """A unit price in minor units × 10⁴; None if it has more than 4 decimals beyond the currency's."""
    return parse_decimal(text, decimals(currency) + 4)


def price_text(price: int, currency: str) -> str:
    """A unit price as a decimal string: the currency's decimals, and more where it has them."""
    places = decimals(currency)
    return decimal_text(price, places + 4, places)


def parse_scaled(text: object) -> int | None:
    """A quantity or percentage × 10⁴; None if it isn't a decimal string of at most 4 decimals."""
    return parse_decimal(text, 4)


def scaled_text(scaled: int) -> str:
    """A quantity or percentage as a decimal string without needless zeros: 15000 is "1.5"."""
    return decimal_text(scaled, 4)


def gross(quantity: int, unit_price: int) -> int:
    """Minor units of quantity (× 10⁴) times unit price (minor × 10⁴), rounded half away from zero."""
    return divide(quantity * unit_price, SCALE * SCALE)


def percent_of(amount: int, percent: int) -> int:
    """A percentage (× 10⁴) of an amount in minor units, rounded half away from zero."""
    return divide(amount * percent, 100 * SCALE)


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` in parts proportional to `weights`, by largest remainder: the parts add up exactly.

    Equal remainders are served from the first on. Weights that add up to nothing share nothing out
    unless there is an amount, which then goes to the first part.
    """
    if not amount or not weights:
        return [0] * len(weights)
    total = sum(weights)
    if not total:
        return [amount] + [0] * (len(weights) - 1)
    if total < 0:
        return spread(amount, [-weight for weight in weights])
    if amount < 0:
        return [-part for part in spread(-amount, weights)]
    parts, remainders = [], []
    for weight in weights:
        part, remainder = divmod(amount * weight, total)
        parts.append(part)
        remainders.append(remainder)
    left = amount - sum(parts)
    for index in sorted(range(len(parts)), key=remainders.__getitem__, reverse=True)[:left]:
        parts[index] += 1
    return parts
