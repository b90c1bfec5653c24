"""The filters above the report of time."""

from collections.abc import Sequence

from billdesk.domain.time_report import STATES, TimeFilter
from billdesk.ui.bench import Bench
from billdesk.ui.panes.list_filter import ListFilter
from billdesk.ui.periods import date_choices
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterSpec
from billdesk.ui.words import tr

NOBODY = "="
"""The key of time that nobody is named for; others are the name with this before it."""
USUAL = ("this_month",)
NAMES = ("date", "billable", "state", "technician", "customer", "labor")


class TimeFilters(ListFilter):
    """Turns what is chosen into a TimeFilter."""

    side = 0

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "time", "")
        self._row.setContentsMargins(0, 0, 0, 0)
        self._days = USUAL
        self.chips.show_keys("date", USUAL)

    def specs(self) -> tuple[FilterSpec, ...]:
        states = tuple(Choice(one, word(one)) for one in STATES)
        return (
            FilterSpec("date", tr("Date"), date_choices()),
            FilterSpec("billable", tr("Billable"), self.yes_no()),
            FilterSpec("state", tr("State"), states),
            FilterSpec("technician", tr("Technician"), (), shown=False),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self.pick_customer),
            FilterSpec("labor", tr("Labor rate"), (), shown=False),
        )

    def offer(self) -> None:
        """Offer everybody who logged time, and the labor rates."""
        reports = self._bench.desk.time_reports
        self._bench.run(
            lambda: (reports.technicians(), reports.rates()), self._on_offered, self.troubled.emit
        )

    def _on_offered(self, found: tuple[Sequence[str], Sequence[tuple[int, str]]]) -> None:
        people, rates = found
        nobody = Choice(NOBODY, tr("Nobody"))
        offers = {
            "technician": (nobody, *(Choice(NOBODY + one, one) for one in people)),
            "labor": tuple(Choice(str(key), name) for key, name in rates),
        }
        for name, choices in offers.items():
            keys = self.chips.keys(name)
            self.chips.chip(name).offer(choices)
            self.chips.show_keys(name, [one for one in keys if one in {choice.key for choice in choices}])

    def wanted(self) -> TimeFilter:
        """What is asked for."""
        keys = {name: (self.chips.keys(name) or ("",))[0] for name in ("state", "technician", "labor")}
        start, end = self.days()
        return TimeFilter(
            date_from=start,
            date_to=end,
            customer_id=self.customer_id(),
            technician=keys["technician"][1:] if keys["technician"] else None,
            labor_id=int(keys["labor"]) if keys["labor"] else None,
            billable=self.flag("billable"),
            state=keys["state"],
        )

    def narrow(self, name: str, key: str, said: str) -> None:
        """Look at the time of one customer, technician or rate only."""
        self.chips.chip(name).offer((Choice(key, said),))
        self.chips.show_keys(name, (key,))

    def clear(self) -> None:
        """All time that there is."""
        self._days = ()
        for name in NAMES:
            self.chips.show_keys(name, ())
        self.changed.emit()
