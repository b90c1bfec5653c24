"""The left of the Customers pane: search and filters, the customers, what they owe together."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.customer_list import CustomerFilter, CustomerRow
from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.ui.bench import Bench
from billdesk.ui.models.later import Later
from billdesk.ui.panes.customers_columns import columns
from billdesk.ui.panes.listing import Listing
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import counted, number, tr

USUAL = CustomerFilter(active=True)
_NAMES = ("active", "owes", "has_schedules")


class CustomersFilter(QWidget):
    """Turns what is typed and chosen into a CustomerFilter."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look = bench.look
        self.ids: tuple[int, ...] = ()
        self.search = SearchField(look, "customers.search", tr("Name, place…"), least=150)
        self.chips = FilterChips(look, "customers.chips", self._specs())
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        self.show_filter(USUAL)
        self.search.asked.connect(lambda _text: self.changed.emit())
        self.chips.changed.connect(lambda _name, _keys: self.changed.emit())

    def _specs(self) -> tuple[FilterSpec, ...]:
        yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
        away = (Choice("yes", tr("Active")), Choice("no", tr("Archived")))
        return (
            FilterSpec("active", tr("State"), away),
            FilterSpec("owes", tr("Owes"), yes_no, shown=False),
            FilterSpec("has_schedules", tr("Has schedules"), yes_no, shown=False),
        )

    def wanted(self) -> CustomerFilter:
        """What is asked for."""
        chosen = {name: self.chips.keys(name) for name in _NAMES}
        flags = {name: keys[0] == "yes" if keys else None for name, keys in chosen.items()}
        return CustomerFilter(**flags, text=self.search.text().strip(), ids=self.ids)

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something which is usually shown."""
        return self.wanted() not in (CustomerFilter(), USUAL)

    def show_filter(self, wanted: CustomerFilter) -> None:
        """Set the filters to what another place asked for."""
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        self.ids = wanted.ids
        for name in _NAMES:
            flag = getattr(wanted, name)
            self.chips.show_keys(name, () if flag is None else ("yes" if flag else "no",))

    def as_plain(self) -> dict[str, Any]:
        """What is asked for, as it can be kept."""
        wanted = self.wanted()
        plain = {name: getattr(wanted, name) for name in _NAMES}
        return {**plain, **({"text": wanted.text} if wanted.text else {})}

    def show_plain(self, plain: Mapping[str, Any]) -> None:
        """Set the filters to what was kept; what wasn't is as usual."""
        flags = {name: plain.get(name, getattr(USUAL, name)) for name in _NAMES}
        kept: dict[str, Any] = {name: None if flag is None else bool(flag) for name, flag in flags.items()}
        self.show_filter(CustomerFilter(**kept, text=str(plain.get("text", ""))))

    def clear(self) -> None:
        """The usual list again."""
        self.show_filter(USUAL)
        self.changed.emit()


class CustomersList(Listing):
    """Finds customers."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "customers", CustomersFilter(bench), columns(bench), Sort("name", False))
        self.table.setAccessibleName(tr("Customers"))
        customers = bench.desk.customers
        self.monthly = Later(bench.run, lambda ids: customers.monthly(ids, bench.today))
        self.reckon(self.monthly, "mrr")
        self.first = Button(bench.look, tr("New customer"), "plain", "plus", "customers.empty.new")
        self.empty.add_button(self.first)
        self.lay_out()

    def alone(self, key: int) -> CustomerFilter:
        return CustomerFilter(ids=(key,))

    # Away from the GUI thread

    def _page(self, wanted: CustomerFilter, order: Sort, part: Part) -> Page[CustomerRow]:
        return self.bench.desk.customers.page(wanted, order, self.bench.today, part)

    def _count(self, wanted: CustomerFilter) -> tuple[CurrencySum, ...]:
        return self.bench.desk.customers.sums(wanted)

    # What comes back

    def _say_empty(self, narrowed: bool) -> None:
        if narrowed:
            said = tr("No customer matches these filters"), tr("Clear them to see the active ones again.")
        else:
            said = tr("No customers yet"), tr("Add the first one: a name is enough to begin with.")
        self.empty.say(*said)
        self.first.setVisible(not narrowed)

    def _show_totals(self) -> None:
        count = self.model.rowCount()
        owed = [(one.balance, one.currency) for one in self.model.sums if one.balance]
        said = self.bench.figures.several(owed)
        words = counted(count, "customer", "customers")
        self.totals.show_sums(number(count), words, ((tr("Owe"), said),) if said else ())
