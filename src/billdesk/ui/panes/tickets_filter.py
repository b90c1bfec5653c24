"""The search and the filters above the list of tickets."""

from collections.abc import Mapping
from typing import Any

from billdesk.domain.ticket_list import TicketFilter
from billdesk.ui.bench import Bench
from billdesk.ui.panes.list_filter import ListFilter
from billdesk.ui.ticket_words import status_words
from billdesk.ui.widgets.chips import Choice, FilterSpec
from billdesk.ui.words import tr

USUAL = TicketFilter(open=True)
_FLAGS = {"open": "open", "charges": "has_charges", "timer": "timer_runs"}
"""The chips that say yes or no, and what of the filter they are."""


class TicketsFilter(ListFilter):
    """Turns what is typed and chosen into a TicketFilter."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "tickets", tr("Number, subject, customer…"))
        self._ids: tuple[int, ...] = ()
        self.chips.show_keys("open", ("yes",))

    def specs(self) -> tuple[FilterSpec, ...]:
        return (
            FilterSpec("open", tr("Open"), self.yes_no()),
            FilterSpec("status", tr("Status"), (), many=True, shown=False),
            FilterSpec("technician", tr("Technician"), (), shown=False),
            FilterSpec("customer", tr("Customer"), (), shown=False, opens=self.pick_customer),
            FilterSpec("charges", tr("Open charges"), self.yes_no(), shown=False),
            FilterSpec("timer", tr("Timer runs"), self.yes_no(), shown=False),
        )

    def offer(self) -> None:
        """Offer the statuses of the shop and everybody who works on tickets."""
        desk = self._bench.desk

        def job() -> tuple[tuple[str, ...], tuple[str, ...]]:
            return desk.browsing.settings().ticket_statuses, desk.ticketing.technicians()

        self._bench.run(job, self._on_offered, self.troubled.emit)

    def _on_offered(self, found: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        for name, words in zip(("status", "technician"), found, strict=True):
            self.chips.chip(name).offer(tuple(_choice(name, one) for one in words))
            self._offer(name, self.chips.keys(name))

    def _offer(self, name: str, words: tuple[str, ...]) -> None:
        """Offer some words too, for what is chosen must be among the choices."""
        known = self.chips.chip(name).spec.choices
        more = [one for one in words if one not in {choice.key for choice in known}]
        self.chips.chip(name).offer((*known, *(_choice(name, one) for one in more)))

    def wanted(self) -> TicketFilter:
        """What is asked for."""
        technician = self.chips.keys("technician")
        flags = {field: self.flag(name) for name, field in _FLAGS.items()}
        return TicketFilter(
            statuses=frozenset(self.chips.keys("status")),
            technician=technician[0] if technician else None,
            customer_id=self.customer_id(),
            ids=self._ids,
            text=self.search.text().strip(),
            **flags,
        )

    def asked_anew(self) -> None:
        """What is typed or chosen is looked for among all, not only among those that a link named."""
        self._ids = ()
        super().asked_anew()

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something."""
        return self.wanted() not in (TicketFilter(), USUAL)

    def show_filter(self, wanted: TicketFilter) -> None:
        """Set the filters to what another place asked for."""
        self._ids = wanted.ids
        self.search.show_text(wanted.text)
        statuses = tuple(sorted(wanted.statuses))
        known = {"status": statuses, "technician": (wanted.technician,) if wanted.technician else ()}
        for name, keys in known.items():
            self._offer(name, keys)
            self.chips.show_keys(name, keys)
        self.show_customer(wanted.customer_id)
        for name, field in _FLAGS.items():
            self.show_flag(name, getattr(wanted, field))

    def name_customer(self, customer_id: int | None) -> None:
        """Have the chip say the name of a customer that is asked for, as soon as it is known."""
        if customer_id is None:
            return
        customers, chip = self._bench.desk.customers, self.chips.chip("customer")
        key = str(customer_id)

        def said(name: str) -> None:
            if self.chips.keys("customer") == (key,):
                chip.offer((Choice(key, name),))
                chip.show_keys((key,))

        self.offer_customer(customer_id, "…")
        self._bench.run(lambda: customers.name(customer_id), said, self.troubled.emit)

    def as_plain(self) -> dict[str, Any]:
        """What is asked for, as it can be kept; a customer with the name."""
        wanted = self.wanted()
        plain = {
            **{name: getattr(wanted, field) for name, field in _FLAGS.items()},
            "status": sorted(wanted.statuses),
            "technician": wanted.technician,
            "customer": wanted.customer_id,
            "customer_words": self.chips.chip("customer").value(),
            "text": wanted.text,
            "ids": list(wanted.ids),
        }
        return {name: one for name, one in plain.items() if name == "open" or one not in (None, "", [])}

    def show_plain(self, plain: Mapping[str, Any]) -> None:
        """Set the filters to what was kept; TypeError or ValueError where that makes no sense any more."""
        customer, technician = plain.get("customer"), plain.get("technician")
        if customer is not None:
            self.offer_customer(int(customer), str(plain.get("customer_words")))
        flags = {field: plain.get(name, True if name == "open" else None) for name, field in _FLAGS.items()}
        self.show_filter(
            TicketFilter(
                statuses=frozenset(str(one) for one in plain.get("status", ())),
                technician=None if technician is None else str(technician),
                customer_id=None if customer is None else int(customer),
                ids=tuple(int(key) for key in plain.get("ids", ())),
                text=str(plain.get("text", "")),
                **{field: None if one is None else bool(one) for field, one in flags.items()},
            )
        )

    def clear(self) -> None:
        """The usual list again."""
        self.show_filter(USUAL)
        self.changed.emit()


def _choice(name: str, one: str) -> Choice:
    return Choice(one, status_words(one) if name == "status" else one)
