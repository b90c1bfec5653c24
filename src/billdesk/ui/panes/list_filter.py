"""What the filters above the lists have in common: a search, chips, a customer and days to choose."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.periods import ask_for_days, date_choices, span, span_key, span_words
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.words import tr


class ListFilter(QWidget):
    """Whoever derives from it turns what is typed and chosen into the filter of its list.

    A chip called "date" has the spans of `date_choices`, one called "customer" opens `pick_customer`.
    """

    changed = Signal()
    troubled = Signal(object)
    side = 12
    """The white at both sides, in px at 96 dpi."""

    def __init__(self, bench: Bench, key: str, hint: str) -> None:
        """Make it for the pane of that key; `hint` says what can be searched for, "" that nothing can."""
        super().__init__()
        self._bench, self._key = bench, key
        look = bench.look
        self.search = SearchField(look, f"{key}.search", hint, least=150)
        self.chips = FilterChips(look, f"{key}.chips", self.specs())
        self._days: tuple[str, ...] = ()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(look.px(self.side), look.px(8), look.px(self.side), look.px(8))
        row.setSpacing(look.px(8))
        if hint:
            row.addWidget(self.search)
        else:
            self.search.hide()
        row.addWidget(self.chips, 1)
        self.search.asked.connect(lambda _text: self.asked_anew())
        self.chips.changed.connect(self._on_keys)

    def specs(self) -> Sequence[FilterSpec]:
        """Its chips."""
        raise NotImplementedError

    def asked_anew(self) -> None:
        """Something was typed or chosen here."""
        self.changed.emit()

    def _on_keys(self, name: str, keys: tuple[str, ...]) -> None:
        if name == "date" and keys == ("other",):
            self.chips.show_keys("date", self._days)  # until a span is chosen, the one before holds
            self._pick_days()
            return
        if name == "date":
            self._days = keys
        self.asked_anew()

    # Yes or no

    @staticmethod
    def yes_no() -> tuple[Choice, Choice]:
        """The choices of a chip that says yes or no."""
        return Choice("yes", tr("Yes")), Choice("no", tr("No"))

    def flag(self, name: str) -> bool | None:
        """What a chip says that is yes, no or not set."""
        keys = self.chips.keys(name)
        return keys[0] == "yes" if keys else None

    def show_flag(self, name: str, value: bool | None) -> None:
        """Set such a chip."""
        self.chips.show_keys(name, () if value is None else ("yes" if value else "no",))

    # Days

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day that are asked for."""
        return span(self.chips.keys("date"), self._bench.today)

    def show_days(self, start: date | None, end: date | None) -> None:
        """Set the chip of days; a span that has no name of its own is said by its days."""
        today = self._bench.today
        named = [one.key for one in date_choices() if one.key != "other"]
        key = next((one for one in named if span((one,), today) == (start, end)), "")
        if not key and (start or end):
            key = span_key(start, end)
            self.chips.chip("date").offer(date_choices(Choice(key, span_words(self._bench, start, end))))
        self._days = (key,) if key else ()
        self.chips.show_keys("date", self._days)

    def _pick_days(self) -> None:
        chip = self.chips.chip("date")
        made = ask_for_days(self._bench, f"{self._key}.days", tr("Date"), self.days(), chip)
        made.picked.connect(self._on_days)

    def _on_days(self, low: date | None, high: date | None) -> None:
        self.show_days(low, high)
        self.asked_anew()

    # A customer

    def customer_id(self) -> int | None:
        """The customer that is chosen."""
        keys = self.chips.keys("customer")
        return int(keys[0]) if keys else None

    def show_customer(self, customer_id: int | None) -> None:
        """Choose a customer, or none."""
        self.chips.show_keys("customer", () if customer_id is None else (str(customer_id),))

    def offer_customer(self, customer_id: int, name: str) -> None:
        """Have the chip say a customer's name."""
        self.chips.chip("customer").offer((Choice(str(customer_id), name),))

    def pick_customer(self) -> None:
        """Look a customer up."""
        look_up = customers_of(self._bench, self.troubled.emit)
        picker = Picker(self._bench.look, f"{self._key}.customer", tr("Customer"), look_up, self)
        picker.picked.connect(self._on_customer)
        picker.open_below(self.chips.chip("customer"))

    def _on_customer(self, choice: Choice) -> None:
        self.chips.chip("customer").offer((choice,))
        self.chips.chip("customer").pick((choice.key,))
