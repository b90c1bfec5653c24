"""A policy folder made or changed where a line counts it: how it is called, and which assets lie in it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.customer import Asset
from billdesk.domain.errors import Rejected
from billdesk.domain.folders import is_inside
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.tick_list import TickList
from billdesk.ui.words import tr


class PolicyFolderDialog(FormDialog):
    """`kept` tells how the folder was called ("" for a new one) and how it is called now."""

    kept = Signal(str, str)

    def __init__(self, bench: Bench, folder: str, assets: Sequence[Asset], parent: QWidget) -> None:
        title = tr("Change the folder “{folder}”", folder=folder) if folder else tr("New policy folder")
        words = tr("Lines of schedules that count it go on counting it.") if folder else ""
        hint = tr("A path such as Workstations/Front desk")
        choices = [Choice(str(one.id), _words(one)) for one in assets]
        fields = {
            "folder": TextField(bench.look, Caption("policy_folder.folder", tr("Folder"), hint)),
            "assets": TickList(bench.look, Caption("policy_folder.assets", tr("Lies in it")), choices),
        }
        super().__init__(bench.look, Question("policy_folder", title, tr("Keep"), words), fields, parent)
        self._bench, self._folder = bench, folder
        self._customer_id = assets[0].customer_id if assets else 0
        inside = [
            str(one.id)
            for one in assets
            if folder and one.policy_folder and is_inside(one.policy_folder, folder)
        ]
        self.form.show_values({"folder": folder, "assets": inside})
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        services, old, customer = self._bench.desk.assets, self._folder, self._customer_id
        ids = [int(one) for one in values["assets"]]
        self.show_busy(True)
        self._bench.run(
            lambda: services.keep_folder(customer, old, values["folder"], ids), self._on_kept, self._on_failed
        )

    def _on_kept(self, folder: str) -> None:
        self.accept()
        self.kept.emit(self._folder, folder)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self.refuse(error.problems, self._bench.said)
        else:
            self.say(self._bench.sentence(error))


def ask_folder(
    bench: Bench, folder: str, customer_id: int, parent: QWidget, kept: Callable[[str, str], object]
) -> None:
    """Open the form of a folder, or of a new one, once the customer's assets are read."""

    def opened(assets: tuple[Asset, ...]) -> None:
        dialog = PolicyFolderDialog(bench, folder, assets, parent)
        dialog.kept.connect(kept)
        dialog.open()
        dialog.form.fields["folder"].edit.setFocus()

    services = bench.desk.assets
    bench.run(lambda: services.of(customer_id), opened, lambda _error: None)


def _words(asset: Asset) -> str:
    return f"{asset.name}  ·  {asset.policy_folder}" if asset.policy_folder else asset.name
