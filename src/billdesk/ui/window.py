"""Brings the window to life on a desk: its panes and pages, its commands, messages, runs and clock."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenuBar

from billdesk.domain.changes import Changed
from billdesk.domain.errors import Refused
from billdesk.domain.settings import ShopSettings
from billdesk.ui.actions import Actions, listed
from billdesk.ui.background import Background
from billdesk.ui.bench import Bench, Whole
from billdesk.ui.changes import Changes
from billdesk.ui.coming import Coming
from billdesk.ui.commands import lined, menus
from billdesk.ui.figures import Figures
from billdesk.ui.heading import Heading
from billdesk.ui.memory import Memory
from billdesk.ui.notices import KINDS, Notices
from billdesk.ui.panes.pane import Pane
from billdesk.ui.places import Panes, Rooms, Targets
from billdesk.ui.running import Running
from billdesk.ui.shell import Shell
from billdesk.ui.status import Status
from billdesk.ui.staying import Staying
from billdesk.ui.ticker import Ticker
from billdesk.ui.view_acts import ViewActs
from billdesk.ui.views import Views
from billdesk.ui.ways import Ways
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.words import tr

if TYPE_CHECKING:
    from billdesk.services.desk import Desk
    from billdesk.ui.finding import Finding

SENT = ("outbox", "run", "database")  # places that are acts


class Window(QObject):
    """Knows panes only by a list; a pane asks for another place by its name."""

    def __init__(self, desk: Desk, shell: Shell, rooms: Rooms) -> None:
        super().__init__(shell)
        self.shell, self.look, self._desk = shell, shell.look, desk
        settings = desk.browsing.settings()
        self.figures = Figures(settings.language, settings.currency)
        self._show_shop(settings)
        self.background = Background(self)
        whole = Whole(there=rooms.later is None)
        self.bench = Bench(desk, self.look, self.background, self.figures, settings.language, whole)
        self.running = Running(self.bench, self)
        self.ticker = Ticker(lambda: datetime.now(UTC), self)
        self.status = Status(shell.bar, self.bench, self.running, self.ticker)
        self._page: Pane | None = None
        self.notices = Notices(self.bench, shell.banner, lambda: self.shown, self.go_to, shell.another_banner)
        self._ticking: bool | None = None  # until the window begins
        self._panes = Panes(lambda kind, *parts: kind(self.bench, *parts), self._adopt_pane)
        self._pages: dict[str, type[Pane]] = {}
        self._memory = Memory(shell.kept, desk.target)
        self._views = Views(shell, self._memory)
        self.staying = Staying(shell)
        known = {"ways": Ways(self.go_to, self._has), "view": ViewActs(shell), "background": self.staying}
        self._targets = Targets({"window": self, "timer": self.status.clocking, **known}, self._panes)
        self._coming = Coming(rooms.later, self._panes, self.background, self)
        self._coming.came.connect(self._take_in)
        self._coming.completed.connect(self._on_completed)
        self._take_in(rooms)
        if self._coming.is_over:
            self._panes.make_early()
        self._first = self._pane = self._panes.first()
        if rooms.later:
            self._first.stands.connect(self._on_stands)
        self.actions = Actions(shell, self.look, self._targets, rooms.commands)
        self._heading = Heading(shell, self.actions)
        whole.when(lambda: self.finding)
        whole.when(self.notices.read)
        self._menus()
        self._wire()
        self.open_pane(self._shown_before())

    # Made of

    def _take_in(self, rooms: Rooms) -> None:
        self._panes.add(rooms.panes)
        self._pages |= {page.key: page for page in rooms.pages}

    def _adopt_pane(self, pane: Pane) -> None:
        """Take a pane in; what it remembers is shown in it from the first."""
        self._targets[pane.key] = self._adopt(pane)
        self._views.begin(pane)

    def _on_stands(self) -> None:
        """The first rows are in: time for the rest."""
        self._first.stands.disconnect(self._on_stands)
        self._coming.begin()

    def _on_completed(self) -> None:
        self._fill_menus()
        self.actions.refresh()
        self.bench.whole.complete()
        if self._ticking is not None:
            self._live(self._ticking)

    def _adopt(self, pane: Pane) -> Pane:
        self.shell.stack.addWidget(pane)
        pane.told.connect(self.tell)
        pane.troubled.connect(self.tell_trouble)
        pane.asked.connect(self.go_to)
        pane.noticed.connect(self.notices.show)
        pane.waits.connect(lambda count, family, why: self._show_waiting(pane.key, count, family, why))
        pane.titled.connect(lambda title, note: self._show_title(pane, title, note))
        pane.can_changed.connect(lambda: self.actions.refresh())  # noqa: PLW0108 actions come later
        return pane

    def _show_shop(self, settings: ShopSettings) -> None:
        """The shop's name, and the language for the next start: words that stand there already stay."""
        self.shell.setWindowTitle(f"{settings.name} – BillDesk" if settings.name else "BillDesk")
        self.shell.side.shop.show_name(settings.name or "BillDesk")
        self.shell.kept.setValue("language", settings.language)
        if self.figures.use(settings.currency):
            self._on_changed(Changed(frozenset({"invoice", "schedule", "customer", "product"})))

    def _menus(self) -> None:
        """The menu bar shows on Alt; the shop's button opens the same commands."""
        self.menu_bar = QMenuBar(self.shell)
        self.menu_bar.setObjectName("window.menu")
        self._shop_menu = Menu(self.look, self.shell)
        self._shop_menu.setObjectName("window.shop_menu")
        if self._coming.is_over:  # else once all is there that can be done
            self._fill_menus()
        layout = self.shell.layout()
        if layout is not None:
            layout.setMenuBar(self.menu_bar)
        self.menu_bar.setVisible(False)

    def _fill_menus(self) -> None:
        """Only what somebody carries out stands there."""
        for words, commands in menus(one for one in self.actions.commands() if self.actions.here(one.name)):
            menu = Menu(self.look, self.shell)
            menu.setTitle(tr(words))
            menu.fill_when_shown(partial(listed, self.actions, tuple(lined(commands))))
            self.menu_bar.addMenu(menu)
            self._shop_menu.addMenu(menu)

    def _shown_before(self) -> str:
        """The pane that was shown last, where it is still there."""
        key = self._memory.shown()
        if key and key not in self._panes:
            self._coming.complete()
        return key if key in self._panes else self._pane.key

    def _wire(self) -> None:
        shell = self.shell
        shell.side.picked.connect(self.open_pane)
        shell.side.shop.clicked.connect(lambda: self._shop_menu.open_below(shell.side.shop))
        shell.top.back.connect(self.go_back)
        shell.resized.connect(lambda: self.shown.fold(shell.width(), shell.height()))
        shell.closing.connect(self.close)
        shell.appeared.connect(lambda: self.shown.entered())  # noqa: PLW0108 what is shown changes
        shell.alt_pressed.connect(lambda: self.menu_bar.setVisible(not self.menu_bar.isVisible()))
        self._changes = Changes(self)
        self._changes.heard.connect(self._on_changed)
        self._desk.announcer.listeners.append(self._changes.announce)
        self.running.said.connect(lambda words: self.tell(words, None))
        self.running.troubled.connect(self.tell_trouble)
        self.running.guarded.connect(self._on_guarded)
        self.running.changed.connect(self.actions.refresh)
        self.ticker.due.connect(self.running.run)
        self.status.asked.connect(self.go_to)
        self.status.clocking.report(self.tell, self.tell_trouble, self.actions.refresh)
        shell.escaped.connect(self.go_back)
        shell.toast.changed.connect(self.actions.refresh)
        self._views.told.connect(self.tell)
        self.staying.troubled.connect(self.tell_trouble)
        shell.top.field.clicked.connect(lambda: self.find())  # noqa: PLW0108 it is made later

    def begin(self, ticking: bool = True) -> None:
        """Start what goes on by itself: the clock, and with it the first run; once every pane is there."""
        self._ticking = ticking
        if self._coming.is_over:
            self._live(ticking)

    def _live(self, ticking: bool) -> None:
        self.status.refresh()
        self.staying.begin(self.actions)
        if "wizard" in self._pages:
            self.bench.run(self._desk.settings.is_new, self._welcome, self.tell_trouble)
        if ticking:
            QTimer.singleShot(0, self, self.ticker.start)

    def _welcome(self, new: bool) -> None:
        """A shop that nobody has set up yet begins with the wizard."""
        if new and self._page is None:
            self.go_to("wizard")

    # Where one is

    def open_pane(self, key: str) -> None:
        """Show a pane."""
        self._leave_page()
        self._pane = self.pane(key)
        self.shell.side.show_pane(key)
        self.shell.stack.setCurrentWidget(self._pane)
        self._enter(self._pane, back=False)

    def go_to(self, place: str, what: object = None) -> None:
        """Show a place that a pane or the status bar asked for; "outbox" sends what waits, "run" runs.

        For a run `what` are the ids of the schedules that it looks at, None for all.
        """
        if place not in self._panes and place not in SENT:
            self._coming.complete()
        if place == "outbox":
            self.running.send()
        elif place == "run":
            self.run_now(what if isinstance(what, frozenset) else frozenset())
        elif place == "database" and "settings" not in self._panes:
            self.tell(tr("This shop lies in {place}", place=self._desk.target))
        elif place == "database":
            self.open_pane("settings")
            self._pane.show_what("backup")
        elif place in self._panes:
            self.open_pane(place)
            self._pane.show_what(what)
        elif place in self._pages:
            self._leave_page()
            self._page = self._adopt(self._pages[place](self.bench))
            self.shell.stack.setCurrentWidget(self._page)
            self._page.show_what(what)
            self._enter(self._page, back=True)

    def go_back(self) -> None:
        """Leave a page for the pane below it."""
        if self._page is not None:
            self.open_pane(self._pane.key)

    def _leave_page(self) -> None:
        if self._page is not None:
            page, self._page = self._page, None
            self.shell.top.show_widgets(())
            self.shell.stack.removeWidget(page)
            page.hide()
            page.leave(page.deleteLater)

    def _show_title(self, pane: Pane, title: str, note: str) -> None:
        if pane is self.shown:
            self.shell.top.show_place(title, note, back=pane is self._page)

    def _enter(self, pane: Pane, back: bool) -> None:
        self.shell.show_alone(pane.alone, pane.ground)
        self.actions.enter("" if back else pane.key)
        self._heading.show(pane, back)
        self._views.show(None if back else pane)
        pane.fold(self.shell.width(), self.shell.height())
        pane.entered()
        self.notices.show()

    def _has(self, place: str) -> bool:
        """Whether there is such a pane or page, or will be once everything is imported."""
        return not self._coming.is_over or place in self._panes or place in self._pages

    @property
    def shown(self) -> Pane:
        """The pane or page on the screen."""
        return self._page or self._pane

    def pane(self, key: str) -> Pane:
        """The pane of that key."""
        if key not in self._panes:
            self._coming.complete()
        return self._panes[key]

    # Telling

    def tell(self, words: str, undo: object = None) -> None:
        """Say what happened, with Undo where it can be taken back."""
        self.shell.toast.tell(words, undo if callable(undo) else None)

    def tell_trouble(self, error: Exception) -> None:
        """Say above the sheet what went wrong, in words that say what to do."""
        self.notices.tell_trouble(error)

    def _show_waiting(self, key: str, count: int, family: str, why: str) -> None:
        if key in self._panes:
            self.shell.side.item(key).show_count(count, family, why)

    def _on_guarded(self, error: Refused, go_on: object) -> None:
        from billdesk.ui.dialogs.clock import ClockQuestion

        question = ClockQuestion(self.bench, error, self.shell)
        question.accepted.connect(go_on)
        question.open()

    def _on_changed(self, changed: Changed) -> None:
        if "settings" in changed.kinds:
            self.bench.run(self._desk.browsing.settings, self._show_shop, self.tell_trouble)
        if changed.kinds & KINDS and self.bench.whole.there:
            self.notices.read()
        for pane in self._panes.begun():
            pane.heard(changed)
        if self._page is not None:
            self._page.heard(changed)
        self.status.refresh()

    # Commands

    def run_now(self, schedules: frozenset[int] = frozenset()) -> None:
        self.running.run(by_hand=True, schedules=schedules)

    def can_run_now(self) -> bool:
        return not self.running.is_running

    def search_list(self) -> None:
        self.shown.search()

    def show_preview(self) -> None:
        self.shown.toggle_preview()

    def take_back(self) -> None:
        self.shell.toast.take_back()

    def can_take_back(self) -> bool:
        return self.shell.toast.can_take_back()

    @cached_property
    def finding(self) -> Finding:
        """The command box and what it finds: made after the first rows, or when somebody asks for it."""
        from billdesk.ui.finding import Finding

        made = Finding(self.bench, self.shell, self.actions, self._panes.keys())
        made.asked.connect(self.go_to)
        made.troubled.connect(self.tell_trouble)
        return made

    def find(self) -> None:
        self.finding.open()

    def show_shortcuts(self) -> None:
        from billdesk.ui.pages.shortcuts import Question

        self.go_to("shortcuts", Question(self.actions, self.shell.focusWidget()))

    def can_show_shortcuts(self) -> bool:
        return self._has("shortcuts")

    def open_new(self) -> None:
        self._heading.open_new()

    def can_open_new(self) -> bool:
        return self._heading.can_open_new()

    def quit(self) -> None:
        hidden, self.shell.hides = self.shell.isHidden(), False
        self.shell.close()
        if hidden:  # Qt ends with the last window that is seen
            QApplication.quit()

    def close(self) -> None:
        """End the work in the background and let go of the desk; what is finished so far stays."""
        if self._changes.announce in self._desk.announcer.listeners:
            for pane in self._panes.made():
                self._views.keep(pane)
            self._memory.keep_shown(self._pane.key)
            self.staying.end()
            self.ticker.stop()
            self._panes.end()
            self.shown.finish()
            self.shell.toast.settle(ending=True)
            self._desk.announcer.listeners.remove(self._changes.announce)
            self.background.close()
            self._desk.close()
