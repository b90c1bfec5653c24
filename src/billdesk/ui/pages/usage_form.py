"""What is asked beside a vendor's file: file, vendor, day, and which column is what."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout

from billdesk.domain.usage import ROLES, Columns, key_of_name
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.fields import Switch
from billdesk.ui.widgets.forms import ChoiceField, DayField, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import tr

SIDE = 340


class UsageForm(Wash):
    """`changed` tells that something else is to be read; `columns_changed` that a column was chosen."""

    changed = Signal()
    columns_changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        look = bench.look
        keep_wide(look, self, SIDE)
        self.file = Label(look, tr("No file chosen yet"), "strong")
        self.file.setWordWrap(True)
        self.choose = Button(look, tr("Choose file…"), "plain", "folder-open", "usage_import.choose")
        self.vendor = TextField(look, Caption("usage_import.vendor", tr("Vendor")), 200)
        hint = tr("Where the file itself names no day")
        caption = Caption("usage_import.as_of", tr("As of"), hint)
        self.as_of = DayField(look, caption, lambda: bench.today, bench.language)
        said = (tr("Customer column"), tr("Item column"), tr("Units column"), tr("Date column"))
        self.columns = {
            role: ChoiceField(look, Caption(f"usage_import.column.{role}", words), ())
            for role, words in zip(ROLES, said, strict=True)
        }
        self.good_rows = Switch(look, tr("Only the good rows"), "usage_import.good_rows")
        self.note = Label(look, "", "small", "ink2")
        self.note.setObjectName("usage_import.note")
        self.note.setWordWrap(True)
        self._lay_out()
        self.vendor.changed.connect(self.changed)
        self.as_of.changed.connect(self.changed)
        for one in self.columns.values():
            one.changed.connect(self.columns_changed)

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.file)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.vendor)
        column.addWidget(self.as_of)
        pairs = list(self.columns.values())
        column.addLayout(beside(look, pairs[0], pairs[1]))
        column.addLayout(beside(look, pairs[2], pairs[3]))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.good_rows)
        row.addWidget(Label(look, self.good_rows.text(), "body"), 1)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addStretch(1)
        self.show_columns((), Columns())

    def offer_vendors(self, vendors: Sequence[str], last: str) -> None:
        """Complete names of known vendors; the one that the file's name holds, or the last, stands there."""
        completer = QCompleter(list(vendors), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.vendor.edit.setCompleter(completer)
        if not self.vendor.value():
            name = key_of_name(self.file.text())
            self.vendor.show_value(next((one for one in vendors if key_of_name(one) in name), last))

    def show_columns(self, titles: Sequence[str], columns: Columns) -> None:
        """Offer the columns of a file, and show which are read."""
        named = [
            Choice(str(at), title or tr("Column {number}", number=at + 1)) for at, title in enumerate(titles)
        ]
        for role, one in self.columns.items():
            at = getattr(columns, role)
            none = tr("the day above") if role == "as_of" else tr("Choose…")
            one.offer((Choice("", none), *named))
            one.show_value("" if at is None else str(at))
            one.setEnabled(bool(titles))

    def chosen_columns(self) -> Columns:
        """The columns as they are chosen now."""
        found = {role: int(one.value()) if one.value() else None for role, one in self.columns.items()}
        return Columns(**found)

    def day(self) -> date:
        """The day of rows that name none."""
        return self.as_of.value()
