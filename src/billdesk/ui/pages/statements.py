"""The page Statements of a month: every account that moved or isn't settled, saved or e-mailed in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import Sort
from billdesk.domain.statement import Wanted, month_of
from billdesk.services.statements import AccountRow
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.folder import folder_dialog
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import StatementTask
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, number, tr

SORT_KEYS: dict[str, Callable[["_Row"], object]] = {
    "customer": lambda row: (row.account.customer.casefold(), row.id),
    "balance": lambda row: (row.account.currency, row.account.balance, row.id),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """An account, with the key by which it is ticked."""

    id: int
    account: AccountRow


def _key(account: AccountRow) -> int:
    """The same for the same account, however the list is ordered: its customer and its currency."""
    return (account.customer_id << 24) + int.from_bytes(account.currency.encode()[:3], "big")


class StatementsPage(Pane):
    """All accounts of a month are ticked at first; only those with an address can be e-mailed."""

    key = "statements"
    title = "Statements of a month"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._start, self._end = month_of(bench.today.replace(day=1) - timedelta(1))
        self._busy = False
        self._is_new = True  # all of a month that is shown anew are ticked
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        bench, look = self.bench, self.look
        self.before = Button(look, "", "quiet", "chevron-left", "statements.before")
        self.before.setAccessibleName(tr("Month before"))
        self.before.setToolTip(tr("Month before"))
        self.month = Label(look, "", "heading")
        self.month.setObjectName("statements.month")
        self.after = Button(look, "", "quiet", "chevron-right", "statements.after")
        self.after.setAccessibleName(tr("Month after"))
        self.after.setToolTip(tr("Month after"))
        self.note = Label(look, "", "body", "ink2")
        self.note.setObjectName("statements.note")
        self.save = Button(look, tr("Save PDFs…"), "plain", "file-down", "statements.save")
        self.mail = Button(look, tr("E-mail"), "primary", "mail", "statements.mail")
        self.listed = Listed(SORT_KEYS)
        self.model = PagedTableModel(
            columns(bench), self.listed.fetch, self.listed.count, bench.background, self
        )
        self.model.order = Sort("customer", False)
        self.table = Table(look, self.model, "statements.table")
        self.table.setAccessibleName(tr("Accounts"))
        self.totals = Totals(look, "statements.totals")
        self.empty = Empty(
            look,
            "statements.empty",
            tr("No account moved in this month"),
            tr("An account is here when something was billed or paid in the month, or is still open."),
        )

    def _lay_out(self) -> None:
        px = self.look.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        head.setSpacing(px(8))
        for part in (self.before, self.month, self.after):
            head.addWidget(part)
        head.addSpacing(px(8))
        head.addWidget(self.note, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        sheet = Wash(self.look, "sheet")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(Rule(self.look))
        inside.addWidget(self._middle, 1)
        inside.addWidget(self.totals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._show_month(self._start - timedelta(1)))
        self.after.clicked.connect(lambda: self._show_month(self._end + timedelta(1)))
        self.table.opened.connect(self._open)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.ticks.changed.connect(self._show_acts)
        self.model.failed.connect(self.troubled)
        self.save.clicked.connect(self.ask_for_folder)
        self.mail.clicked.connect(self.send)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.save, self.mail)

    def show_what(self, what: object) -> None:
        """Show the month of a day, last month where none is named."""
        self._show_month(what if isinstance(what, date) else self._start)

    def kinds(self) -> frozenset[str]:
        return frozenset({"payment", "invoice", "customer", "settings"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_month(self, day: date) -> None:
        self._start, self._end = month_of(day)
        self.month.setText(f"{self.bench.figures.month(self._start)} {self._start.year}")
        self.after.setEnabled(self._end < self.bench.today)
        self._is_new = True
        self.refresh()

    def refresh(self) -> None:
        statements, start, end = self.bench.desk.statements, self._start, self._end
        self.bench.run(lambda: statements.month(start, end), self._on_read, self.troubled.emit)

    def _on_read(self, found: Sequence[AccountRow]) -> None:
        self.listed.replace([_Row(_key(one), one) for one in found])
        if self._is_new:
            self.model.show(None)
        else:
            self.model.refresh()

    def _on_reloaded(self) -> None:
        if self._is_new:
            self._is_new = False
            self.model.ticks.set_all(True)
        rows = [row.account for row in self.listed.wanted(None)]
        self._middle.setCurrentIndex(0 if rows else 1)
        sums: dict[str, int] = {}
        for one in rows:
            sums[one.currency] = sums.get(one.currency, 0) + one.balance
        said = self.bench.figures.several([(amount, code) for code, amount in sorted(sums.items())])
        words = tr("account") if len(rows) == 1 else tr("accounts")
        self.totals.show_sums(number(len(rows)), words, ((tr("Balance"), said),) if rows else ())
        self._show_acts()

    # Acts

    def _ticked(self) -> list[AccountRow]:
        return [row.account for row in self.listed.wanted(None) if row.id in self.model.ticks]

    def _wanted(self, rows: Sequence[AccountRow]) -> list[Wanted]:
        return [Wanted(one.customer_id, one.currency, self._end, self._start) for one in rows]

    def _show_acts(self) -> None:
        rows = self._ticked()
        able = sum(one.reachable for one in rows)
        self.save.setEnabled(bool(rows))
        self.mail.setEnabled(able > 0)
        ticked = counted(len(rows), "{count} ticked", "{count} ticked")
        less = tr("{able} of {count} can be e-mailed", able=able, count=len(rows))
        self.note.setText(less if able < len(rows) else ticked)

    def _open(self, row: _Row) -> None:
        """Show one account of the month by itself."""
        account, period = row.account, (self._start, self._end)
        self.asked.emit(
            "statement", StatementTask(account.customer_id, account.customer, period, account.currency)
        )

    def ask_for_folder(self) -> None:
        """Ask where the statements shall be saved."""
        dialog = folder_dialog(self, "statements.save.folder", tr("Save PDFs"))
        dialog.fileSelected.connect(lambda folder: self.save_into(Path(folder)))
        dialog.open()

    def save_into(self, folder: Path) -> None:
        """Write the ticked statements into a folder; no file is ever overwritten."""
        statements, wanted, today = self.bench.desk.statements, self._wanted(self._ticked()), self.bench.today
        self._do(
            lambda work: statements.save(wanted, folder, today, work.stopped, work.report),
            tr("Saving statements"),
            lambda count: counted(count, "{count} statement saved", "{count} statements saved"),
        )

    def send(self) -> None:
        """Put the ticked statements that can be e-mailed into the outbox, and let it be sent."""
        if not self.mail.isEnabled():
            return
        statements, today = self.bench.desk.statements, self.bench.today
        wanted = self._wanted([one for one in self._ticked() if one.reachable])
        self._do(
            lambda work: statements.queue(wanted, today, work.stopped, work.report),
            tr("Drawing up statements"),
            self._queued_words,
        )

    def _queued_words(self, count: int) -> str:
        self.asked.emit("outbox", None)
        return counted(count, "{count} statement is in the outbox", "{count} statements are in the outbox")

    def _do(self, job: Callable[[Work], Sequence[object]], words: str, said: Callable[[int], str]) -> None:
        """One job at a time, with its progress below; it can be stopped there."""
        if self._busy:
            return
        self._busy = True

        def done(made: Sequence[object]) -> None:
            self._on_ended(None)
            self.told.emit(said(len(made)), None)

        self.bench.background.run(job, done, self._on_ended, words=words)

    def _on_ended(self, error: Exception | None) -> None:
        self._busy = False
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def who(self, row: _Row) -> Cell:
        return Cell(row.account.customer, strong=True)

    def reached(self, row: _Row) -> Cell:
        if row.account.reachable:
            return Cell("")
        return Cell(tr("No e-mail address"), tone="overdue_fg", icon="triangle-alert")

    def balance(self, row: _Row) -> Cell:
        account = row.account
        shown = self.bench.figures.headline(account.balance, account.currency)
        return Cell(shown, figure=True, strong=account.balance > 0, tone="ink" if account.balance else "ink3")


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns, with room at the edge."""
    writer = _Writer(bench)
    return (
        tick_column(),
        Column("customer", tr("Customer"), writer.who, "customer", width=220, stretch=True),
        Column("reached", "", writer.reached, width=180, rank=1),
        Column("balance", tr("Balance"), writer.balance, "balance", RIGHT, 140),
        Column("right", "", lambda _row: Cell(""), width=8),
    )
