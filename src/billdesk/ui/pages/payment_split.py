"""The right of Take payment: what the money settles, by itself or by hand, and what that comes to."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.split import Split
from billdesk.services.taking import TakingSheet
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.pages.payment_rows import Writer
from billdesk.ui.pages.payment_table import SplitTable
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.shares import MOST, Share, Shares
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import counted, tr

SHOWN_LATELY = 5
MINUS = "\N{MINUS SIGN}"


class PaymentSplit(Wash):
    """`changed` tells the division that a person wants now."""

    changed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        look = bench.look
        self._bench = bench
        self.split = Split()
        self.oldest = Button(look, tr("Oldest first"), "plain", "arrow-down", "payment.oldest_first")
        self.only = Button(look, tr("Only this one"), "plain", "circle-dot", "payment.only_this")
        self.clear = Button(look, tr("Clear"), "link", "", "payment.clear")
        self.clear.setAccessibleDescription(tr("Settle none: all that was received is credit"))
        self.table = SplitTable(bench)
        self.none = Label(look, "", "body", "ink2")
        self.none.setObjectName("payment.none")
        self.none.setContentsMargins(look.px(20), look.px(12), look.px(20), look.px(12))
        self.wrong = Label(look, "", "small", "overdue_fg")
        self.wrong.setObjectName("payment.wrong")
        self.wrong.setWordWrap(True)
        self.lately_title = Label(look, "", "label", "ink2")
        self.lately = Grid(look, "payment.lately", Writer(bench, bench.today).lately())
        self.bar = Shares(look, "payment.split")
        self.sums = {name: _sum(bench, name) for name in ("received", "applied", "to_credit", "owes_after")}
        signs = {"applied": "=", "to_credit": "+"}
        self._between = {name: Label(look, sign, "stat", "ink3") for name, sign in signs.items()}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(16), px(10))
        head.setSpacing(px(8))
        head.addWidget(Label(look, tr("What it settles"), "heading"))
        head.addStretch(1)
        for button in (self.oldest, self.only, self.clear):
            head.addWidget(button)
        lately = QWidget()
        inner = QVBoxLayout(lately)
        inner.setContentsMargins(px(12), px(12), px(12), px(8))
        inner.setSpacing(px(4))
        self.lately_title.setContentsMargins(px(8), 0, 0, 0)
        inner.addWidget(self.lately_title)
        inner.addWidget(self.lately)
        self._lately = lately
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule(look))
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addWidget(lately)
        column.addWidget(Rule(look))
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        look, px = self.look, self.look.px
        foot = Wash(look, "sunken")
        row = QHBoxLayout()
        row.setSpacing(px(16))
        for name, (seat, _title, _figure) in self.sums.items():
            if name in self._between:
                row.addWidget(self._between[name])
            if name == "owes_after":
                row.addStretch(1)
            row.addWidget(seat)
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(20), px(14), px(20), px(14))
        column.setSpacing(px(10))
        column.addWidget(self.wrong)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.wrong.hide()
        return foot

    def _connect(self) -> None:
        self.oldest.clicked.connect(lambda: self.changed.emit(self.split.oldest_first()))
        self.only.clicked.connect(self._on_only)
        self.clear.clicked.connect(lambda: self.changed.emit(self.split.none()))
        self.table.ticked.connect(self._on_ticked)
        self.table.typed_part.connect(lambda key, part: self.changed.emit(self.split.setting(key, part)))
        self.table.misread.connect(self._say)

    # What is shown

    def show_sheet(self, sheet: TakingSheet, came_from: int | None) -> None:
        """Show a customer's open invoices and what came in lately."""
        self._came_from = next((one for one in sheet.invoices if one.id == came_from), None)
        self.only.setVisible(self._came_from is not None and len(sheet.invoices) > 1)
        if self._came_from is not None:
            self.only.set_words(tr("Only {number}", number=self._came_from.number))
        self.oldest.setVisible(len(sheet.invoices) > 1)
        self.clear.setVisible(bool(sheet.invoices))
        self.none.setText(tr("Nothing is open. What comes in is kept as credit."))
        self.none.setVisible(not sheet.invoices)
        self.table.setVisible(bool(sheet.invoices))
        self.lately_title.setText(tr("Received from {name} lately", name=sheet.customer.name))
        self.lately.show_rows(sheet.lately[:SHOWN_LATELY])
        self._lately.setVisible(bool(sheet.lately))

    def show_split(self, split: Split, currency: str, whole: bool = False) -> None:
        """Show a division, of which `whole` says that its invoices are others."""
        self.split = split
        self.table.show_split(split, whole)
        figures, count = self._bench.figures, len(split.parts)
        applied = counted(count, "Applied to {count} invoice", "Applied to {count} invoices")
        self._show_sum("received", self._received_words(split, currency), split.received, currency)
        self._show_sum("applied", applied, split.applied, currency)
        self._show_rest(split, currency)
        shares = self._shares(split)
        said = [f"{words} {figures.headline(size, currency)}" for words, size, _left in shares if size]
        self.bar.show_shares(shares, ", ".join(said) or tr("Nothing is settled yet"))
        self._show_problems(split)

    def _received_words(self, split: Split, currency: str) -> str:
        if not split.used_credit:
            return tr("Received")
        used = self._bench.figures.headline(split.used_credit, currency)
        return tr("Received, with {credit} of credit", credit=used)

    def _show_rest(self, split: Split, currency: str) -> None:
        """What is left over, and owed after it; where the parts are too much, by how much they are."""
        too_much = max(-split.to_credit, 0)
        words, tone = tr("To credit"), "accent_ink" if split.to_credit > 0 else "ink3"
        if too_much:
            words, tone = tr("Too much by"), "overdue_fg"
        self._show_sum("to_credit", words, too_much or split.to_credit, currency)
        self.sums["to_credit"][2].recolor(tone)
        self._between["to_credit"].setText(MINUS if too_much else "+")
        if split.problems():  # nothing can be taken like this, so nothing is owed after it
            _seat, title, figure = self.sums["owes_after"]
            title.setText(tr("Then owed"))
            figure.setText(DASH)
            figure.setAccessibleName(tr("Then owed"))
        else:
            self._show_sum("owes_after", tr("Then owed"), split.owed_after, currency)

    def _show_sum(self, name: str, words: str, minor: int, currency: str) -> None:
        _seat, title, figure = self.sums[name]
        title.setText(words)
        figure.setText(self._bench.figures.headline(minor, currency))
        figure.setAccessibleName(f"{words}: {figure.text()}")

    def _shares(self, split: Split) -> Sequence[Share]:
        """A piece for each part; many are told as one, which nobody could tell apart or listen to."""
        first = tuple(islice(split.parts.items(), MOST))
        found = [Share(self.table.number_of(key).rpartition("-")[2], part) for key, part in first]
        more = len(split.parts) - len(found)
        if more:
            words = counted(more, "{count} more invoice", "{count} more invoices")
            found.append(Share(words, split.applied - sum(part for _, part in first)))
        return (*found, Share(tr("credit"), max(split.to_credit, 0), True))

    def _show_problems(self, split: Split) -> None:
        problems = split.problems()
        self._say(self._bench.said(problems[0]) if problems else "")

    def _say(self, what: str) -> None:
        self.wrong.setText(what)
        self.wrong.setVisible(bool(what))

    # What a person does

    def _on_only(self) -> None:
        if self._came_from is not None:
            self.changed.emit(self.split.only(self._came_from.id))

    def _on_ticked(self, ids: frozenset[int]) -> None:
        chosen, split = frozenset(self.split.parts), self.split
        if ids == chosen:
            return
        if not ids:
            split = split.none()
        elif len(ids) == len(split.invoices) and len(ids - chosen) > 1:
            split = split.all()
        else:
            for key in ids ^ chosen:
                split = split.toggled(key)
        self.changed.emit(split)


def _sum(bench: Bench, name: str) -> tuple[QWidget, Label, Label]:
    """A figure with its words above."""
    title = Label(bench.look, "", "label", "ink2")
    figure = Label(bench.look, "", "revenue", "ink", True)
    figure.setObjectName(f"payment.{name}")
    seat = QWidget()
    column = QVBoxLayout(seat)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.px(2))
    column.addWidget(title)
    column.addWidget(figure)
    return seat, title, figure
