"""Prints invoices beside the floor: the same text, lines and boxes, drawn on a bare ReportLab canvas.

Both are measured in one run, turn by turn, after a warm-up; the ratio is that of the medians of CPU time.
What is drawn is recorded from BillDesk's own pages, so both draw the same. Last come 500 invoices as a job in
the background draws them, in processes of their own, beside one after the other in one process, by the clock.
"""

import io
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import reportlab
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from billdesk.documents import invoice as invoices
from billdesk.documents.layout import Line, Pages
from billdesk.documents.look import LOOKS
from billdesk.documents.press import HERE, Press
from billdesk.domain.document import Letterhead, PrintedInvoice, PrintedLine, PrintedTax

Call = tuple[str, tuple[Any, ...]]
SHOP = Letterhead(
    "Northgate IT",
    ("12 Mill Lane", "Dover, DE 19901"),
    "billing@northgate.example",
    "(302) 555-0142",
    bank=("First State Bank", "Routing 031100000 · Acct 4410 2207"),
)


def invoice(count: int, turn: int = 0, look: str = "modern") -> PrintedInvoice:
    """An invoice of `count` lines, every second with a note, in a look; texts differ by turn."""
    lines = tuple(_line(turn * count + number) for number in range(count))
    total = sum(line.amount or 0 for line in lines)
    tax = PrintedTax("Sales tax", 82500, total, total * 825 // 10000)
    day, last = date(2026, 2, 1), date(2026, 2, 28)
    whole = total + tax.amount
    return PrintedInvoice(
        "invoice", "en", SHOP, "INV-2026-00004", "issued", day, date(2026, 2, 15), "USD",
        ("Acme Dental", "Ann Archer", "1 Main St", "Dover, DE 19904"), lines, total, 0, "", (tax,), 0,
        whole, 0, 0, whole, terms="Net 14", period_start=day, period_end=last, title="Managed IT", look=look,
    )  # fmt: skip


def _line(number: int) -> PrintedLine:
    note = f"NB-{number:03}, NB-{number + 1:03}" if number % 2 else ""
    price = 1295 + 731 * number
    text = f"Managed service for site {number + 1}"
    return PrintedLine(
        "item", text, note, (number % 5 + 1) * 10_000, "device", price * 10_000, amount=price * 3
    )


class Recorded(Pages):
    """Pages that also write down what is drawn on them, in the canvas's own words."""

    last: "Recorded"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.calls: dict[int, list[Call]] = {}
        Recorded.last = self

    def note(self, name: str, *args: Any) -> None:
        """Writes one call down, under its page."""
        self.calls.setdefault(id(self.pages[-1]), []).append((name, args))

    def text(self, x: float, y: float, text: Any, how: Any) -> None:
        """Draws and notes a line of text."""
        self.note("text", x, self.height - y, text.text if isinstance(text, Line) else text, how)
        super().text(x, y, text, how)

    def rule(self, x: float, end: float, color: Any, thick: float = 0.5) -> None:
        """Draws and notes a rule."""
        self.note("rule", x, end, self.height - self.at, color, thick)
        super().rule(x, end, color, thick)

    def squares(self, places: Any, fill: Any) -> None:
        """Draws and notes boxes with sharp corners."""
        for x, top, width, height in places:
            self.note("box", x, self.height - top - height, width, height, 0.0, fill)
        super().squares(places, fill)

    def box(self, place: Any, radius: float, fill: Any) -> None:
        """Draws and notes a box."""
        self.note("box", place[0], self.height - place[1] - place[3], place[2], place[3], radius, fill)
        super().box(place, radius, fill)

    def finish(self, close_page: Callable[[int, int], None]) -> bytes:
        """Keeps the pages in their order."""
        order = list(self.pages)
        done = super().finish(close_page)
        self.order = [self.calls.get(id(page), []) for page in order]
        return done


def record(printed: PrintedInvoice) -> list[list[Call]]:
    """What BillDesk draws for this invoice, page by page."""
    invoices.Pages = Recorded  # type: ignore[misc]
    try:
        invoices.render(printed)
    finally:
        invoices.Pages = Pages  # type: ignore[misc]
    return Recorded.last.order


def bare(pages: list[list[Call]]) -> bytes:
    """The same on a bare canvas."""
    file = io.BytesIO()
    canvas = Canvas(file, (595.28, 841.89), invariant=1, pageCompression=1, initialFontName="Inter-Regular")
    for calls in pages:
        for name, args in calls:
            DRAW[name](canvas, *args)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _text(canvas: Canvas, x: float, y: float, text: str, how: Any) -> None:
    canvas.setFont(how.style.face, how.size)
    canvas.setFillColorRGB(*how.color)
    canvas.drawString(x, y, text)


def _rule(canvas: Canvas, x: float, end: float, y: float, color: Any, thick: float) -> None:
    canvas.setStrokeColorRGB(*color)
    canvas.setLineWidth(thick)
    canvas.line(x, y, end, y)


def _box(canvas: Canvas, *args: Any) -> None:
    *place, fill = args
    canvas.setFillColorRGB(*fill)
    canvas.roundRect(*place, stroke=0, fill=1)


DRAW: dict[str, Callable[..., None]] = {"text": _text, "rule": _rule, "box": _box}


def measure(count: int, turns: int, look: str) -> None:
    """Prints medians, ratio and sizes for an invoice of `count` lines, with texts that differ each turn."""
    pages = record(invoice(count, look=look))
    ours, floor, sizes = [], [], (0, 0)
    for turn in range(turns + 3):
        printed = replace(
            invoice(count, turn, look),
            number=f"INV-2026-{turn:05}",
            customer=(f"Customer {turn}", "1 Main St"),
        )
        started = time.process_time()
        one = invoices.render(printed)
        middle = time.process_time()
        two = bare(pages)
        ended = time.process_time()
        if turn >= 3:
            ours.append((middle - started) * 1000)
            floor.append((ended - middle) * 1000)
        sizes = len(one), len(two)
    mine, its = statistics.median(ours), statistics.median(floor)
    print(
        f"{look:8} {count:4} lines, {len(pages):2} pages: BillDesk {mine:6.1f} ms ({sizes[0]:,} bytes)   "
        f"bare canvas {its:6.1f} ms ({sizes[1]:,} bytes)   ratio {mine / its:.2f}   {1000 / mine:.0f} PDFs/s"
    )


def in_background(count: int, turns: int) -> None:
    """Prints how long many take elsewhere and here, by the clock; the first time the processes start."""
    documents = [replace(invoice(10), number=f"INV-2026-{number:05}") for number in range(count)]
    press, first, elsewhere, here = Press(), 0.0, [], []
    for turn in range(turns + 1):
        started = time.perf_counter()
        made = list(press.render_all(documents))
        middle = time.perf_counter()
        if turn == 0:  # the processes are started
            first = middle - started
            continue
        same = list(HERE.render_all(documents))
        ended = time.perf_counter()
        assert made == same
        elsewhere.append(middle - started)
        here.append(ended - middle)
    press.close()
    ours, floor = statistics.median(elsewhere), statistics.median(here)
    print(
        f"{count} PDFs on {os.cpu_count()} processors: {ours:.2f} s in processes of their own"
        f" (the first time {first:.2f} s), {floor:.2f} s one after the other; ratio {ours / floor:.2f}"
        f" (<= 0.6 on 2), the first time {first / floor:.2f}; load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    system = f"Python {platform.python_version()}, ReportLab {reportlab.Version}, {platform.machine()}"
    print(f"{system}, medians of CPU time")
    for each in LOOKS:
        measure(10, 60, each)
        measure(400, 12, each)
    in_background(500, 3)
