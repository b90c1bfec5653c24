"""The page Print on a real shop and a real print server."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.domain.invoice import status
from billdesk.services.payments import Received
from billdesk.ui import paper
from billdesk.ui.tasks import ReceiptTask, WorkOrdersTask
from support.parts import stopped_before_it_begins


@pytest.fixture
def printing(qtbot, make_bench):
    """Opens the page with invoices of the little shop, and notes what it says and asks for."""
    from billdesk.ui.pages.print import PrintPage

    made = []

    def open_it(ids, bench=None):
        page = PrintPage(bench or make_bench())
        page.told_words, page.places, page.troubles = [], [], []
        page.told.connect(lambda words, _undo: page.told_words.append(words))
        page.asked.connect(lambda place, what: page.places.append((place, what)))
        page.troubled.connect(page.troubles.append)
        qtbot.addWidget(page)
        page.resize(1240, 800)
        page.show()
        page.show_what(ids)
        page.entered()
        qtbot.waitUntil(lambda: page.strip.count() > 0 or bool(page.troubles), timeout=20000)
        qtbot.waitUntil(lambda: not page.bench.background.busy(), timeout=20000)
        made.append(page)
        return page

    return open_it


def ids_of(bench):
    from billdesk.domain.lists import InvoiceFilter, Part, Sort

    rows = bench.desk.browsing.invoices(InvoiceFilter(), Sort("number", True), bench.today, Part(50)).rows
    return tuple(row.id for row in rows)


def press(qtbot, page):
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.told_words or page.troubles), timeout=20000)


def test_it_shows_a_picture_of_every_page_and_the_chosen_one_large(qtbot, print_server, make_bench, printing):
    bench = make_bench()
    ids = ids_of(bench)
    page = printing(ids, bench)
    assert page.strip.count() == sum(len(paper.sizes(pdf)) for pdf in bench.desk.prints.documents(ids))
    assert page.summary.text() == f"{len(ids)} invoices, {page.strip.count()} pages"
    qtbot.waitUntil(lambda: page.view.accessibleName() == f"Page 1 of {page.strip.count()}")
    qtbot.keyClick(page.strip, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.view.accessibleName() == f"Page 2 of {page.strip.count()}")


def test_several_invoices_are_one_job_in_the_order_asked_for(qtbot, print_server, make_bench, printing):
    bench = make_bench()
    ids = tuple(reversed(ids_of(bench)))
    page = printing(ids, bench)
    qtbot.waitUntil(page.printer.isEnabled)
    page.copies.edit.setText("2")
    press(qtbot, page)
    ((sent, asked),) = print_server.jobs()
    wanted = bench.desk.prints.documents(ids)
    assert paper.sizes(sent) == paper.sizes(paper.joined(wanted))
    first = paper.page(sent, 0, 300)
    assert first == paper.page(wanted[0], 0, 300)
    assert b"copies\x00\x04\x00\x00\x00\x02" in asked
    assert page.told_words == [f"{len(ids)} invoices sent to Counter"]
    assert page.places == [("invoices", None)]


def test_only_the_pages_of_the_range_are_printed_and_a_wrong_one_is_refused_at_once(
    qtbot, print_server, make_bench, printing
):
    bench = make_bench()
    page = printing(ids_of(bench), bench)
    qtbot.waitUntil(page.printer.isEnabled)
    page.range.edit.setFocus()
    qtbot.keyClicks(page.range.edit, "7-9999, x")
    assert not page.go.isEnabled()
    assert page.range.edit.accessibleDescription().startswith("No such pages. Type 1-")
    page.range.edit.clear()
    qtbot.keyClicks(page.range.edit, "2")
    qtbot.keyClick(page.range.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.told_words), timeout=20000)
    ((sent, _asked),) = print_server.jobs()
    assert len(paper.sizes(sent)) == 1


@pytest.mark.parametrize("typed", ["", "0", "100", "two", "1.5", "-1", "9" * 30, "٢"])
def test_a_wrong_number_of_copies_is_refused_at_once(print_server, printing, make_bench, typed, qtbot):
    bench = make_bench()
    page = printing(ids_of(bench)[:1], bench)
    qtbot.waitUntil(page.go.isEnabled)
    page.copies.edit.setText(typed)
    page.copies.edit.textEdited.emit(typed)
    assert not page.go.isEnabled()
    assert page.copies.edit.accessibleDescription() == "Not a number of copies. Type 1-99"


def test_printing_alone_changes_nothing_on_file_and_as_sent_issues_drafts_and_logs(
    qtbot, print_server, make_bench, printing
):
    bench = make_bench()
    ids = ids_of(bench)
    drafts = bench.desk.prints.drafts(ids)
    assert drafts
    page = printing(ids, bench)
    qtbot.waitUntil(page.printer.isEnabled)
    assert "draft" in page.note.text()
    press(qtbot, page)
    assert bench.desk.prints.drafts(ids) == drafts
    page.told_words.clear()
    qtbot.waitUntil(page.go.isEnabled)
    page.as_sent.setChecked(True)
    press(qtbot, page)
    assert page.troubles == []
    assert bench.desk.prints.drafts(ids) == ()
    for key in drafts:
        sheet = bench.desk.invoicing.sheet(key, bench.today)
        assert sheet.history[-1].act == "printed"
        assert status(sheet.invoice, bench.today) != "draft"


def test_a_job_that_no_printer_takes_is_no_print_on_file(qtbot, print_server, make_bench, printing):
    import subprocess

    bench = make_bench()
    key = ids_of(bench)[0]
    page = printing((key,), bench)
    qtbot.waitUntil(page.printer.isEnabled)
    subprocess.run(["cupsreject", print_server.printer], check=True)
    page.as_sent.setChecked(True)
    press(qtbot, page)
    assert page.troubles[0].code == "printer_refused"
    assert "printed" not in [trace.act for trace in bench.desk.invoicing.sheet(key, bench.today).history]
    assert page.go.isEnabled()


def test_without_a_printer_the_pages_are_shown_and_nothing_can_be_printed(
    qtbot, monkeypatch, tmp_path, make_bench, printing
):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody.sock"))
    bench = make_bench()
    page = printing(ids_of(bench)[:1], bench)
    assert page.printer.currentText() == "No printer is set up"
    assert not page.go.isEnabled()
    page.print_now()
    assert page.told_words == []


def test_an_invoice_that_is_gone_is_told(print_server, printing):
    page = printing((999,))
    assert page.troubles[0].code == "invoice_missing"
    assert not page.go.isEnabled()


def test_everything_that_can_be_operated_has_a_name(print_server, make_bench, printing):
    bench = make_bench()
    page = printing(ids_of(bench)[:1], bench)
    for name in ("thumbnails", "page", "printer", "copies", "range", "as_sent", "stamped"):
        found = page.findChild(QWidget, f"print.{name}")
        assert found is not None
        assert found.accessibleName() or found.text()
    assert (page.go.objectName(), page.go.text()) == ("print.go", "Print")


def test_small_pages_are_dimmed_in_dark_and_the_chosen_one_is_not_tinted(print_server, make_bench, printing):
    from PySide6.QtGui import QIcon

    bench = make_bench()
    bench.look.choose("dark")
    page = printing(ids_of(bench)[:1], bench)
    icon = page.strip.item(0).icon()
    size = icon.availableSizes()[0]
    shades = {
        icon.pixmap(size, mode).toImage().pixelColor(4, 4).lightness()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected)
    }
    assert len(shades) == 1
    assert shades.pop() in range(226, 233)


def test_work_orders_are_printed_without_what_is_said_of_invoices(qtbot, print_server, make_bench, printing):
    page = printing(WorkOrdersTask((1, 2)), make_bench())
    assert page.summary.text().startswith("2 work orders, ")
    assert not page.as_sent.isVisible()
    assert page.kinds() == frozenset({"ticket", "settings"})

    press(qtbot, page)

    assert page.told_words[0].startswith("2 work orders sent to ")
    assert page.places == [("tickets", None)]


def test_receipts_are_printed_as_they_are_and_lead_back(qtbot, print_server, make_bench, printing):
    bench = make_bench()
    customer = bench.desk.browsing.customers("")[0].id
    keys = tuple(
        bench.desk.payments.take(Received(customer, amount, bench.today)).payments[0].id
        for amount in (5_00, 7_00)
    )
    page = printing(ReceiptTask(keys, "tickets"), bench)
    assert page.summary.text() == "2 receipts, 2 pages"
    assert not page.as_sent.isVisible()
    assert not page.stamped.isVisible()
    qtbot.waitUntil(page.printer.isEnabled)
    press(qtbot, page)
    ((sent, _asked),) = print_server.jobs()
    assert paper.page(sent, 1, 300) == paper.page(bench.desk.receipts.pdf(keys[1]), 0, 300)
    assert page.told_words == ["2 receipts sent to Counter"]
    assert page.places == [("tickets", None)]


def test_stopped_while_it_makes_pages_it_goes_back_as_some_of_them_are_no_job(qtbot, make_bench, printing):
    bench = make_bench()
    page = printing(ids_of(bench), bench)
    stopped_before_it_begins(bench.background, page.refresh)
    qtbot.waitUntil(lambda: page.told_words == ["Stopped; nothing was printed"])
    assert page.places == [("invoices", None)]
