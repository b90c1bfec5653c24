"""Writes pictures of the window's parts, light and dark, at 100 and 200 %: python tests/support/shots.py."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"gallery": (1440, 900), "gallery-1024": (1024, 640), "parts": (1440, 1000)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default="shots", type=Path)
    parser.add_argument("--scale", type=int, help="paint in this process, in percent")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.scale:
        return paint(asked.out, asked.scale)
    for percent in (100, 200):
        env = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(percent / 100))
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        command = [sys.executable, __file__, "--out", str(asked.out), "--scale", str(percent)]
        status = subprocess.run(command, env=env).returncode
        if status:
            return status
    return 0


def paint(out: Path, percent: int) -> int:
    """Paint every picture at the scale that this process was started with."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from billdesk.ui.look import Look
    from support.gallery.parts import Parts
    from support.gallery.window import Gallery

    app = QApplication([])
    look = Look(app)
    for theme in ("light", "dark"):
        look.choose(theme)
        for name, size in SIZES.items():
            window = Parts(look) if name == "parts" else Gallery(look)
            if name == "gallery-1024":
                window.side.fold(True)
                window.glance.fold(True)
                window.months.hide()
                window.page.parentWidget().hide()
                window.command.narrow = True
            window.resize(*size)
            window.show()
            window.activateWindow()
            settle(app, lambda window=window: window.model.loaded)
            window.table.setFocus()
            window.table.choose(7)
            if name == "gallery":
                window.chips.chip("status").setFocus(Qt.FocusReason.TabFocusReason)
            if name == "parts":
                window.toast.tell("3 invoices marked paid", str)
                window.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
            settle(app, lambda: True)
            window.grab().save(str(out / f"{name}-{theme}-{percent}.png"))
            window.close()
            window.deleteLater()
    return 0


def settle(app, ready) -> None:
    """Let the window work until `ready()`, and then a moment longer for what it moves."""
    end = time.monotonic() + 10
    while not ready() and time.monotonic() < end:
        app.processEvents()
    calm = time.monotonic() + 0.3
    while time.monotonic() < calm:
        app.processEvents()


if __name__ == "__main__":
    raise SystemExit(main())
