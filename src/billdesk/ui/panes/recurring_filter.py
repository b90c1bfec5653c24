"""The search and the filters above the list of schedules."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.lists import CustomerChoice, ScheduleFilter
from billdesk.ui.bench import Bench
from billdesk.ui.panes.recurring_columns import STATES
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.words import tr

ALL = 200
"""A list of so many rows is summed up whole."""
USUAL = ("active", "paused")
CUSTOMERS = 40


class RecurringFilter(QWidget):
    """Turns what is typed and chosen into a ScheduleFilter."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        look = bench.look
        self.search = SearchField(look, "recurring.search", tr("Customer, title…"))
        self.search.setMinimumWidth(look.px(150))
        self.chips = FilterChips(look, "recurring.chips", self._specs(()))
        self.chips.show_keys("state", USUAL)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        self.search.asked.connect(lambda _text: self.changed.emit())
        self.chips.changed.connect(lambda _name, _keys: self.changed.emit())

    def _specs(self, customers: tuple[Choice, ...]) -> tuple[FilterSpec, ...]:
        yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
        return (
            FilterSpec("state", tr("State"), tuple(Choice(key, word(key)) for key in STATES), many=True),
            FilterSpec("customer", tr("Customer"), customers, shown=False),
            FilterSpec("failed", tr("Failed"), yes_no, shown=False),
        )

    def read_customers(self) -> None:
        """Offer customers in the chip; further ones are found by the search."""
        browsing = self._bench.desk.browsing
        self._bench.run(lambda: browsing.customers("", CUSTOMERS), self._on_customers, lambda _error: None)

    def wanted(self) -> ScheduleFilter:
        """What is asked for."""
        customer, failed = self.chips.keys("customer"), self.chips.keys("failed")
        return ScheduleFilter(
            states=frozenset(self.chips.keys("state")),
            customer_id=int(customer[0]) if customer else None,
            failed=failed[0] == "yes" if failed else None,
            text=self.search.text().strip(),
        )

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something."""
        return self.wanted() != ScheduleFilter() and self.wanted() != ScheduleFilter(states=frozenset(USUAL))

    def show_filter(self, wanted: ScheduleFilter) -> None:
        """Set the filters to what another place asked for."""
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        self.chips.show_keys("state", tuple(state for state in STATES if state in wanted.states))
        self.chips.show_keys("customer", () if wanted.customer_id is None else (str(wanted.customer_id),))
        failed = () if wanted.failed is None else ("yes" if wanted.failed else "no",)
        self.chips.show_keys("failed", failed)

    def clear(self) -> None:
        """The usual list again."""
        self.show_filter(ScheduleFilter(states=frozenset(USUAL)))
        self.changed.emit()

    def _on_customers(self, found: tuple[CustomerChoice, ...]) -> None:
        chip = self.chips.chip("customer")
        choices = tuple(Choice(str(one.id), one.name) for one in found)
        chip.spec = FilterSpec("customer", tr("Customer"), choices, shown=False)
        chip.show_keys(chip.keys)
