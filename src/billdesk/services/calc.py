"""Answers the cases of `billdesk calc`: totals, dates and MRR by the rules alone, without a database."""

from datetime import date
from fractions import Fraction
from itertools import islice

from billdesk.domain import revenue
from billdesk.domain.calendar import FREQUENCIES, Recurrence, period_of
from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.money import LIMIT, SCALE, amount_text, is_currency, scaled_text
from billdesk.domain.schedule import STATES, Schedule, generate_on, upcoming
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount, PricedLine, Rules, Totals, totals
from billdesk.services import cases
from billdesk.services.cases import REQUIRED, Case

MOST = 10_000
"""The most dates that one case may ask for."""
MOST_TAXES = 20
"""The most members of a group; exact arithmetic grows with each compound one."""
_PERCENT = 100 * SCALE
_RATE_PLACES = 12


def answer(case: object) -> object:
    """The answer to one case as commands.md describes it, both plain JSON; Rejected with the places.

    Left out: currency "USD", no discounts, taxes or cash rounding; interval 1, 12 dates in advance;
    schedules active, in the home currency. An unknown key is a problem, null is the same as left out
    (but for `period`, where it means none).
    """
    problems: list[Problem] = []
    fields = Case(case, "", problems)
    kind = None if problems else fields.take("kind", cases.word(*_ANSWERS), REQUIRED)
    found = _ANSWERS[kind](fields) if kind else None
    if problems:
        raise Rejected(tuple(problems))
    return found


def _totals(case: Case) -> object:
    code = case.take("currency", cases.currency, "USD")
    discount = _discount(case, code)
    lines = [_line(line, code) for line in case.objects("lines", REQUIRED)]
    cash = case.take("cash_rounding", cases.amount(code, 0), None)
    rules = Rules(
        includes_tax=case.take("prices_include_tax", cases.flag, False),
        per_line=case.take("tax_rounding", cases.word("document", "line"), "document") == "line",
        cash_rounding=cash or 0,
    )
    case.done()
    if case.problems:
        return None
    found = totals(lines, discount, rules)
    for index, line in enumerate(found.lines):
        if abs(line.gross) >= LIMIT:
            case.bad(f"lines[{index}]", "amount_too_large")
    if max(abs(found.subtotal), abs(found.total)) >= LIMIT:
        case.bad("lines", "amount_too_large")
    return _totals_answer(found, code, cash is not None)


def _line(line: Case, code: str) -> PricedLine:
    quantity = line.take("quantity", cases.scaled(), REQUIRED)
    price = line.take("unit_price", cases.price(code), REQUIRED)
    discount = _discount(line, code)
    rates = tuple(_rate(tax) for tax in line.objects("taxes", []))
    if len(rates) > MOST_TAXES:
        line.bad("taxes", "too_long", longest=MOST_TAXES, length=len(rates))
    line.done()
    return PricedLine(quantity, price, discount, rates)


def _rate(tax: Case) -> Rate:
    rate = Rate(
        tax.take("name", cases.text, REQUIRED),
        tax.take("percent", cases.scaled(0, 10 * _PERCENT), REQUIRED),
        tax.take("compound", cases.flag, False),
    )
    tax.done()
    return rate


def _discount(case: Case, code: str) -> Discount | None:
    found = case.object("discount")
    if found is None:
        return None
    percent = found.take("percent", cases.scaled(0, _PERCENT), None)
    amount = found.take("amount", cases.amount(code, 0), None)
    found.done()
    if (percent is None) == (amount is None) and not found.problems:
        found.bad("", "percent_or_amount")
    return Discount(percent, amount)


def _totals_answer(found: Totals, code: str, shows_rounding: bool) -> object:
    def text(minor: int) -> str:
        return amount_text(minor, code)

    taxes = [
        {
            "name": row.rate.name,
            "percent": scaled_text(row.rate.percent),
            "base": text(row.base),
            "amount": text(row.amount),
        }
        for row in found.taxes
    ]
    rows = [
        {"gross": text(row.gross), "net": text(row.net), "taxable": text(row.taxable)} for row in found.lines
    ]
    sums = {
        "subtotal": text(found.subtotal),
        "discount": text(found.discount),
        "taxes": taxes,
        "tax": text(found.tax),
    }
    rounding = {"rounding": text(found.rounding)} if shows_rounding else {}
    return {"lines": rows} | sums | rounding | {"total": text(found.total)}


def _dates(case: Case) -> object:
    grid = Recurrence(
        case.take("frequency", cases.word(*FREQUENCIES), REQUIRED),
        case.take("interval", cases.whole(1, 1_000_000), 1),
        case.take("start", cases.day, REQUIRED),
        case.take("billing_day", cases.billing_day, None),
    )
    schedule = Schedule(
        0,
        "",
        0,
        grid,
        end=case.take("end", cases.day, None),
        max_occurrences=case.take("max_occurrences", cases.whole(1, 10**9), None),
        lead_days=case.take("lead_days", cases.whole(0, 1_000_000), 0),
        period=case.nullable("period", cases.word("advance", "arrears"), "advance"),
    )
    count = case.take("count", cases.whole(0, MOST), 12)
    case.done()
    if case.problems:
        return None
    try:
        return [_date_row(schedule, index, day) for index, day in islice(upcoming(schedule), count)]
    except Refused as refused:
        case.bad("start", refused.code, **refused.facts)
    return None


def _date_row(schedule: Schedule, index: int, day: date) -> object:
    period = period_of(schedule.recurrence, index, schedule.period)
    return {
        "billing_date": day.isoformat(),
        "generate_on": generate_on(schedule, day).isoformat(),
        "period_start": period.start.isoformat() if period else None,
        "period_end": period.end.isoformat() if period else None,
    }


def _mrr(case: Case) -> object:
    """MRR rounded once per figure; where a rate is missing it is named and the sum left open."""
    home = case.take("home_currency", cases.currency, "USD")
    rates = _rates(case)
    schedules = [_recurring(row, home) for row in case.objects("schedules", REQUIRED)]
    case.done()
    if case.problems:
        return None
    active = [each for each in schedules if each is not None]
    sums = revenue.by_currency(active)
    missing = revenue.missing_rates(sums, home, rates)
    found: dict[str, object] = {
        "mrr": None if missing else amount_text(revenue.rounded(revenue.in_home(sums, home, rates)), home),
        "by_currency": {code: amount_text(revenue.rounded(sums[code]), code) for code in sorted(sums)},
        "active": len(active),
    }
    return found | {"missing_rates": list(missing)} if missing else found


def _rates(case: Case) -> dict[str, Fraction]:
    rates = case.object("rates")
    if rates is None:
        return {}
    found: dict[str, Fraction] = {}
    for code in rates.names():
        if not is_currency(code):
            rates.bad(cases.shown(code), "unknown_currency", value=cases.shown(code))
        rate = rates.take(code, cases.decimal(_RATE_PLACES, 10**18, 1), REQUIRED)
        found[code] = Fraction(rate or 0, 10**_RATE_PLACES)
    return found


def _recurring(row: Case, home: str) -> revenue.Recurring | None:
    """What one schedule of the case contributes; None where it isn't active."""
    code = row.take("currency", cases.currency, home)
    found = revenue.Recurring(
        row.take("frequency", cases.word(*FREQUENCIES), REQUIRED),
        row.take("interval", cases.whole(1, 1_000_000), 1),
        row.take("net", cases.amount(code), REQUIRED),
        code,
    )
    state = row.take("state", cases.word(*STATES), "active")
    row.done()
    return found if state == "active" else None


_ANSWERS = {"totals": _totals, "dates": _dates, "mrr": _mrr}
