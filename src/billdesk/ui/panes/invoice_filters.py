"""The filters of the invoice list: what chips, picture and search field ask for, as one InvoiceFilter."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from billdesk.domain.lists import STATUSES, InvoiceFilter
from billdesk.ui.periods import date_choices, ends, span
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


def _id(keys: tuple[str, ...]) -> int | None:
    return int(keys[0]) if keys else None


def _yes(keys: tuple[str, ...]) -> bool | None:
    return keys[0] == "yes" if keys else None
