"""One invoice of the dry run: before and now, counted names, the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from support.recurring_shop import choose_row


def test_the_detail_shows_before_and_now_line_by_line(qtbot, page):
    choose_row(qtbot, page, "Acme Dental")
    detail = page.detail

    assert detail.figure.accessibleName() == "$620.11"
    assert detail.before.text() == "Feb 1 was 806.82"
    said_lines = [detail.lines.row(n).accessibleName() for n in range(len(detail.lines.values))]
    assert "Laptops, 2, 3, +1, 32.50, 97.50" in said_lines
    assert any(line.startswith("Backup seats, 9, 40, +31") for line in said_lines)
    assert any("gone" in line for line in said_lines)
    assert detail.names.isVisible()
    assert "new: NB-101" in detail.names.findChild(QWidget, "run.names").accessibleName()


def test_the_counted_names_stand_on_their_own_tab(qtbot, page):
    choose_row(qtbot, page, "Acme Dental")
    qtbot.mouseClick(page.findChild(QWidget, "run.tabs.counted"), Qt.MouseButton.LeftButton)

    names = page.findChild(QWidget, "run.counted.0")
    assert names.isVisible()
    assert "NB-001" in names.accessibleName()


def test_the_document_is_rendered_when_it_is_looked_at(qtbot, recurring_shop, page):
    choose_row(qtbot, page, "Acme Dental")
    assert "preview" not in {name for name, _ in recurring_shop.calls if name == "printed"}

    qtbot.mouseClick(page.findChild(QWidget, "run.tabs.document"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.detail.page.accessibleName() == "The invoice as it would be", timeout=20000)
    assert len(page.detail.page._pages) >= 1
