"""The filters of the invoice list: what chips, picture and search field ask for, as one InvoiceFilter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from billdesk.domain.lists import STATUSES, InvoiceFilter
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterSpec
from billdesk.ui.words import tr

NAMES = ("status", "customer", "date", "recurring", "has_payment", "emailed")


@dataclass(frozen=True, slots=True)
class Asked:
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
        return replace(self, keys=tuple(rest.items()), paid_this_month=paid)

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
        customer = self.chosen("customer")
        start, end = span(self.chosen("date"), today)
        return InvoiceFilter(
            statuses=frozenset(self.chosen("status")),
            customer_id=int(customer[0]) if customer else None,
            date_from=start,
            date_to=end,
            emailed=_yes(self.chosen("emailed")),
            recurring=_yes(self.chosen("recurring")),
            has_payment=_yes(self.chosen("has_payment")),
            paid_from=today.replace(day=1) if self.paid_this_month else None,
            ids=self.ids,
            schedule_id=self.schedule_id,
            text=self.text,
        )


def specs(open_customers: Callable[[], object]) -> tuple[FilterSpec, ...]:
    """The chips; customers are looked up by a field of their own, as there may be thousands."""
    yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
    states = tuple(Choice(key, word(key)) for key in STATUSES)
    return (
        FilterSpec("status", tr("Status"), states, many=True),
        FilterSpec("customer", tr("Customer"), (), opens=open_customers),
        FilterSpec("date", tr("Date"), date_choices()),
        FilterSpec("recurring", tr("Recurring"), yes_no),
        FilterSpec("has_payment", tr("Has payment"), yes_no, shown=False),
        FilterSpec("emailed", tr("E-mailed"), yes_no, shown=False),
    )


def date_choices(month: Choice | None = None) -> tuple[Choice, ...]:
    """The spans of time to choose from; `month` is one that the picture was asked for."""
    fixed = (
        Choice("this_month", tr("This month")),
        Choice("last_month", tr("Last month")),
        Choice("last_90", tr("Last 90 days")),
        Choice("this_year", tr("This year")),
        Choice("last_year", tr("Last year")),
    )
    return (*fixed, month) if month else fixed


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
    month = date.fromisoformat(keys[0])
    return month, _month_end(month)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _yes(keys: tuple[str, ...]) -> bool | None:
    return keys[0] == "yes" if keys else None
