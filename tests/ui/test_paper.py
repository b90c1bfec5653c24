"""PDF pages become pictures."""

import io
import threading

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter

from billdesk.ui import paper


def blank_pages(*sizes):
    """A PDF of empty pages of these sizes, in points."""
    document = pypdfium2.PdfDocument.new()
    for wide, high in sizes:
        document.new_page(wide, high)
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


@pytest.fixture
def pdf(qapp):
    """Two A4 pages, the upper half of the first one red."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.fillRect(0, 0, writer.width(), writer.height() // 2, QColor("#FF0000"))
    writer.newPage()
    painter.end()
    buffer.close()
    return bytes(content.data())


def test_every_page_is_as_wide_as_asked_and_in_its_colors(pdf):
    pages = paper.render(pdf, 400)

    assert len(pages) == 2
    assert {page.width() for page in pages} == {400}
    assert pages[0].height() == pytest.approx(566, abs=2)
    assert pages[0].pixelColor(200, 100) == QColor("#FF0000")
    assert pages[0].pixelColor(200, 500) == QColor("#FFFFFF")


def test_no_more_pages_are_painted_than_asked_for(pdf):
    assert len(paper.render(pdf, 100, most=1)) == 1


def test_threads_wait_for_each_other(pdf):
    made = []
    threads = [threading.Thread(target=lambda: made.append(paper.render(pdf, 200))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 4
    assert all(pages[0].pixelColor(100, 50) == QColor("#FF0000") for pages in made)


def test_rubbish_is_an_error():
    import pypdfium2

    with pytest.raises(pypdfium2.PdfiumError):
        paper.render(b"not a PDF", 100)


def test_documents_are_joined_in_their_order_and_only_the_named_pages_stay():
    wide, high = blank_pages((400, 200)), blank_pages((200, 400), (300, 300))
    whole = paper.joined((wide, high))
    assert paper.sizes(whole) == ((400, 200), (200, 400), (300, 300))
    assert paper.sizes(paper.joined((wide, high), (0, 2))) == ((400, 200), (300, 300))
    assert paper.joined((wide,)) is wide


def test_one_page_is_painted_as_wide_as_asked():
    image = paper.page(blank_pages((400, 200), (200, 400)), 1, 100)
    assert (image.width(), image.height()) == (100, 200)
