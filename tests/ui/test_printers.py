"""Printers: what a real CUPS gets from us, and what Qt paints where there is none."""

import io

import pypdfium2
import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from billdesk.domain.errors import Trouble
from billdesk.ui import printers
from billdesk.ui.printers import Order


def document(*sizes):
    """A PDF with pages of these sizes that bear their numbers."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.setFont("Helvetica", 200)
        canvas.drawString(100, 300, str(number))
        canvas.rect(0, 0, size[0], 60, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


A4, LETTER = (595.28, 841.89), (612.0, 792.0)


def test_cups_gets_the_pdf_itself_as_one_job_with_copies_and_a_name(print_server):
    pdf = document(A4, A4)
    printers.send(pdf, Order(print_server.printer, 3, "BillDesk: 2 invoices\n"))
    ((sent, asked),) = print_server.jobs()
    assert sent == pdf
    assert b"BillDesk: 2 invoices" in asked
    assert b"copies\x00\x04\x00\x00\x00\x03" in asked


def test_the_printers_of_cups_are_listed(print_server):
    assert printers.names() == (print_server.printer,)


def test_a_printer_that_is_gone_is_named(print_server):
    with pytest.raises(Trouble) as trouble:
        printers.send(document(A4), Order("Attic"))
    assert (trouble.value.code, trouble.value.facts["printer"]) == ("printer_is_gone", "Attic")


def test_a_printer_that_takes_no_jobs_says_why(print_server):
    import subprocess

    subprocess.run(["cupsreject", print_server.printer], check=True)
    with pytest.raises(Trouble) as trouble:
        printers.send(document(A4), Order(print_server.printer))
    assert trouble.value.code == "printer_refused"
    assert trouble.value.facts["reason"]
    assert print_server.jobs() == []


def test_a_name_that_looks_like_an_option_is_only_a_name(print_server):
    with pytest.raises(Trouble):
        printers.send(document(A4), Order("-c"))


def test_without_a_print_server_there_is_no_printer(monkeypatch, tmp_path):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody.sock"))
    assert printers.names() == ()


def test_where_no_program_answers_it_is_a_trouble_that_waiting_may_mend(monkeypatch, tmp_path):
    (tmp_path / "lpstat").write_text("no program")
    (tmp_path / "lpstat").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble) as trouble:
        printers.names()
    assert (trouble.value.code, trouble.value.retry) == ("printing_is_away", True)


@pytest.mark.usefixtures("qapp")
def test_where_there_is_no_cups_qt_paints_every_page_in_its_size(tmp_path):
    target = tmp_path / "out.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(printers.DOTS)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printers.paint(document(A4, LETTER), Order("file"), printer)
    pages = PdfReader(target).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [
        (595, 842),
        (612, 792),
    ]
    painted = pypdfium2.PdfDocument(target)
    for page in painted:
        picture = page.render(scale=0.5).to_pil().convert("L")
        assert picture.getpixel((picture.width // 2, picture.height - 10)) < 40
        assert picture.getpixel((picture.width // 2, 10)) > 240
        assert min(picture.crop((40, 180, 120, 290)).tobytes()) < 60
    painted.close()


@pytest.mark.usefixtures("qapp")
def test_without_cups_a_printer_that_is_gone_is_named_too(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="printer_is_gone"):
        printers.send(document(A4), Order("Attic"))
