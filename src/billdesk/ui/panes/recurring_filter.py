"""The search and the filters above the list of schedules."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.lists import ScheduleFilter
from billdesk.ui.bench import Bench
from billdesk.ui.panes.recurring_columns import STATES
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.words import tr

USUAL = ("active", "paused")


class RecurringFilter(QWidget):
    """Turns what is typed and chosen into a ScheduleFilter."""

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        look = bench.look
        self.search = SearchField(look, "recurring.search", tr("Customer, title…"))
        self.search.setMinimumWidth(look.px(150))
        self.chips = FilterChips(look, "recurring.chips", self._specs())
        self.chips.show_keys("state", USUAL)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        self.search.asked.connect(lambda _text: self.changed.emit())
        self.chips.changed.connect(lambda _name, _keys: self.changed.emit())

    def _specs(self) -> tuple[FilterSpec, ...]:
        yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
        return (
            FilterSpec("state", tr("State"), tuple(Choice(key, word(key)) for key in STATES), many=True),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self._pick_customer),
            FilterSpec("failed", tr("Failed"), yes_no, shown=False),
        )

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

    def _pick_customer(self) -> None:
        picker = Picker(self._bench.look, "recurring.customer", tr("Customer"), self._look_up, self)
        picker.picked.connect(self._on_customer)
        picker.open_below(self.chips.chip("customer"))

    def _look_up(self, words: str, answer: Callable[[list[Choice]], object]) -> None:
        browsing = self._bench.desk.browsing
        self._bench.run(
            lambda: [Choice(str(one.id), one.name) for one in browsing.customers(words)],
            answer,
            self.troubled.emit,
        )

    def _on_customer(self, choice: Choice) -> None:
        self.chips.chip("customer").offer((choice,))
        self.chips.chip("customer").pick((choice.key,))
