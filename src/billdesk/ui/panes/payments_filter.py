"""The search and the filters above the list of payments."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.factory import METHODS
from billdesk.domain.payment_list import PaymentFilter
from billdesk.domain.settings import ShopSettings
from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.methods import method_words
from billdesk.ui.panes.invoice_filters import date_choices, span, span_key
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.words import tr

_NAMES = ("method", "customer", "date", "unallocated")


class PaymentsFilter(QWidget):
    """Turns what is typed and chosen into a PaymentFilter."""

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._ids: tuple[int, ...] = ()
        self._invoice_id: int | None = None
        look = bench.look
        self.search = SearchField(look, "payments.search", tr("Customer, receipt, reference…"), least=150)
        self.chips = FilterChips(look, "payments.chips", self._specs())
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        self.search.asked.connect(lambda _text: self._on_changed())
        self.chips.changed.connect(lambda _name, _keys: self._on_changed())

    def _specs(self) -> tuple[FilterSpec, ...]:
        yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
        days = tuple(one for one in date_choices() if one.key != "other")
        return (
            FilterSpec("method", tr("Method"), _methods(METHODS)),
            FilterSpec("date", tr("Date"), days, shown=False),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self._pick_customer),
            FilterSpec("unallocated", tr("Not allocated"), yes_no, shown=False),
            FilterSpec("named", tr("Only"), (), shown=False),
        )

    def offer(self, settings: ShopSettings) -> None:
        """Offer the methods of the shop."""
        chosen = self.chips.keys("method")
        self.chips.chip("method").offer(_methods(settings.payment_methods))
        self.chips.show_keys("method", chosen)

    def wanted(self) -> PaymentFilter:
        """What is asked for."""
        keys = {name: self.chips.keys(name) for name in _NAMES}
        start, end = span(keys["date"], self._bench.today)
        return PaymentFilter(
            method=keys["method"][0] if keys["method"] else "",
            customer_id=int(keys["customer"][0]) if keys["customer"] else None,
            date_from=start,
            date_to=end,
            unallocated=keys["unallocated"][0] == "yes" if keys["unallocated"] else None,
            invoice_id=self._invoice_id,
            ids=self._ids,
            text=self.search.text().strip(),
        )

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something."""
        return self.wanted() != PaymentFilter()

    def show_filter(self, wanted: PaymentFilter) -> None:
        """Set the filters to what another place asked for."""
        self._show_named(wanted.ids, wanted.invoice_id)
        self.search.show_text(wanted.text)
        self.chips.show_keys("method", (wanted.method,) if wanted.method else ())
        customer = wanted.customer_id
        self.chips.show_keys("customer", () if customer is None else (str(customer),))
        self._show_days(wanted.date_from, wanted.date_to)
        flag = wanted.unallocated
        self.chips.show_keys("unallocated", () if flag is None else ("yes" if flag else "no",))

    def _show_days(self, start: date | None, end: date | None) -> None:
        days = [one.key for one in date_choices() if one.key != "other"]
        today = self._bench.today
        key = next((one for one in days if span((one,), today) == (start, end)), "")
        if not key and (start or end):
            key = span_key(start, end)
            figures = self._bench.figures
            said = f"{figures.day(start, today)} – {figures.day(end, today)}"
            self.chips.chip("date").offer(
                (*(one for one in date_choices() if one.key != "other"), Choice(key, said))
            )
        self.chips.show_keys("date", (key,) if key else ())

    def _on_changed(self) -> None:
        """What is typed or chosen is looked for among all, not only among those that a link named."""
        self._show_named((), None)
        self.changed.emit()

    def _show_named(self, ids: tuple[int, ...], invoice_id: int | None) -> None:
        """Say in a chip that only some are shown; its cross shows the others again."""
        self._ids, self._invoice_id = ids, invoice_id
        said = tr("of one invoice") if invoice_id is not None else tr("this payment")
        named = bool(ids) or invoice_id is not None
        self.chips.chip("named").offer((Choice("named", said),) if named else ())
        self.chips.show_keys("named", ("named",) if named else ())

    def as_plain(self) -> dict[str, Any]:
        """What is asked for, as it can be kept; a customer with the name."""
        plain: dict[str, Any] = {name: list(self.chips.keys(name)) for name in _NAMES}
        plain["text"] = self.search.text().strip()
        if plain["customer"]:
            plain["customer_words"] = self.chips.chip("customer").value()
        return {name: value for name, value in plain.items() if value}

    def show_plain(self, plain: Mapping[str, Any]) -> None:
        """Set the filters to what was kept; TypeError or ValueError where that makes no sense any more."""
        kept = {name: tuple(str(key) for key in plain.get(name, ())) for name in _NAMES}
        span(kept["date"], self._bench.today)
        self._show_named((), None)
        self.search.show_text(str(plain.get("text", "")))
        if kept["customer"]:
            key = str(int(kept["customer"][0]))
            self.chips.chip("customer").offer((Choice(key, str(plain.get("customer_words"))),))
        for name, keys in kept.items():
            self.chips.show_keys(name, keys)

    def clear(self) -> None:
        """Every payment again."""
        self.show_filter(PaymentFilter())
        self.changed.emit()

    def offer_customer(self, customer_id: int, name: str) -> None:
        """Have the chip say a customer's name."""
        self.chips.chip("customer").offer((Choice(str(customer_id), name),))

    def _pick_customer(self) -> None:
        look_up = customers_of(self._bench, self.troubled.emit)
        picker = Picker(self._bench.look, "payments.customer", tr("Customer"), look_up, self)
        picker.picked.connect(self._on_customer)
        picker.open_below(self.chips.chip("customer"))

    def _on_customer(self, choice: Choice) -> None:
        self.chips.chip("customer").offer((choice,))
        self.chips.chip("customer").pick((choice.key,))


def _methods(methods: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(one, method_words(one)) for one in methods)
