"""The printers of this computer, and handing them a PDF: by `lp` where there is CUPS, else painted by Qt."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from billdesk.domain.errors import Trouble
from billdesk.ui import paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300  # to the inch; a printer's own 1200 would need 16 times the memory and show nothing more
PATIENCE = 60  # seconds that CUPS may take to answer
MOST_COPIES = 99
HAIR = 2.0  # points by which pages of one paper may differ


@dataclass(frozen=True, slots=True)
class Order:
    """What a printer is told beside the pages: which one, how often, and what the job is called."""

    printer: str
    copies: int = 1
    title: str = "BillDesk"


def prepare() -> None:
    """Import what Qt prints with, where it does; call it on the GUI thread before anything else."""
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        import PySide6.QtPrintSupport  # noqa: F401 where CUPS prints it would only take memory


def names() -> tuple[str, ...]:
    """The printers, the usual one first; call it off the GUI thread, for CUPS may take its time.

    Trouble("printing_is_away") where the print server doesn't answer.
    """
    if shutil.which("lpstat") is None:
        from PySide6.QtPrintSupport import QPrinterInfo

        return _usual_first(QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName())
    listed = _asked("lpstat", "-e")
    if listed.returncode:
        return ()  # so it says that there is none
    usual = _asked("lpstat", "-d").stdout.rpartition(":")[2].strip()
    return _usual_first(listed.stdout.split(), usual)


def send(pdf: bytes, order: Order) -> None:
    """Hand all pages over as one job. Trouble("printer_refused") with the printer and its reason."""
    if shutil.which("lp") is None:
        paint(pdf, order, _printer(order))
    else:
        _hand_over(pdf, order)


def paint(pdf: bytes, order: Order, printer: QPrinter) -> None:
    """Paint every page in dots on a Qt printer."""
    printer.setDocName(order.title)
    printer.setCopyCount(order.copies)
    printer.setFullPage(True)
    sizes = paper.sizes(pdf)
    printer.setPageLayout(_layout(sizes[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("printer_refused", printer=order.printer, reason="")
    try:
        for number, size in enumerate(sizes):
            if number:
                if size != sizes[number - 1]:
                    printer.setPageLayout(_layout(size))
                printer.newPage()
            # One at a time: a page in dots takes 33 megabytes.
            _paint_page(painter, printer, paper.page(pdf, number, round(size[0] / 72 * DOTS)))
    finally:
        painter.end()
    from PySide6.QtPrintSupport import QPrinter

    if printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
        raise Trouble("printer_refused", printer=order.printer, reason="")


def _paint_page(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    from PySide6.QtPrintSupport import QPrinter

    whole = printer.paperRect(QPrinter.Unit.DevicePixel)
    painter.drawImage(QRectF(0, 0, whole.width(), whole.height()), image)


def _printer(order: Order) -> QPrinter:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(order.printer)
    if info.isNull():
        raise Trouble("printer_is_gone", printer=order.printer)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setResolution(min(DOTS, printer.resolution()))
    return printer


def _layout(size: tuple[float, float]) -> QPageLayout:
    page = QPageSize(QSizeF(*size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def _hand_over(pdf: bytes, order: Order) -> None:
    """Give CUPS the PDF itself: it stays sharp and small. `lp` has copied it when it ends."""
    with tempfile.TemporaryDirectory(prefix="billdesk-print-") as folder:
        path = Path(folder) / "pages.pdf"
        path.write_bytes(pdf)
        title = "".join(letter if letter.isprintable() else " " for letter in order.title)[:120]
        done = _asked(
            "lp", "-d", order.printer, "-n", str(order.copies), "-t", title, "-o", "print-scaling=none",
            "--", str(path),
        )  # fmt: skip
    if done.returncode:
        reason = done.stderr.strip().removeprefix("lp:").strip()
        code = "printer_is_gone" if order.printer not in names() else "printer_refused"
        raise Trouble(code, printer=order.printer, reason=reason)


def _asked(*words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise Trouble("printing_is_away", retry=True) from None


def _usual_first(found: list[str], usual: str) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda name: (name != usual, name.casefold())))
