"""The page Import usage: a vendor's file as it would come in, whom names mean, and what is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.errors import BillDeskError, Rejected
from billdesk.domain.lists import Sort
from billdesk.domain.usage import Columns, Entry
from billdesk.services.usage import Taken
from billdesk.services.usage_intake import Intake, ItemSum, Outlook, content_of
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.csv_file import csv_dialog
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.pages.usage_columns import UsageWriter, WrongRow
from billdesk.ui.pages.usage_form import UsageForm
from billdesk.ui.pages.usage_names import UsageNames
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import counted, number, tr

WAIT_MS = 250
_SORTS = {
    "row": lambda one: one.id,
    "customer": lambda one: (one.name.casefold(), one.id),
    "item": lambda one: (one.item.casefold(), one.id),
    "units": lambda one: (one.quantity, one.id),
    "change": lambda one: (one.change or 0, one.id),
    "as_of": lambda one: (one.as_of, one.id),
    "fate": lambda one: (one.fate, one.id),
}
_PARTS = (("rows", "Rows"), ("differ", "Differ"), ("names", "Names"), ("wrong", "Problems"))


class File(NamedTuple):
    """A file that was read."""

    name: str
    content: bytes


class UsageImportPage(Pane):
    """The rows in the middle, file and columns at the right; nothing is written before the filled button."""

    key = "usage_import"
    title = "Import usage"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._file: File | None = None
        self._columns: Columns | None = None
        self._outlook: Outlook | None = None
        self._looking: Work | None = None
        self._taking = False
        self.setAcceptDrops(True)
        self._make_parts()
        self._lay_out()
        self._connect()
        usage = bench.desk.usage
        self.bench.run(lambda: (usage.vendors(), usage.last_vendor()), self._on_vendors, self.troubled.emit)

    def _make_parts(self) -> None:
        look, bench = self.look, self.bench
        self.form = UsageForm(bench)
        self.take_in = Button(look, tr("Take in"), "primary", "check", "usage_import.take")
        self.parts = Segments(look, "usage_import.part", [Choice(key, tr(said)) for key, said in _PARTS])
        self._names_of: dict[int, str] = {}
        writer = UsageWriter(bench, self._names_of)
        self.listed = Listed(_SORTS, lambda one, part: part == "rows" or _differs(one))
        self.model = PagedTableModel(
            writer.entries(), self.listed.fetch, self.listed.count, bench.background, self
        )
        self.model.order = Sort("row", False)
        self.table = Table(look, self.model, "usage_import.table")
        self.table.setAccessibleName(tr("What the file brings"))
        self.names = UsageNames(bench)
        self.wrongs = Listed({"row": lambda row: row.id})
        self.wrong_model = PagedTableModel(
            writer.wrongs(), self.wrongs.fetch, self.wrongs.count, bench.background, self
        )
        self.wrong_model.order = Sort("row", False)
        self.wrong_table = Table(look, self.wrong_model, "usage_import.wrong")
        self.wrong_table.setAccessibleName(tr("What is wrong"))
        self.save_wrong = Button(
            look, tr("Save these rows…"), "plain", "file-down", "usage_import.save_wrong"
        )
        self.empty = Empty(look, "usage_import.empty", "", "")
        self.first = Button(look, tr("Choose file…"), "primary", "folder-open", "usage_import.first")
        self.empty.add_button(self.first)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._say_start()

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        self._middle = QStackedWidget()
        for widget in (self.table, self.names, self.wrong_table, self.empty):
            self._middle.addWidget(widget)
        above = QHBoxLayout()
        above.setContentsMargins(px(16), px(8), px(16), px(8))
        above.addWidget(self.parts)
        above.addStretch(1)
        above.addWidget(self.save_wrong)
        self.save_wrong.hide()
        left = Wash(look, "sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(Rule(look))
        column.addWidget(self._middle, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(Rule(look, upright_one=True))
        row.addWidget(self.form)
        self._middle.setCurrentWidget(self.empty)

    def _connect(self) -> None:
        form = self.form
        for button in (form.choose, self.first):
            button.clicked.connect(self.choose_file)
        form.changed.connect(self._timer.start)
        form.columns_changed.connect(self._on_columns)
        form.good_rows.toggled.connect(lambda _on: self._show_button())
        self.names.decided.connect(self._look)
        self.names.troubled.connect(self.troubled)
        self.parts.picked.connect(lambda _key: self._show_part())
        self.take_in.clicked.connect(self.take)
        self.save_wrong.clicked.connect(self._ask_where)
        self._timer.timeout.connect(self._look)
        for model in (self.model, self.wrong_model):
            model.failed.connect(self.troubled)
            model.show("rows")

    # The file

    def choose_file(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, tr("Choose a vendor's file"))
        dialog.setObjectName("usage_import.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Tables (*.csv *.tsv *.txt)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def read_file(self, path: str) -> None:
        """Read a file and look at what it would bring."""
        found = Path(path)
        self.bench.run(lambda: File(found.name, content_of(found)), self._on_file, self.troubled.emit)

    def _on_file(self, file: File) -> None:
        self._file, self._columns, self._outlook = file, None, None
        self.form.file.setText(file.name)
        self.names.begin()
        usage = self.bench.desk.usage
        self.bench.run(lambda: (usage.vendors(), usage.last_vendor()), self._on_vendors, self.troubled.emit)

    def _on_vendors(self, found: tuple[Sequence[str], str]) -> None:
        if self._file is None:
            self.form.offer_vendors(found[0], "")
        else:
            self.form.offer_vendors(*found)
            self._look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.read_file(files[0])

    # Looking at it

    def _on_columns(self) -> None:
        self._columns = self.form.chosen_columns()
        self._look()

    def _intake(self) -> Intake | None:
        if self._file is None or not self.form.as_of.check():
            return None
        form, file = self.form, self._file
        return Intake(
            form.vendor.value(), file.content, form.day(), self._columns, self.names.aliases(), file.name
        )

    def _look(self) -> None:
        """Read the file in the background; a newer question takes the place of an older one."""
        intake, usage = self._intake(), self.bench.desk.usage
        if intake is None or self._taking:
            return
        self._timer.stop()
        if self._looking is not None:
            self._looking.forget()
        self.take_in.setEnabled(False)
        self._looking = self.bench.background.run_to_end(
            lambda _work: usage.look(intake), self._on_outlook, self._on_unread, tr("Reading the file")
        )

    def _on_outlook(self, outlook: Outlook) -> None:
        self._looking, self._outlook = None, outlook
        self.form.show_columns(outlook.titles, outlook.columns)
        self._names_of.clear()
        self._names_of |= outlook.names
        self.names.show_strangers(outlook.strangers)
        self.listed.replace(outlook.entries)
        self.wrongs.replace([WrongRow(at, one) for at, one in enumerate(outlook.problems)])
        self.wrong_model.show("")
        self._show_counts(outlook)
        self._show_part()
        self._show_button()
        if self.names.choose_equal():
            self._look()

    def _on_unread(self, error: Exception) -> None:
        """A file that is no table is told in its place; what else fails, above the sheet."""
        self._looking, self._outlook = None, None
        if not isinstance(error, BillDeskError):
            self.troubled.emit(error)
            return
        self.form.show_columns((), Columns())
        self.empty.say(tr("This file can't be read"), self.bench.sentence(error).strip(": "))
        self._middle.setCurrentWidget(self.empty)
        self._show_button()

    # What is shown

    def _say_start(self) -> None:
        said = tr(
            "Choose the CSV file in which a vendor lists its units for your customers, or drop it here."
        )
        self.empty.say(tr("Which file?"), said)
        self._show_button()

    def _show_counts(self, outlook: Outlook) -> None:
        differ = sum(map(_differs, outlook.entries))
        wrong = outlook.bad + outlook.count("refused")
        counts = (len(outlook.entries), differ, self.names.count(), wrong)
        for (key, said), count in zip(_PARTS, counts, strict=True):
            self.parts.set_words(key, f"{tr(said)} {number(count)}")

    def _show_part(self) -> None:
        outlook, part = self._outlook, self.parts.chosen()
        wrong = outlook is not None and bool(outlook.bad or outlook.count("refused"))
        self.save_wrong.setVisible(part == "wrong" and wrong)
        if outlook is None:
            return
        if not outlook.columns.enough:
            said = tr("Say at the right which columns hold the customer, the item and the units.")
            self.empty.say(tr("Which column is what?"), said)
            self._middle.setCurrentWidget(self.empty)
            return
        self.model.show(part)
        shown = {"names": self.names, "wrong": self.wrong_table}.get(part, self.table)
        self._middle.setCurrentWidget(shown)

    def _ask_where(self) -> None:
        """Ask where the rows that can't come in are to be saved."""
        name = Path(self._file.name).stem if self._file else ""
        offered = f"{name} {tr('Problems')}".strip()
        dialog = csv_dialog(self, "usage_import.save_wrong.file", tr("Save these rows"), offered)
        dialog.fileSelected.connect(lambda path: self.save_wrong_to(Path(path)))
        dialog.open()

    def save_wrong_to(self, path: Path) -> None:
        """Save the rows that can't come in, each with the reason."""
        intake, usage = self._intake(), self.bench.desk.usage
        if intake is None:
            return

        def said(count: int) -> None:
            words = counted(
                count, "{count} row written to {path}", "{count} rows written to {path}", path=path
            )
            self.told.emit(words, None)

        self.bench.background.run_to_end(
            lambda _work: usage.save_wrong(intake, path), said, self.troubled.emit, tr("Writing CSV")
        )

    def _show_button(self) -> None:
        """What the filled button does, and why it can't where it can't."""
        outlook = self._outlook
        count = outlook.writes if outlook else 0
        self.take_in.set_words(
            counted(count, "Take in {count} row", "Take in {count} rows") if count else tr("Take in")
        )
        why = self._hindrance()
        self.form.note.recolor("overdue_fg" if why else "ink2")
        self.form.note.setText(why or self._sums())
        some = outlook is not None and bool(count or outlook.named)
        self.take_in.setEnabled(some and not why and not self._taking)

    def _hindrance(self) -> str:
        """Why nothing can be taken in; "" where it can."""
        outlook = self._outlook
        if outlook is None or not outlook.columns.enough:
            return ""
        if not self.form.vendor.value():
            return tr("Type the name of the vendor as your schedules count by it.")
        wrong = outlook.bad + outlook.count("refused")
        if wrong and not self.form.good_rows.isChecked():
            return counted(
                wrong,
                "{count} row can't come in. Mend the file, or take in only the good rows.",
                "{count} rows can't come in. Mend the file, or take in only the good rows.",
            )
        return ""

    def _sums(self) -> str:
        """The items that no line counts, and their sums."""
        items = self._outlook.items if self._outlook else ()
        return "\n".join(self._item(one) for one in items[:6])

    def _item(self, one: ItemSum) -> str:
        units = words.quantity(one.quantity, self.bench.language)
        before = words.quantity(one.before, self.bench.language)
        said = tr("{item}: {units} (before: {before})", item=one.item, units=units, before=before)
        return said if one.counted else f"{said}, {tr('no line counts it')}"

    # Taking it in

    def take(self) -> None:
        """Take the file in, then show the list."""
        intake, usage = self._intake(), self.bench.desk.usage
        if intake is None or not self.take_in.isEnabled():
            return
        good = self.form.good_rows.isChecked()
        self._taking = True
        self._show_button()
        self.bench.background.run_to_end(
            lambda _work: usage.take(intake, good), self._on_taken, self._on_refused, tr("Taking usage in")
        )

    def _on_taken(self, taken: Taken) -> None:
        self._taking = False
        self.asked.emit("usage", taken)

    def _on_refused(self, error: Exception) -> None:
        """Something changed since it was looked at, so that is said and it is looked at again."""
        self._taking = False
        if not isinstance(error, Rejected):
            self.troubled.emit(error)
        self._look()

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.take_in,)

    def show_what(self, what: object) -> None:
        """Show the file at a path, or ask for one."""
        if isinstance(what, str):
            self.read_file(what)

    def kinds(self) -> frozenset[str]:
        return frozenset({"usage", "customer"})

    def entered(self) -> None:
        super().entered()
        shown = self.first if self._file is None else self.table
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._look()


def _differs(one: Entry) -> bool:
    """Whether a row is to be looked at: it isn't what was known until now."""
    return bool(one.change) or one.fate not in ("same", "ignored")
