"""Notes what is done on the GUI thread that would make the window wait: asking the database, drawing PDFs."""

import threading
import traceback
from pathlib import Path

import pytest

SOURCES = str(Path(__file__).resolve().parents[2] / "src")
DOORS = ("billdesk.storage.engine.Store.transaction", "billdesk.storage.engine.Store.sight")
"""The only ways to the database."""
DRAWING = "billdesk.documents.invoice.render"


class Doings:
    """What was done on the main thread, each with the lines that led there, and how much elsewhere."""

    def __init__(self):
        self.here, self.elsewhere = [], 0

    def noting(self, name, call):
        """The same, noted."""

        def noted(*given, **named):
            if threading.current_thread() is threading.main_thread():
                ours = [one for one in traceback.extract_stack() if one.filename.startswith(SOURCES)]
                lines = (f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in ours[-6:])
                self.here.append(f"{name}: {' > '.join(lines)}")
            else:
                self.elsewhere += 1
            return call(*given, **named)

        return noted


@pytest.fixture
def on_gui_thread(monkeypatch):
    """Begins to note, once the window stands: its shop's language is read before there is a window."""

    def watch():
        from billdesk.documents.invoice import render
        from billdesk.storage.engine import Store

        doings = Doings()
        for door in DOORS:
            name = door.rpartition(".")[2]
            monkeypatch.setattr(door, doings.noting(name, getattr(Store, name)))
        monkeypatch.setattr(DRAWING, doings.noting("render", render))
        return doings

    return watch
