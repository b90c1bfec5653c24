"""The longest block of the event loop while lists of a million invoices are used and long work goes on.

A timer of 2 ms ticks on the GUI thread; what lies between two ticks beyond that is a block. Panes are
opened, lists scrolled, dragged, filtered, sorted and searched: first alone, then beside a run of 2,000
invoices, beside 500 PDFs, beside 200 mails (to a real SMTP server in another process), and beside all three
at once, started as the window does it. Target (speed.md): no block above 50 ms. `--plain` leaves Python's
lock and garbage as they are without ui/smooth.py.

Three figures for each: by the clock; `ours`, the same without the time in which the GUI thread could have run
and other programs had the processors (Linux says so); and what the GUI thread itself computed. The rest of
`ours` is waiting: for Python's lock, a mutex or the disk.

Every step has a name that says what is done (opening catalog, sorting by 3), and all of it is done in several
rounds, each a start of its own. Two figures are told of each step: the longest block of all its occurrences,
and what the longest block of an occurrence usually is (the median). What the program costs comes back each
time; what a shared machine takes doesn't. The same reckoning of about 12 ms, done 400 times in each round
with nothing else going on, shows how much that is: its longest and how many were above the target.

`--watched` names the events that made the longest computing of each part; it takes some time for each event.
"""

import argparse
import compileall
import json
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
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

KEPT = Path(tempfile.gettempdir()) / "billdesk-benchmarks"
# An installed program has its bytecode beside it; here it is made before, else a start is half compiling.
sys.dont_write_bytecode, sys.pycache_prefix = False, str(KEPT / "bytecode")
compileall.compile_dir(Path(__file__).resolve().parents[1] / "src", quiet=1)

from stock import ROOT, copied, stocked  # noqa: E402 it finds the program

TODAY, NEXT_MONTH, TARGET_MS = date(2026, 11, 20), date(2026, 12, 20), 50.0
SCHEDULES, PDFS, MAILS = 2_000, 500, 200
BEFORE = ("start: building", "start: rows")
"""Phases in which nothing is shown yet that could be used."""
ALONE = 4
"""Rounds without long work."""
SERVER = """
import os
import sys
from support.smtp import SmtpServer
if hasattr(os, "nice"):
    os.nice(10)  # it stands for another computer, which takes no processor from the window
with SmtpServer("plain", users={}, offers_tls=False) as server:
    print(server.port, flush=True)
    sys.stdin.read()
"""
Act = Callable[[], object]
Ready = Callable[[], bool]
Steps = Iterator[tuple[str, Act, Ready]]
"""The name of a step (its phase, then what is done), what is done, and when that is over."""
FIGURES = ("clock", "ours", "computed")


@dataclass
class Found:
    """What the rounds measured: for each step the longest block of each occurrence, and equal reckonings."""

    steps: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    made_by: dict[str, str] = field(default_factory=dict)
    reckonings: list[float] = field(default_factory=list)
    peak_mb: float = 0.0

    def take(self, other: dict[str, Any]) -> None:
        """Another round."""
        for step, blocks in other["steps"].items():
            self.steps.setdefault(step, []).extend(blocks)
        self.made_by |= other["made_by"]
        self.reckonings += other["reckonings"]
        self.peak_mb = max(self.peak_mb, other["peak_mb"])

    def usually(self, step: str, figure: str) -> float:
        return statistics.median(one[figure] for one in self.steps[step])

    def longest(self, step: str, figure: str) -> float:
        return max(one[figure] for one in self.steps[step])


@dataclass
class Scene:
    """The window, its services, and what the long jobs need."""

    life: Any
    desk: Any
    folder: Path
    port: int
    took: dict[str, str] = field(default_factory=dict)

    def idle(self) -> bool:
        """Whether nothing short is under way."""
        background = self.life.background
        return not background.busy() or bool(background.works())


def nothing() -> None:
    """Only wait."""


