"""Where the things of an invoice go, where that isn't where it is sent itself."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from billdesk.domain.draft import LONGEST_TEXT, has_control
from billdesk.domain.errors import Problem
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.widgets.forms import LongText
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.words import tr


class ShipTo(FormDialog):
    """Asks for name and address; `kept` is told them, "" where nothing is to be printed."""

    def __init__(self, bench: Bench, parent: QWidget, text: str, kept: Callable[[str], object]) -> None:
        place = "invoice.ship_to"
        hint = tr("Name and address, as they are printed. Empty: not printed.")
        words = tr("Printed beside whom the invoice goes to.")
        question = Question(f"{place}.form", tr("Ship to"), tr("Keep address"), words)
        address = LongText(bench.look, Caption(f"{place}.address", tr("Ship to"), hint), 5)
        super().__init__(bench.look, question, {"ship_to": address}, parent)
        self._bench, self._kept = bench, kept
        self.form.show_values({"ship_to": text})
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        problem = _problem(values["ship_to"])
        if problem is not None:
            self.refuse([problem], self._bench.said)
            return
        self._kept(values["ship_to"])
        self.accept()


def _problem(text: str) -> Problem | None:
    if len(text) > LONGEST_TEXT:
        return Problem("ship_to", "too_long", {"length": len(text), "longest": LONGEST_TEXT})
    if has_control(text, "\n\t"):
        return Problem("ship_to", "control_character", {"value": text[:60]})
    return None
