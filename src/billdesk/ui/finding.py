"""What the command box offers: what is on file, from customers to tickets, and every command by its words."""

from collections.abc import Callable, Container, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from billdesk.domain.finds import Finds, FoundCustomer, FoundInvoice, FoundSchedule, FoundTicket
from billdesk.ui.actions import Actions
from billdesk.ui.bench import Bench
from billdesk.ui.commands import Command, menu_of
from billdesk.ui.keys import keys_of
from billdesk.ui.matching import has_all, plain, words_of
from billdesk.ui.shell import Shell
from billdesk.ui.ticket_words import status_words
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.command_box import CommandBox
from billdesk.ui.widgets.offers import Group, Offer
from billdesk.ui.widgets.tagged import plain as untagged
from billdesk.ui.words import counted, inside, tr

WAIT_MS = 60
FOUND = 4
COMMANDS_SHOWN = 6
"""So many commands stand below what was found; after ">" all that match."""
ITSELF = "go.find"


class Finding(QObject):
    """Opens the box and answers what is typed. `asked` names a place and what to show there."""

    asked = Signal(str, object)
    troubled = Signal(object)

    def __init__(self, bench: Bench, shell: Shell, actions: Actions, places: Container[str]) -> None:
        super().__init__(shell)
        self._bench, self._actions, self._places = bench, actions, places
        self._whose: Offer | None = None
        self._answers = 0
        self.box = CommandBox(bench.look, shell)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.box.typed.connect(self._on_typed)
        self.box.used.connect(self._on_used)
        self.box.dived.connect(self._on_dived)
        self.box.surfaced.connect(self.open)
        actions.changed.connect(self._on_actions_changed)

    def open(self) -> None:
        """Open the box with every command that can be given now."""
        self._whose = None
        self.box.open()

    def is_waiting(self) -> bool:
        """Whether what was typed is still to be looked up."""
        return self._timer.isActive()

    # What is typed

    def _on_typed(self, text: str) -> None:
        self._answers += 1  # what is still on its way answers an older question
        if not text.strip() or text.startswith(">") or self._whose is not None:
            self._timer.stop()
            self._ask()
        else:
            self._timer.start()

    def _ask(self) -> None:
        text = self.box.input.text()
        if self._whose is not None:
            self._show(self._commands_of(self._whose, text), text)
        elif text.startswith(">") or not text.strip():
            self._show(self._all_commands(text.lstrip("> ")), text.lstrip("> "))
        else:
            self._look_up(text)

    def _look_up(self, text: str) -> None:
        browsing, today, mine = self._bench.desk.browsing, self._bench.today, self._answers

        def answered(finds: Finds) -> None:
            if mine == self._answers and self.box.isVisible():
                self._show(self._groups(finds, text), text.lstrip("# "))

        self._bench.run(lambda: browsing.find(text, today, FOUND), answered, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.box.close_it()
        self.troubled.emit(error)

    def _show(self, groups: Sequence[Group], text: str) -> None:
        shown = [group for group in groups if group.offers]
        nothing = Group(tr("Nothing has these words. Type fewer, or > for commands."), ())
        self.box.show_groups(shown or (nothing,), words_of(text))

    # What is found

    def _groups(self, finds: Finds, text: str) -> tuple[Group, ...]:
        found = (
            Group(tr("Customers"), tuple(self._customer(one) for one in finds.customers)),
            Group(tr("Invoices"), tuple(self._invoice(one) for one in finds.invoices)),
            Group(tr("Schedules"), tuple(self._schedule(one) for one in finds.schedules)),
            Group(tr("Tickets"), tuple(self._ticket(one) for one in finds.tickets)),
        )
        if text.lstrip().startswith("#"):
            return found
        return (*found, *self._all_commands(text, COMMANDS_SHOWN))

    def _customer(self, found: FoundCustomer) -> Offer:
        owes = self._bench.figures.several([(minor, code) for code, minor in found.owes])
        detail = tr("no open invoices")
        if found.open_invoices:
            detail = counted(
                found.open_invoices,
                "owes {owes} · {count} open invoice",
                "owes {owes} · {count} open invoices",
                owes=owes,
            )
        if "customers" in self._places:
            return self._found(found.name, detail, "users", ("customers", found.id))
        # Where no pane is about customers, their invoices are shown; commands there are for one invoice.
        return Offer(found.name, lambda: self.asked.emit("invoices", found), "users", detail)

    def _invoice(self, found: FoundInvoice) -> Offer:
        amount = self._bench.figures.headline(found.total, found.currency)
        parts = (found.title, found.customer, amount, inside(word(found.status)))
        detail = " · ".join(part for part in parts if part)
        return self._found(found.number or tr("Draft"), detail, "file-text", ("invoices", found.id))

    def _schedule(self, found: FoundSchedule) -> Offer:
        title = untagged(found.title) or tr("No title")
        detail = f"{found.customer} · {inside(word(found.state))}"
        return self._found(title, detail, "repeat", ("recurring", found.id))

    def _ticket(self, found: FoundTicket) -> Offer:
        detail = f"{found.customer} · {inside(status_words(found.status))}"
        return self._found(f"{found.number} {found.subject}", detail, "ticket", ("tickets", found.id))

    def _found(self, words: str, detail: str, icon: str, place: tuple[str, object]) -> Offer:
        return Offer(words, lambda: self.asked.emit(*place), icon, detail, place=place)

    # Commands

    def _all_commands(self, text: str, most: int | None = None) -> tuple[Group, ...]:
        words = words_of(text)
        found = [one for one in self._actions.offered() if one.name != ITSELF and _matches(one, words)]
        pane = self._actions.pane
        found.sort(key=lambda one: (not _begins(one, words), pane not in one.where))
        return (Group(tr("Commands"), tuple(self._command(one) for one in found[:most])),)

    def _commands_of(self, whose: Offer, text: str) -> tuple[Group, ...]:
        place = whose.place[0] if whose.place else ""
        words = words_of(text)
        found = [one for one in self._actions.offered() if place in one.where and _matches(one, words)]
        title = tr("Commands for {name}", name=whose.words)
        return (Group(title, tuple(self._command(one) for one in found)),)

    def _command(self, command: Command) -> Offer:
        action = self._actions[command.name]
        act: Callable[[], Any] = action.trigger
        detail = "" if menu_of(command) == "New" else tr(menu_of(command))
        icon = command.icon or "chevron-right"
        return Offer(tr(command.words), act, icon, detail, keys_of(command.shortcut), name=command.name)

    def _on_used(self, offer: Offer) -> None:
        self.box.close_it()
        offer.act()

    def _on_dived(self, offer: Offer) -> None:
        """Show a row in its pane, below the veil, and what can be done with it there."""
        if offer.place is None:
            return
        self._whose = offer
        self.asked.emit(*offer.place)
        self.box.show_inside(offer.words)
        self.box.take_focus_back()
        self._ask()

    def _on_actions_changed(self) -> None:
        """The pane below knows only after a while what can be done with its row."""
        if self._whose is not None and self.box.isVisible():
            self._ask()


def _matches(command: Command, words: Sequence[str]) -> bool:
    return has_all(words, tr(command.words), command.words, command.name, tr(menu_of(command)))


def _begins(command: Command, words: Sequence[str]) -> bool:
    said = f" {plain(tr(command.words))}"
    return all(f" {one}" in said for one in words)
