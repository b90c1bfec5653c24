"""The settings of tickets and payments: switches, and the lists of statuses and methods with their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from billdesk.domain.errors import BillDeskError, Rejected
from billdesk.ui.methods import method_words
from billdesk.ui.panes.settings_section import RowAct, Section, SettingsSheet, said
from billdesk.ui.ticket_words import status_words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.fields import Switch
from billdesk.ui.widgets.forms import ChoiceField, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.roll import Entered, Roll
from billdesk.ui.words import tr


class ListSection(Section):
    """A section with switches and one list of words whose order counts."""

    has_example = False
    setting = ""
    switches: Mapping[str, Switch] = {}

    def words_of(self, entry: str) -> str:
        """What an entry of the list is called."""
        return entry

    def add_switch(self, name: str, label: str, hint: str) -> None:
        """Put a switch in that counts at once."""
        switch = Switch(self.look, label, f"settings.{name}")
        switch.setAccessibleDescription(hint)
        switch.clicked.connect(lambda on: self.do(lambda: self.bench.desk.settings.change({name: on})))
        self.switches = {**self.switches, name: switch}
        line = QHBoxLayout()
        line.setContentsMargins(0, self.look.px(6), 0, 0)
        line.addWidget(switch)
        line.addStretch(1)
        self.add_row(label, hint, line)

    def add_list(self, label: str, hint: str, new: str) -> None:
        """Put the list in, with a field for another entry."""
        look, name = self.look, f"settings.{self.setting}"
        self._entries: tuple[str, ...] = ()
        self.roll = Roll(look, name, label)
        self.new = TextField(look, Caption(f"{name}.new", new), 60)
        self.new.hide_label()
        self.new.edit.setPlaceholderText(new)
        self.add = Button(look, tr("Add"), "plain", "plus", f"{name}.add")
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.new, 1)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self.add_row(label, hint, self.roll, line)
        self.add.clicked.connect(self._add)
        self.new.edit.returnPressed.connect(self._add)
        self.roll.opened.connect(self._open_menu)
        self.roll.menu_asked.connect(self._open_menu)
        self.roll.deleted.connect(self._remove)
        self.roll.moved.connect(self._move)

    def show_sheet(self, sheet: SettingsSheet) -> None:
        for name, switch in self.switches.items():
            switch.setChecked(getattr(sheet.shop, name))
        self._entries = getattr(sheet.shop, self.setting)
        self.roll.show_rows([Entered(str(at), self.words_of(one)) for at, one in enumerate(self._entries)])

    def _open_menu(self, key: str) -> None:
        row, at = self.roll.row(key), int(key)
        if row is None:
            return
        acts = []
        if at > 0:
            acts.append(RowAct("up", tr("Move up"), lambda: self._move(key, -1)))
        if at + 1 < len(self._entries):
            acts.append(RowAct("down", tr("Move down"), lambda: self._move(key, 1)))
        acts.append(RowAct("remove", tr("Remove"), lambda: self._remove(key)))
        self.open_acts(f"settings.{self.setting}", acts, row)

    def _move(self, key: str, step: int) -> None:
        at, entries = int(key), list(self._entries)
        if 0 <= at + step < len(entries):
            entries[at], entries[at + step] = entries[at + step], entries[at]
            self._write(tuple(entries), lambda: self._focus(at + step))

    def _remove(self, key: str) -> None:
        at, before = int(key), self._entries
        after = before[:at] + before[at + 1 :]
        name, settings = self.words_of(before[at]), self.bench.desk.settings
        back: Callable[[], Any] = lambda: settings.change({self.setting: before})  # noqa: E731
        self.do_undoable(
            lambda: settings.change({self.setting: after}), tr("{name} is removed", name=name), back
        )

    def _add(self) -> None:
        typed = self.new.value()
        if not typed:
            self.new.tell(tr("Something must stand here. Type it."))
            return
        self._write((*self._entries, typed), lambda: self.new.show_value(""))

    def _write(self, entries: tuple[str, ...], after: Callable[[], object]) -> None:
        def done(_found: object) -> None:
            after()
            self.changed.emit()

        settings = self.bench.desk.settings
        self.bench.run(lambda: settings.change({self.setting: entries}), done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self.new.tell(said(self.bench, error.problems[0]))
        elif isinstance(error, BillDeskError):
            self.troubled.emit(error)

    def _focus(self, at: int) -> None:
        row = self.roll.row(str(at))
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)


class TicketsSection(ListSection):
    """What states tickets have, and what becomes of time and tickets by itself."""

    key = "tickets"
    title = "Tickets"
    icon = "ticket"
    words = "ticket status state time timer labor billable charge"
    setting = "ticket_statuses"

    def words_of(self, entry: str) -> str:
        return status_words(entry)

    def build(self) -> None:
        hint = tr("In this order. Alt with the arrow keys moves one.")
        self.add_list(tr("Statuses"), hint, tr("Another status"))
        self.billed = ChoiceField(
            self.look, Caption("settings.ticket_status_when_billed", tr("When its invoice is made")), ()
        )
        self.billed.hide_label()
        self.add_row(
            tr("When its invoice is made"), tr("What the status of a ticket becomes then."), self.billed
        )
        self.keep_settings({"ticket_status_when_billed": self.billed})
        hint = tr("Time turns into a charge as soon as it is in the log.")
        self.add_switch("charge_time_by_default", tr("Charge billable time by default"), hint)
        hint = tr("New time is in the log and in reports, but on no invoice, unless it is made billable.")
        self.add_switch("time_non_billable_by_default", tr("Time is non-billable by default"), hint)

    def show_sheet(self, sheet: SettingsSheet) -> None:
        super().show_sheet(sheet)
        statuses = [Choice(one, status_words(one)) for one in sheet.shop.ticket_statuses]
        self.billed.offer((Choice("", tr("It stays")), *statuses))
        self.keepers[0].show_values({"ticket_status_when_billed": sheet.shop.ticket_status_when_billed})


class PaymentsSection(ListSection):
    """How customers pay."""

    key = "payments"
    title = "Payments"
    icon = "wallet"
    words = "methods deposits cash check card transfer"
    setting = "payment_methods"

    def build(self) -> None:
        hint = tr("Money that is held for a ticket until its invoice is made.")
        self.add_switch("deposits_enabled", tr("Take deposits on tickets"), hint)
        hint = tr("In this order. Alt with the arrow keys moves one.")
        self.add_list(tr("Methods"), hint, tr("Another method"))

    def words_of(self, entry: str) -> str:
        return method_words(entry)
