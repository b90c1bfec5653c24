"""The search and the filters above the list of schedules."""

from collections.abc import Mapping
from typing import Any

from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.ui.bench import Bench
from billdesk.ui.panes.list_filter import ListFilter
from billdesk.ui.panes.recurring_columns import STATES
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterSpec
from billdesk.ui.words import counted, tr

USUAL = ("active", "paused")


class RecurringFilter(ListFilter):
    """Turns what is typed and chosen into a ScheduleFilter."""

    side = 16

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "recurring", tr("Customer, title…"))
        self._ids: tuple[int, ...] = ()
        self.chips.show_keys("state", USUAL)

    def specs(self) -> tuple[FilterSpec, ...]:
        return (
            FilterSpec("state", tr("State"), tuple(Choice(key, word(key)) for key in STATES), many=True),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self.pick_customer),
            FilterSpec("failed", tr("Failed"), self.yes_no(), shown=False),
            FilterSpec("named", tr("Only"), (), shown=False),
        )

    def wanted(self) -> ScheduleFilter:
        """What is asked for."""
        return ScheduleFilter(
            states=frozenset(self.chips.keys("state")),
            customer_id=self.customer_id(),
            failed=self.flag("failed"),
            ids=self._ids,
            text=self.search.text().strip(),
        )

    def asked_anew(self) -> None:
        """What is typed or chosen is looked for among all, not only among those that a link named."""
        self._show_named(())
        super().asked_anew()

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something."""
        return self.wanted() != ScheduleFilter() and self.wanted() != ScheduleFilter(states=frozenset(USUAL))

    def show_filter(self, wanted: ScheduleFilter) -> None:
        """Set the filters to what another place asked for."""
        self._show_named(wanted.ids)
        self.search.show_text(wanted.text)
        self.chips.show_keys("state", tuple(state for state in STATES if state in wanted.states))
        self.show_customer(wanted.customer_id)
        self.show_flag("failed", wanted.failed)

    def _show_named(self, ids: tuple[int, ...]) -> None:
        """Say in a chip that only some are shown; its cross shows the others again."""
        self._ids = ids
        said = counted(len(ids), "{count} schedule", "{count} schedules")
        self.chips.chip("named").offer((Choice("named", said),) if ids else ())
        self.chips.show_keys("named", ("named",) if ids else ())

    def as_plain(self) -> dict[str, Any]:
        """What is asked for, as it can be kept; a customer with the name."""
        wanted = self.wanted()
        plain = {
            "state": [state for state in STATES if state in wanted.states],
            "failed": wanted.failed,
            "customer": wanted.customer_id,
            "customer_words": self.chips.chip("customer").value(),
            "text": wanted.text,
            "ids": list(wanted.ids),
        }
        return {
            name: value for name, value in plain.items() if name == "state" or value not in (None, "", [])
        }

    def show_plain(self, plain: Mapping[str, Any]) -> None:
        """Set the filters to what was kept; TypeError or ValueError where that makes no sense any more."""
        customer = plain.get("customer")
        if customer is not None:
            self.offer_customer(int(customer), str(plain.get("customer_words")))
        failed = plain.get("failed")
        self.show_filter(
            ScheduleFilter(
                states=frozenset(state for state in STATES if state in plain.get("state", USUAL)),
                customer_id=None if customer is None else int(customer),
                failed=None if failed is None else bool(failed),
                ids=tuple(int(key) for key in plain.get("ids", ())),
                text=str(plain.get("text", "")),
            )
        )

    def clear(self) -> None:
        """The usual list again."""
        self.show_filter(ScheduleFilter(states=frozenset(USUAL)))
        self.changed.emit()
