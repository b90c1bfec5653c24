"""The first start: shop, taxes and terms, e-mail, and what to begin with; every step can be skipped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError, Rejected, Trouble
from billdesk.services.loading import Source
from billdesk.ui.bench import Bench
from billdesk.ui.look import Look
from billdesk.ui.pages.wizard_steps import MailStep, ShopStep, Step, TaxStep, filled_words
from billdesk.ui.panes.pane import Pane
from billdesk.ui.panes.settings_section import said
from billdesk.ui.widgets.empty import Card, Way
from billdesk.ui.widgets.mark import Mark
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.sheet import Plate, Wash
from billdesk.ui.widgets.steps import Steps
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import tr

CUSTOMERS = 60
WIDE = 660
LEFT = 300


class DataStep(Step):
    """What the shop begins with."""

    title = "Your data"
    line = "Look around in a sample shop, bring your own data along, or begin with nothing."

    def build(self) -> None:
        look = self.look
        ways = (
            Way(
                "store",
                tr("A sample shop"),
                tr("Two years of a service shop: customers, schedules, invoices, payments."),
                tr("Open the sample shop"),
                "wizard.sample",
            ),
            Way(
                "upload",
                tr("A shop document"),
                tr("Everything that BillDesk or another program wrote into one JSON file."),
                tr("Load a document…"),
                "wizard.load",
            ),
        )
        self.sample, self.load = (Card(look, way) for way in ways)
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        row.addWidget(self.sample)
        row.addWidget(self.load)
        row.addStretch(1)
        self.column.addLayout(row)


class ExampleBox(Plate):
    """A plate with what was chosen, by an example, and an icon that says of what it is one."""

    def __init__(self, look: Look, example: Label) -> None:
        super().__init__(look)
        self._icon = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(50), look.px(16), look.px(16), look.px(16))
        row.addWidget(example, 1)

    def show_icon(self, icon: str) -> None:
        """Stand for another step."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            painter, px = QPainter(self), self.look.px
            picture = self.look.picture(self._icon, "ink2", 18, painter.device().devicePixelRatio())
            painter.drawPixmap(px(16), (self.height() - px(18)) // 2, picture)


class WizardPage(Pane):
    """Four steps; Continue keeps one, Skip leaves it for later. The last one ends in the window."""

    key = "wizard"
    title = "Welcome to BillDesk"
    alone = True
    ground = LEFT

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.data = DataStep(bench)
        self.all: tuple[Step, ...] = (ShopStep(bench), TaxStep(bench), MailStep(bench), self.data)
        self._at = 0
        look = self.look
        self.steps = Steps(
            look,
            "wizard.steps",
            (
                (tr("Shop"), tr("Name, address, currency")),
                (tr("Taxes and terms"), tr("What you add, when it is due")),
                (tr("E-mail"), tr("How invoices leave the house")),
                (tr("Your data"), tr("Import, or a sample shop")),
            ),
        )
        self.heading = Label(look, "", "figure")
        self.line = Label(look, "", "lead", "ink2")
        self.line.setWordWrap(True)
        self.example = Label(look, "", "body", "ink2")
        self.example.setObjectName("wizard.example")
        self.example.setWordWrap(True)
        self.wrong = Label(look, "", "small", "overdue_fg")
        self.wrong.setObjectName("wizard.wrong")
        self.wrong.setWordWrap(True)
        self.where = Label(look, "", "body", "ink2")
        self.skip = Button(look, tr("Skip this step"), "quiet", "", "wizard.skip")
        self.back = Button(look, tr("Back"), "plain", "", "wizard.back")
        self.next = Button(look, tr("Continue"), "primary", "", "wizard.next")
        self._lay_out()
        self._connect()
        self._show_step(0)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(self._right(), 1)

    def _left(self) -> QWidget:
        look, px = self.look, self.look.px
        left = Wash(look, "ground")
        keep_wide(self.look, left, LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(40), px(40), px(24), px(32))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        mark = Mark(look, 34, filled=True)
        mark.show_name("BillDesk")
        head.addWidget(mark)
        head.addWidget(Label(look, "BillDesk", "title"), 1)
        column.addLayout(head)
        column.addSpacing(px(40))
        column.addWidget(self.steps)
        column.addStretch(1)
        note = Label(
            look,
            tr("Your data stays on this computer. All of it can be changed later in Settings."),
            "small",
            "ink3",
        )
        note.setWordWrap(True)
        column.addWidget(note)
        return left

    def _right(self) -> QWidget:
        look, px = self.look, self.look.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.where)
        buttons.addStretch(1)
        for button in (self.skip, self.back, self.next):
            buttons.addWidget(button)
        self._box = box = ExampleBox(look, self.example)
        body = QWidget()
        keep_wide(self.look, body, WIDE)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, px(48), 0, px(24))
        column.setSpacing(px(8))
        column.addWidget(self.heading)
        column.addWidget(self.line)
        column.addSpacing(px(16))
        for step in self.all:
            column.addWidget(step)
        column.addWidget(self.wrong)
        column.addSpacing(px(8))
        column.addWidget(box)
        column.addStretch(1)
        column.addLayout(buttons)
        sheet = Wash(look, "sheet")
        row = QHBoxLayout(sheet)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.addStretch(1)
        row.addWidget(body)
        row.addStretch(1)
        return sheet

    def _connect(self) -> None:
        for step in self.all:
            step.changed.connect(self._show_example)
        self.skip.clicked.connect(self.skip_step)
        self.back.clicked.connect(lambda: self._show_step(self._at - 1))
        self.next.clicked.connect(self.go_on)
        self.data.sample.button.clicked.connect(self.fill)
        self.data.load.button.clicked.connect(self.ask_for_file)

    # Going through

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.all[self._at]

    def go_on(self) -> None:
        """Keep this step and go to the next, or say at its fields what is wrong."""
        if not self.step.form.check():
            return
        job = self.step.keep()
        if job is None:
            self.skip_step()
            return
        self._busy(True)
        self.bench.run(job, self._on_kept, self._on_failed)

    def skip_step(self) -> None:
        """Leave this step for later; after the last one the window opens."""
        if self._at + 1 < len(self.all):
            self._show_step(self._at + 1)
        else:
            self.asked.emit("invoices", None)

    def _show_step(self, at: int) -> None:
        self._at = max(0, at)
        step, last = self.step, self._at + 1 == len(self.all)
        self.steps.show_step(self._at)
        for one in self.all:
            one.setVisible(one is step)
        self.heading.setText(tr(step.title))
        self.line.setText(tr(step.line))
        self.where.setText(tr("Step {step} of {all}", step=self._at + 1, all=len(self.all)))
        self.back.setVisible(self._at > 0)
        self.skip.setVisible(not last)
        self.next.set_words(tr("Begin with nothing") if last else tr("Continue"))
        self._say("")
        self._show_example()
        first = next(iter(step.form.fields.values()), None)
        (first.edit if first else self.data.sample.button).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_example(self) -> None:
        words = self.step.example()
        self.example.setText(words)
        self._box.show_icon(self.step.icon)
        self._box.setVisible(bool(words))

    def _on_kept(self, warning: str) -> None:
        self._busy(False)
        if warning:
            self.told.emit(warning, None)
        self.skip_step()

    def _on_failed(self, error: Exception) -> None:
        self._busy(False)
        if isinstance(error, Rejected) and self.step.form.fields:
            strays = self.step.form.tell(error.problems, lambda problem: said(self.bench, problem))
            self._say(" ".join(said(self.bench, one) for one in strays))
        elif isinstance(error, BillDeskError):
            self._say(self.bench.sentence(error))

    def _say(self, words: str) -> None:
        self.wrong.setText(words[:600])
        self.wrong.setVisible(bool(words))

    def _busy(self, busy: bool) -> None:
        for button in (self.next, self.skip, self.back, self.data.sample.button, self.data.load.button):
            button.setEnabled(not busy)

    # What to begin with

    def fill(self) -> None:
        """Fill the shop with the sample; that takes some seconds."""
        self._busy(True)
        self.data.sample.button.set_words(tr("Filling the shop…"))
        sample, today = self.bench.desk.sample, self.bench.today
        self.bench.background.run_to_end(
            lambda work: sample.make(CUSTOMERS, today, work.report),
            self._on_filled,
            self._on_not_filled,
            tr("Filling the shop with two years of a sample"),
        )

    def ask_for_file(self) -> None:
        """Ask for a shop document."""
        dialog = QFileDialog(self, tr("Load a shop document"), "", tr("Shop documents") + " (*.json)")
        dialog.setObjectName("wizard.file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.load_file(Path(path)))
        dialog.open()

    def load_file(self, path: Path) -> None:
        """Put everything in a document into the shop, or nothing."""
        self._busy(True)
        loading = self.bench.desk.loading

        def job(_work: object) -> dict[str, int]:
            try:
                text = path.read_bytes()
            except OSError as error:
                raise Trouble("file_cannot_be_read", path=str(path), reason=error.strerror or "") from None
            return loading.load([Source(path.name, text)])

        self.bench.background.run_to_end(
            job, self._on_filled, self._on_not_filled, tr("Loading {name}", name=path.name)
        )

    def _on_filled(self, counts: dict[str, int]) -> None:
        self._reset()
        self.told.emit(tr("In the shop now: {what}", what=filled_words(counts)), None)
        self.asked.emit("invoices", None)

    def _on_not_filled(self, error: Exception) -> None:
        self._reset()
        self._on_failed(error)

    def _reset(self) -> None:
        self._busy(False)
        self.data.sample.button.set_words(tr("Open the sample shop"))
