"""Tests of the start: what the first paint needs, and what is opened after it."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

from billdesk.basics import words
from billdesk.ui import words as screen_words
from billdesk.ui.shell import Shell
from billdesk.ui.start import PLACES
from support.shops import copied, empty_shop
from support.windows import billed_shop

ROOT = Path(__file__).parents[2]
SCRIPT = """
import linecache, sys
from billdesk.ui.start import show_shell
app, shell = show_shell()
before = {name for name in sys.modules}
from billdesk.app.build import open_window
shell.close()
from datetime import date
app, window = open_window(sys.argv[1], date(2026, 2, 1))
for _ in range(20):
    app.processEvents()
window.close()
heavy = {"sqlalchemy", "reportlab", "alembic", "keyring", "smtplib", "jsonschema", "pypdfium2", "babel"}
slow = {"reportlab", "alembic", "keyring", "smtplib", "jsonschema"}
print(sorted(heavy & before), sorted(slow & set(sys.modules)))
print(*sorted(name for name in before if name.startswith("billdesk.")))
late = {"json", "dataclasses", "decimal", "plistlib", "socket", "hashlib", "PySide6.QtSvg"}
print(sorted(late & before), [file for file in linecache.cache if file.endswith("window.py")])
"""
BARE = (
    "billdesk.basics billdesk.basics.resources billdesk.ui billdesk.ui.blank"
    " billdesk.ui.haste billdesk.ui.look billdesk.ui.shell billdesk.ui.start billdesk.ui.theme"
)
"""All that is imported for the first paint; what comes to it makes every start longer."""
ROWS = """
import sys
from datetime import date
from billdesk.app.build import open_window
from PySide6.QtWidgets import QTableView
app, window = open_window(sys.argv[1], date(2026, 2, 1))
model = window.findChild(QTableView, "invoices.table").model()
seen = set(sys.modules) if model.loaded else set()
model.reloaded.connect(lambda: seen or seen.update(sys.modules))  # the rest is fetched right after the rows
while not seen:
    app.processEvents()
late = {"sqlalchemy", "psycopg", "reportlab", "alembic", "keyring", "smtplib", "jsonschema", "pypdfium2",
    "babel", "socket", "decimal", "fractions", "calendar", "plistlib", "hashlib"}
rooms = ("services.desk", "services.run", "storage.work", "storage.tables", "documents.invoice",
    "documents.layout", "documents.fonts", "mail", "exchange",
    "ui.panes.recurring", "ui.panes.ticket_acts", "ui.pages.preview_run", "ui.pages.shortcuts",
    "ui.finding", "ui.dialogs.clock",
    "ui.widgets.command_box", "ui.dialogs.write_off", "ui.widgets.picker", "ui.widgets.span",
    "services.running", "services.paper_settings", "domain.finds", "domain.invoice", "domain.totals",
    "domain.payment", "domain.tax", "domain.ticket", "domain.document", "domain.schedule", "domain.typed",
    "domain.counting", "ui.typed_dates", "storage.finding", "storage.schedule_pages",
    "storage.ticket_pages", "storage.time_pages", "domain.customer_list", "domain.payment_list",
    "domain.schedule_list")
print(model.rowCount() > 0, sorted((late | {f"billdesk.{room}" for room in rooms}) & seen))
window.close()
"""


def test_the_first_paint_needs_no_database_and_opening_no_heavy_library(tmp_path):
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(tmp_path))
    env["PYTHONPATH"] = str(ROOT / "src")
    shop = copied(empty_shop, tmp_path / "shop.billdesk")
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(shop)],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.splitlines() == ["[] []", BARE, "[] []"]


def test_the_first_rows_need_neither_sqlalchemy_nor_the_services_nor_other_panes(tmp_path):
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(tmp_path))
    env["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-c", ROWS, str(copied(billed_shop, tmp_path / "shop.billdesk"))]
    found = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "True []"


THREADS = """
import sys, threading
from datetime import date
class Noted:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("billdesk.ui") and threading.current_thread() is not threading.main_thread():
            elsewhere.add(name)
