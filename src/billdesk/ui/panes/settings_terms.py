"""Payment terms and late fees in the settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from billdesk.basics import words
from billdesk.domain.terms import Terms
from billdesk.ui.panes.settings_section import RowAct, Section, SettingsSheet
from billdesk.ui.panes.settings_terms_form import NEW, TermsForm
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.entries import Entry
from billdesk.ui.widgets.forms import ChoiceField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.roll import Entered, Roll
from billdesk.ui.words import counted, tr


class TermsSection(Section):
    """How long customers have to pay, and what lateness costs."""

    key = "terms"
    title = "Payment terms"
    icon = "calendar-clock"
    words = "payment terms due days late fee net interest"

    def build(self) -> None:
        look = self.look
        self._sheet: SettingsSheet | None = None
        self.roll = Roll(look, "settings.terms.list", tr("Payment terms"))
        self.form = TermsForm(self.bench)
        self.add = Button(look, tr("Add terms"), "link", "plus", "settings.terms.add")
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        hint = tr("Changing terms that an invoice has makes a new version of them.")
        self.add_row(tr("Payment terms"), hint, self.roll, line, self.form)
        caption = Caption("settings.default_terms_id", tr("Terms of the shop"))
        self.default = ChoiceField(look, caption, ())
        hint = tr("Count where neither schedule nor customer names others.")
        self.add_row(tr("Terms of the shop"), hint, self.default)
        self._default = self.keep({"default_terms_id": self.default}, self._write_default)
        self.add.clicked.connect(lambda: self.form.show_terms(NEW))
        self.roll.opened.connect(self._edit)
        self.roll.menu_asked.connect(self._open_menu)
        self.roll.deleted.connect(self._delete)
        self.form.kept.connect(lambda _terms: self.changed.emit())
        self.form.closed.connect(self.add.setFocus)
        self.form.troubled.connect(self.troubled)

    # What is shown

    def show_sheet(self, sheet: SettingsSheet) -> None:
        self._sheet = sheet
        self.roll.show_rows([self._row(terms, sheet) for terms in sheet.terms])
        offered = [Choice("", tr("Due at once"))]
        offered += [Choice(str(terms.id), terms.name) for terms in sheet.terms if not terms.archived]
        self.default.offer(offered)
        self._default.show_values({"default_terms_id": str(sheet.shop.default_terms_id or "")})

    def entries(self, sheet: SettingsSheet) -> tuple[str, Sequence[Entry]] | None:
        figures, currency = self.bench.figures, sheet.shop.currency
        found = []
        for one in sheet.terms_examples:
            below = ""
            if one.fee_from is not None:
                below = tr(
                    "From {day} on, {fee} are charged on {balance}",
                    day=figures.day(one.fee_from, sheet.today),
                    fee=figures.headline(one.fee, currency),
                    balance=figures.headline(one.balance, currency),
                )
            due = tr("due {day}", day=figures.day(one.due, sheet.today))
            found.append(Entry(one.terms.name, due, below))
        return tr("Invoiced today"), found

    def _row(self, terms: Terms, sheet: SettingsSheet) -> Entered:
        name = tr("{name} (archived)", name=terms.name) if terms.archived else terms.name
        shop = tr("everybody") if terms.id == sheet.shop.default_terms_id else ""
        return Entered(str(terms.id), name, self._fee(terms), due_words(terms), shop, terms.archived)

    def _fee(self, terms: Terms) -> str:
        fee = terms.late_fee
        if fee is None:
            return ""
        parts = [self.bench.figures.headline(fee.flat, self.bench.figures.home)] if fee.flat else []
        parts += [words.percent(fee.percent, self.bench.language)] if fee.percent else []
        return tr("late fee {fee}", fee=" + ".join(parts))

    # Acts

    def _found(self, key: str) -> Terms | None:
        found = self._sheet.terms if self._sheet else ()
        return next((terms for terms in found if str(terms.id) == key), None)

    def _edit(self, key: str) -> None:
        terms = self._found(key)
        if terms is not None and terms.archived:
            self._open_menu(key)
        elif terms is not None:
            self.form.show_terms(terms)

    def _open_menu(self, key: str) -> None:
        terms, row = self._found(key), self.roll.row(key)
        if terms is None or row is None or self._sheet is None:
            return
        services = self.bench.desk.terms
        if terms.archived:
            acts = [RowAct("restore", tr("Restore"), lambda: self.do(lambda: services.restore(terms.id)))]
        else:
            acts = [RowAct("edit", tr("Change it"), lambda: self.form.show_terms(terms))]
            if terms.id != self._sheet.shop.default_terms_id:
                default = tr("Use for everybody")
                acts.append(
                    RowAct("default", default, lambda: self.do(lambda: services.set_default(terms.id)))
                )
            acts.append(RowAct("archive", tr("Archive"), lambda: self._archive(terms)))
        acts.append(RowAct("delete", tr("Delete"), lambda: self._delete(key)))
        self.open_acts("settings.terms", acts, row)

    def _archive(self, terms: Terms) -> None:
        services, said = self.bench.desk.terms, tr("{name} is archived", name=terms.name)
        self.do_undoable(lambda: services.archive(terms.id), said, lambda: services.restore(terms.id))

    def _delete(self, key: str) -> None:
        terms = self._found(key)
        if terms is not None:
            self.do(lambda: self.bench.desk.terms.delete(terms.id))

    def _write_default(self, values: dict[str, Any]) -> None:
        key = values["default_terms_id"]
        self.bench.desk.terms.set_default(int(key) if key else None)


def due_words(terms: Terms) -> str:
    """When an invoice under terms is due, in a few words."""
    if terms.day_of_month is not None:
        return tr("day {day} of the month", day=terms.day_of_month)
    if not terms.days:
        return tr("end of the month") if terms.end_of_month else tr("at once")
    days = counted(terms.days, "{count} day", "{count} days")
    return tr("{days}, end of the month", days=days) if terms.end_of_month else days
