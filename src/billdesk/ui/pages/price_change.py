"""The page Change prices: the rule on top, below it what it does to each line of the chosen schedules."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import Refused, Rejected
from billdesk.domain.lists import Sort
from billdesk.domain.price_change import PriceChange, PriceRule
from billdesk.services.price_changes import Chosen, PricePreview, PriceRow
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.pages.price_rule import PriceRuleForm
from billdesk.ui.pages.price_words import SEGMENTS, belongs, change_words, columns
from billdesk.ui.pages.run_words import signed_amount, tone_of
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.facts import Fact, Facts
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import counted, number, tr

WAIT_MS = 200
PLANNED = 3
"""So many planned changes are shown, the newest first."""
_WORDS = {"changes": "Changing", "left": "Left out", "all": "All"}
SORT_KEYS = {"customer": lambda row: (row.customer.casefold(), row.id)}


class _Found(NamedTuple):
    """What was asked for, and what came of it."""

    rule: PriceRule
    chosen: Chosen
    preview: PricePreview
    coming: tuple[PriceChange, ...]


class PriceChangePage(Pane):
    """Shows what a change would do while it is typed, and makes it."""

    key = "price_change"
    title = "Change prices"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._ids: tuple[int, ...] = ()
        self._found: _Found | None = None
        self._looking: Work | None = None
        self._coming: tuple[PriceChange, ...] = ()
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_button()

    def _make_parts(self) -> None:
        bench, look = self.bench, self.look
        self.change = Button(look, tr("Change prices"), "primary", "check", "prices.change")
        self.rule = PriceRuleForm(bench)
        self.sums = Facts(look, "prices.sums")
        self.wrong = Strip(look, "prices.wrong")
        self.wrong.button.hide()
        self.planned = tuple(Strip(look, f"prices.planned.{place}", "waits") for place in range(PLANNED))
        self.only = Segments(look, "prices.only", [Choice(key, tr(_WORDS[key])) for key in SEGMENTS])
        self.only.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.listed = Listed(SORT_KEYS, belongs)
        self.model = PagedTableModel(
            columns(bench), self.listed.fetch, self.listed.count, bench.background, self
        )
        self.model.order = Sort("", False)
        self.table = Table(look, self.model, "prices.table", lines=2)
        self.table.setAccessibleName(tr("What becomes of each price"))
        self.empty = Empty(look, "prices.empty", "", "")
        self.schedules = Button(look, tr("Show schedules"), "plain", "repeat", "prices.schedules")
        self.empty.add_button(self.schedules)

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        sheet = Wash(self.look, "sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.rule, Rule(self.look), *self.planned, self.sums, self.wrong):
            column.addWidget(part)
        column.addWidget(self._middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sheet)

    def _connect(self) -> None:
        self.rule.changed.connect(self._on_typed)
        self._timer.timeout.connect(self._look_ahead)
        self.change.clicked.connect(self.apply)
        self.schedules.clicked.connect(lambda: self.asked.emit("recurring", None))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.apply)
        for place, strip in enumerate(self.planned):
            strip.used.connect(lambda place=place: self._take_back(place))
        self.only.picked.connect(self.model.show)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self.troubled)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.only, self.change)

    def show_what(self, what: object) -> None:
        """Look at the schedules with these ids."""
        if isinstance(what, tuple | list | frozenset):
            self._ids = tuple(what)
        self._look_ahead()

    def kinds(self) -> frozenset[str]:
        return frozenset({"schedule", "customer", "product", "settings"})

    def entered(self) -> None:
        super().entered()
        self.rule.by.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._look_ahead()

    def search(self) -> None:
        self.rule.text.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_waiting(self) -> bool:
        """Whether what is typed isn't shown yet."""
        return self._timer.isActive() or self._looking is not None or self._busy

    # Looking ahead

    def _on_typed(self) -> None:
        self._found = None
        self._show_button()
        self._timer.start()

    def _look_ahead(self) -> None:
        """Reckon in the background; a newer question takes the place of an older one."""
        self._timer.stop()
        if self._looking is not None:
            self._looking.forget()
            self._looking = None
        rule = self.rule.rule()
        if rule is None:
            return  # the field says what is wrong once it is left
        changes, today = self.bench.desk.price_changes, self.bench.today
        chosen = Chosen(self._ids, self.rule.day())
        self._looking = self.bench.background.run(
            lambda work: _Found(
                rule,
                chosen,
                changes.preview(rule, chosen, today, work.stopped),
                tuple(changes.coming(today)),
            ),
            self._on_found,
            self._on_failed,
            words=tr("Looking ahead"),
        )

    def _on_found(self, found: _Found) -> None:
        self._looking = None
        self._found = None if found.preview.stopped else found  # what isn't seen isn't done
        currencies = [row.currency for row in found.preview.rows]
        self.rule.offer(currencies, found.preview.products)
        self._show_planned(found.coming)
        self._show_rows(found.preview.rows)
        self.sums.show_facts(self._facts(found.preview))
        self._show_wrong(found.preview.wrong)
        self._show_button()

    def _on_failed(self, error: Exception) -> None:
        self._looking = None
        if isinstance(error, Rejected):
            self.rule.tell(error.problems)
        elif isinstance(error, Refused) and error.code == "no_schedules_chosen":
            self._show_rows(())
        else:
            self.troubled.emit(error)

    # What is shown

    def _show_rows(self, rows: Sequence[PriceRow]) -> None:
        self.listed.replace(rows)
        for key in SEGMENTS:
            self.only.set_words(key, f"{tr(_WORDS[key])} {number(sum(belongs(row, key) for row in rows))}")
        if self.model.filter is None:
            self.model.show(self.only.chosen())
        else:
            self.model.refresh()

    def _on_reloaded(self) -> None:
        none = not self.model.rowCount()
        self.schedules.setVisible(not self._ids)
        self.sums.setVisible(bool(self._ids))
        if none and not self._ids:
            self.empty.say(
                tr("No schedule is chosen"), tr("Tick some in the list of schedules, then come back.")
            )
        elif none:
            self.empty.say(tr("No line here"), tr("Choose All, or other lines, to see more of them."))
        self._middle.setCurrentIndex(1 if none else 0)

    def _show_button(self) -> None:
        preview = self._found.preview if self._found else None
        count = len(preview.changed) if preview and not preview.wrong else 0
        day = self.bench.figures.day(self.rule.day(), self.bench.today)
        said = counted(count, "Change {count} price from {day}", "Change {count} prices from {day}", day=day)
        self.change.set_words(said if count else tr("Change prices"))
        self.change.setAccessibleName(said if count else tr("Change prices"))
        self.change.setEnabled(count > 0 and not self._busy)

    def _show_wrong(self, rows: Sequence[PriceRow]) -> None:
        if not rows:
            self.wrong.hide()
            return
        count = len(rows)
        if any(row.reason == "below_zero" for row in rows):
            said = counted(count, "{count} price would be below 0:", "{count} prices would be below 0:")
        else:
            said = counted(count, "{count} price would be too large:", "{count} prices would be too large:")
        names = [f"{row.customer}, {row.description}" for row in rows[:2]]
        self.wrong.tell(said, "; ".join(names), "")

    def _show_planned(self, coming: Sequence[PriceChange]) -> None:
        """Each change that no invoice has come by yet, with the button that takes it back."""
        self._coming = tuple(coming)
        for place, strip in enumerate(self.planned):
            strip.hide()
            if place < len(coming):
                said = change_words(coming[place], self.bench)
                strip.tell(said, tr("is planned already"), tr("Take back"))
                strip.button.setAccessibleName(tr("Take back {change}", change=said))

    def _facts(self, preview: PricePreview) -> tuple[Fact, ...]:
        left = len(preview.rows) - len(preview.changed) - len(preview.wrong)
        note = counted(left, "{count} line is left as it is", "{count} lines are left as they are")
        tone, wrong = "ink2", len(preview.wrong)
        if wrong:
            note = counted(wrong, "{count} more can't be", "{count} more can't be")
            tone = "overdue_fg"
        prices = Fact(tr("Prices that change"), ((number(len(preview.changed)), "ink"),), note, tone, 3)
        was = [(minor, code) for code, (minor, _) in preview.months.items()]
        then = [(minor, code) for code, (_, minor) in preview.months.items()]
        missing = counted(preview.unknown, "without {count} that fails", "without {count} that fail")
        note = missing if preview.unknown else tr("before tax, of the active ones")
        now = Fact(tr("A month now"), ((self._several(was), "ink"),), note, weight=4)
        step, tone = self._difference(preview)
        after = Fact(tr("A month then"), ((self._several(then), "ink"),), step, tone, weight=4)
        return (prices, now, after)

    def _several(self, sums: Sequence[tuple[int, str]]) -> str:
        figures = self.bench.figures
        return figures.several(sums) or figures.headline(0, figures.home)

    def _difference(self, preview: PricePreview) -> tuple[str, str]:
        """How much more or less comes in each month, and its tone."""
        steps = [(then - was, code) for code, (was, then) in preview.months.items() if then != was]
        if not steps:
            return tr("no change"), "ink2"
        home, language = self.bench.figures.home, self.bench.language
        said = [
            signed_amount(step, code, language) + ("" if code == home else f" {code}") for step, code in steps
        ]
        return ", ".join(said), tone_of(steps[0][0])

    # Doing it

    def apply(self) -> None:
        """Change the prices as shown; the list of schedules tells it, and can take it back."""
        # Reading a day that was just typed asks anew, and then there is nothing to do yet.
        if not self.rule.check() or self._found is None or not self.change.isEnabled():
            return
        rule, chosen, preview, _coming = self._found
        changes, today = self.bench.desk.price_changes, self.bench.today
        self._show_busy(True)
        self.bench.run(
            lambda: changes.apply(rule, chosen, today, preview.versions), self._on_changed, self._on_refused
        )

    def _on_changed(self, change: PriceChange) -> None:
        self._show_busy(False)
        self.asked.emit("recurring", change)

    def _on_refused(self, error: Exception) -> None:
        """What somebody else changed meanwhile is looked at again."""
        self._show_busy(False)
        self.troubled.emit(error)
        self._look_ahead()

    def _take_back(self, place: int) -> None:
        if self._busy or place >= len(self._coming):
            return
        changes, key = self.bench.desk.price_changes, self._coming[place].id
        self._show_busy(True)
        self.bench.run(lambda: changes.undo(key), self._on_taken_back, self._on_refused)

    def _on_taken_back(self, _change: PriceChange) -> None:
        self._show_busy(False)
        self.told.emit(tr("Taken back"), None)
        self._look_ahead()

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_button()
