"""docs/names.md names every command, and every control that one can operate in any place of the window.

`GOLDEN=write` before pytest writes the page anew.
"""

import os
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from billdesk.ui.commands import COMMANDS
from support import walking
from support.places import PLACES, Place, settle

PAGE = Path(__file__).resolve().parents[2] / "docs" / "names.md"
HEAD = """\
# Names

Every command and every control has a name; help (F1), the command box, tests and scripts go by it. A script
finds a control by `window.findChild(QWidget, "invoices.search")`, a command among `window.actions()`. Made by
`GOLDEN=write python3 dev.py test tests/end_to_end/test_names.py`.

## Commands

| name | words | keys | where |
|---|---|---|---|
"""
ONE_OF_MANY = re.compile(r"\.\d+(\.|$)|\.\d{4}-\d\d")
"""Names of rows: one stands for all."""
COME_AND_GO = re.compile(r"\.preview\.|_late`|\.banner\.")
"""Names of buttons that are made for what is chosen or waits just then."""


def is_listed(name):
    """Whether a control stands in the page: not the parts of Qt's own, nor one row of many."""
    return "." in name and not name.startswith("qt_") and not ONE_OF_MANY.search(name)


def command_rows():
    for one in COMMANDS:
        where = ", ".join(one.where) or "everywhere"
        yield f"| `{one.name}` | {one.words} | {one.shortcut.replace('|', '')} | {where} |"


@pytest.fixture
def controls(qtbot, make_window):
    """The names and roles of everything that one can operate, by place."""
    found = {}
    for shop, places in (
        ("little", PLACES),
        ("empty", {"schedules, where there are none": Place("recurring")}),
    ):
        window = make_window(shop)
        for title, place in places.items():
            window.go_to(place.go_to, place.what)
            settle(qtbot, window)
            place.act(window.shown)
            settle(qtbot, window)
            found[title] = {
                widget.objectName(): QAccessible.queryAccessibleInterface(widget).role().name
                for widget in window.shell.findChildren(QWidget)
                if isinstance(widget, walking.OPERATED) and is_listed(widget.objectName())
            }
    return found


def spaced(role):
    """The words of a role: PushButton is "push button"."""
    return re.sub("([a-z])([A-Z])", r"\1 \2", role).lower()


def control_rows(controls):
    listed = set()
    for title, names in controls.items():
        new = {name: role for name, role in sorted(names.items()) if name not in listed}
        listed |= new.keys()
        if new:
            yield f"\n## {title.capitalize()}\n\n| name | role |\n|---|---|"
            yield from (f"| `{name}` | {spaced(role)} |" for name, role in new.items())


def test_the_page_of_names_lists_every_command_and_every_control(controls):
    made = HEAD + "\n".join([*command_rows(), *control_rows(controls)]) + "\n"
    if os.environ.get("GOLDEN") == "write":
        PAGE.write_text(made, encoding="utf-8")
    kept = PAGE.read_text(encoding="utf-8").splitlines()
    missing = [line for line in made.splitlines() if line not in kept and line.startswith("|")]
    assert [line for line in missing if not COME_AND_GO.search(line)] == []
    commands = {line for line in kept if line.count("|") == 5}
    assert commands - set(command_rows()) == {"| name | words | keys | where |", "|---|---|---|---|"}
