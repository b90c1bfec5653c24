"""Time to the first painted window and until its rows stand in it, beside an empty QMainWindow.

Every round starts processes in turn: an empty QMainWindow, BillDesk on few invoices, BillDesk on many, and
BillDesk on many as its command starts it, with its words read, its log begun and other windows looked for.
Targets (speed.md): painted ≤ 1.3 × empty, rows ≤ 3 × empty, many ≤ 1.2 × few, memory with every pane opened
≤ 3 × empty. Times are from the start of the interpreter, by the clock and by the processor (all threads), for
the clock tells little on a machine that others use as well. The floor imports and shows the least that Qt
allows. The files are made by bare bulk inserts (stock.py). A start is warm but for the first round, the
processes being new and the files in the system's cache.
"""

import argparse
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stock import ROOT, stocked  # first, for it finds the program

HEAD = """
import resource, sys, time; begun = float(sys.argv[1])
def now():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.time() - begun, used.ru_utime + used.ru_stime
def tell(*times):
    try:  # what getrusage says was begun by the process that started this one
        status = open("/proc/self/status").read()
        peak = int(status.partition("VmHWM:")[2].split()[0])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(*[f"{one:.6f}" for pair in times for one in pair], peak)
"""
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
tell(now(), now())
"""
BILLDESK = """
from datetime import date
from PySide6.QtWidgets import QApplication
from billdesk.ui import start
painted = []
show = start.show_shell
def shown():
    made = show()
    painted.append(now())
    return made
start.show_shell = shown
from billdesk.app.build import open_window
app, window = open_window(sys.argv[2], date(2026, 11, 20))
from PySide6.QtWidgets import QTableView
model = window.findChild(QTableView, "invoices.table").model()
while not model.loaded:
    app.processEvents()
app.processEvents()
rows = now()
if len(sys.argv) > 3:
    from billdesk.ui.window import Window
    life = window.findChild(Window)
    for place in (*start.PLACES, start.PLACES[0]):
        life.open_pane(place.key)
        quiet = time.time()
        while time.time() < quiet + 1:
            app.processEvents()
            quiet = time.time() if life.background.busy() else quiet
tell(painted[0], rows)
window.close()
"""
STARTED = """
from billdesk.app.main import main
from billdesk.ui import start
painted = []
show, enliven = start.show_shell, start.enliven
def shown():
    made = show()
    painted.append(now())
    return made
def alive(shell, desk, ticking=True):
    from PySide6.QtCore import QCoreApplication, QTimer
    window = enliven(shell, desk, False)
    def stood():
        QCoreApplication.processEvents()
        tell(painted[0], now())
        shell.close()
    window.pane("invoices").model.reloaded.connect(lambda: QTimer.singleShot(0, stood))
    return window
start.show_shell, start.enliven = shown, alive
main(["--database", sys.argv[2], "--today", "2026-11-20"])
"""
TARGETS = {"painted": 1.3, "rows": 3.0, "grown": 1.2, "memory": 3.0}
Times = tuple[float, ...]  # painted: clock, processor; rows: clock, processor; memory in kB


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=1_000_000, help="invoices in the large shop")
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    print(
        f"Python {platform.python_version()}, PySide6 {_qt()}, SQLite {sqlite3.sqlite_version},"
        f" {os.cpu_count()} cores, warm, medians of {asked.rounds} rounds in turn"
    )
    scripts = {"empty": (EMPTY, ())}
    for count in (asked.few, asked.many):
        scripts[f"{count:,}"] = (BILLDESK, (str(stocked(count)),))
    scripts["started"] = (STARTED, (str(stocked(asked.many)),))
    scripts["all panes"] = (BILLDESK, (str(stocked(asked.many)), "all"))
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), scripts, asked.rounds)
    return report(found, f"{asked.few:,}", f"{asked.many:,}")


def _qt() -> str:
    from PySide6 import __version__

    return str(__version__)


def measure(folder: Path, scripts: dict[str, tuple[str, tuple[str, ...]]], rounds: int) -> dict[str, Times]:
    """Medians of what each script tells; the first round only warms up."""
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(folder))
    env |= {"XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    env["PYTHONPATH"] = str(ROOT / "src")
    # Installed programs have their bytecode beside them; here the first round makes it.
    env["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    found: dict[str, list[Times]] = {name: [] for name in scripts}
    for _ in range(rounds + 1):
        for name, (script, more) in scripts.items():
            command = [sys.executable, "-c", HEAD + script, repr(time.time()), *more]
            done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(done.stderr)
            found[name].append(tuple(map(float, done.stdout.split())))
    return {
        name: tuple(map(statistics.median, zip(*times[1:], strict=True))) for name, times in found.items()
    }


def report(found: dict[str, Times], few: str, many: str) -> int:
    """Print times and ratios; 1 when one is above its target."""
    empty, good = found["empty"], True
    print(f"empty QMainWindow: {empty[0] * 1000:.0f} ms by the clock, {empty[1] * 1000:.0f} ms of processor,"
          f" {empty[4] / 1024:.0f} MB")  # fmt: skip

    def told(words: str, at: int, name: str, rival: Times, target: float) -> None:
        nonlocal good
        clock, used = (found[name][at + part] / rival[at + part] for part in (0, 1))
        good &= used <= target
        mark = "" if used <= target else "  <- above target"
        print(f"{words:34} {found[name][at] * 1000:6.0f} ms = {clock:.2f} x, processor"
              f" {found[name][at + 1] * 1000:6.0f} ms = {used:.2f} x (<= {target:g}){mark}")  # fmt: skip

    for name in (few, many):
        told(f"painted, {name} invoices", 0, name, empty, TARGETS["painted"])
        told(f"rows, {name} invoices", 2, name, empty, TARGETS["rows"])
    told("painted, by its command", 0, "started", empty, TARGETS["painted"])
    told("rows, by its command", 2, "started", empty, TARGETS["rows"])
    told("painted, many beside few", 0, many, found[few], TARGETS["grown"])
    told("rows, many beside few", 2, many, found[few], TARGETS["grown"])
    memory = found["all panes"][4] / empty[4]
    good &= memory <= TARGETS["memory"]
    print(f"peak memory, every pane opened: {found['all panes'][4] / 1024:.0f} MB = {memory:.2f} x"
          f" (<= {TARGETS['memory']:g}); with the first rows {found[many][4] / 1024:.0f} MB")  # fmt: skip
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
