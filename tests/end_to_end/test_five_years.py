"""Five years of many schedules, day by day and with the program off for weeks: the same dates are billed."""

import calendar
import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from support.recurring import Book, load, schedule
from support.shops import office_at

BEGIN, END = date(2026, 1, 1), date(2030, 12, 31)
COUNT = 500
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
KINDS = ("weekly", "monthly", "quarterly", "yearly")
OFTEN = (1, 12, 32, 55)  # in percent, as contracts of a shop are
LONGEST_OFF = 45
"""Days without a run; of more, a run asks first (the clock guard)."""


def contracts(chance):
    """Documents of schedules of every kind, some of which end."""
    for at in range(COUNT):
        kind = chance.choices(KINDS, OFTEN)[0]
        start = BEGIN + timedelta(chance.randrange(365))
        fields = {"frequency": kind, "interval": chance.choice([1, 1, 1, 2, 3]), "start": str(start)}
        if kind != "weekly":
            fields["billing_day"] = chance.choice([None, 1, 15, 28, 29, 30, 31, "last"])
        if chance.random() < 0.2:
            fields["end"] = str(start + timedelta(chance.randrange(30, 1500)))
        if chance.random() < 0.2:
            fields["max_occurrences"] = chance.randrange(1, 40)
        yield schedule(f"s{at}", lead_days=chance.choice([0, 0, 0, 7, 30]), auto_send=False, **fields)


def expected(document):
    """The billing dates that come due until the end, reckoned from the words of the contract alone."""
    start = date.fromisoformat(document["start"])
    last = min(
        END + timedelta(document["lead_days"]), date.fromisoformat(document.get("end") or "9999-01-01")
    )
    most = document.get("max_occurrences") or 10**6
    found, day, step = [], start, 0
    while day <= last and len(found) < most:
        found.append(day)
        step += document["interval"]
        day = _later(document, start, step)
    return found


def _later(document, start, step):
    if document["frequency"] == "weekly":
        return start + timedelta(weeks=step)
    year, month = divmod(start.month - 1 + step * MONTHS[document["frequency"]], 12)
    longest = calendar.monthrange(start.year + year, month + 1)[1]
    day = document.get("billing_day") or start.day
    return date(start.year + year, month + 1, longest if day == "last" else min(day, longest))


def days_on(chance, off):
    """The days on which the program runs: all of them, or with weeks left out; the last one always."""
    day = BEGIN
    while day < END:
        yield day
        day += timedelta(chance.randrange(1, LONGEST_OFF + 1) if off and chance.random() < 0.1 else 1)
    yield END


def billed(book):
    """The billing dates on file by the schedule's ref."""
    query = """
        SELECT schedules.ref, occurrences.billing_date FROM occurrences
        JOIN schedules ON schedules.id = occurrences.schedule_id
        WHERE occurrences.state = 'billed' ORDER BY 1, 2"""
    found = defaultdict(list)
    for ref, day in book.rows(query):
        found[ref].append(date.fromisoformat(str(day)))
    return found


@pytest.mark.parametrize("off", [False, True], ids=["day by day", "off for random weeks"])
def test_five_years_of_five_hundred_schedules_bill_the_dates_of_their_contracts(tmp_path, off):
    documents = list(contracts(random.Random(2026)))
    book = Book(office_at(tmp_path / "shop.billdesk"))
    load(book.office, *documents)
    failed = sum(book.run(str(day)).failed for day in days_on(random.Random(7), off))
    found, wanted = billed(book), {one["ref"]: expected(one) for one in documents}
    book.office.store.close()

    assert failed == 0
    assert sum(map(len, wanted.values())) > 4_000
    assert found == wanted
