"""The form of payment terms: when an invoice is due, and what lateness costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.domain.terms import MOST_DAYS, MOST_DEFERRED, LateFee, Terms
from billdesk.ui.bench import Bench
from billdesk.ui.panes.settings_form import InlineForm
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import CheckField, SegmentField, TextField, in_columns
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, Numeral, amounts, percentages, whole_numbers
from billdesk.ui.widgets.painted import Label
from billdesk.ui.words import tr

NEW = Terms(0, "", "", 14)


class TermsForm(InlineForm):
    """Makes new terms, or a new version of some."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "settings.terms", tr("Keep terms"))
        self._terms = NEW
        look = bench.look
        self.name = TextField(
            look, Caption("settings.terms.name", tr("Name"), tr("As invoices show it.")), 200
        )
        kinds = (
            Choice("days", tr("After days")),
            Choice("end", tr("End of the month")),
            Choice("day", tr("Day of the month")),
        )
        self.kind = SegmentField(look, Caption("settings.terms.kind", tr("Due")), kinds)
        language = bench.language
        self.days = self._number("days", tr("Days"), whole_numbers(language, 0, MOST_DAYS), True)
        self.day = self._number("day_of_month", tr("Day of the month"), whole_numbers(language, 1, 31), True)
        hint = tr("When so few days are left, the month after.")
        deferred = whole_numbers(language, 0, MOST_DEFERRED)
        self.defer = self._number("defer_within_days", tr("Move on within days"), deferred, False, hint)
        self._add_fee()
        self.note = Label(look, tr("What is issued keeps its terms."), "small", "ink2")
        for part in (
            self.name,
            self.kind,
            self.days,
            self.day,
            self.defer,
            self.has_fee,
            self.fee,
            self.note,
        ):
            self.body.addWidget(part)
        self.kind.changed.connect(self._show_kind)
        self.has_fee.changed.connect(lambda: self.fee.setVisible(self.has_fee.value()))

    def _add_fee(self) -> None:
        look, bench = self.look, self.bench
        money = amounts(bench.figures.home, bench.language)
        days = whole_numbers(bench.language, 0, MOST_DAYS)
        self.has_fee = CheckField(look, Caption("settings.terms.late_fee", tr("Charge a late fee")))
        self.has_fee.stand_alone()
        self.after = self._number("after_days", tr("Days after it was due"), days, True)
        self.flat = self._number("flat", tr("Amount"), money, False)
        self.percent = self._number(
            "percent", tr("Percent of what is open"), percentages(bench.language), False
        )
        self.least = self._number("minimum", tr("At least"), money, False)
        self.most = self._number("maximum", tr("At most"), money, False)
        self.monthly = CheckField(look, Caption("settings.terms.monthly", tr("Again every month")))
        self.monthly.stand_alone()
        self.fee = QWidget()
        column = QVBoxLayout(self.fee)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addLayout(in_columns(look, (self.after, self.flat, self.percent), (self.least, self.most)))
        column.addWidget(self.monthly)

    def _number(self, name: str, label: str, numeral: Numeral, needed: bool, hint: str = "") -> NumberField:
        caption = Caption(f"settings.terms.{name}", label, hint)
        return NumberField(self.look, caption, numeral, self.bench.language, needed)

    def show_terms(self, terms: Terms) -> None:
        """Open the form for terms; NEW for others."""
        self._terms = terms
        fee = terms.late_fee
        self.name.show_value(terms.name)
        by_day = terms.day_of_month is not None
        self.kind.show_value("day" if by_day else "end" if terms.end_of_month else "days")
        self.days.show_value(terms.days or 0)
        self.day.show_value(terms.day_of_month or 1)
        self.defer.show_value(terms.defer_within_days)
        self.has_fee.show_value(fee is not None)
        shown = fee or LateFee(10)
        self.after.show_value(shown.after_days)
        self.flat.show_value(shown.flat or None)
        self.percent.show_value(shown.percent or None)
        self.least.show_value(shown.minimum)
        self.most.show_value(shown.maximum)
        self.monthly.show_value(shown.monthly)
        self.note.setVisible(bool(terms.id))
        self._show_kind()
        self.open_it(tr("Change {name}", name=terms.name) if terms.id else tr("New terms"))

    def save(self) -> None:
        self._use_fields()
        super().save()

    def value(self) -> Terms:
        kind = self.kind.value()
        fee = None
        if self.has_fee.value():
            flat, percent = self.flat.value() or 0, self.percent.value() or 0
            bounds = self.least.value(), self.most.value()
            fee = LateFee(self.after.value() or 0, flat, percent, *bounds, self.monthly.value())
        by_day = kind == "day"
        return replace(
            self._terms,
            name=self.name.value(),
            days=None if by_day else self.days.value(),
            end_of_month=kind == "end",
            day_of_month=self.day.value() if by_day else None,
            defer_within_days=(self.defer.value() or 0) if by_day else 0,
            late_fee=fee,
        )

    def service(self) -> Callable[[Any], Any]:
        terms = self.bench.desk.terms
        return terms.change if self._terms.id else terms.create

    def _show_kind(self) -> None:
        by_day = self.kind.value() == "day"
        self.days.setVisible(not by_day)
        self.day.setVisible(by_day)
        self.defer.setVisible(by_day)
        self.fee.setVisible(self.has_fee.value())
        self._use_fields()

    def _use_fields(self) -> None:
        """The form knows the fields that count now, so that a hidden one keeps nobody from saving."""
        shown: dict[str, Any] = {"name": self.name}
        if self.kind.value() == "day":
            shown |= {"day_of_month": self.day, "defer_within_days": self.defer}
        else:
            shown["days"] = self.days
        if self.has_fee.value():
            names = ("after_days", "flat", "percent", "minimum", "maximum")
            fields = (self.after, self.flat, self.percent, self.least, self.most)
            shown |= {f"late_fee.{name}": one for name, one in zip(names, fields, strict=True)}
        self.form.fields = shown