elsewhere = set()
sys.meta_path.insert(0, Noted())
from billdesk.app.build import open_window
app, shell = open_window(sys.argv[1], date(2026, 2, 1))
from billdesk.ui.window import Window
window = shell.findChild(Window)
while not window.bench.whole.there:
    app.processEvents()
print("billdesk.ui.editors.schedule" in sys.modules, sorted(elsewhere))
shell.close()
"""


def test_what_knows_qt_is_imported_on_the_gui_thread_alone(tmp_path):
    """PySide sets its classes up when they are first named, and not safely on two threads at once."""
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(tmp_path))
    env["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-c", THREADS, str(copied(billed_shop, tmp_path / "shop.billdesk"))]
    found = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "True []"


def test_the_window_is_shown_with_its_panes_and_remembers_where_it_stood(qtbot, make_window):
    window = make_window()
    assert window.shell.isVisible()
    assert window.shell.findChild(QTableView, "invoices.table").isVisible()
    window.shell.resize(1200, 700)
    window.shell.close()
    again = make_window(today=date(2026, 2, 2))
    assert window.shell.kept.value("geometry") is not None
    assert again.shown.key == "invoices"


def test_a_ticking_window_runs_by_itself(qtbot, make_window):
    window = make_window(today=date(2026, 3, 5), ticking=True)
    qtbot.waitUntil(lambda: window.bench.desk.run.last().generated > 0, timeout=20_000)


def test_nothing_of_the_window_is_ever_a_window_of_its_own(qtbot, qapp, make_window):
    """What is shown before it has a parent flashes on the screen and takes the focus away."""

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched.objectName())
            return False

    seen, watch = [], Watch()
    qapp.installEventFilter(watch)
    window = make_window()
    for key in ("recurring", "preview_run", "invoices"):
        window.go_to(key)
        qtbot.waitUntil(lambda: not window.background.busy(), timeout=20_000)
    qapp.removeEventFilter(watch)
    assert seen == ["window"]


def test_the_window_speaks_the_shops_language_as_soon_as_it_is_known(qtbot, make_window, open_desk):
    desk = open_desk()
    desk.settings.keep(replace(desk.settings.read(), language="de"))
    window = make_window()
    shell = window.shell
    told = words.translate("Search or run a command", "de")
    assert shell.top.field.accessibleName() == told
    assert shell.kept.value("language") == "de"
    assert window.actions["window.quit"].text() == words.translate("Quit", "de")
    assert shell.side.item("invoices").text() == words.translate("Invoices", "de")


def test_every_word_of_the_shell_goes_through_translation(qtbot, look, apart):
    screen_words.use(lambda text: f"<{text}>")
    shell = Shell(look, PLACES)
    qtbot.addWidget(shell)
    said = [one.accessibleName() for one in shell.findChildren(QAbstractButton)]
    foreign = [one for one in said if one and not one.startswith("<") and one != "BillDesk"]
    assert foreign == []
    screen_words.use(str)
    shell.relabel()
    assert not [one for one in shell.findChildren(QAbstractButton) if one.accessibleName().startswith("<")]


PREPARED = """
import sys
from datetime import date
from billdesk.app.build import open_window
app, shell = open_window(sys.argv[1], date(2026, 2, 1))
from billdesk.ui.start import PLACES
from billdesk.ui.window import Window
window = shell.findChild(Window)
if sys.argv[2:] == ["shortcuts"]:
    window.actions["help.shortcuts"].trigger()
elif len(sys.argv) > 2:
    window.open_pane(sys.argv[2])
while len(window._panes.made()) < len(PLACES):
    app.processEvents()
made = {pane.key for pane in window._panes.made()}
print(window.shown.key, made == {one.key for one in PLACES})
shell.close()
"""


FIRST = {"untouched": (), "one was opened before": ("settings",), "F1 was pressed before": ("shortcuts",)}


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
def test_the_other_panes_are_made_while_nothing_goes_on_so_that_opening_them_is_quick(tmp_path, first):
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(tmp_path))
    env["PYTHONPATH"] = str(ROOT / "src")
    shop = copied(billed_shop, tmp_path / "shop.billdesk")
    command = [sys.executable, "-c", PREPARED, str(shop), *first]
    found = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.split() == [first[0] if first else "invoices", "True"]
