"""The form of a tax: its name and rate, or the members of a group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.tax import MOST_MEMBERS, Rate, Tax
from billdesk.ui.bench import Bench
from billdesk.ui.panes.settings_form import InlineForm
from billdesk.ui.widgets.forms import CheckField, TextField
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.numbers import NumberField, percentages
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.switches import SwitchField
from billdesk.ui.words import tr

NEW = Tax(0, "", "", (Rate("", 0),))
NEW_GROUP = Tax(0, "", "", (Rate("", 0), Rate("", 0)), True)


class Member(QWidget):
    """One rate of a tax: in a group with a name and whether it is compound."""

    def __init__(self, bench: Bench, at: int, group: bool, remove: Callable[[], object]) -> None:
        super().__init__()
        look, name = bench.look, f"settings.tax.member{at}"
        self.name = TextField(look, Caption(f"{name}.name", tr("Rate")), 200)
        numeral = percentages(bench.language)
        self.percent = NumberField(
            look, Caption(f"{name}.percent", tr("Percent")), numeral, bench.language, needed=True
        )
        self.compound = CheckField(look, Caption(f"{name}.compound", tr("on those before")))
        self.compound.edit.setToolTip(tr("Compound: charged on the price and the rates above it."))
        self.remove = Button(look, tr("Remove this rate"), "tool", "x", f"{name}.remove")
        self.remove.clicked.connect(remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.name, 3)
        row.addWidget(self.percent, 1)
        for widget, top in ((self.compound, 0), (self.remove, 20)):
            holder = QVBoxLayout()
            holder.setContentsMargins(0, look.px(top), 0, 0)
            holder.addWidget(widget)
            holder.addStretch(1)
            row.addLayout(holder)
        for part in (self.name, self.compound, self.remove):
            part.setVisible(group)

    def rate(self) -> Rate:
        """The rate as it stands."""
        return Rate(self.name.value(), self.percent.value() or 0, self.compound.value())

    def show_rate(self, rate: Rate) -> None:
        """Show a rate."""
        self.name.show_value(rate.name)
        self.percent.show_value(rate.percent)
        self.compound.show_value(rate.compound)


class TaxForm(InlineForm):
    """Makes a new tax, or a new version of one."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "settings.tax", tr("Keep tax"))
        look = bench.look
        self._tax = NEW
        self.name = TextField(look, Caption("settings.tax.name", tr("Name"), tr("As invoices show it.")), 200)
        self.note = Label(look, "", "small", "ink2")
        self.note.setWordWrap(True)
        self.add = Button(look, tr("Add a rate"), "link", "plus", "settings.tax.add")
        self.add.clicked.connect(lambda: self._show_members((*self._rates(), Rate("", 0))))
        self.add.stand_flush("left")
        self._members: list[Member] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(look.px(8))
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        for part in (self.name, self._list, line, self.note):
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)

    def show_tax(self, tax: Tax) -> None:
        """Open the form for a tax; NEW and NEW_GROUP for another one."""
        self._tax = tax
        self.name.show_value(tax.name)
        self.add.setVisible(tax.group)
        self._show_members(tax.members)
        note = tr("What is issued keeps the old rate. What is still to come goes on with the new one.")
        self.note.setText(note)
        self.note.setVisible(bool(tax.id))
        new = tr("New group of taxes") if tax.group else tr("New tax")
        self.open_it(tr("Change {name}", name=tax.name) if tax.id else new)

    def value(self) -> Tax:
        name, rates = self.name.value(), self._rates()
        if not self._tax.group:
            printed = self._tax.members[0].name
            rates = (Rate("" if printed == self._tax.name else printed, rates[0].percent),)
        return replace(self._tax, name=name, members=rates)

    def service(self) -> Callable[[Any], Any]:
        taxes = self.bench.desk.taxes
        return taxes.change if self._tax.id else taxes.create

    def _rates(self) -> tuple[Rate, ...]:
        return tuple(member.rate() for member in self._members)

    def _show_members(self, rates: tuple[Rate, ...]) -> None:
        for old in self._members:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._members = [self._made(at, rate) for at, rate in enumerate(rates)]
        self.add.setEnabled(len(rates) < MOST_MEMBERS)
        fields: dict[str, FormField | CheckField | SwitchField] = {"name": self.name}
        for at, member in enumerate(self._members):
            member.remove.setEnabled(len(rates) > 1)
            fields |= {f"members[{at}].name": member.name, f"members[{at}].percent": member.percent}
        self.form.fields = fields

    def _made(self, at: int, rate: Rate) -> Member:
        member = Member(self.bench, at, self._tax.group, lambda: self._remove(at))
        member.show_rate(rate)
        self._list.addWidget(member)
        return member

    def _remove(self, at: int) -> None:
        rates = self._rates()
        self._show_members((*rates[:at], *rates[at + 1 :]))
