"""Documents on the screen: only what is seen is painted, in the size in which it is seen."""

import io
import threading

import pytest
from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

from billdesk.ui import paper
from billdesk.ui.reader import Reader


def document(pages):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    for number in range(pages):
        canvas.drawString(72, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def reader(make_bench, qtbot, monkeypatch):
    bench = make_bench()
    made = Reader(bench, "invoices.page")
    qtbot.addWidget(made)
    made.resize(416, 560)
    made.painted = []
    pictures = paper.pictures

    def noted(pdf, numbers, width):
        made.painted += [(number, width, threading.current_thread()) for number in numbers]
        return pictures(pdf, numbers, width)

    monkeypatch.setattr(paper, "pictures", noted)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not bench.background.busy())


def said(count):
    return f"Document of {count}"


def still(qtbot, reader):
    qtbot.waitUntil(lambda: reader.page.has_page(reader.page.current()), timeout=10_000)
    qtbot.waitUntil(lambda: not reader._busy and not reader.page._timer.isActive())


def test_pages_are_painted_as_they_come_into_sight_and_never_on_the_gui_thread(reader, qtbot):
    with qtbot.waitSignal(reader.opened) as opened:
        reader.show_pdf(document(40), said)
    assert opened.args == [40]
    still(qtbot, reader)
    assert reader.page.accessibleName() == "Document of 40"
    assert {number for number, _, _ in reader.painted} <= {0, 1}

    reader.page.turn(30)
    still(qtbot, reader)
    assert reader.bar.place.text() == "31 of 40"
    assert {number for number, _, _ in reader.painted} <= {0, 1, 29, 30, 31}
    assert sum(one is not None for one in reader.page._pages) <= 5
    assert threading.main_thread() not in {thread for _, _, thread in reader.painted}


def test_an_enlarged_page_is_painted_anew_pixel_by_pixel(reader, qtbot):
    reader.show_pdf(document(1), said)
    still(qtbot, reader)
    reader.page.enlarge(200)
    qtbot.waitUntil(lambda: reader.page._pages[0].width() == reader.page.wanted_width() == 1587)
    assert reader.page.horizontalScrollBar().maximum() > 1_000


def test_the_page_before_stays_until_the_new_one_is_there(reader, qtbot):
    reader.show_pdf(document(2), said)
    still(qtbot, reader)
    reader.page.turn(1)
    at = reader.page.verticalScrollBar().value()
    before = reader.page._pages[0]
    with qtbot.waitSignal(reader.opened):
        reader.show_pdf(document(2), said)
    assert reader.page._pages[0] is before
    assert reader.page.verticalScrollBar().value() == at > 0


def test_what_is_no_document_is_told_and_nothing_is_shown(reader, qtbot):
    with qtbot.waitSignal(reader.failed) as failed:
        reader.show_pdf(b"no PDF", said)
    assert reader.page.count() == 0
    assert failed.args[0].code == "document_is_damaged"


def test_a_document_that_is_no_longer_wanted_is_not_shown(reader, qtbot):
    reader.show_pdf(document(3), said)
    reader.show_outline()
    qtbot.waitUntil(lambda: not reader._bench.background.busy())
    assert reader.page.count() == 0
    assert reader.page.accessibleName() == "The page is being made"
    assert not isinstance(next(iter(reader.page._pages), None), QImage)


def test_the_scroll_bar_neither_comes_and_goes_nor_makes_pages_be_painted_twice(reader, qtbot):
    """At one of these heights a page would fit with the bar, and not without it."""
    for high in range(520, 600, 4):
        reader.resize(416, high)
        reader.show_outline()
        reader.painted.clear()
        reader.show_pdf(document(1), said)
        still(qtbot, reader)
        assert [width for _, width, _ in reader.painted] == [reader.page.wanted_width()], high
