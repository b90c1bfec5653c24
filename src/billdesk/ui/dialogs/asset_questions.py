"""Small questions about assets: many pasted at once, into which folder, and how a folder is called."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.widgets.forms import LongText, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.words import counted, tr


def paste_question(bench: Bench, customer: str, parent: QWidget) -> FormDialog:
    """Asks for lines of assets."""
    hint = tr("Name, type, serial and folder, parted by ; or as copied from a spreadsheet")
    lines = LongText(bench.look, Caption("asset.paste.lines", tr("A line for each asset"), hint), 10)
    lines.edit.setPlaceholderText("NB-021;Laptop;5CG1234;Workstations/Front desk")
    words = tr("They are added to {name}.", name=customer)
    question = Question("asset.paste", tr("Paste many assets"), tr("Add assets"), words)
    return FormDialog(bench.look, question, {"lines": lines}, parent)


def put_question(bench: Bench, count: int, folders: Sequence[str], parent: QWidget) -> FormDialog:
    """Asks into which folder assets shall go."""
    title = counted(count, "Put {count} asset into a folder", "Put {count} assets into a folder")
    question = Question("asset.put", title, tr("Put into folder"))
    return FormDialog(bench.look, question, {"folder": _folder(bench, "asset.put.folder", folders)}, parent)


def folder_question(bench: Bench, folder: str, folders: Sequence[str], parent: QWidget) -> FormDialog:
    """Asks how a folder shall be called, or where it shall lie."""
    words = tr("Its assets go along, and lines of schedules that count it go on counting it.")
    question = Question("folder.move", tr("Rename or move “{folder}”", folder=folder), tr("Rename"), words)
    field = _folder(bench, "folder.move.folder", folders)
    dialog = FormDialog(bench.look, question, {"folder": field}, parent)
    dialog.form.show_values({"folder": folder})
    field.edit.selectAll()
    return dialog


def _folder(bench: Bench, name: str, folders: Sequence[str]) -> TextField:
    hint = tr("A path such as Workstations/Front desk")
    field = TextField(bench.look, Caption(name, tr("Folder"), hint))
    completer = QCompleter(list(folders), field.edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.edit.setCompleter(completer)
    popup = completer.popup()
    if popup is not None:
        bench.look.dress(popup)
    return field
