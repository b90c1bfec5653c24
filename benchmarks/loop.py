"""The longest block of the event loop while lists of a million invoices are used and long work goes on.

A timer of 2 ms ticks on the GUI thread; what lies between two ticks beyond that is a block. Lists are
opened, scrolled, filtered, sorted and searched, first alone and then while 2,000 invoices are generated, 500
PDFs saved and 200 mails sent (to a real SMTP server in another process), at once, as far as the window lets
them. Target (speed.md): no block above 50 ms. Beside each longest block stands the longest by what the GUI
thread itself computed: the rest of a block was waiting, for Python's lock or, on a machine that others use,
for a processor.
"""

import argparse
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from stock import ROOT, copied, stocked  # first, for it finds the program

TODAY, TICK_MS, TARGET_MS, FRAME_MS = date(2026, 11, 20), 2, 50.0, 16.0
SCHEDULES, PDFS, MAILS = 2_000, 500, 200
SERVER = """
import sys
from support.smtp import SmtpServer
with SmtpServer("plain", users={}, offers_tls=False) as server:
    print(server.port, flush=True)
    sys.stdin.read()
"""
Ready = Callable[[], bool]


class Probe:
    """Collects the blocks of each phase."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.blocks: dict[str, list[tuple[float, float]]] = {}  # by the clock, and computed here; ms
        self._phase, self._last, self._used = "", 0.0, 0.0
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def enter(self, phase: str) -> None:
        self._phase, self._last, self._used = phase, time.perf_counter(), time.thread_time()
        self.blocks.setdefault(phase, [])
        self._timer.start()

    def _on_tick(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        block = (now - self._last) * 1000 - TICK_MS, (used - self._used) * 1000
        self.blocks[self._phase].append(block)
        self._last, self._used = now, used


def lists(life, phase: str) -> Iterator[tuple[str, Ready]]:
    """What a person does with the list; each step names its phase and when the next may begin."""
    pane = life.pane("invoices")
    bar, model, still = pane.table.verticalScrollBar(), pane.model, after(0.15)

    def loaded() -> bool:
        return not life.background.busy() or bool(life.background.works())

    from billdesk.ui.panes.invoice_filters import Asked

    for _ in range(60):
        bar.setValue(bar.value() + 40)
        yield f"{phase}: scrolling", after(0.016)
    for at in range(20):
        bar.setValue(bar.maximum() * at // 20)
        yield f"{phase}: dragging", after(0.05)
    for status in ("overdue", "open", "paid", "draft"):
        pane.ask(Asked().with_keys("status", (status,)))
        yield f"{phase}: filtering", both(after(0.3), loaded)
    pane.clear_filters()
    for column in range(2, 6):
        model.sort_by(column)
        yield f"{phase}: sorting", both(after(0.3), loaded)
    for end in range(1, 14):
        pane.search_field.setText("device97 cust"[:end])
        yield f"{phase}: searching", after(0.06)
    pane.clear_filters()
    yield f"{phase}: searching", both(still, loaded)


def after(seconds: float) -> Ready:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def both(*ready: Ready) -> Ready:
    return lambda: all(one() for one in ready)


def long_work(life, desk, folder: Path, port: int) -> None:
    """Start the run, the PDFs and the mails as the window does it: in its background."""
    from billdesk.domain.lists import InvoiceFilter, Part, Sort
    from billdesk.domain.mailbox import MailAccount
    from billdesk.services.run import Ears, Request

    sender = "bills@shop.example"
    desk.sending.keep_account(MailAccount("localhost", port, "plain", "", sender, timeout=20.0))

    def run(work):
        ears = Ears(progress=lambda found: work.report(found.done, found.planned), stop=work.stopped)
        return desk.run.go(Request(TODAY, confirmed=True), ears)

    def pdfs(_work):
        page = desk.browsing.invoices(InvoiceFilter(statuses=frozenset({"open"})), Sort(), TODAY, Part(PDFS))
        return len(desk.papers.save([row.id for row in page.rows], folder))

    def mails(work):
        wanted = InvoiceFilter(statuses=frozenset({"overdue"}))
        page = desk.browsing.invoices(wanted, Sort("date", False), TODAY, Part(20 * MAILS))
        # Only the customers of the schedules have an address.
        reached = [row.id for row in page.rows if row.customer_id <= SCHEDULES]
        desk.sending.queue(reached[:MAILS], TODAY)
        return desk.sending.flush(work.stopped, work.report)

    for job, words in ((run, "Generating invoices"), (pdfs, "Saving PDFs"), (mails, "Sending e-mails")):
        started = time.perf_counter()

        def done(found, words=words, started=started) -> None:
            print(f"  {words}: {time.perf_counter() - started:.1f} s: {found}")

        life.background.run(job, done, lambda error, words=words: print(f"  {words}: {error!r}"), words=words)


def script(life, desk, folder: Path, port: int) -> Iterator[tuple[str, Ready]]:
    pane = life.pane("invoices")
    yield "start", lambda: pane.model.loaded
    yield "start: the rest", both(after(1.0), lambda: not life.background.busy())
    life.open_pane("recurring")
    yield "opening a pane", both(after(0.5), lambda: not life.background.busy())
    life.open_pane("invoices")
    yield "opening a pane", both(after(0.5), lambda: not life.background.busy())
    yield from lists(life, "alone")
    long_work(life, desk, folder, port)
    at = 0
    while life.background.works() and (at := at + 1) < 20:
        yield from lists(life, "long work")
    yield "long work: waiting", lambda: not life.background.works()


def measure(path: Path, folder: Path, port: int) -> dict[str, list[tuple[float, float]]]:
    from PySide6.QtCore import QTimer

    from billdesk.app.build import build_front
    from billdesk.app.config import Config
    from billdesk.ui.start import enliven, show_shell

    app, shell = show_shell()
    probe = Probe()
    probe.enter("start: building")
    desk = build_front(Config(database=str(path), today=TODAY))
    life = enliven(shell, desk, ticking=False)
    steps = script(life, desk, folder, port)
    state: dict[str, Ready] = {"ready": lambda: True}

    def drive() -> None:
        if not state["ready"]():
            return
        try:
            phase, state["ready"] = next(steps)
        except StopIteration:
            app.quit()
            return
        probe.enter(phase)

    driver = QTimer(interval=5)
    driver.timeout.connect(drive)
    driver.start()
    app.exec()
    shell.close()
    return probe.blocks


def report(blocks: dict[str, list[tuple[float, float]]]) -> int:
    longest = 0.0
    for phase, found in blocks.items():
        if not found:
            continue
        clock, used = [one for one, _ in found], [one for _, one in found]
        longest = max(longest, 0.0 if phase.startswith("start") else max(clock))
        mark = "" if max(clock) <= TARGET_MS else "  <- above target"
        print(
            f"  {phase:24} longest {max(clock):7.1f} ms (<= {TARGET_MS:g}),"
            f" median {statistics.median(clock):6.2f};"
            f" computed here {max(used):6.1f}, median {statistics.median(used):6.2f};"
            f" {sum(one > FRAME_MS for one in clock):4} of {len(found):5} above {FRAME_MS:g} ms{mark}"
        )
    print(f"longest block once started: {longest:.1f} ms")
    return int(longest > TARGET_MS)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    kept = stocked(asked.size, SCHEDULES)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores,"
          f" {asked.size:,} invoices, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    env = dict(os.environ, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}")
    command = [sys.executable, "-c", SERVER]
    with tempfile.TemporaryDirectory() as name, subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    ) as server:  # fmt: skip
        folder = Path(name)
        os.environ["XDG_CONFIG_HOME"] = name
        port = int(server.stdout.readline())
        blocks = measure(copied(kept, folder), folder / "pdf", port)
        server.stdin.close()
    status = report(blocks)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
