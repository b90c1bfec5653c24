"""Tests of the start: what the first paint needs, and what is opened after it."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QTableView

from support.shops import copied, empty_shop

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
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
    assert found.stdout.strip() == "[] []"


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
