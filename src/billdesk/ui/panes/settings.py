"""The Settings pane: sections at the left with a search, rows in the middle, a live example at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from billdesk.ui.bench import Bench
from billdesk.ui.panes.pane import Pane
from billdesk.ui.panes.settings_documents import DocumentsSection
from billdesk.ui.panes.settings_example import SettingsExample
from billdesk.ui.panes.settings_lists import PaymentsSection, TicketsSection
from billdesk.ui.panes.settings_mail import MailSection
from billdesk.ui.panes.settings_numbers import NumbersSection
from billdesk.ui.panes.settings_section import Section, SettingsSheet, read_sheet
from billdesk.ui.panes.settings_shop import ShopSection
from billdesk.ui.panes.settings_taxes import TaxesSection
from billdesk.ui.panes.settings_terms import TermsSection
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.side import NavItem, Place
from billdesk.ui.widgets.wide import keep_most, keep_wide
from billdesk.ui.words import tr

SECTIONS: tuple[type[Section], ...] = (
    ShopSection,
    TaxesSection,
    TermsSection,
    NumbersSection,
    DocumentsSection,
    MailSection,
    TicketsSection,
    PaymentsSection,
)
LEFT = 232
SOON_MS = 1
"""Between the making of one section and the next, so that the window answers."""
EXAMPLE = 336
WITH_EXAMPLE = 1240
WIDEST = 720


Kind = TypeVar("Kind", bound=Section)


class Sections(dict[str, Section]):
    """Sections by their key; [] makes the one that is asked for."""

    def __init__(self, make: Callable[[str], Section]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Section:
        self[key] = self._make(key)
        return self[key]


class SectionItem(NavItem):
    """The way to one section; the arrows are left to the pane, a button would move the focus by itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class SettingsPane(Pane):
    """Shows one section at a time; what changes there is kept at once."""

    key = "settings"
    title = "Settings"
    made_of = (SECTIONS[0],)

    def __init__(self, bench: Bench, first: Section | None = None) -> None:
        super().__init__(bench)
        self.sheet: SettingsSheet | None = None
        self.sections = Sections(self._make)
        self._first = first
        self.example = SettingsExample(bench)
        self._opened = True
        self._make_left()
        self._lay_out()
        self._key = SECTIONS[0].key
        self.items[self._key].setChecked(True)
        self.refresh()
        self._others = QTimer(self, interval=SOON_MS)
        self._others.timeout.connect(self._make_next)
        self.search_field.textEdited.connect(lambda _text: self._others.start())  # it looks into all of them

    def _make(self, key: str) -> Section:
        """Make a section, which takes as long as some frames; what is on file is shown in it."""
        kind = next(make for make in SECTIONS if make.key == key)
        section = self._first if self._first is not None and kind is SECTIONS[0] else kind(self.bench)
        section.told.connect(self.told)
        section.troubled.connect(self.troubled)
        section.changed.connect(self.refresh)
        section.example_changed.connect(self._show_example)
        self._areas[key] = _scrolled(section, self.stack)
        if self.sheet is not None:
            section.show_sheet(self.sheet)
        return section

    def add_more(self) -> bool:
        if self._key in self.sections:
            return False
        self.open_section(self._key)
        return True

    def _make_next(self) -> bool:
        """Make one that nobody has asked for so far; False where none is left."""
        key = next((make.key for make in SECTIONS if make.key not in self.sections), None)
        if key is None:
            self._others.stop()
            return False
        return bool(self.sections[key])

    def _make_left(self) -> None:
        look = self.look
        self.search_field = SearchField(look, "settings.search", tr("Find a setting"))
        keep_wide(look, self.search_field, LEFT - 24)
        self.none = Label(look, tr("No setting is called so."), "small", "ink3")
        self.none.setWordWrap(True)
        self.none.hide()
        self.left = Wash(look, "sunken")
        self.left.setObjectName("settings.sections")
        keep_wide(look, self.left, LEFT)
        column = QVBoxLayout(self.left)
        column.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(12))
        column.setSpacing(look.px(2))
        column.addWidget(self.search_field)
        column.addSpacing(look.px(8))
        self.items: dict[str, SectionItem] = {}
        for make in SECTIONS:
            place = Place(make.key, tr(make.title), make.icon)
            item = SectionItem(look, place, f"settings.sections.{make.key}")
            item.clicked.connect(lambda _on, key=make.key: self.open_section(key))
            self.items[make.key] = item
            column.addWidget(item)
        column.addWidget(self.none)
        column.addStretch(1)
        self.search_field.asked.connect(self._on_search)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self._areas: dict[str, Scroll] = {}
        self._between = Rule(self.look, upright_one=True)
        keep_wide(self.look, self.example, EXAMPLE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(Rule(self.look, upright_one=True))
        row.addWidget(self.stack, 1)
        row.addWidget(self._between)
        row.addWidget(self.example)

    @property
    def is_whole(self) -> bool:
        return not self._others.isActive()

    # What is shown

    @property
    def section(self) -> Section:
        """The section on the screen."""
        return self.sections[self._key]

    def open_section(self, key: str) -> None:
        """Show a section."""
        if self._key in self.sections:
            self.section.leave()
        self._key = key
        for name, item in self.items.items():
            item.setChecked(name == key)
        self.stack.setCurrentWidget(self._areas[self.section.key])
        self._show_example()

    def show_what(self, what: object) -> None:
        """Show the section of that key."""
        if isinstance(what, str) and what in self.items:
            self.open_section(what)

    def refresh(self) -> None:
        """Read everything that is shown again."""
        desk = self.bench.desk
        self.bench.run(lambda: read_sheet(desk), self._on_sheet, self.troubled.emit)

    def kinds(self) -> frozenset[str]:
        return frozenset({"settings", "tax", "terms", "invoice"})

    def entered(self) -> None:
        super().entered()
        self.add_more()
        self.items[self._key].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_example()

    def search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fold(self, width: int, height: int) -> None:
        self._opened = width >= self.look.px(WITH_EXAMPLE)
        self._show_example()

    def toggle_preview(self) -> None:
        self._opened = self.example.isHidden()
        self._show_example()

    def _show_room(self, shown: bool) -> None:
        self.example.setVisible(shown)
        self._between.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move between the sections, Enter goes into the first row of one."""
        keys = [key for key, item in self.items.items() if not item.isHidden()]
        at = next((at for at, key in enumerate(keys) if self.items[key].hasFocus()), -1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if at >= 0 and step and 0 <= at + step < len(keys):
            self.open_section(keys[at + step])
            self.items[keys[at + step]].setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.items[keys[at]].click()
            self.section.focusNextChild()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the pane leaves the field that he typed in."""
        if self._key in self.sections:
            self.section.leave()
        super().hideEvent(event)

    # Acts, by these names in commands.py

    def add_tax(self) -> None:
        """Open the form of a new tax."""
        self.open_section("taxes")
        self._section(TaxesSection).add.click()

    def add_terms(self) -> None:
        """Open the form of new terms."""
        self.open_section("terms")
        self._section(TermsSection).add.click()

    def try_mail(self) -> None:
        """Send a message that tries the account out."""
        self.open_section("mail")
        self._section(MailSection).test.click()

    def finish(self) -> None:
        if self._key in self.sections:
            self.section.finish()

    def _section(self, kind: type[Kind]) -> Kind:
        found = self.sections[kind.key]
        assert isinstance(found, kind)
        return found

    def _on_sheet(self, sheet: SettingsSheet) -> None:
        self.sheet = sheet
        for section in self.sections.values():
            section.show_sheet(sheet)
        self._show_example()

    def _show_example(self) -> None:
        if self._key not in self.sections:
            return
        self._show_room(self._opened and self.section.has_example)
        if self.sheet is None or self.example.isHidden() or not self.isVisible():
            return
        facts = self.section.entries(self.sheet)
        if facts is None:
            self.example.show_page()
        else:
            self.example.show_facts(*facts)

    def _on_search(self, words: str) -> None:
        while words and self._make_next():
            pass  # it is searched for in all of them
        found = [key for key in self.items if not words or self.sections[key].is_about(words)]
        for key, item in self.items.items():
            item.setVisible(key in found)
        self.none.setVisible(not found)
        if found and self._key not in found:
            self.open_section(found[0])


def _scrolled(section: Section, stack: QStackedWidget) -> Scroll:
    """A section in the stack that scrolls where it is too high, and never gets too wide to be read."""
    area = Scroll(f"{section.objectName()}.scroll")
    stack.addWidget(area)  # the section comes last, for what is put into something is dressed anew
    holder = Wash(section.look, "sheet")
    area.setWidget(holder)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    keep_most(section.look, section, WIDEST)
    row.addWidget(section, 1)
    row.addStretch(0)
    return area
