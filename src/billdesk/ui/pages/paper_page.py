"""A page that shows one document as paper, with what it is made by beside it; saved as PDF from there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.folder import folder_dialog
from billdesk.ui.panes.pane import Pane
from billdesk.ui.reader import Reader
from billdesk.ui.widgets.dates import DateField
from billdesk.ui.widgets.labelled import Caption, Labelled
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import counted, tr

SIDE = 300


class PaperPage(Pane):
    """Whoever derives from it fills `side`, says which PDF is wanted, and how it is saved."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._making: Work | None = None
        self._saves = False
        self.reader = Reader(bench, f"{self.key}.page")
        self.save = Button(self.look, tr("Save PDF…"), "plain", "file-down", f"{self.key}.save")
        self.reader.failed.connect(self._on_failed)
        self.save.clicked.connect(self.ask_for_folder)

    def lay_out(self, *parts: QWidget) -> None:
        """Put the parts below each other at the left, and the paper beside them."""
        px = self.look.px
        side = Wash(self.look, "sheet")
        keep_wide(self.look, side, SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(12))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(Rule(self.look, upright_one=True))
        row.addWidget(self.reader, 1)

    def day_field(self, name: str, label: str) -> "DayField":
        """A day at the left; a new one draws the paper anew."""
        field = DayField(self.bench, Caption(f"{self.key}.{name}", label))
        field.edit.picked.connect(lambda _day: self.draw())
        return field

    # What is on the paper

    def job(self) -> Callable[[], bytes] | None:
        """What makes the PDF, away from the GUI thread; None while nothing can be made."""
        raise NotImplementedError

    def save_job(self, folder: Path) -> Callable[[], Path]:
        """What writes it into a folder."""
        raise NotImplementedError

    def draw(self) -> None:
        """Make the paper in the background; a newer wish takes the place of an older one."""
        if self._making is not None:
            self._making.forget()
            self._making = None
        job = self.job()
        self.save.setEnabled(job is not None)  # while it is drawn too, or it would lose the keyboard
        if job is None:
            self.reader.show_nothing()
            return
        self._making = self.bench.background.run(lambda _work: job(), self._on_made, self._on_failed)

    def is_waiting(self) -> bool:
        """Whether a paper is being made."""
        return self._making is not None

    def _on_made(self, pdf: bytes) -> None:
        self._making = None
        self.reader.show_pdf(pdf, lambda count: counted(count, "{count} page", "{count} pages"))

    def _on_failed(self, error: Exception) -> None:
        self._making = None
        self.reader.show_nothing()
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)

    # Saving

    def ask_for_folder(self) -> None:
        """Ask where it shall be saved."""
        dialog = folder_dialog(self, f"{self.key}.save.folder", tr("Save PDF"))
        dialog.fileSelected.connect(lambda folder: self.save_into(Path(folder)))
        dialog.open()

    def save_into(self, folder: Path) -> None:
        """Write it into a folder; no file is ever overwritten."""
        if self._saves:
            return
        self._saves = True
        self.bench.run(self.save_job(folder), self._on_saved, self._on_unsaved)

    def _on_saved(self, path: Path) -> None:
        self._on_unsaved(None)
        self.told.emit(tr("Saved as {path}", path=path), None)

    def _on_unsaved(self, error: Exception | None) -> None:
        self._saves = False
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)

    # As a page

    def refresh(self) -> None:
        self.draw()


class DayField(Labelled):
    """A labelled day; what can't be read is said below it."""

    edit: DateField

    def __init__(self, bench: Bench, caption: Caption) -> None:
        edit = DateField(bench.look, caption.name, caption.label, lambda: bench.today, bench.language)
        edit.fill()
        super().__init__(bench.look, caption, edit)
        edit.misread.connect(self.tell)
        self.keep_small()
