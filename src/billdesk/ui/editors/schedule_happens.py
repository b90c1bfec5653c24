"""What happens after an invoice is drawn up: e-mail, free credit, stored card, ticket charges, empty ones."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QGridLayout

from billdesk.domain.schedule import Pending, Schedule
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui.bench import Bench
from billdesk.ui.editors.schedule_part import Part
from billdesk.ui.ticket_words import status_words
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.switches import SwitchField
from billdesk.ui.words import tr

_ORDERS = {"oldest": "oldest first", "newest": "newest first", "ticket": "by ticket number"}
_PLACES = {"after": "after the lines", "before": "before the lines"}


class ScheduleHappens(Part):
    """Switches, and beside that of ticket charges which of them are taken."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look, px = bench.look, bench.look.px
        self._bench = bench
        self._pending: Pending | None = None
        self._statuses: tuple[str, ...] = ()
        mail = Caption("schedule.auto_send", tr("E-mail at once"), tr("Off: it is left as a draft."))
        self.mail = SwitchField(look, mail)
        self.credit = SwitchField(look, Caption("schedule.apply_credit", tr("Use free credit")))
        self.taking = SwitchField(look, Caption("schedule.pending", tr("Add pending ticket charges")))
        blank = Caption("schedule.blank_invoices", tr("Invoice even with nothing to bill"))
        self.blank = SwitchField(look, blank)
        once = tr("Once it is issued, for what credit leaves open.")
        self.card = SwitchField(look, Caption("schedule.auto_charge", tr("Charge stored card"), once))
        self.card.hide()
        self.which = Button(look, tr("Which ones"), "link", "", "schedule.pending_which")
        self.which.setProperty("room", "small")
        self.which.clicked.connect(self.open_which)
        self.which.hide()
        self.begin(
            {
                "auto_send": self.mail,
                "pending": self.taking,
                "apply_credit": self.credit,
                "blank_invoices": self.blank,
                "auto_charge": self.card,
            }
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        top = Qt.AlignmentFlag.AlignTop
        for at, field in enumerate((self.mail, self.taking, self.credit, self.blank, self.card)):
            grid.addWidget(field, at // 2, at % 2, top)
        grid.addWidget(self.which, 0, 2, Qt.AlignmentFlag.AlignRight | top)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 4)

    def offer(self, form: ScheduleForm) -> None:
        self._statuses = form.shop.ticket_statuses
        self.card.setVisible(form.charges)

    def values(self, draft: Schedule) -> dict[str, Any]:
        return {
            "auto_send": draft.auto_send,
            "pending": draft.pending is not None,
            "apply_credit": draft.apply_credit,
            "blank_invoices": draft.blank_invoices,
            "auto_charge": draft.auto_charge,
        }

    def read(self, place: str, value: Any) -> Any:
        if place == "pending":
            return (self._pending or Pending()) if value else None
        return value

    def show_draft(self, draft: Schedule, all_of_it: bool = False) -> None:
        super().show_draft(draft, all_of_it)
        self._pending = draft.pending or self._pending
        self.which.setVisible(draft.pending is not None)
        if draft.pending is not None:
            statuses = ", ".join(map(status_words, draft.pending.statuses)) or tr("Every status")
            self.which.set_words(f"{statuses}, {tr(_ORDERS[draft.pending.order])}")

    def open_which(self) -> None:
        """Let the ticket statuses, the order and the place of pending charges be chosen."""
        if self._pending is None:
            return
        self.menu = menu = Menu(self._bench.look, self, stays=True)
        menu.setObjectName("schedule.pending.menu")
        for at, status in enumerate(self._statuses):
            action = self._action(
                menu, f"status_{at}", status_words(status), status in self._pending.statuses
            )
            action.triggered.connect(lambda on, status=status: self._on_status(status, on))
        for name, choices, now in (
            ("order", _ORDERS, self._pending.order),
            ("place", _PLACES, self._pending.place),
        ):
            menu.addSeparator()
            group = QActionGroup(menu)
            for key, words in choices.items():
                action = self._action(menu, f"{name}_{key}", tr(words), key == now)
                group.addAction(action)
                action.triggered.connect(lambda _on, name=name, key=key: self._take(**{name: key}))
        menu.open_below(self.which)

    def _action(self, menu: Menu, name: str, words: str, on: bool) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(f"schedule.pending.{name}")
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def _on_status(self, status: str, on: bool) -> None:
        had = self._pending.statuses if self._pending else ()
        wanted = {*had, status} if on else {*had} - {status}
        known = tuple(one for one in self._statuses if one in wanted)
        self._take(statuses=known + tuple(one for one in had if one in wanted and one not in known))

    def _take(self, **more: Any) -> None:
        self._pending = replace(self._pending or Pending(), **more)
        self.changed.emit("pending", self._pending)
