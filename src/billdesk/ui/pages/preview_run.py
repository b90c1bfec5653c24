"""The page Preview run: what a run up to a day would bring, before it does. Nothing is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import Sort
from billdesk.services.foresight import DRAFTS, Forecast, Foreseen
from billdesk.services.run import Request
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.messages import Act, Notice
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.pages.run_columns import SEGMENTS, SORT_KEYS, belongs, columns
from billdesk.ui.pages.run_detail import RunDetail
from billdesk.ui.pages.run_words import signed_amount
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.dates import DateField
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.facts import Fact, Facts
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import counted, number, tr

FOLDED = 1100
DETAIL = 500
_WORDS = {"all": "All", "differ": "Differ", "drafts": "Drafts", "skipped": "Skipped"}


class PreviewRunPage(Pane):
    """The dry run for a chosen day, as a list with the detail of one invoice beside it."""

    key = "preview_run"
    title = "Preview run"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._request = Request(bench.today)
        self._forecast = Forecast(bench.today)
        self._looking: Work | None = None
        self._folded = False
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        bench, look = self.bench, self.look
        label = tr("Everything due up to")
        self.dry = Label(look, tr("Nothing is written"), "body", "ink3")
        self.up_to = Label(look, label, "body", "ink2")
        self.until = DateField(look, "run.until", label, lambda: bench.today, bench.language)
        self.wrong = Label(look, "", "small", "overdue_fg")
        self.wrong.hide()
        self.run_now = Button(look, tr("Run now for today"), "primary", "play", "run.now")
        self.sums = Facts(look, "run.sums")
        self.only = Segments(look, "run.only", [Choice(key, tr(_WORDS[key])) for key in SEGMENTS])
        self.search_field = SearchField(look, "run.search", tr("Customer, line, name…"))
        self.listed = Listed(SORT_KEYS, _shows)
        self.model = PagedTableModel(
            columns(bench), self.listed.fetch, self.listed.count, bench.background, self
        )
        self.model.order = Sort("", False)
        self.table = Table(look, self.model, "run.table", lines=2)
        self.table.setAccessibleName(tr("What the run would bring"))
        self.detail = RunDetail(bench)
        self.empty = Empty(look, "run.empty", "", "")

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        filters = QHBoxLayout()
        filters.setContentsMargins(px(16), px(8), px(16), px(8))
        filters.setSpacing(px(8))
        filters.addWidget(self.only)
        filters.addStretch(1)
        filters.addWidget(self.search_field)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        self.left = Wash(look, "sheet")
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(filters)
        left.addWidget(Rule(look))
        left.addWidget(self._middle, 1)
        self._between = Rule(look, upright_one=True)
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(self.left, 1)
        lower.addWidget(self._between)
        lower.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sums)
        column.addLayout(lower, 1)

    def _connect(self) -> None:
        self.until.picked.connect(self._on_day)
        self.until.misread.connect(self._on_misread)
        self.run_now.clicked.connect(lambda: self.asked.emit("run", None))
        self.only.picked.connect(lambda _key: self._show_rows())
        self.search_field.asked.connect(lambda _text: self._show_rows())
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self._open_detail())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self.troubled)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.dry, self.wrong, self.up_to, self.until, self.run_now)

    def show_what(self, what: object) -> None:
        """Look ahead as a Request asks: until which day, and perhaps at some schedules only."""
        if isinstance(what, Request):
            self._request = what
        self.until.show_day(self._request.horizon)
        self._look_ahead()

    def kinds(self) -> frozenset[str]:
        return frozenset({"schedule", "invoice", "customer", "settings", "ticket", "run"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._look_ahead()

    def search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fold(self, width: int, height: int) -> None:
        self._folded = width < self.look.px(FOLDED)
        self.detail.setFixedWidth(self.look.px(DETAIL)) if not self._folded else self._free()
        self.left.setVisible(True)
        self._show_detail()

    def _free(self) -> None:
        self.detail.setMinimumWidth(0)
        self.detail.setMaximumWidth(16777215)

    # Looking ahead

    def _look_ahead(self) -> None:
        """Draw everything up in the background; a newer question takes the place of an older one."""
        if self._looking is not None:
            self._looking.forget()
        errands, request = self.bench.desk.errands, self._request
        self._looking = self.bench.background.run(
            lambda work: errands.look(request, work.pace()),
            self._on_forecast,
            self._on_failed,
            self._on_progress,
            words=tr("Looking ahead"),
        )

    def _on_progress(self, done: int, planned: int) -> None:
        if self._looking is not None and done < planned:
            said = tr("{done} of {planned}", done=number(done), planned=number(planned))
            self.sums.show_facts((Fact(tr("Looking ahead"), ((said, "ink"),), tr("nothing is written")),))

    def _on_forecast(self, forecast: Forecast) -> None:
        self._looking = None
        self._forecast = forecast
        self.listed.replace(forecast.rows)
        self._show_counts()
        self.sums.show_facts(self._facts(forecast.rows))
        self._tell(forecast)
        self._show_rows()

    def _on_failed(self, error: Exception) -> None:
        self._looking = None
        self.troubled.emit(error)

    def _on_day(self, day: date) -> None:
        self._request = replace(self._request, until=day)
        self._look_ahead()

    def _on_misread(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        self.up_to.setVisible(not words)

    # What is shown

    def _show_counts(self) -> None:
        for key in SEGMENTS:
            count = sum(belongs(row, key) for row in self._forecast.rows)
            self.only.set_words(key, f"{tr(_WORDS[key])} {number(count)}")

    def _show_rows(self) -> None:
        self.model.show((self.only.chosen(), self.search_field.text().strip().casefold()))

    def _on_reloaded(self) -> None:
        none = not self.model.rowCount()
        if none:
            self._say_empty()
        self._middle.setCurrentIndex(1 if none else 0)
        self._show_detail()

    def _say_empty(self) -> None:
        if self._forecast.rows:
            self.empty.say(tr("Nothing of that kind"), tr("Choose All to see the whole run again."))
        else:
            day = self.bench.figures.day(self._request.horizon, self.bench.today)
            self.empty.say(
                tr("Nothing is due up to {day}", day=day), tr("Type a later date to look further ahead.")
            )

    def _on_chosen(self, row: Foreseen | None) -> None:
        self.detail.show_row(row)
        self._show_detail()

    def _show_detail(self, opened: bool = False) -> None:
        some = self.table.current_row() is not None and bool(self.model.rowCount())
        self.detail.setVisible(some and (not self._folded or opened))
        self._between.setVisible(some and not self._folded)
        self.left.setVisible(not (self._folded and opened))

    def _open_detail(self) -> None:
        self._show_detail(opened=True)
        tab = self.detail.tabs.findChild(QWidget, f"run.tabs.{self.detail.tabs.chosen()}")
        (tab or self.detail).setFocus(Qt.FocusReason.TabFocusReason)

    def toggle_preview(self) -> None:
        if self._folded:
            self._show_detail(opened=self.left.isVisible())

    def _facts(self, rows: Sequence[Foreseen]) -> tuple[Fact, ...]:
        billed = [row for row in rows if row.invoice is not None]
        passed = sum(row.fate == "skipped" for row in rows)
        more = (
            counted(passed, "{count} more is skipped", "{count} more are skipped")
            if passed
            else tr("none skipped")
        )
        invoices = Fact(tr("Invoices"), ((number(len(billed)), "ink"),), more, weight=3)
        return (invoices, self._total(billed), self._against(rows), self._mailed(billed), self._needs(rows))

    def _total(self, billed: Sequence[Foreseen]) -> Fact:
        figures = self.bench.figures
        totals, nets, taxes = _sums(billed)
        said = figures.several([(minor, code) for code, minor in totals.items()]) or figures.headline(
            0, figures.home
        )
        home = figures.home if figures.home in totals else next(iter(totals), figures.home)
        net, tax = figures.amount(nets.get(home, 0), home), figures.amount(taxes.get(home, 0), home)
        return Fact(tr("Total"), ((said, "ink"),), tr("net {net}, tax {tax}", net=net, tax=tax), weight=4)

    def _against(self, rows: Sequence[Foreseen]) -> Fact:
        figures, language = self.bench.figures, self.bench.language
        changes = [row.change for row in rows if row.change and row.currency == figures.home]
        up = sum(change for change in changes if change > 0)
        down = sum(change for change in changes if change < 0)
        parts = [(up, "paid_fg"), (down, "overdue_fg")]
        shown = tuple((signed_amount(minor, figures.home, language), tone) for minor, tone in parts if minor)
        differ = sum(row.differs for row in rows)
        note = tr("{differ} of {count} differ", differ=differ, count=len(rows))
        return Fact(tr("Against last time"), shown or ((tr("no change"), "ink"),), note, weight=4)

    def _mailed(self, billed: Sequence[Foreseen]) -> Fact:
        mailed = sum(row.fate == "emailed" for row in billed)
        drafts = sum(row.fate in DRAFTS for row in billed)
        note = counted(drafts, "{count} is left as a draft", "{count} are left as drafts")
        return Fact(tr("E-mailed at once"), ((number(mailed), "ink"),), note, weight=3)

    def _needs(self, rows: Sequence[Foreseen]) -> Fact:
        waiting = [row for row in rows if row.fate in ("no_address", "failed")]
        names = list(dict.fromkeys(row.customer for row in waiting))
        label = tr("Needs you first")
        if not names:
            return Fact(label, ((tr("nothing"), "ink"),), tr("every invoice can go out"), weight=4)
        said = counted(len(names), "{count} customer", "{count} customers")
        return Fact(label, ((said, "overdue_fg"),), ", ".join(names[:2]), weight=4)

    def _tell(self, forecast: Forecast) -> None:
        late = [row for row in forecast.rows if row.fate == "late"]
        self.notice = None
        if forecast.stopped:
            again = Act(tr("Look again"), "run.look_again", self._look_ahead, "refresh-cw")
            line = tr("It was stopped while it looked ahead, so invoices are missing here.")
            self.notice = Notice("waits", tr("This isn't the whole run"), line, (again,))
        elif late:
            total = self.bench.figures.several(list(_by_currency(late)))
            title = counted(
                len(late),
                "Came due while BillDesk was closed: {count} invoice, {total}",
                "Came due while BillDesk was closed: {count} invoices, {total}",
                total=total,
            )
            line = tr("More than 7 days late: the run leaves them as drafts until you release them.")
            self.notice = Notice("waits", title, line)
        self.noticed.emit()


def _shows(row: Foreseen, wanted: tuple[str, str]) -> bool:
    """Whether a row is of the segment and has every word typed in its customer, title, lines or names."""
    segment, typed = wanted
    if not belongs(row, segment):
        return False
    if not typed:
        return True
    texts = [row.customer, row.title, *(line.description for line in row.lines)]
    texts += [name for line in row.lines for name in (*line.names, *line.removed)]
    whole = " ".join(texts).casefold()
    return all(word in whole for word in typed.split())


def _sums(rows: Sequence[Foreseen]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Totals, sums before tax and taxes, by currency."""
    totals: dict[str, int] = {}
    nets: dict[str, int] = {}
    taxes: dict[str, int] = {}
    for row in rows:
        if row.invoice is not None:
            tax = row.invoice.tax
            for sums, minor in ((totals, row.total), (nets, row.total - tax), (taxes, tax)):
                sums[row.currency] = sums.get(row.currency, 0) + minor
    return totals, nets, taxes


def _by_currency(rows: Sequence[Foreseen]) -> Sequence[tuple[int, str]]:
    return [(minor, code) for code, minor in _sums(rows)[0].items()]
