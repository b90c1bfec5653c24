"""The filters of the invoice list: what chips, picture and search field ask for, as one InvoiceFilter."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from billdesk.domain.lists import STATUSES, InvoiceFilter
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterSpec
from billdesk.ui.words import tr

DATE, AMOUNT, LATE = "date", "amount", "late"
NAMES = ("status", "customer", DATE, "recurring", AMOUNT, "has_payment", "emailed", "ticket", "waiting")


class Asked(NamedTuple):
    """What the list is asked for: the chosen keys of each chip, the words typed, and what only links set."""

    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    text: str = ""
    paid_this_month: bool = False
    ids: tuple[int, ...] = ()
    schedule_id: int | None = None

    def chosen(self, name: str) -> tuple[str, ...]:
        """The chosen keys of one chip."""
        return dict(self.keys).get(name, ())

    def with_keys(self, name: str, keys: tuple[str, ...]) -> "Asked":
        """The same with other keys for one chip."""
        rest = {key: value for key, value in self.keys if key != name}
        if keys:
            rest[name] = keys
        paid = self.paid_this_month and name != "status"
        return self._replace(keys=tuple(rest.items()), paid_this_month=paid)

    @property
    def anything(self) -> bool:
        """Whether it leaves out any invoice at all."""
        return self != Asked()

    def glance_key(self) -> str:
        """The cell of the picture that shows just this choice of states, "" where there is none."""
        states = self.chosen("status")
        if len(states) != 1 or (states == ("paid",)) != self.paid_this_month:
            return ""
        return states[0] if states[0] in ("draft", "open", "partly_paid", "overdue", "paid") else ""

    def filter(self, today: date) -> InvoiceFilter:
        """The filter that services understand."""
        start, end = span(self.chosen(DATE), today)
        least, most = ends(self.chosen(AMOUNT)[0]) if self.chosen(AMOUNT) else (None, None)
        return InvoiceFilter(
            statuses=frozenset(self.chosen("status")),
            customer_id=_id(self.chosen("customer")),
            ticket_id=_id(self.chosen("ticket")),
            date_from=start,
            date_to=end,
            amount_from=least,
            amount_to=most,
            emailed=_yes(self.chosen("emailed")),
            recurring=_yes(self.chosen("recurring")),
            has_payment=_yes(self.chosen("has_payment")),
            waiting=self.chosen("waiting")[0] if self.chosen("waiting") else "",
            paid_from=today.replace(day=1) if self.paid_this_month else None,
            ids=self.ids,
            schedule_id=self.schedule_id,
            text=self.text,
        )


def specs(openers: Mapping[str, Callable[[], object]]) -> tuple[FilterSpec, ...]:
    """The chips; `openers` open what takes the place of a menu: customers and tickets may be thousands."""
    yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
    states = tuple(Choice(key, word(key)) for key in STATUSES)
    waits = (
        Choice(LATE, tr("Came due while closed")),
        Choice("no_address", tr("No e-mail address")),
    )
    return (
        FilterSpec("status", tr("Status"), states, many=True),
        FilterSpec("customer", tr("Customer"), (), opens=openers["customer"]),
        FilterSpec("date", tr("Date"), date_choices()),
        FilterSpec("recurring", tr("Recurring"), yes_no),
        FilterSpec(AMOUNT, tr("Total"), (), shown=False, opens=openers[AMOUNT]),
        FilterSpec("has_payment", tr("Has payment"), yes_no, shown=False),
        FilterSpec("emailed", tr("E-mailed"), yes_no, shown=False),
        FilterSpec("ticket", tr("Ticket"), (), shown=False, opens=openers["ticket"]),
        FilterSpec("waiting", tr("Waits"), waits, shown=False),
    )


def span_key(low: object, high: object) -> str:
    """The key of a span of days or amounts (minor units), either end of which may be open."""
    return f"{'' if low is None else low}:{'' if high is None else high}"


def ends(key: str) -> tuple[Any, Any]:
    """Both ends of a span's key: days, whole numbers, or None where it is open; of no span two Nones."""
    low, colon, high = key.partition(":")
    return (_end(low), _end(high)) if colon else (None, None)


def _end(text: str) -> date | int | None:
    if not text:
        return None
    return int(text) if text.lstrip("-").isdecimal() else date.fromisoformat(text)


def date_choices(other: Choice | None = None) -> tuple[Choice, ...]:
    """The spans of time to choose from; `other` is one that the picture or the biller asked for."""
    fixed = (
        Choice("this_month", tr("This month")),
        Choice("last_month", tr("Last month")),
        Choice("last_90", tr("Last 90 days")),
        Choice("this_year", tr("This year")),
        Choice("last_year", tr("Last year")),
        Choice("other", tr("From – to…")),
    )
    return (*fixed, other) if other else fixed


def span(keys: tuple[str, ...], today: date) -> tuple[date | None, date | None]:
    """The first and last day of a chosen span; a month is chosen by its first day."""
    if not keys:
        return None, None
    first = today.replace(day=1)
    spans: dict[str, Callable[[], tuple[date, date]]] = {
        "this_month": lambda: (first, _month_end(first)),
        "last_month": lambda: ((first - timedelta(1)).replace(day=1), first - timedelta(1)),
        "last_90": lambda: (today - timedelta(89), today),
        "this_year": lambda: (date(today.year, 1, 1), date(today.year, 12, 31)),
        "last_year": lambda: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    if keys[0] in spans:
        return spans[keys[0]]()
    if ":" in keys[0]:
        return ends(keys[0])
    month = date.fromisoformat(keys[0])
    return month, _month_end(month)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _id(keys: tuple[str, ...]) -> int | None:
    return int(keys[0]) if keys else None


def _yes(keys: tuple[str, ...]) -> bool | None:
    return keys[0] == "yes" if keys else None
