"""Tests of the invoices pane on real databases: the list, its filters, its preview, and every act."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from billdesk.domain.mailbox import MailAccount
from billdesk.ui.dialogs.reason import ReasonDialog
from billdesk.ui.panes.invoice_commands import BULK, BULK_LATE
from billdesk.ui.panes.invoice_filters import Asked
from billdesk.ui.panes.invoices import InvoicesPane
from billdesk.ui.tasks import PaymentTask
from support.parts import stopped_before_it_begins

LATER = date(2026, 3, 5)


@pytest.fixture
def make_pane(qtbot, make_bench):
    def make(name="little", today=date(2026, 2, 1), size=(1240, 800)):
        pane = InvoicesPane(make_bench(name, today))
        qtbot.addWidget(pane)
        pane.resize(*size)
        pane.fold(1440, 900)
        pane.show()
        pane.activateWindow()
        qtbot.waitUntil(lambda: pane.model.loaded and not pane.bench.background.busy())
        return pane

    return make


def settled(qtbot, pane):
    qtbot.waitUntil(lambda: not pane.bench.background.busy())


def press(qtbot, pane, name):
    button = pane.findChild(QWidget, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def numbers(pane):
    return [pane.model.row(row).number for row in range(pane.model.rowCount())]


def choose(qtbot, pane, number):
    pane.table.choose(numbers(pane).index(number))
    qtbot.waitUntil(lambda: pane.preview.sheet is not None and pane.preview.sheet.invoice.number == number)


def first_open(pane):
    rows = [pane.model.row(row) for row in range(pane.model.rowCount())]
    return next(row for row in rows if row.status == "open")


def test_the_list_shows_what_the_run_made_with_its_sums(make_pane):
    pane = make_pane()
    assert pane.model.rowCount() == sum(one.count for one in pane.model.sums) > 0
    assert str(pane.model.rowCount()) in pane.totals.accessibleName()
    assert "Total" in pane.totals.accessibleName()


def test_the_preview_follows_the_chosen_row_and_shows_its_page(qtbot, make_pane):
    pane = make_pane()
    row = first_open(pane)
    choose(qtbot, pane, row.number)
    assert pane.preview.number.text() == row.number
    qtbot.waitUntil(lambda: row.number in pane.preview.page.accessibleName())
    assert "1 page" in pane.preview.page.accessibleName()


def test_taking_a_payment_opens_its_page_for_the_chosen_invoice(qtbot, make_pane):
    pane = make_pane()
    row = first_open(pane)
    choose(qtbot, pane, row.number)
    asked = []
    pane.asked.connect(lambda place, what: asked.append((place, what)))
    press(qtbot, pane, "invoices.preview.take_payment")
    assert asked == [("payment", PaymentTask(row.customer_id, row.id))]


def test_a_quick_payment_marks_it_paid_and_undo_takes_it_back(qtbot, make_pane):
    pane = make_pane()
    row = first_open(pane)
    choose(qtbot, pane, row.number)
    told = []
    pane.told.connect(lambda words, undo: told.append((words, undo)))
    pane.quick_pay()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert row.number in told[0][0]
    assert pane.bench.desk.invoicing.sheet(row.id, pane.bench.today).status == "paid"
    told[0][1]()
    qtbot.waitUntil(lambda: len(told) == 2)
    sheet = pane.bench.desk.invoicing.sheet(row.id, pane.bench.today)
    assert (sheet.status, sheet.invoice.balance) == ("open", row.balance)
    assert [one.amount for one in sheet.allocations] == [row.balance, -row.balance]


def test_a_change_that_is_announced_shows_in_list_preview_and_picture(qtbot, make_pane):
    pane = make_pane()
    row = first_open(pane)
    choose(qtbot, pane, row.number)
    from billdesk.domain.changes import Changed

    pane.bench.desk.payments.quick([row.id], pane.bench.today)
    pane.heard(Changed(frozenset({"payment"})))
    qtbot.waitUntil(lambda: pane.preview.sheet is not None and pane.preview.sheet.status == "paid")
    settled(qtbot, pane)
    assert pane.model.row(numbers(pane).index(row.number)).status == "paid"
    assert pane.picture.glance.cell("paid").accessibleName().startswith("Paid this month 1 ")
    assert pane.findChild(QWidget, "invoices.preview.take_payment") is None or not pane.can_take_payment()


def test_an_e_mail_is_queued_and_the_outbox_is_asked_for(qtbot, make_pane):
    pane = make_pane(today=LATER)
    pane.bench.desk.sending.keep_account(MailAccount("localhost", 25, "plain", sender="billing@shop.example"))
    asked, told = [], []
    pane.asked.connect(lambda place, _what: asked.append(place))
    pane.told.connect(lambda words, _undo: told.append(words))
    pane.table.setFocus()
    row = first_open_or_late(pane)
    choose(qtbot, pane, row.number)
    before = pane.bench.desk.sending.counts()["queued"]
    pane.send()
    qtbot.waitUntil(lambda: asked == ["outbox"])
    assert told
    assert pane.bench.desk.sending.counts()["queued"] >= before


def first_open_or_late(pane):
    rows = [pane.model.row(row) for row in range(pane.model.rowCount())]
    return next(row for row in rows if row.status in ("open", "overdue"))


def test_without_a_mail_account_it_says_so_and_the_e_mail_waits(qtbot, make_pane):
    pane = make_pane()
    troubles = []
    pane.troubled.connect(troubles.append)
    choose(qtbot, pane, first_open(pane).number)
    pane.send()
    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert troubles[0].code == "mail_no_account"
    assert "account" in pane.bench.sentence(troubles[0])
    assert pane.bench.desk.sending.counts()["queued"] >= 1


def test_a_pdf_is_saved_into_the_chosen_folder_without_a_modal_loop(qtbot, make_pane, tmp_path):
    pane = make_pane()
    row = first_open(pane)
    choose(qtbot, pane, row.number)
    told = []
    pane.told.connect(lambda words, _undo: told.append(words))
    press(qtbot, pane, "invoices.preview.save_pdf")
    dialog = pane.findChild(QFileDialog, "invoice.save_pdf.folder")
    assert dialog is not None
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(tmp_path / "papers"))
    dialog.close()
    qtbot.waitUntil(lambda: bool(told))
    saved = tmp_path / "papers" / f"{row.number}.pdf"
    assert saved.read_bytes().startswith(b"%PDF")
    assert str(saved) in told[0]


def test_printing_asks_for_the_page_with_the_chosen_one_or_all_ticked_in_the_order_of_the_list(
    qtbot, make_pane
):
    pane = make_pane()
    places = []
    pane.asked.connect(lambda place, what: places.append((place, what)))
    row = first_open(pane)
    choose(qtbot, pane, row.number)
    press(qtbot, pane, "invoices.preview.print")
    assert places == [("print", (row.id,))]
    pane.model.ticks.set_all(True)
    press(qtbot, pane, "invoices.bulk.print")
    qtbot.waitUntil(lambda: len(places) == 2)
    assert places[1][1] == tuple(pane.model.row(n).id for n in range(pane.model.rowCount()))


def test_a_folder_that_cannot_be_written_is_told_in_place(qtbot, make_pane, tmp_path):
    pane = make_pane()
    (tmp_path / "file").write_text("in the way")
    troubles = []
    pane.troubled.connect(troubles.append)
    pane.acts.save_into([first_open(pane).id], Path(tmp_path / "file"))
    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert troubles[0].code == "file_cannot_be_written"


def test_typing_in_the_search_field_filters_and_escape_shows_all_again(qtbot, make_pane):
    pane = make_pane()
    count, row = pane.model.rowCount(), first_open(pane)
    pane.search()
    qtbot.keyClicks(pane.search_field, row.number)
    qtbot.waitUntil(lambda: numbers(pane) == [row.number])
    qtbot.keyClick(pane.search_field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == count)


def test_a_search_that_finds_nothing_offers_to_clear_the_filters(qtbot, make_pane):
    pane = make_pane()
    count = pane.model.rowCount()
    pane.search()
    qtbot.keyClicks(pane.search_field, "zzzz")
    qtbot.waitUntil(pane.none.isVisible)
    assert not pane.preview.number.isVisible()
    qtbot.mouseClick(pane.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.table.isVisible() and pane.model.rowCount() == count)
    assert pane.search_field.text() == ""


def test_a_cell_of_the_picture_filters_and_again_clears(qtbot, make_pane):
    pane = make_pane()
    count = pane.model.rowCount()
    press(qtbot, pane, "invoices.glance.open")
    settled(qtbot, pane)
    assert pane.chips.keys("status") == ("open",)
    assert {pane.model.row(row).status for row in range(pane.model.rowCount())} == {"open"}
    press(qtbot, pane, "invoices.glance.open")
    qtbot.waitUntil(lambda: pane.model.rowCount() == count and not pane.chips.keys("status"))


def test_a_cell_of_the_picture_filters_by_keys_alone(qtbot, make_pane):
    pane = make_pane()
    cell = pane.picture.glance.cell("draft")
    cell.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(cell, Qt.Key.Key_Right)
    qtbot.keyClick(pane.picture.glance.cell("open"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pane.chips.keys("status") == ("open",))


def test_a_month_of_the_picture_filters_by_its_dates(qtbot, make_pane):
    pane = make_pane()
    months = pane.picture.months
    months.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(months, Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert pane.asked_for.filter(pane.bench.today).date_from == date(2026, 2, 1)
    assert "2026" in pane.chips.chip("date").value()
    pane.chips.chip("date").pick(())
    settled(qtbot, pane)
    assert months.chosen() is None


def test_a_chip_filters_and_the_picture_says_so(qtbot, make_pane):
    pane = make_pane()
    pane.chips.chip("status").pick(("open",))
    settled(qtbot, pane)
    assert pane.picture.glance.chosen() == "open"
    pane.chips.chip("status").pick(("open", "draft"))
    settled(qtbot, pane)
    assert pane.picture.glance.chosen() == ""


def test_a_customer_is_looked_up_by_typing_and_chosen_by_enter(qtbot, make_pane):
    pane = make_pane()
    row = first_open(pane)
    pane.chips.chip("customer").setFocus()
    qtbot.keyClick(pane.chips.chip("customer"), Qt.Key.Key_Return)
    picker = pane.findChild(QWidget, "invoices.customer")
    qtbot.waitUntil(lambda: picker.list.count() > 0)
    qtbot.keyClicks(picker.field, row.customer[:4])
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.chips.keys("customer") == (str(row.customer_id),))
    settled(qtbot, pane)
    assert {pane.model.row(at).customer for at in range(pane.model.rowCount())} == {row.customer}


def test_a_click_on_a_title_sorts(qtbot, make_pane):
    pane = make_pane()
    names = [column.name for column in pane.model.columns]
    pane.model.sort_by(names.index("total"))
    settled(qtbot, pane)
    totals = [pane.model.row(row).total for row in range(pane.model.rowCount())]
    assert totals == sorted(totals)


def test_ticked_rows_bring_up_the_bulk_bar_and_are_paid_together(qtbot, make_pane):
    pane = make_pane()
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.bulk.isVisible()
    assert str(pane.model.rowCount()) in pane.bulk.accessibleName()
    open_ones = [
        pane.model.row(row).id for row in range(pane.model.rowCount()) if pane.model.row(row).status == "open"
    ]
    told = []
    pane.told.connect(lambda words, _undo: told.append(words))
    press(qtbot, pane, "invoices.bulk.quick_pay")
    qtbot.waitUntil(lambda: bool(told))
    assert "marked paid" in told[0]
    for key in open_ones:
        assert pane.bench.desk.invoicing.sheet(key, pane.bench.today).status == "paid"
    qtbot.keyClick(pane.table, Qt.Key.Key_Escape)
    assert not pane.bulk.isVisible()


def test_drafts_that_came_due_late_are_reviewed_and_released(qtbot, make_pane):
    from billdesk.services.run import Request

    pane = make_pane(today=LATER)
    pane.bench.desk.run.go(Request(LATER))
    late = pane.bench.desk.invoicing.late()
    assert late
    with qtbot.waitSignal(pane.noticed):
        pane.refresh()
    assert pane.notice is not None
    assert str(len(late)) in pane.notice.title
    pane.review_late()
    settled(qtbot, pane)
    assert {pane.model.row(row).id for row in range(pane.model.rowCount())} == set(late)
    assert pane.chips.keys("waiting") == ("late",)
    told = []
    pane.told.connect(lambda words, _undo: told.append(words))
    pane.release_late()
    qtbot.waitUntil(lambda: bool(told))
    assert "issued" in told[0]
    assert not pane.bench.desk.invoicing.late()


@pytest.fixture
def late_pane(qtbot, make_pane):
    """The pane with the drafts that came due late, all of them shown."""
    from billdesk.services.run import Request

    pane = make_pane(today=LATER)
    pane.bench.desk.run.go(Request(LATER))
    pane.review_late()
    settled(qtbot, pane)
    pane.said = []
    pane.told.connect(lambda words, undo: pane.said.append((words, undo)))
    late = pane.bench.desk.invoicing.late()
    qtbot.waitUntil(lambda: pane.model.loaded and pane.model.rowCount() == len(late))
    return pane


def told(qtbot, pane):
    qtbot.waitUntil(lambda: bool(pane.said))
    settled(qtbot, pane)
    return pane.said.pop()


def give_addresses(pane):
    """Every customer can be e-mailed from now on."""
    with pane.bench.desk.run._office.work() as work:
        work.connection.exec_driver_sql("UPDATE customers SET email = 'pay@customer.example'")
        work.commit()


def test_some_of_the_late_drafts_are_ticked_and_released(qtbot, late_pane):
    pane, late = late_pane, late_pane.bench.desk.invoicing.late()
    give_addresses(pane)
    pane.model.ticks.toggle(late[0])
    qtbot.waitUntil(pane.bulk.isVisible)
    shown = [name for name in BULK_LATE + BULK if button_of(pane, name).isVisible()]
    assert shown == [*BULK_LATE, "more"]
    press(qtbot, pane, "invoices.bulk.release")
    assert told(qtbot, pane)[0] == "1 invoice issued"
    assert pane.bench.desk.invoicing.late() == late[1:]
    assert pane.bench.desk.naming.invoice(str(late[0])).state == "issued"
    pane.refresh()
    qtbot.waitUntil(lambda: pane.model.rowCount() == len(late) - 1)


def button_of(pane, name):
    return pane.findChild(QWidget, f"invoices.bulk.{name}")


def test_a_late_draft_is_discarded_with_a_reason_and_had_back(qtbot, late_pane):
    pane, late = late_pane, late_pane.bench.desk.invoicing.late()
    pane.table.choose(0)
    settled(qtbot, pane)
    assert pane.findChild(QPushButton, "invoices.preview.release") is not None
    press(qtbot, pane, "invoices.preview.discard")
    qtbot.waitUntil(lambda: pane.findChild(ReasonDialog) is not None)
    dialog = pane.findChild(ReasonDialog)
    dialog.agree.click()
    assert dialog.reason.told()
    qtbot.keyClicks(dialog.reason.edit, "was on holiday")
    dialog.agree.click()
    words, undo = told(qtbot, pane)
    assert "discarded" in words
    assert len(pane.bench.desk.invoicing.late()) == len(late) - 1
    undo()
    settled(qtbot, pane)
    assert pane.bench.desk.invoicing.late() == late


def test_what_does_not_wait_is_neither_released_nor_discarded(qtbot, make_pane):
    pane, said = make_pane(), []
    pane.told.connect(lambda words, _undo: said.append(words))
    pane.ask(Asked().with_keys("status", ("open", "overdue")))
    settled(qtbot, pane)
    pane.table.choose(0)
    assert not pane.can_release()
    pane.model.ticks.set_all(True)
    for act in (pane.release, pane.discard):
        act()
        settled(qtbot, pane)
    assert len(said) == 2
    assert pane.findChild(ReasonDialog) is None


def test_a_narrow_window_makes_the_preview_a_drawer_that_space_opens(qtbot, make_pane):
    pane = make_pane(size=(960, 560))
    pane.fold(1024, 640)
    assert not pane.drawer.is_open
    assert not pane.picture.months.isVisible()
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_Space)
    assert pane.drawer.is_open
    qtbot.keyClick(pane.preview.page, Qt.Key.Key_Escape)
    assert not pane.drawer.is_open
    pane.fold(1440, 900)
    assert pane.drawer.is_open


def test_a_brand_new_shop_is_offered_the_sample(qtbot, make_pane):
    pane = make_pane("empty")
    qtbot.waitUntil(pane.first.sample.isVisible)
    assert pane.first.title.text() == "Welcome to BillDesk"


def test_a_locked_database_is_told_and_nothing_breaks(qtbot, make_pane, tmp_path):
    pane = make_pane()
    troubles = []
    pane.troubled.connect(troubles.append)
    pane.bench.desk.close()
    (tmp_path / "little.billdesk").write_bytes(b"rubbish" * 1000)
    pane.refresh()
    qtbot.waitUntil(lambda: len(troubles) >= 1)
    assert pane.bench.sentence(troubles[0])


def test_every_part_that_one_can_operate_has_a_name_and_an_accessible_name(make_pane):
    pane = make_pane()
    for widget in pane.findChildren(QPushButton):
        if widget.isVisible():
            assert widget.objectName()
            assert widget.accessibleName()
    for widget in pane.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName(), widget.objectName() or type(widget).__name__


def test_tab_goes_from_the_list_to_the_acts_of_the_preview_and_then_to_its_tabs(qtbot, make_pane):
    pane = make_pane()
    choose(qtbot, pane, first_open(pane).number)
    pane.table.setFocus()
    way = []
    for _step in range(6):
        qtbot.keyClick(pane.window().focusWidget(), Qt.Key.Key_Tab)
        way.append(pane.window().focusWidget().objectName())
    assert way == [
        "invoices.preview.take_payment",
        "invoices.preview.send",
        "invoices.preview.print",
        "invoices.preview.save_pdf",
        "invoices.preview.more",
        "invoices.preview.tabs.document",
    ]


def test_ticking_several_shows_their_sum_and_ticking_one_shows_that_one(qtbot, make_pane):
    pane = make_pane()
    pane.model.ticks.set_all(True)
    qtbot.waitUntil(pane.ticked.isVisible)
    qtbot.waitUntil(lambda: bool(pane.ticked.entries.entries()))
    assert not pane.preview.isVisible()
    press(qtbot, pane, "invoices.ticked.clear")
    assert pane.preview.isVisible()


def test_the_list_is_exported_as_it_is_filtered_or_ticked(qtbot, make_pane, tmp_path):
    pane = make_pane()
    told = []
    pane.told.connect(lambda words, _undo: told.append(words))
    for name, wanted in (("all", pane.model.rowCount()), ("ticked", 2)):
        pane.export()
        dialog = pane.findChild(QFileDialog, "invoice.export.file")
        dialog.fileSelected.emit(str(tmp_path / f"{name}.csv"))
        dialog.close()
        qtbot.waitUntil(lambda name=name: bool(told) and f"{name}.csv" in told[-1])
        assert len((tmp_path / f"{name}.csv").read_text("utf-8-sig").splitlines()) == wanted + 1
        pane.model.ticks.set([pane.model.row(at).id for at in range(2)], True)


def test_writing_the_list_can_be_stopped_and_then_there_is_no_file(qtbot, make_pane, tmp_path):
    pane = make_pane()
    told = []
    pane.told.connect(lambda words, _undo: told.append(words))
    everything = pane._chosen()
    stopped_before_it_begins(
        pane.bench.background, lambda: pane.acts.export_to(everything, tmp_path / "x.csv")
    )
    qtbot.waitUntil(lambda: told == ["Stopped; no file was written"])
    assert list(tmp_path.glob("*.csv")) == []
