"""Beside the schedule editor: the next invoice at today's count, what a change makes of it, next dates."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice
from billdesk.services.frequencies import schedule_words
from billdesk.services.schedule_sheet import Coming
from billdesk.services.scheduling import Outlook
from billdesk.ui.bench import Bench
from billdesk.ui.editors.schedule_words import difference_words
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import Cell, Column
from billdesk.ui.widgets.figure import Figure
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import RIGHT, Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import counted, tr

MOST_CHANGES = 14


class SchedulePreview(Wash):
    """Shows an Outlook; as long as there is none it says what is missing."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self._bench = bench
        self.setObjectName("schedule.preview")
        self.setAccessibleName(tr("Next invoice and dates"))
        look = self.look
        self.label = Label(look, tr("Next invoice, at today's count"), "small", "ink2")
        self.figure = Figure(look, "schedule.next")
        self.line = Label(look, "", "small", "ink2")
        self.line.setWordWrap(True)
        self.sums = Pairs(bench, "schedule.sums")
        self.changes = Pairs(bench, "schedule.changes", tr("What changes"))
        self.rhythm = Label(look, "", "small", "ink2")
        self.dates = Grid(look, "schedule.dates", self._columns())
        self.note = Label(look, "", "small", "ink2")
        self.note.setWordWrap(True)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        inside = Wash(look, "sheet")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(px(16), px(14), px(16), px(12))
        top.setSpacing(px(2))
        for part in (self.label, self.figure, self.line):
            top.addWidget(part)
        column.addLayout(top)
        column.addWidget(self.sums)
        column.addWidget(self.changes)
        column.addWidget(Rule(look))
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(16), px(10))
        head.setSpacing(px(8))
        head.addWidget(Label(look, tr("Next 12 dates"), "bold"))
        head.addWidget(self.rhythm, 1)
        column.addLayout(head)
        column.addWidget(Rule(look))
        column.addWidget(self.dates)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroll("schedule.preview.scroll", inside), 1)
        whole.addWidget(Rule(look))
        foot = Wash(look, "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), px(10), px(16), px(10))
        row.addWidget(self.note)
        whole.addWidget(foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("billed", tr("Billed on"), self._billed, width=104),
            Column("period", tr("Period"), self._period, width=120, stretch=True),
            Column("due", tr("Due"), self._due, width=104, rank=1),
        )

    # What is shown

    def show_nothing(self) -> None:
        """Nothing is known yet."""
        self.figure.show_parts((DASH, "", ""))
        self.line.setText(tr("Choose a customer and add a line."))
        self.sums.show_pairs(())
        self.changes.show_pairs(())
        self.dates.show_rows(())
        self.rhythm.setText("")
        self.note.setText(tr("Nothing is billed before the schedule is saved."))

    def show_outlook(self, outlook: Outlook, begun: bool) -> None:
        """Show what is known of a draft; `begun` where it is on file already."""
        coming = outlook.coming[0] if outlook.coming else None
        invoice = coming.invoice if coming else None
        parts = self._bench.figures.parts(invoice.total, outlook.currency) if invoice else (DASH, "", "")
        self.figure.show_parts(parts)
        self.line.setText(self._line(coming, outlook))
        self.sums.show_pairs(self._sums(invoice, outlook) if invoice else ())
        found = outlook.differences[:MOST_CHANGES]
        self.changes.show_pairs([difference_words(one, self._bench, outlook.currency) for one in found])
        self.dates.show_rows(outlook.coming)
        self.rhythm.setText(schedule_words(outlook.schedule, self._bench.language))
        kept = tr("A change counts from the next invoice on. Issued invoices never change.")
        self.note.setText(kept if begun else tr("Nothing is billed before the schedule is saved."))

    def _line(self, coming: Coming | None, outlook: Outlook) -> str:
        if coming is None:
            return tr("No invoice comes by these dates.")
        day = self._bench.figures.day(coming.billing_date, self._bench.today)
        if coming.invoice is None:
            if not outlook.lines or coming.failure == "nothing_to_bill":
                return tr("{day}, nothing to bill yet", day=day)
            return self._bench.sentence(Refused(coming.failure, **(coming.facts or {})))
        if not outlook.schedule.auto_send:
            return tr("{day}, left as a draft", day=day)
        if coming.generate_on != coming.billing_date:
            early = self._bench.figures.day(coming.generate_on, self._bench.today)
            return tr("{day}, e-mailed on {early}", day=day, early=early)
        return tr("{day}, e-mailed at once", day=day)

    def _sums(self, invoice: Invoice, outlook: Outlook) -> list[tuple[str, str]]:
        language, currency = self._bench.language, invoice.currency

        def amount(minor: int) -> str:
            return words.amount(minor, currency, language, symbol=False)

        charges = [line for line in invoice.lines if line.charge_id is not None]
        own = sum(line.net for line in invoice.lines if line.charge_id is None)
        count = len({line.schedule_line_id for line in invoice.lines if line.schedule_line_id is not None})
        found = [(counted(count, "{count} line", "{count} lines"), amount(own))]
        if outlook.schedule.pending is not None:
            taken = amount(sum(line.net for line in charges)) if charges else tr("none today")
            found.append((tr("Pending ticket charges"), taken))
        if invoice.discount_amount:
            off = invoice.discount.percent if invoice.discount else None
            percent = f" {words.percent(off, language)}" if off is not None else ""
            found.append((tr("Discount") + percent, amount(-invoice.discount_amount)))
        for tax in invoice.taxes:
            percent = words.percent(tax.rate.percent, language)
            name = tax.rate.name if percent in tax.rate.name else f"{tax.rate.name} {percent}"
            found.append((name, amount(tax.amount)))
        return found

    # Cells

    def _billed(self, one: Coming) -> Cell:
        first = self.dates.values[:1] == (one,)
        return Cell(self._bench.figures.day(one.billing_date, self._bench.today), figure=True, strong=first)

    def _period(self, one: Coming) -> Cell:
        if one.period is None:
            return Cell(DASH, tone="ink3")
        figures = self._bench.figures
        start = figures.day(one.period.start, one.period.start)
        return Cell(f"{start} – {figures.day(one.period.end, one.period.end)}", tone="ink2", figure=True)

    def _due(self, one: Coming) -> Cell:
        return Cell(self._bench.figures.day(one.due_date, one.due_date), tone="ink2", figure=True)


class Pairs(QWidget):
    """Words at the left and a figure at the right, below each other; hidden where there are none."""

    def __init__(self, bench: Bench, name: str, title: str = "") -> None:
        super().__init__()
        self._bench = bench
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        px = bench.look.px
        self._grid.setContentsMargins(px(16), 0, px(16), px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        self._first = 0
        if title:
            self._grid.setContentsMargins(px(16), px(8), px(16), px(12))
            self._grid.addWidget(Label(bench.look, title, "bold"), 0, 0, 1, 2)
            self._first = 1
        self._labels: list[tuple[Label, Label]] = []

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show other pairs."""
        while len(self._labels) < len(pairs):
            left, right = (Label(self._bench.look, "", "small", tone, True) for tone in ("ink2", "ink"))
            left.setWordWrap(True)
            right.setAlignment(RIGHT)
            line = len(self._labels) + self._first
            self._grid.addWidget(left, line, 0)
            self._grid.addWidget(right, line, 1)
            self._labels.append((left, right))
        for at, (left, right) in enumerate(self._labels):
            shown = at < len(pairs)
            left.setVisible(shown)
            right.setVisible(shown)
            if shown:
                left.setText(pairs[at][0])
                right.setText(pairs[at][1])
        self.setAccessibleName("; ".join(f"{one} {two}" for one, two in pairs))
        self.setVisible(bool(pairs))

    def pairs(self) -> list[tuple[str, str]]:
        """What is shown."""
        return [(one.text(), two.text()) for one, two in self._labels if not one.isHidden()]
