"""The rows of the audit trail: when, what, whose, what was done, and the facts of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from billdesk.domain.audit import AuditLine
from billdesk.ui.act_words import act_words
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_words
from billdesk.ui.models.cells import Cell, Column
from billdesk.ui.pages.audit_filter import kind_words
from billdesk.ui.words import tr

_MONEY = frozenset({"amount", "total", "balance", "held", "tendered"})
_FACTS = {
    "amount": "Amount",
    "total": "Total",
    "balance": "Balance",
    "held": "Held",
    "tendered": "Cash handed over",
    "number": "Number",
    "reason": "Reason",
    "method": "Method",
    "status": "Status",
    "state": "State",
    "to": "To",
    "of": "Period",
    "reply": "Reply",
    "name": "Name",
    "title": "Title",
    "printer": "Printer",
}
"""The facts that are told, in this order; ids mean nothing to people."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class AuditWriter:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def columns(self) -> tuple[Column, ...]:
        """The columns, with room at both edges."""
        return (
            Column("left", "", lambda _row: Cell(""), width=8),
            Column("when", tr("When"), self._when, "when", width=104),
            Column("subject", tr("What"), self._subject, width=240),
            Column("act", tr("Done"), self._act, width=180, stretch=True),
            Column("desk", tr("Desk"), lambda row: Cell(row.desk, tone="ink2"), width=140, rank=1),
            Column("right", "", lambda _row: Cell(""), width=8),
        )

    def _when(self, row: AuditLine) -> Cell:
        here = row.at.astimezone()
        day = self.bench.figures.day(here.date(), self.bench.today)
        return Cell(day, f"{here:%H:%M:%S}", figure=True, second_figure=True, second_tone="ink2")

    def _subject(self, row: AuditLine) -> Cell:
        name = f"{kind_words(row.kind)} {row.name}".strip()
        return Cell(name, row.customer, strong=True, second_tone="ink2")

    def _act(self, row: AuditLine) -> Cell:
        facts = " · ".join(self._facts(row))
        return Cell(act_words(row.kind, row.act), facts, second_tone="ink2")

    def _facts(self, row: AuditLine) -> Iterator[str]:
        changed = row.facts.get("changed")
        facts = changed if isinstance(changed, dict) else row.facts
        for name, label in _FACTS.items():
            said = self._value(row, name, facts.get(name))
            if said and said != row.name:
                yield f"{tr(label)}: {said}"

    def _value(self, row: AuditLine, name: str, value: object) -> str:
        if isinstance(value, list) and len(value) == 2 and name != "to":
            before, after = (self._value(row, name, one) or tr("empty") for one in value)
            return f"{before} → {after}"
        if name in _MONEY:
            if not isinstance(value, int) or not row.currency:
                return ""
            return self.bench.figures.headline(value, row.currency)
        if name == "method":
            return method_words(str(value)) if value else ""
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
        text = " ".join(text.split())
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
