"""The page Import usage by keys: a file is read, its names are mapped, and it comes in or says why not."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from billdesk.services.usage import Taken
from billdesk.ui.pages.usage_import import UsageImportPage
from support.parts import rows

HEAD = "Customer;Product;Seats;Date\n"


@pytest.fixture
def page(recurring_shop, open_part, qtbot):
    made = open_part(UsageImportPage, recurring_shop)
    qtbot.waitUntil(lambda: not made.bench.background.busy())
    return made


@pytest.fixture
def read(page, tmp_path, qtbot):
    """Has the page read a file of these rows."""

    def act(*lines, head=HEAD, name="cloudvault-february.csv"):
        path = tmp_path / name
        path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        page.show_what(str(path))
        calm(page, qtbot)

    return act


def calm(page, qtbot):
    qtbot.waitUntil(lambda: page._file is not None and not page._timer.isActive())
    for _round in range(3):
        qtbot.waitUntil(lambda: not page.bench.background.busy())
        QApplication.processEvents()


def fates(page):
    return [one.fate for one in rows(page)]


def type_into(qtbot, edit, text):
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def test_a_file_is_read_with_its_columns_and_vendor_found_and_equal_names_mapped(qtbot, page, read):
    read("ACME dental;Backup seat;12,5;28.02.2026", "Bolt;Backup seat;3;28.02.2026")

    assert page.form.vendor.value() == "CloudVault"
    assert {role: field.edit.currentText() for role, field in page.form.columns.items()} == {
        "customer": "Customer",
        "item": "Product",
        "quantity": "Seats",
        "as_of": "Date",
    }
    assert fates(page) == ["changed", "unmapped"]
    assert page.take_in.text() == "Take in 2 rows"
    assert page.take_in.isEnabled()


def test_names_are_mapped_by_keys_and_the_file_comes_in(qtbot, page, read):
    read("Acme Dental;Backup seat;12;28.02.2026", "Bolt;Backup seat;3;28.02.2026")
    page.parts.pick("names")
    table = page.names.table
    qtbot.waitUntil(lambda: page.names.model.rowCount() == 2)
    table.setFocus()
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    picker = QApplication.activePopupWidget()
    qtbot.keyClicks(picker.field, "bistro")
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    calm(page, qtbot)

    assert fates(page) == ["changed", "new"]
    page.take_in.setFocus()
    qtbot.keyClick(page.take_in, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.asked_places))
    [(place, taken)] = page.asked_places
    assert place == "usage"
    assert isinstance(taken, Taken)
    assert (taken.new, taken.changed, taken.unmapped) == (1, 1, 0)


def test_wrong_rows_are_listed_and_keep_all_out_until_only_the_good_ones_are_asked_for(qtbot, page, read):
    read("Acme Dental;Backup seat;many;28.02.2026", "Acme Dental;Archive;2;28.02.2026")
    assert not page.take_in.isEnabled()
    assert page.form.note.text().startswith("1 row can't come in.")
    page.parts.pick("wrong")
    qtbot.waitUntil(lambda: page.wrong_model.rowCount() == 1)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [page.wrong_model.data(page.wrong_model.index(0, at), role) for at in (1, 2, 3)]
    assert said == ["2", "Seats", "“many” is no quantity. Write it like 1,5."]

    qtbot.mouseClick(page.form.good_rows, Qt.MouseButton.LeftButton)

    assert page.take_in.isEnabled()
    assert page.form.note.text() == "Archive: 2 (before: 0), no line counts it"


def test_what_is_no_table_is_told_in_its_place(qtbot, page, read):
    read('"Acme;Backup seat;1;28.02.2026')

    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "This file can't be read"
    assert "quote" in page.empty.accessibleDescription()
    assert not page.take_in.isEnabled()


def test_columns_that_cant_be_guessed_are_chosen(qtbot, page, read):
    read("Acme Dental;Backup seat;12", head="a;b;c\n")
    assert page.empty.accessibleName() == "Which column is what?"

    for role, at in (("customer", 0), ("item", 1), ("quantity", 2)):
        field = page.form.columns[role]
        field.show_value(str(at))
        field.edit.activated.emit(at + 1)
    calm(page, qtbot)

    assert fates(page) == ["new"]


def test_day_and_vendor_are_read_anew_as_they_are_typed_and_a_vendor_is_needed(qtbot, page, read):
    read("Acme Dental;Backup seat;12", head="Customer;Product;Seats\n", name="x.csv")
    page.form.as_of.edit.setFocus()
    type_into(qtbot, page.form.as_of.edit, "2026-01-31")
    qtbot.keyClick(page.form.as_of.edit, Qt.Key.Key_Return)
    type_into(qtbot, page.form.vendor.edit, "CloudVault")
    calm(page, qtbot)
    qtbot.waitUntil(lambda: len(rows(page)) == 1)

    assert str(rows(page)[0].as_of) == "2026-01-31"
    type_into(qtbot, page.form.vendor.edit, " ")
    calm(page, qtbot)
    assert not page.take_in.isEnabled()
    assert page.form.note.text().startswith("Type the name of the vendor")


def test_a_file_can_be_chosen_or_dropped(qtbot, page, tmp_path):
    path = tmp_path / "cloudvault.csv"
    path.write_text(HEAD + "Acme Dental;Archive;12;28.02.2026\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(page.rect().center(), actions, data, button, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(5, 5), actions, data, button, Qt.KeyboardModifier.NoModifier))
    calm(page, qtbot)
    assert page.form.file.text() == "cloudvault.csv"

    qtbot.mouseClick(page.form.choose, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_file_that_is_gone_is_told(qtbot, page, tmp_path):
    page.show_what(str(tmp_path / "none.csv"))

    qtbot.waitUntil(lambda: bool(page.troubles))
    assert page.troubles[0].code == "file_cannot_be_read"


def test_what_was_counted_in_the_meantime_is_refused_and_looked_at_again(qtbot, recurring_shop, page, read):
    read("Acme Dental;Backup seat;12;01.02.2026")
    assert fates(page) == ["new"]
    page.bench.desk.usage.take(page._intake())

    qtbot.waitUntil(lambda: fates(page) == ["same"])
    calm(page, qtbot)
    assert not page.take_in.isEnabled()


def test_rows_that_are_wrong_are_saved_to_be_mended(qtbot, page, read, tmp_path):
    read("ACME dental;Backup seat;12;28.02.2026", "=1+1;Backup seat;lots;28.02.2026")
    assert page.save_wrong.isHidden()
    page.parts.pick("wrong")
    assert page.save_wrong.isVisible()
    page.save_wrong.click()
    dialog = page.findChild(QFileDialog, "usage_import.save_wrong.file")
    target = tmp_path / "wrong.csv"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: bool(page.told_words))
    assert "'=1+1;" not in target.read_text("utf-8-sig")
    assert target.read_text("utf-8-sig").splitlines()[1].endswith("'=1+1,Backup seat,lots,28.02.2026")


def test_a_list_that_cannot_be_written_is_told(qtbot, page, read, tmp_path):
    read("=1+1;Backup seat;lots;28.02.2026")
    (tmp_path / "taken").write_text("")
    page.save_wrong_to(tmp_path / "taken" / "wrong.csv")
    qtbot.waitUntil(lambda: bool(page.troubles))
    assert page.troubles[0].code == "file_cannot_be_written"
