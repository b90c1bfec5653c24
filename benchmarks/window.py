"""Time to the first painted window and until its rows stand in it, beside an empty QMainWindow.

Every round starts three processes in turn: an empty QMainWindow, BillDesk on few invoices, BillDesk on many.
Targets (speed.md): painted ≤ 1.3 × empty, rows ≤ 3 × empty, many ≤ 1.2 × few. Times are from the start of
the interpreter; the floor imports and shows the least that Qt allows.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 8, 4)
MONTHS = 20
"""So many invoices each schedule has drawn up by then."""
EMPTY = """
import time; begun = float(__import__("sys").argv[1])
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
print(time.time() - begun, 0.0)
"""
BILLDESK = """
import sys, time; begun = float(sys.argv[1])
from datetime import date
from PySide6.QtWidgets import QApplication
from billdesk.ui import start
painted = []
show = start.show_shell
def shown():
    made = show()
    painted.append(time.time() - begun)
    return made
start.show_shell = shown
from billdesk.app.build import open_window
app, window = open_window(sys.argv[2], date(2026, 8, 4))
from PySide6.QtWidgets import QTableView
model = window.findChild(QTableView, "invoices.table").model()
while not model.loaded:
    app.processEvents()
app.processEvents()
print(painted[0], time.time() - begun)
window.close()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=100_000, help="invoices in the large shop")
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shops = {
            count: make_shop(Path(folder) / f"{count}.billdesk", count) for count in (asked.few, asked.many)
        }
        found = measure(Path(folder), shops, asked.rounds)
    report(found, asked.few, asked.many)
    return 0


def make_shop(path: Path, count: int) -> Path:
    """A shop with so many invoices, drawn up by the real run over as many schedules."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    from billdesk.services.run import Request, Run
    from support.bulk import Mix, fill
    from support.shops import office_at

    office = office_at(path)
    fill(office, Mix(max(1, count // MONTHS), start=date(2025, 1, 1)))
    Run(office).go(Request(TODAY, confirmed=True))
    office.store.close()
    return path


def measure(folder: Path, shops: dict[int, Path], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Seconds until painted and until the rows stand there; the first round only warms up."""
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(folder))
    env["PYTHONPATH"] = str(ROOT / "src")
    found: dict[str, list[tuple[float, float]]] = {}
    for at in range(rounds + 1):
        for name, script, more in (
            ("empty", EMPTY, []),
            *((str(count), BILLDESK, [str(path)]) for count, path in shops.items()),
        ):
            command = [sys.executable, "-c", script, repr(time.time()), *more]
            done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
            painted, rows = map(float, done.stdout.split())
            if at:
                found.setdefault(name, []).append((painted, rows))
    return found


def report(found: dict[str, list[tuple[float, float]]], few: int, many: int) -> None:
    """Print medians and ratios."""
    from PySide6 import __version__ as qt

    medians = {
        name: tuple(statistics.median(one[part] for one in times) for part in (0, 1))
        for name, times in found.items()
    }
    floor = medians["empty"][0]
    print(f"Python {platform.python_version()}, PySide6 {qt}, {os.cpu_count()} cores, warm files")
    print(f"empty QMainWindow            painted {floor * 1000:7.0f} ms")
    for count in (few, many):
        painted, rows = medians[str(count)]
        print(
            f"BillDesk, {count:>9,} invoices  painted {painted * 1000:7.0f} ms = {painted / floor:.2f} x  "
            f"rows {rows * 1000:7.0f} ms = {rows / floor:.2f} x"
        )
    print(
        f"many beside few: painted {medians[str(many)][0] / medians[str(few)][0]:.2f} x, "
        f"rows {medians[str(many)][1] / medians[str(few)][1]:.2f} x"
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"peak_mb": round(peak), "rounds": len(found["empty"])}))


if __name__ == "__main__":
    raise SystemExit(main())
