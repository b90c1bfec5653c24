"""Numbers in the settings: the pattern of each kind of document, and the counter that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer

from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.settings import PATTERNS
from billdesk.services.numbers import HIGHEST, NumberSheet
from billdesk.ui.panes.settings_section import Section, SettingsSheet
from billdesk.ui.widgets.entries import Entry
from billdesk.ui.widgets.forms import CheckField, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, whole_numbers
from billdesk.ui.words import tr

WAIT_MS = 120
KINDS = ("invoice", "credit_note", "ticket", "receipt")


class NumbersSection(Section):
    """How documents are numbered, without gaps and never twice."""

    key = "numbers"
    title = "Numbers"
    icon = "hash"
    line = "Changes are kept at once. Numbers that are given out stay as they are."
    words = "invoice number pattern counter credit note ticket receipt yearly"

    def build(self) -> None:
        self._tried: dict[str, NumberSheet] = {}
        self.patterns: dict[str, TextField] = {}
        self.counters: dict[str, NumberField] = {}
        for kind in KINDS:
            self._add_kind(kind)
        label = tr("Start anew each year")
        self.yearly = CheckField(self.look, Caption("settings.number_reset_yearly", label))
        hint = tr("Where the pattern names the year.")
        self.add_row(tr("Every year"), hint, self.yearly)
        fields: dict[str, TextField | CheckField] = {PATTERNS[kind]: self.patterns[kind] for kind in KINDS}
        self._patterns = self.keep_settings(fields | {"number_reset_yearly": self.yearly})
        self._counters = self.keep(dict(self.counters), self._raise)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._try)

    def _add_kind(self, kind: str) -> None:
        look = self.look
        setting = PATTERNS[kind]
        pattern = TextField(look, Caption(f"settings.{setting}", tr("Pattern")), 60)
        pattern.changed.connect(lambda: self._timer.start())  # noqa: PLW0108 the timer comes later
        counts = whole_numbers(self.bench.language, 1, HIGHEST)
        caption = Caption(f"settings.{setting}.next", tr("Next counter"))
        counter = NumberField(look, caption, counts, self.bench.language, needed=True)
        self.patterns[kind], self.counters[kind] = pattern, counter
        hint = tr("Braces hold year, month and counter; :05 gives five digits.") if kind == "invoice" else ""
        self.add_row(kind_words(kind), hint, beside(look, (pattern, 2), (counter, 1)))

    def show_sheet(self, sheet: SettingsSheet) -> None:
        self._tried = {}
        shop = sheet.shop
        values: dict[str, Any] = {name: getattr(shop, name) for name in PATTERNS.values()}
        self._patterns.show_values(values | {"number_reset_yearly": shop.number_reset_yearly})
        self._counters.show_values({one.kind: one.counter for one in sheet.numbers})

    def entries(self, sheet: SettingsSheet) -> tuple[str, Sequence[Entry]] | None:
        found = []
        for one in sheet.numbers:
            shown = self._tried.get(one.kind, one)
            found.append(Entry(kind_words(one.kind), shown.numbers[0], ", ".join(shown.numbers[1:])))
        return tr("What comes next"), found

    def _try(self) -> None:
        """Show what the typed patterns would give, before they are kept."""
        wanted = {kind: field.value() for kind, field in self.patterns.items()}
        numbers, today, yearly = self.bench.desk.numbers, self.bench.today, self.yearly.value()

        def job() -> dict[str, NumberSheet | Refused]:
            found: dict[str, NumberSheet | Refused] = {}
            for kind, pattern in wanted.items():
                try:
                    found[kind] = numbers.preview(kind, pattern, yearly, today)
                except Refused as refused:
                    found[kind] = refused
            return found

        self.bench.run(job, self._on_tried, self.troubled.emit)

    def _on_tried(self, found: dict[str, NumberSheet | Refused]) -> None:
        self._tried = {kind: one for kind, one in found.items() if isinstance(one, NumberSheet)}
        for kind, one in found.items():
            self.patterns[kind].tell(self.bench.sentence(one) if isinstance(one, Refused) else "")
        self.example_changed.emit()

    def _raise(self, values: dict[str, Any]) -> None:
        """Raise a counter; what is wrong with it is told at its field."""
        for kind, counter in values.items():
            try:
                self.bench.desk.numbers.raise_counter(kind, counter, self.bench.today)
            except Refused as refused:
                raise Rejected((Problem(kind, refused.code, refused.facts),)) from None


def kind_words(kind: str) -> str:
    """What a kind of numbered document is called."""
    known = {
        "invoice": tr("Invoices"),
        "credit_note": tr("Credit notes"),
        "ticket": tr("Tickets"),
        "receipt": tr("Receipts"),
    }
    return known[kind]
