"""One frame of each pane and editor at 100 and 200 %: all of the window, and its list alone, in milliseconds.

A frame may take 16 ms (look.md). The floor beside it is what Qt needs to fill the same window with one color.
The median of many frames, in each of which every widget paints anew into the window's store, off the screen;
in the time that the GUI thread itself computed, as other programs have the processors as well.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TODAY, FRAME_MS, FRAMES, CUSTOMERS = date(2026, 8, 4), 16.0, 40, 60
PLACES = (
    *("invoices", "recurring", "tickets", "payments", "customers", "catalog", "settings"),
    *("invoice", "schedule", "payment", "preview_run", "price_change", "print"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--percent", type=int, help="measure in this process")
    parser.add_argument("--shop", type=Path)
    asked = parser.parse_args()
    if asked.percent:
        return measure(asked.shop, asked.percent)
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=folder)
        env["PYTHONPATH"] = str(ROOT / "src")
        for percent in (100, 200):
            env["QT_SCALE_FACTOR"] = str(percent / 100)
            words = ["--percent", str(percent), "--shop", str(Path(folder) / "shop.billdesk")]
            subprocess.run([sys.executable, __file__, *words], env=env, check=True)
    return 0


def measure(shop: Path, percent: int) -> int:
    """Print a line for each place."""
    from billdesk.app.build import build, build_front
    from billdesk.app.config import Config
    from billdesk.ui.start import enliven, show_shell

    if not shop.exists():
        desk = build(Config(database=str(shop), today=TODAY))
        desk.sample.make(CUSTOMERS, TODAY)
        desk.close()
    app, shell = show_shell()
    window = enliven(shell, build_front(Config(database=str(shop), today=TODAY)), ticking=False)
    shell.resize(1440, 900)
    settle(app, window)
    print(f"{percent} %: filling the window takes {filled(shell):.1f} ms")
    print(f"{'place':14}{'window':>8}{'list':>8}")
    worst = ("", 0.0)
    for place in PLACES:
        window.go_to(place, WHAT.get(place, lambda: None)())
        settle(app, window)
        whole = frame(shell)
        table = getattr(window.shown, "table", None)
        alone = f"{frame(table.viewport()):8.1f}" if table is not None else f"{'–':>8}"
        worst = max(worst, (place, whole), key=lambda one: one[1])
        print(f"{place:14}{whole:8.1f}{alone}", flush=True)
    print(f"worst: {worst[0]}, {worst[1]:.1f} of {FRAME_MS:.0f} ms")
    shell.close()
    return 0


def invoice_of() -> dict:
    return {"customer": 1}


def schedule() -> object:
    from billdesk.ui.tasks import ScheduleTask

    return ScheduleTask(1)


def payment() -> object:
    from billdesk.ui.tasks import PaymentTask

    return PaymentTask(1)


WHAT = {
    "invoice": invoice_of,
    "schedule": schedule,
    "payment": payment,
    "price_change": lambda: (1, 2, 3, 4),
    "print": lambda: (1, 2),
}


def frame(widget) -> float:
    """What painting a widget with all that is on it takes."""
    from PySide6.QtWidgets import QApplication, QWidget

    parts = [widget, *(part for part in widget.findChildren(QWidget) if part.isVisible())]
    took = []
    for _ in range(FRAMES):
        for part in parts:
            part.update()
        began = time.thread_time()
        QApplication.processEvents()
        took.append((time.thread_time() - began) * 1000)
    return statistics.median(took)


def filled(shell) -> float:
    """What filling as many pixels takes."""
    from PySide6.QtGui import QColor, QPainter, QPixmap

    store = QPixmap(shell.size() * shell.devicePixelRatioF())
    took = []
    for number in range(FRAMES):
        began = time.thread_time()
        painter = QPainter(store)
        painter.fillRect(store.rect(), QColor(number, 0, 0))
        painter.end()
        took.append((time.thread_time() - began) * 1000)
    return statistics.median(took)


def settle(app, window) -> None:
    """Let the window work until nothing is under way."""
    calm = time.monotonic() + 0.6
    while time.monotonic() < calm or window.background.busy():
        app.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    raise SystemExit(main())
