"""The search and the filters above the list of schedules."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.panes.recurring_columns import STATES
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.words import counted, tr

USUAL = ("active", "paused")


class RecurringFilter(QWidget):
    """Turns what is typed and chosen into a ScheduleFilter."""

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._ids: tuple[int, ...] = ()
        look = bench.look
        self.search = SearchField(look, "recurring.search", tr("Customer, title…"), least=150)
        self.chips = FilterChips(look, "recurring.chips", self._specs())
        self.chips.show_keys("state", USUAL)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        self.search.asked.connect(lambda _text: self._on_changed())
        self.chips.changed.connect(lambda _name, _keys: self._on_changed())

    def _specs(self) -> tuple[FilterSpec, ...]:
        yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
        return (
            FilterSpec("state", tr("State"), tuple(Choice(key, word(key)) for key in STATES), many=True),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self._pick_customer),
            FilterSpec("failed", tr("Failed"), yes_no, shown=False),
            FilterSpec("named", tr("Only"), (), shown=False),
        )

    def wanted(self) -> ScheduleFilter:
        """What is asked for."""
        customer, failed = self.chips.keys("customer"), self.chips.keys("failed")
        return ScheduleFilter(
            states=frozenset(self.chips.keys("state")),
            customer_id=int(customer[0]) if customer else None,
            failed=failed[0] == "yes" if failed else None,
            ids=self._ids,
            text=self.search.text().strip(),
        )

    def _on_changed(self) -> None:
        """What is typed or chosen is looked for among all, not only among those that a link named."""
        self._show_named(())
        self.changed.emit()

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something."""
        return self.wanted() != ScheduleFilter() and self.wanted() != ScheduleFilter(states=frozenset(USUAL))

    def show_filter(self, wanted: ScheduleFilter) -> None:
        """Set the filters to what another place asked for."""
        self._show_named(wanted.ids)
        self.search.show_text(wanted.text)
        self.chips.show_keys("state", tuple(state for state in STATES if state in wanted.states))
        self.chips.show_keys("customer", () if wanted.customer_id is None else (str(wanted.customer_id),))
        failed = () if wanted.failed is None else ("yes" if wanted.failed else "no",)
        self.chips.show_keys("failed", failed)

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
            self.chips.chip("customer").offer((Choice(str(int(customer)), str(plain.get("customer_words"))),))
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

    def _pick_customer(self) -> None:
        look_up = customers_of(self._bench, self.troubled.emit)
        picker = Picker(self._bench.look, "recurring.customer", tr("Customer"), look_up, self)
        picker.picked.connect(self._on_customer)
        picker.open_below(self.chips.chip("customer"))

    def _on_customer(self, choice: Choice) -> None:
        self.chips.chip("customer").offer((choice,))
        self.chips.chip("customer").pick((choice.key,))
