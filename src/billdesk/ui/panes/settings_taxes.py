"""Taxes in the settings: how prices are meant, the list of taxes, and which one counts by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from billdesk.basics import words
from billdesk.domain.tax import Tax
from billdesk.ui.panes.settings_section import RowAct, Section, SettingsSheet
from billdesk.ui.panes.settings_tax_form import NEW, NEW_GROUP, TaxForm
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.entries import Entry
from billdesk.ui.widgets.forms import ChoiceField, SegmentField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, amounts
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.roll import Entered, Roll
from billdesk.ui.words import tr


class TaxesSection(Section):
    """What the shop adds to its prices."""

    key = "taxes"
    title = "Taxes"
    icon = "percent"
    words = "VAT sales tax GST group compound rounding cash prices include"

    def build(self) -> None:
        self._sheet: SettingsSheet | None = None
        self._add_list()
        self._add_default()
        self._add_rules()

    def _add_list(self) -> None:
        look = self.look
        self.roll = Roll(look, "settings.taxes.list", tr("Taxes"))
        self.form = TaxForm(self.bench)
        self.add = Button(look, tr("Add tax"), "link", "plus", "settings.taxes.add")
        group = tr("Add a group, such as GST and QST")
        self.add_group = Button(look, group, "link", "plus", "settings.taxes.add_group")
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.add)
        line.addWidget(self.add_group)
        line.addStretch(1)
        hint = tr("A rate that was used stays as it is; changing it makes a new version.")
        self.add_row(tr("Taxes"), hint, self.roll, line, self.form)
        self.add.clicked.connect(lambda: self.form.show_tax(NEW))
        self.add_group.clicked.connect(lambda: self.form.show_tax(NEW_GROUP))
        self.roll.opened.connect(self._edit)
        self.roll.menu_asked.connect(self._open_menu)
        self.roll.deleted.connect(self._delete)
        self.form.kept.connect(lambda _tax: self.changed.emit())
        self.form.closed.connect(self.add.setFocus)
        self.form.troubled.connect(self.troubled)

    def _add_default(self) -> None:
        caption = Caption("settings.default_tax_id", tr("Tax of the shop"))
        self.default = ChoiceField(self.look, caption, ())
        hint = tr("Counts where neither line, product nor customer names another one.")
        self.add_row(tr("Tax of the shop"), hint, self.default)
        self._default = self.keep({"default_tax_id": self.default}, self._write_default)

    def _add_rules(self) -> None:
        look = self.look
        meant = (Choice("without", tr("Without tax")), Choice("with", tr("With tax")))
        label = tr("Your prices are")
        self.prices = SegmentField(look, Caption("settings.prices_include_tax", label), meant)
        self.add_row(label, tr("With tax: it is contained in every price, as in retail."), self.prices)
        once = (Choice("document", tr("Once per rate")), Choice("line", tr("On each line")))
        label = tr("Round taxes")
        self.rounding = SegmentField(look, Caption("settings.tax_rounding", label), once)
        self.add_row(label, tr("Most tax offices want it once per rate."), self.rounding)
        label = tr("Cash rounding")
        numeral, language = amounts(self.bench.figures.home, self.bench.language), self.bench.language
        self.cash = NumberField(look, Caption("settings.cash_rounding", label), numeral, language, True)
        self.add_row(label, tr("Such as 0.05 for Swiss francs. 0 rounds nothing."), self.cash)
        fields = {
            "prices_include_tax": self.prices,
            "tax_rounding": self.rounding,
            "cash_rounding": self.cash,
        }
        self._rules = self.keep(fields, self._write_rules)

    # What is shown

    def show_sheet(self, sheet: SettingsSheet) -> None:
        self._sheet = sheet
        self.roll.show_rows([self._row(tax, sheet) for tax in sheet.taxes])
        offered = [Choice("", tr("No tax"))]
        offered += [Choice(str(tax.id), tax.name) for tax in sheet.taxes if not tax.archived]
        self.default.offer(offered)
        self._default.show_values({"default_tax_id": str(sheet.shop.default_tax_id or "")})
        shop = sheet.shop
        self._rules.show_values(
            {
                "prices_include_tax": "with" if shop.prices_include_tax else "without",
                "tax_rounding": shop.tax_rounding,
                "cash_rounding": shop.cash_rounding,
            }
        )

    def entries(self, sheet: SettingsSheet) -> tuple[str, Sequence[Entry]] | None:
        found = []
        figures, currency = self.bench.figures, sheet.shop.currency
        for one in sheet.tax_examples:
            parts = [f"{row.rate.name} {figures.amount(row.amount, currency)}" for row in one.totals.taxes]
            below = f"{figures.amount(one.totals.total - one.totals.tax, currency)} + {' + '.join(parts)}"
            found.append(Entry(one.tax.name, figures.headline(one.totals.total, currency), below))
        return tr("An hour of work for {price}", price=figures.headline(self._hour(sheet), currency)), found

    def _hour(self, sheet: SettingsSheet) -> int:
        if sheet.tax_examples:
            return sheet.tax_examples[0].price
        return 95 * 10 ** words.decimals(sheet.shop.currency)

    def _row(self, tax: Tax, sheet: SettingsSheet) -> Entered:
        percents = " + ".join(words.percent(rate.percent, self.bench.language) for rate in tax.members)
        everything = tr("everything") if tax.id == sheet.shop.default_tax_id else ""
        names = ", ".join(rate.name for rate in tax.members) if tax.group else ""
        return Entered(str(tax.id), tax_name(tax), names, percents, everything, tax.archived)

    # Acts

    def _tax(self, key: str) -> Tax | None:
        taxes = self._sheet.taxes if self._sheet else ()
        return next((tax for tax in taxes if str(tax.id) == key), None)

    def _edit(self, key: str) -> None:
        tax = self._tax(key)
        if tax is not None and tax.archived:
            self._open_menu(key)
        elif tax is not None:
            self.form.show_tax(tax)

    def _open_menu(self, key: str) -> None:
        tax, row = self._tax(key), self.roll.row(key)
        if tax is None or row is None or self._sheet is None:
            return
        taxes = self.bench.desk.taxes
        if tax.archived:
            acts = [RowAct("restore", tr("Restore"), lambda: self.do(lambda: taxes.restore(tax.id)))]
        else:
            acts = [RowAct("edit", tr("Change it"), lambda: self.form.show_tax(tax))]
            if tax.id != self._sheet.shop.default_tax_id:
                default = tr("Use for everything")
                acts.append(RowAct("default", default, lambda: self.do(lambda: taxes.set_default(tax.id))))
            acts.append(RowAct("archive", tr("Archive"), lambda: self._archive(tax)))
        acts.append(RowAct("delete", tr("Delete"), lambda: self._delete(key)))
        self.open_acts("settings.taxes", acts, row)

    def _archive(self, tax: Tax) -> None:
        taxes, words_of = self.bench.desk.taxes, tr("{name} is archived", name=tax.name)
        self.do_undoable(lambda: taxes.archive(tax.id), words_of, lambda: taxes.restore(tax.id))

    def _delete(self, key: str) -> None:
        tax = self._tax(key)
        if tax is not None:
            self.do(lambda: self.bench.desk.taxes.delete(tax.id))

    def _write_default(self, values: dict[str, Any]) -> None:
        key = values["default_tax_id"]
        self.bench.desk.taxes.set_default(int(key) if key else None)

    def _write_rules(self, values: dict[str, Any]) -> object:
        meant = dict(values)
        if "prices_include_tax" in meant:
            meant["prices_include_tax"] = meant["prices_include_tax"] == "with"
        return self.bench.desk.settings.change(meant)


def tax_name(tax: Tax) -> str:
    """A tax as lists show it; an archived one says so."""
    return tr("{name} (archived)", name=tax.name) if tax.archived else tax.name