def after(seconds: float) -> Ready:
    """So long after the act."""
    ends: list[float] = []

    def ready() -> bool:
        if not ends:
            ends.append(time.perf_counter() + seconds)
        return time.perf_counter() >= ends[0]

    return ready


def both(first: Ready, second: Ready) -> Ready:
    return lambda: first() and second()


def lists(scene: Scene, turn: int) -> Steps:
    """What a person does with lists, in two seconds; other filters and columns each turn."""
    from billdesk.ui.panes.invoice_filters import Asked

    life = scene.life
    pane = life.pane("invoices")
    bar, model = pane.table.verticalScrollBar(), pane.model
    for key in (("recurring", "customers", "catalog")[turn % 3], "invoices"):
        yield f"opening {key}", partial(life.open_pane, key), both(after(0.15), scene.idle)
    for _ in range(20):
        yield "scrolling", lambda: bar.setValue(bar.value() + 40), after(0.016)
    for at in range(6):
        yield "dragging", lambda at=at: bar.setValue(bar.maximum() * ((at + turn) % 7) // 6), after(0.05)
    status = ("overdue", "open", "paid", "draft")[turn % 4]
    wanted = Asked().with_keys("status", (status,))
    yield f"filtering {status}", partial(pane.ask, wanted), both(after(0.2), scene.idle)
    yield "filtering no more", pane.clear_filters, both(after(0.2), scene.idle)
    column = 2 + turn % 4
    yield f"sorting by {column}", partial(model.sort_by, column), both(after(0.2), scene.idle)
    words = ("device97 cust", "customer 18", "seat3 managed")[turn % 3]
    for end in range(1, len(words) + 1, 2):
        yield "searching", partial(pane.search_field.setText, words[:end]), after(0.06)
    yield "searching found", nothing, both(after(0.5), scene.idle)
    yield "searching no more", pane.clear_filters, both(after(0.2), scene.idle)


def run(scene: Scene, today: date) -> Callable[[Any], object]:
    from billdesk.services.run import Ears, Request

    def job(work):
        ears = Ears(progress=lambda found: work.report(found.done, found.planned), stop=work.stopped)
        return scene.desk.errands.run(Request(today, confirmed=True), ears).generated

    return job


def pdfs(scene: Scene, number: int) -> Callable[[Any], object]:
    """The PDFs of invoices that have none yet: other ones the second time."""
    from billdesk.domain.lists import InvoiceFilter, Part, Sort

    wanted, sort = InvoiceFilter(statuses=frozenset({"paid"})), Sort("date", bool(number))

    def job(work):
        page = scene.desk.browsing.invoices(wanted, sort, TODAY, Part(PDFS))
        ids = [row.id for row in page.rows]
        return len(scene.desk.errands.save(ids, scene.folder / str(number), work.stopped, work.report))

    return job


def mails(scene: Scene, number: int) -> Callable[[Any], object]:
    """What is overdue, the oldest or the newest first; only the customers of schedules have an address."""
    from billdesk.domain.lists import InvoiceFilter, Part, Sort

    wanted, sort = InvoiceFilter(statuses=frozenset({"overdue"})), Sort("date", bool(number))

    def job(work):
        page = scene.desk.browsing.invoices(wanted, sort, TODAY, Part(20 * MAILS))
        reached = [row.id for row in page.rows if row.customer_id <= SCHEDULES]
        scene.desk.sending.queue(reached[:MAILS], TODAY)
        return scene.desk.errands.send(work.stopped, work.report).sent

    return job


def start(scene: Scene, job: Callable[[Any], object], words: str) -> None:
    """Start it as the window does: in its background, with words in the status bar."""
    started = time.perf_counter()

    def done(found) -> None:
        print(f"  {words}: {time.perf_counter() - started:.1f} s: {found}", flush=True)

    def failed(error) -> None:
        print(f"  {words}: {error!r}", flush=True)

    scene.life.background.run(job, done, failed, words=words)


def beside(scene: Scene, phase: str, jobs: dict[str, Callable[[Any], object]]) -> Steps:
    """Use the lists until the jobs are done."""
    for words, job in jobs.items():
        yield f"{phase}: starting", partial(start, scene, job, words), after(0.0)
    turn = 0
    while scene.life.background.works():
        for doing, act, ready in lists(scene, turn):
            yield f"{phase}: {doing}", act, ready
        turn += 1
    yield f"{phase}: after it", nothing, both(after(0.5), lambda: not scene.life.background.busy())


def script(scene: Scene, only: str) -> Steps:
    life, desk = scene.life, scene.desk
    pane = life.pane("invoices")
    yield "start: rows", nothing, lambda: pane.model.loaded
    yield "start: the rest", nothing, both(after(1.0), lambda: life.bench.whole.there)
    for key in ("recurring", "tickets", "payments", "customers", "catalog", "settings", "invoices"):
        is_done = both(after(0.7), lambda: life.shown.is_whole and not life.background.busy())
        yield f"first: {key}", partial(life.open_pane, key), is_done
    from billdesk.domain.mailbox import MailAccount

    desk.sending.keep_account(MailAccount("localhost", scene.port, "plain", "", "bills@shop.example"))
    for turn in range(ALONE):
        for doing, act, ready in lists(scene, turn):
            yield f"alone: {doing}", act, ready
    phases: dict[str, dict[str, Callable[[Any], object]]] = {
        "run": {"Generating": run(scene, TODAY)},
        "PDFs": {"Saving PDFs": pdfs(scene, 0)},
        "mails": {"Sending": mails(scene, 0)},
        "all": {
            "Generating": run(scene, NEXT_MONTH),
            "Saving PDFs": pdfs(scene, 1),
            "Sending": mails(scene, 1),
        },
    }
    for name, jobs in phases.items():
        if not only or name in only.split(","):
            yield from beside(scene, f"beside {name}", jobs)


def measure(path: Path, folder: Path, port: int, asked: argparse.Namespace) -> Found:
    from PySide6.QtCore import QTimer

    from billdesk.app.build import build_front
    from billdesk.app.config import Config
    from billdesk.ui.smooth import Smooth
    from billdesk.ui.start import enliven, show_shell
    from support.probe import Probe, Watch

    app, shell = show_shell()
    smooth = None if asked.plain else Smooth(app)
    probe = Probe(watch=Watch(app) if asked.watched else None)
    probe.enter("start: building")
    desk = build_front(Config(database=str(path), today=TODAY))
    life = enliven(shell, desk, ticking=False)
    if smooth is not None:
        life.bench.whole.when(smooth.settle)
    steps = script(Scene(life, desk, folder, port), asked.only)
    state: dict[str, Ready] = {"ready": lambda: True}
    found = Found()

    def over() -> None:
        """Keep what the step that ends was at its longest."""
        probe.enter(probe.phase)
        blocks = probe.blocks[probe.phase]
        longest = {name: max(getattr(one, name) for one in blocks) for name in FIGURES}
        found.steps.setdefault(probe.phase, []).append(longest)
        if asked.watched and longest["computed"] >= max(one["computed"] for one in found.steps[probe.phase]):
            found.made_by[probe.phase] = max(blocks, key=lambda one: one.computed).made_by
        blocks.clear()

    def drive() -> None:
        if not state["ready"]():
            return
        over()
        step = next(steps, None)
        if step is None:
            app.quit()
            return
        name, act, state["ready"] = step
        probe.enter(name)
        act()

    driver = QTimer(interval=5)
    driver.timeout.connect(drive)
    driver.start()
    app.exec()
    probe.stop()
    shell.close()
    return found


def reckonings() -> list[float]:
    """How unevenly this machine computes: the same reckoning over and over, ms of its own thread."""
    numbers, took = list(range(20_000)), []
    for _ in range(400):
        begun = time.thread_time()
        for _turn in range(50):
            sum(number * number for number in numbers[:1_000])
            sorted(numbers, reverse=True)
        took.append((time.thread_time() - begun) * 1000)
    return took


def report(found: Found) -> int:
    """Print every step, then every phase; 1 where a step usually makes a block above the target."""
    for step in found.steps:
        usually, longest = ([f(step, name) for name in FIGURES] for f in (found.usually, found.longest))
        mark = "" if step in BEFORE or usually[0] <= TARGET_MS else "  <- above target"
        print(
            f"  {step:32} {len(found.steps[step]):5} x  usually {usually[0]:6.1f} ({usually[1]:5.1f} ours,"
            f" {usually[2]:5.1f} computed), once {longest[0]:6.1f}"
            f" ({longest[1]:5.1f}, {longest[2]:5.1f}){mark}"
        )
        if found.made_by.get(step):
            print(f"  {'':32} {found.made_by[step]}")
    worst = 0.0
    for phase in dict.fromkeys(step.split(":")[0] for step in found.steps):
        steps = [step for step in found.steps if step.startswith(f"{phase}:") and step not in BEFORE]
        slowest = max(steps, key=lambda step: found.usually(step, "clock"))
        usually = [found.usually(slowest, name) for name in FIGURES]
        worst = max(worst, usually[0])
        longest = [max(found.longest(step, name) for step in steps) for name in FIGURES]
        every = [one for step in steps for one in found.steps[step]]
        above = sum(one["clock"] > TARGET_MS for one in every)
        print(
            f"{phase}: usually {usually[0]:.1f} ms at most ({usually[1]:.1f} ours, {usually[2]:.1f} computed:"
            f" {slowest}); once {longest[0]:.1f} ({longest[1]:.1f}, {longest[2]:.1f});"
            f" {above} of {len(every)} steps above {TARGET_MS:g}"
        )
    took = found.reckonings
    print(
        f"the machine itself, the same reckoning {len(took)} times: usually {statistics.median(took):.1f} ms,"
        f" once {max(took):.1f}; {sum(one > TARGET_MS for one in took)} above {TARGET_MS:g}"
    )
    print(f"longest block that comes back: {worst:.1f} ms (target {TARGET_MS:g})")
    return int(worst > TARGET_MS)


@contextmanager
def mail_server() -> Iterator[int]:
    """A real SMTP server in another process; its port."""
    env = dict(os.environ, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}")
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        yield int(server.stdout.readline())
        server.stdin.close()


def one_round(asked: argparse.Namespace) -> dict[str, Any]:
    """Start the program on a new copy and do everything once."""
    kept = stocked(asked.size, SCHEDULES)
    with tempfile.TemporaryDirectory() as name, mail_server() as port:
        folder = Path(name)
        os.environ["XDG_CONFIG_HOME"] = name
        found = measure(copied(kept, folder), folder / "pdf", port, asked)
    found.reckonings = reckonings()
    found.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return asdict(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--only", default="", help="beside which work: run,PDFs,mails,all")
    parser.add_argument("--plain", action="store_true", help="locks and garbage as Python has them")
    parser.add_argument("--watched", action="store_true", help="name the events that made blocks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--into", type=Path, help="do one round and write what it found here")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if asked.into:
        asked.into.write_text(json.dumps(one_round(asked)))
        return 0
    stocked(asked.size, SCHEDULES)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores,"
          f" {asked.size:,} invoices, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    found = Found()
    with tempfile.TemporaryDirectory() as name:
        into = Path(name) / "round.json"
        for _ in range(asked.rounds):
            command = [sys.executable, __file__, *sys.argv[1:], "--into", str(into)]
            subprocess.run(command, check=True)
            found.take(json.loads(into.read_text()))
    code = report(found)
    print(f"load {os.getloadavg()[0]:.1f} at the end; peak memory {found.peak_mb:.0f} MB")
    return code


if __name__ == "__main__":
    sys.exit(main())
