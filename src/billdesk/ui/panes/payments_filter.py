"""The search and the filters above the list of payments."""

from collections.abc import Mapping
from typing import Any

from billdesk.domain.factory import METHODS
from billdesk.domain.payment_list import PaymentFilter
from billdesk.domain.settings import ShopSettings
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_words
from billdesk.ui.panes.list_filter import ListFilter
from billdesk.ui.periods import date_choices, span
from billdesk.ui.widgets.chips import Choice, FilterSpec
from billdesk.ui.words import tr

_NAMES = ("method", "customer", "date", "unallocated")


class PaymentsFilter(ListFilter):
    """Turns what is typed and chosen into a PaymentFilter."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "payments", tr("Customer, receipt, reference…"))
        self._ids: tuple[int, ...] = ()
        self._invoice_id: int | None = None

    def specs(self) -> tuple[FilterSpec, ...]:
        return (
            FilterSpec("method", tr("Method"), _methods(METHODS)),
            FilterSpec("date", tr("Date"), date_choices(), shown=False),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self.pick_customer),
            FilterSpec("unallocated", tr("Not allocated"), self.yes_no(), shown=False),
            FilterSpec("named", tr("Only"), (), shown=False),
        )

    def offer(self, settings: ShopSettings) -> None:
        """Offer the methods of the shop."""
        chosen = self.chips.keys("method")
        self.chips.chip("method").offer(_methods(settings.payment_methods))
        self.chips.show_keys("method", chosen)

    def wanted(self) -> PaymentFilter:
        """What is asked for."""
        method = self.chips.keys("method")
        start, end = self.days()
        return PaymentFilter(
            method=method[0] if method else "",
            customer_id=self.customer_id(),
            date_from=start,
            date_to=end,
            unallocated=self.flag("unallocated"),
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
        self.show_customer(wanted.customer_id)
        self.show_days(wanted.date_from, wanted.date_to)
        self.show_flag("unallocated", wanted.unallocated)

    def asked_anew(self) -> None:
        """What is typed or chosen is looked for among all, not only among those that a link named."""
        self._show_named((), None)
        super().asked_anew()

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
        days = span(kept["date"], self._bench.today)
        self._show_named((), None)
        self.search.show_text(str(plain.get("text", "")))
        if kept["customer"]:
            self.offer_customer(int(kept["customer"][0]), str(plain.get("customer_words")))
        for name, keys in kept.items():
            self.chips.show_keys(name, keys)
        self.show_days(*days)

    def clear(self) -> None:
        """Every payment again."""
        self.show_filter(PaymentFilter())
        self.changed.emit()


def _methods(methods: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(one, method_words(one)) for one in methods)
