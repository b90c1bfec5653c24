"""The filters above the audit trail: kind of thing, one thing, days."""

from dataclasses import replace

from billdesk.domain.audit import KINDS, AuditFilter
from billdesk.ui.bench import Bench
from billdesk.ui.panes.list_filter import ListFilter
from billdesk.ui.periods import date_choices
from billdesk.ui.widgets.chips import Choice, FilterSpec
from billdesk.ui.words import tr

KIND_WORDS = {
    "invoice": "Invoice",
    "payment": "Payment",
    "customer": "Customer",
    "schedule": "Schedule",
    "ticket": "Ticket",
    "charge": "Charge",
    "product": "Product",
    "tax": "Tax",
    "terms": "Payment terms",
    "settings": "Settings",
    "shop": "Shop",
}


def kind_words(kind: str) -> str:
    """What a kind of thing is called; one that has no words by its name."""
    return tr(KIND_WORDS[kind]) if kind in KIND_WORDS else kind.replace("_", " ").capitalize()


class AuditFilterBar(ListFilter):
    """Turns what is chosen into an AuditFilter."""

    side = 16

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "audit", "")
        self._one = AuditFilter()

    def specs(self) -> tuple[FilterSpec, ...]:
        kinds = tuple(Choice(one, kind_words(one)) for one in KINDS)
        return (
            FilterSpec("date", tr("Date"), date_choices(Choice("today", tr("Today")))),
            FilterSpec("kind", tr("What"), kinds),
            FilterSpec("named", tr("Only"), (), shown=False),
        )

    def days_of(self) -> AuditFilter:
        """The days that are asked for."""
        if self.chips.keys("date") == ("today",):
            return AuditFilter(day_from=self._bench.today, day_to=self._bench.today)
        start, end = self.days()
        return AuditFilter(day_from=start, day_to=end)

    def wanted(self) -> AuditFilter:
        """What is asked for."""
        kind = self.chips.keys("kind")
        found = replace(self.days_of(), kind=kind[0] if kind else "")
        if self._one.subject_id is None or not self.chips.keys("named"):
            return found
        one = self._one
        return replace(found, kind=one.kind, subject_id=one.subject_id, name=one.name)

    def show_filter(self, wanted: AuditFilter) -> None:
        """Set the filters to what another place asked for; one thing is named in a chip."""
        self._one = wanted
        named = wanted.subject_id is not None
        self.chips.chip("named").offer((Choice("named", wanted.name),) if named else ())
        self.chips.show_keys("named", ("named",) if named else ())
        self.chips.show_keys("kind", (wanted.kind,) if wanted.kind in KINDS and not named else ())
        self.show_days(wanted.day_from, wanted.day_to)

    def clear(self) -> None:
        """Everything again."""
        self.show_filter(AuditFilter())
        self.changed.emit()

    def _on_keys(self, name: str, keys: tuple[str, ...]) -> None:
        if name == "kind" and keys:  # of another kind the one thing isn't
            self.chips.show_keys("named", ())
        super()._on_keys(name, keys)
